"""Figures for a monitoring system: what the database knows of itself, in the text format of Prometheus."""
