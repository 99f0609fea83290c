"""Where the database of the tests is, and what is in it, table by table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import sql

from services.backup.places import EMBEDDED, Place, place_at
from tests.services.jobs.support import database_address

URL = "TEST_DATABASE_URL"


@contextmanager
def place_of_tests(server_folder: Path) -> Iterator[Place]:
    """The database of the tests as a command at a terminal finds it."""
    with place_at(database_address() if URL in os.environ else EMBEDDED, server_folder) as place:
        yield place


def environment_of_tests(server_folder: Path) -> dict[str, str]:
    """The settings of a process of its own on that database."""
    kept = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "LOG_LEVEL": "WARNING", "DATA_DIR": str(server_folder)}
    return kept | ({"DATABASE_URL": database_address()} if URL in os.environ else {})


def checksums(place: Place) -> dict[str, str]:
    """By table a number that any other row, or one more or less, changes; by sequence its value."""
    with place.connect() as connection:
        names = [row[0] for row in connection.execute(_TABLES)]
        found = {}
        for name in names:
            query = "SELECT count(*), sum(hashtextextended(line::text, 0)) FROM {} AS line"
            row = connection.execute(sql.SQL(query).format(sql.Identifier("public", name))).fetchone()
            found[name] = str(row)
        found |= {row[0]: str(row[1]) for row in connection.execute(_SEQUENCES)}
        return found


def databases(place: Place) -> set[str]:
    """The names of the databases of the server."""
    with place.connect() as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
