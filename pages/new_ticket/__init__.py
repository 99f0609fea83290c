"""The New ticket page: a draft, its suggestion and possible duplicates."""
