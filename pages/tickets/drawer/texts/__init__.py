"""Title and text of an open ticket, as they are read."""
