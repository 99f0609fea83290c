"""News while the Dashboard is open: a line that says that its numbers are older than the desk."""
