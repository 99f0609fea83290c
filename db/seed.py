"""What a new installation begins with."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from db.seed_categories import SEED_CATEGORIES

# The columns as the first migration made them; db/tables.py may know more by now.
_SETTING = sa.table("setting", sa.column("key"), sa.column("value"))
_CATEGORY = sa.table(
    "category",
    sa.column("key"),
    sa.column("label"),
    sa.column("description"),
    sa.column("keywords", sa.ARRAY(sa.Text)),
    sa.column("position"),
)


def seed(connection: sa.Connection) -> None:
    """Insert the first categories and settings into empty tables."""
    settings = {"reporting_time_zone": "UTC", "installation": secrets.token_hex(4)}
    connection.execute(sa.insert(_SETTING), [{"key": key, "value": value} for key, value in settings.items()])
    connection.execute(
        sa.insert(_CATEGORY),
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
