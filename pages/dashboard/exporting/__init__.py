"""The dashboard taken away: as files, as a link, on paper."""
