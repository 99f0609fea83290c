"""The learned source."""
