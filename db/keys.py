"""Keys of priorities and statuses as the database has them, and no more: what needs only these loads no library."""

from __future__ import annotations

# Least urgent first, and as a ticket lives; services/taxonomy/ says what each of them is.
PRIORITIES = LOW, MEDIUM, HIGH, CRITICAL = ("low", "medium", "high", "critical")
STATUSES = OPEN, IN_PROGRESS, RESOLVED, CLOSED = ("open", "in_progress", "resolved", "closed")
