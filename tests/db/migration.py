"""Start a migration: ``make migration NAME=ticket_product`` writes its module and an empty SQL file, numbered."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from db.migrate import HERE, heads

MODULE = '''"""{title}."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "{number}_{name}.sql")
'''


def start_migration(name: str, folder: Path = HERE) -> Path:
    """Write both files below ``folder``; returns that of the SQL. ValueError if ``name`` is no identifier."""
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError(f"NAME={name!r}: use small letters, digits and underscores.")
    (before,) = heads()
    number = f"{int(before) + 1:04}"
    module = MODULE.format(title=name.replace("_", " ").capitalize(), number=number, before=before, name=name)
    (folder / "migrations" / "versions" / f"{number}_{name}.py").write_text(module, encoding="utf-8")
    sql = folder / "sql" / f"{number}_{name}.sql"
    sql.write_text("", encoding="utf-8")
    return sql


if __name__ == "__main__":
    print(f"Write the SQL into {start_migration(sys.argv[1])}")
