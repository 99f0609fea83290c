"""Retention: tickets that were resolved long ago are deleted, leaving counts behind, or lose their text."""
