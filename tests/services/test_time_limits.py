"""How long statements may take: long work as long as it needs, what a page waits for no longer than it is worth."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import event

from db.engine import engine
from services import bulk, lifecycle, reporting
from services.classify import guess_line
from services.classify.learned import labels, store
from services.classify.llm.answers import answer_cache
from services.classify.llm.shared_budget import SharedBudget
from services.filters.ticket_filter import TicketFilter
from services.rollups import maintenance
from services.sample import sample_tickets
from services.suggestion import Suggestion, Verdict
from services.text_search import similar, spelling
from services.tickets import editing, trash
from services.tickets.schemas import TicketChange
from services.transfer import exporting
from services.transfer.importing import loading
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")

USUAL, ANY = 15_000, 0  # milliseconds; 0 is as long as it takes
ANSWER = Suggestion(Verdict("billing", 0.9), Verdict("low", 0.9), "gemini", "m", 1.0)


@pytest.fixture(autouse=True)
def _shipped(_patient: dict[ModuleType, float], monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits that searches have outside the tests."""
    for search, seconds in _patient.items():
        monkeypatch.setattr(search, "TIMEOUT", seconds)


@contextmanager
def limits() -> Iterator[list[tuple[str, int]]]:
    """Every statement that runs meanwhile, with the limit under which it runs."""
    seen: list[tuple[str, int]] = []
    now: dict[int, int] = {}

    def noted(connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        words, key = " ".join(statement.split()), id(connection.connection.dbapi_connection)
        if words.startswith("BEGIN"):
            given = re.search(r"statement_timeout = '(\d+)'", words)
            now[key] = int(given[1]) if given else USUAL
        elif "set_config('statement_timeout'" in words:
            now[key] = int(parameters["milliseconds"])
        elif words.startswith(("SET statement_timeout", "SET LOCAL statement_timeout")):
            now[key] = int(words.rpartition("=")[2])
        elif words == "RESET statement_timeout":
            now[key] = USUAL
        else:
            seen.append((words, now.get(key, USUAL)))

    event.listen(engine(), "before_cursor_execute", noted)
    try:
        yield seen
    finally:
        event.remove(engine(), "before_cursor_execute", noted)


def undone() -> None:
    bulk.undo(bulk.change_tickets([filed().id], TicketFilter(), TicketChange(status="closed")).id)


def folded() -> None:
    filed()
    maintenance.fold()


@pytest.mark.parametrize(
    ("work", "statement", "limit"),
    [
        (folded, "SELECT fold_stats()", ANY),
        (maintenance.rebuild, "SELECT clear_stats()", ANY),
        (maintenance.rebuild, "VACUUM", ANY),
        (maintenance.verify, "WITH part AS", ANY),
        (lambda: bulk.change_tickets([filed().id], TicketFilter(), TicketChange(status="closed")), "written AS", ANY),
        (lambda: bulk.delete_tickets([filed().id], TicketFilter()), "written AS", ANY),
        (undone, "DELETE FROM bulk_change", ANY),
        (trash.empty_trash, "DELETE FROM ticket_trash", ANY),
        (lambda: reporting.set_time_zone("Asia/Tokyo", instead_of="UTC"), "UPDATE setting", ANY),
        (lifecycle.reset, "TRUNCATE", ANY),
        (sample_tickets.remove_sample, "DELETE FROM ticket_event", ANY),
        (labels.read_labelled, "WITH chosen AS", ANY),
        (lambda: store.save({}, [], 0, 0.1), "INSERT INTO classifier_model", 60_000),
        (store.load_newest, "SELECT classifier_model.version", 60_000),
        (lambda: loading.import_csv(io.BytesIO(b"title,description\na,b\n")), "INSERT INTO ticket", ANY),
        (lambda: list(exporting.export(TicketFilter(), "csv", exporting.COLUMNS)), "FROM ticket", 120_000),
        (lambda: spelling.did_you_mean("refnud"), "SELECT", 1_000),
        (lambda: similar.similar("printer"), "SELECT", 2_000),
        (SharedBudget(3), "INSERT INTO model_calls", 1_000),
        (lambda: answer_cache.keep("k", "t", ANSWER), "model_answer", 1_000),
        (lambda: answer_cache.find("k", "t"), "model_answer", 1_000),
        (guess_line._read, "FROM setting", 1_000),
        (lambda: editing.get(filed().id), "INSERT INTO ticket", USUAL),
    ],
)
def test_the_time_that_a_statement_has(work: Callable[[], object], statement: str, limit: int) -> None:
    with limits() as seen:
        work()
    assert {given for words, given in seen if statement in words} == {limit}
