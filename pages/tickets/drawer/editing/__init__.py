"""The edit form of an open ticket: its fields, conflicts, and what is kept unsaved."""
