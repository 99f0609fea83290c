"""Keyset pages of all jobs, the newest first, with filters: links hold while jobs come and go.

A cursor is a job's number and a direction: ``n42`` reads on behind job 42, to older ones, ``p42`` reads back to those
that are newer. Every string of that form is a place, whether there is such a job or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from db.engine import transaction
from services.jobs.store import COLUMNS, Job, job_of, silence
from services.listing.cursor_pages import ID_MAX

SIZE_DEFAULT, SIZE_MAX = 50, 200
COUNT_MAX = 10_000  # jobs that are counted
CURSOR_FORM = r"^[np](0|[1-9][0-9]{0,17})$"


@dataclass(frozen=True, slots=True)
class JobPage:
    """A page of jobs, cursors of the next and the previous page (None at the ends), and how many there are in all.

    ``count`` is at most COUNT_MAX; ``count_is_exact`` says whether that is all.
    """

    jobs: list[Job]
    next: str | None
    previous: str | None
    count: int
    count_is_exact: bool


def read_page(
    *, kind: str | None = None, state: str | None = None, cursor: str | None = None, size: int = SIZE_DEFAULT
) -> JobPage:
    """Jobs of everybody, of one kind or state if that is given; without a cursor the newest."""
    direction, place = ("n", ID_MAX + 1) if cursor is None else (cursor[0], int(cursor[1:]))
    values = silence() | {"kind": kind, "state": state, "place": place, "limit": size + 1, "most": COUNT_MAX + 1}
    with transaction(plan_each=True) as session:
        rows = session.execute(_NEWER if direction == "p" else _OLDER, values).all()
        count = int(session.scalar(_COUNT, values) or 0)
    has_more, jobs = len(rows) > size, [job_of(row) for row in rows[:size]]
    if direction == "p":
        jobs.reverse()
    return JobPage(
        jobs,
        next=f"n{jobs[-1].id if jobs else place + 1}" if has_more or direction == "p" else None,
        previous=f"p{jobs[0].id if jobs else max(0, place - 1)}" if _has_newer(direction, cursor, has_more) else None,
        count=min(count, COUNT_MAX),
        count_is_exact=count <= COUNT_MAX,
    )


def _has_newer(direction: str, cursor: str | None, has_more: bool) -> bool:
    """Where the reader came from there is always something to go back to."""
    return has_more if direction == "p" else cursor is not None


_FILTER = "(CAST(:kind AS text) IS NULL OR kind = :kind) AND (CAST(:state AS text) IS NULL OR state = :state)"
_OLDER = text(f"SELECT {COLUMNS} FROM job WHERE {_FILTER} AND id < :place ORDER BY id DESC LIMIT :limit")  # noqa: S608 - our own
_NEWER = text(f"SELECT {COLUMNS} FROM job WHERE {_FILTER} AND id > :place ORDER BY id LIMIT :limit")  # noqa: S608 - our own
_COUNT = text(f"SELECT count(*) FROM (SELECT FROM job WHERE {_FILTER} LIMIT :most) AS counted")  # noqa: S608 - our own
