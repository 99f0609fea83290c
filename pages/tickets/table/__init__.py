"""The table of tickets: its columns, its sort order, the rows that are ticked."""
