"""Search in the text of tickets: search terms, similar tickets and spelling."""
