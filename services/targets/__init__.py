"""Targets: working hours, times by priority and category, and what they mean for each ticket."""
