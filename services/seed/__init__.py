"""What a new installation begins with: categories with their keywords, and settings.

The migrations make the same rows; ``seed`` brings them back when a lead resets the installation.
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from db.tables.desk import Setting
from db.tables.tickets import Category
from services.seed.categories import SEED_CATEGORIES


def seed(connection: sa.Connection) -> None:
    """Insert the first categories and settings into empty tables."""
    settings = {"reporting_time_zone": "UTC", "installation": secrets.token_hex(4)}
    connection.execute(sa.insert(Setting), [{"key": key, "value": value} for key, value in settings.items()])
    connection.execute(
        sa.insert(Category),
        [
            {
                "key": key,
                "label": category.label,
                "description": category.description,
                "keywords": list(category.keywords),
                "position": position,
            }
            for position, (key, category) in enumerate(SEED_CATEGORIES.items())
        ],
    )
