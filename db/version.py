"""Whether the database is still of this version: a process of another one reads and writes nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from psycopg.sql import Literal
from sqlalchemy.exc import DBAPIError

from db import troubles
from db.migrate import heads

OTHER = frozenset(("22012", "42P01"))  # SQLSTATE of the statement: the migrations are others, or there are none


@cache
def same_version() -> str:
    """A statement that fails where the migrations are not those of this version, for the batch that begins a read."""
    known = heads()
    ours = f"version_num IN ({', '.join(Literal(revision).as_string() for revision in sorted(known))})"
    same = f"count(*) = {len(known)} AND count(*) FILTER (WHERE {ours}) = {len(known)}"
    return f"SELECT 1 / ({same})::int FROM alembic_version"  # noqa: S608 - names of our own files


def is_other(error: object) -> bool:
    """Whether it is the failure of that statement."""
    return getattr(getattr(error, "orig", error), "sqlstate", None) in OTHER


@contextmanager
def noticed() -> Iterator[None]:
    """Around that statement: its failure as ours. Raises DatabaseTrouble."""
    try:
        yield
    except DBAPIError as error:
        if is_other(error):
            raise troubles.record(troubles.OTHER_SCHEMA, None) from error
        raise
