"""The schema as the migrations make it, by pg_dump.

``python -m tests.db.schema`` writes it to db/schema.sql, or to the file that is named.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sqlalchemy import URL

from db.embedded.programs import wheel_folder
from db.engine import close_database, engine, open_database
from services.settings import ROOT
from tests.data_folders import made_folder

FILE = ROOT / "db" / "schema.sql"
_HEAD = "-- The schema as it stands after every migration. `make snapshots` writes it; no program reads it.\n\n"
# What depends on the program and the run, and settings of the session.
_NOISE = re.compile(r"^(--|SET [a-z_]+ = |SELECT pg_catalog\.set_config|\\(un)?restrict ).*\n", re.MULTILINE)


def dump(url: URL) -> str:
    """The tables, types, functions, triggers and indexes of a database, as SQL."""
    command = [
        str(wheel_folder() / "pginstall/bin/pg_dump"),
        "--schema-only",
        "--no-owner",
        "--no-privileges",
        "--exclude-table=alembic_version",
        url.set(drivername="postgresql").render_as_string(hide_password=False),
    ]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return _HEAD + re.sub(r"\n{3,}", "\n\n", _NOISE.sub("", printed)).strip() + "\n"


def main(file: Path = FILE) -> None:
    """Write the schema anew, of a database of its own: one that was restored words it in another way."""
    with made_folder() as made:
        open_database(None, made / "data")
        file.write_text(dump(engine().url), encoding="utf-8")
        close_database()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
