"""Sample tickets: their texts, their dates and their lives."""
