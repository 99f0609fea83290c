"""Which tickets: a filter as SQL conditions, URL parameters and an English sentence, and saved views."""
