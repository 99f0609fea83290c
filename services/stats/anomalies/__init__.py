"""Anomalies in recent tickets: unusually high counts by category and priority, and rising words."""
