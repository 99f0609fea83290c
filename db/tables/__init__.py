"""The tables as SQLAlchemy sees them, a module a subject; db/sql/ holds the definitions, with constraints and triggers.

Times are timezone-aware. A test compares them with a migrated database. All are loaded together: what empties the
database asks which there are.
"""

from db.tables import (
    access,
    base,
    classify_many,
    desk,
    evaluation,
    jobs,
    learning,
    rollups,
    suggestions,
    targets,
    tickets,
    topics,
)

__all__ = [
    "access",
    "base",
    "classify_many",
    "desk",
    "evaluation",
    "jobs",
    "learning",
    "rollups",
    "suggestions",
    "targets",
    "tickets",
    "topics",
]
