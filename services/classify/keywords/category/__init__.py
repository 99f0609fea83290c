"""The keywords that each category of a new installation begins with; keyword_table.py says how to read a row."""
