"""Tickets in and out as files: export and import."""
