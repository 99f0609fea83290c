"""The draft of a ticket: its fields, and how browser and server agree on what was typed."""
