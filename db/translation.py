"""The driver's errors that every caller has to expect, as those of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from db import troubles
from db.errors import DatabaseAway, QueryTooSlow, TriageError


@contextmanager
def translated() -> Iterator[None]:
    """The driver's errors that every caller has to expect, as ours."""
    try:
        yield
    except DatabaseAway as error:
        cause = troubles.behind(error)
        if cause is error:
            raise
        raise cause from error
    except PoolTimeout as error:
        raise troubles.behind(DatabaseAway()) from error
    except DBAPIError as error:
        ours = _translated_error(error.orig, ended=error.connection_invalidated)
        if ours is None:
            raise
        raise ours from error
    except psycopg.Error as error:
        ours = _translated_error(error, ended=False)
        if ours is None:
            raise
        raise ours from error


def _translated_error(error: BaseException | None, *, ended: bool) -> TriageError | None:
    """The driver's error as ours; ``ended``: the connection is gone."""
    sqlstate = getattr(error, "sqlstate", None)
    if sqlstate == "57014":
        return QueryTooSlow()
    trouble = troubles.trouble_of(sqlstate, str(error))
    if trouble is not None:
        return troubles.record(trouble, sqlstate)
    unreachable = sqlstate is None and isinstance(error, psycopg.OperationalError)
    away = ended or unreachable or str(sqlstate).startswith(("57P0", "08"))
    return troubles.behind(DatabaseAway()) if away else None
