"""Record the SQL statements that a read of the statistics sends, formatted to be read.

``python -m tests.services.stats.statements`` writes them to the folder ``statements``, one file for each kind of read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlglot
from sqlalchemy import event

from db.engine import close_database, engine, open_database
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.stats.anomalies.recent_counts import recent_counts
from services.stats.targets.targets import target_overview
from services.text_search import blocks
from tests.data_folders import made_folder

FOLDER = Path(__file__).parent / "statements"
_MONTH = TicketFilter(created_after=date(2026, 1, 5), created_before=date(2026, 2, 3))
READS: Mapping[str, Callable[[], object]] = {
    "headline_from_rollups": partial(stats.headline, TicketFilter(category=("billing",))),
    "headline_from_tickets": partial(stats.headline, TicketFilter(assignee=("Ann",))),
    "overview_of_all_time": partial(stats.overview, TicketFilter()),
    "overview_of_a_month": partial(stats.overview, _MONTH),
    "overview_of_an_hour": partial(stats.overview, TicketFilter(hour=(9,), weekday=(1,))),
    "overview_of_a_source": partial(stats.overview, TicketFilter(source=("learned",))),
    "overview_of_an_assignee": partial(stats.overview, TicketFilter(assignee=("Ann",))),
    "overview_of_a_search": partial(stats.overview, TicketFilter(search="refund")),
    "count_of_a_kind": partial(counting.count, TicketFilter(priority=("high",))),
    "count_of_a_source": partial(counting.count, TicketFilter(source=("learned",))),
    "count_of_reopened": partial(counting.count, TicketFilter(event=("reopened",), event_after=date(2026, 1, 5))),
    "targets_of_a_status": partial(target_overview, replace(_MONTH, status=("open",))),
    "targets_of_an_assignee": partial(target_overview, replace(_MONTH, assignee=("Ann",))),
    "recent_counts": partial(recent_counts, TicketFilter(), datetime(2026, 1, 5, 9, tzinfo=UTC)),
}
_SET_UP = re.compile(r"SET |EXPLAIN |SELECT pg_export_snapshot|BEGIN|SAVEPOINT|ROLLBACK|RELEASE|SELECT set_config")
_PARAMETER = re.compile(r"%\((\w+)\)s")


def record(read: Callable[[], object]) -> str:
    """The statements that ``read`` sends, each once, in the order of their text: they are sent side by side."""
    blocks.are_complete()  # asked once by a process
    with _listening() as heard:
        read()
    statements = sorted({_formatted(one) for one in heard if not _SET_UP.match(one)})
    return ";\n\n".join(statements) + ";\n"


@contextmanager
def _listening() -> Iterator[list[str]]:
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(engine(), "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine(), "before_cursor_execute", hear)


def _formatted(statement: str) -> str:
    """Parameters as ``:name``, one clause a line."""
    named = _PARAMETER.sub(r":\1", statement).replace("%%", "%")
    return sqlglot.transpile(named, read="postgres", write="postgres", pretty=True)[0]


def main() -> None:
    """Write every snapshot anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.sql"):
        old.unlink()
    with made_folder() as made:
        open_database(None, made / "data")
        for name, read in READS.items():
            (FOLDER / f"{name}.sql").write_text(record(read), encoding="utf-8")
        close_database()


if __name__ == "__main__":
    main()
