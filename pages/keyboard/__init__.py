"""Keyboard shortcuts that work on every page."""
