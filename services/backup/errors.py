"""What keeps a backup from being made or restored."""

from __future__ import annotations

from db.errors import TriageError


class BackupError(TriageError):
    """A backup was not made or not restored; the desk is as it was. The text says why and what to do."""
