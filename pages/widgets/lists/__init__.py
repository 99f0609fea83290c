"""Lists of tickets outside the table, and how many there are."""
