"""How far a job is: in words, and that each kind tells it while it works."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.classify import learned
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.execution import execute
from services.jobs.kinds import BY_KEY
from services.jobs.many import sources, starting
from services.jobs.progress import progress_phrase
from services.jobs.requests import evaluations
from services.jobs.run import Run
from services.jobs.store import Job
from services.jobs.work import bulk_change, exporting, importing, retention, targets, topics, undoing
from services.lifecycle import reset
from services.retention.policy import Policy
from services.rollups import maintenance
from services.sample import sample_tickets
from services.tickets.schemas import TicketChange
from services.transfer import exporting as transfer_exporting
from services.transfer.importing import loading
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.source import keep
from tests.services.classify.evaluation.support import trained_desk
from tests.services.classify.learned.support import file_all, jargon
from tests.services.jobs.support import scalar, some_tickets


@pytest.mark.parametrize(
    ("kind", "done", "total", "rate", "said"),
    [
        ("import", 4_000, 13_687, 242.0, "4,000 of 13,687, 40 s left"),
        ("import", 4_000, 13_687, None, "4,000 of 13,687"),
        ("import", 14_000, 13_687, 10.0, "13,687 of 13,687, 1 s left"),
        ("import", 4_000, 13_687, 10.0, "4,000 of 13,687, 16 min left"),
        ("import", 4_000, 13_687, 1.0, "4,000 of 13,687, 3 h left"),
        ("training", 999, 1_000, 10.0, "99%, 1 s left"),
        ("training", 1_000, 1_000, None, "100%"),
    ],
)
def test_progress_in_words(kind: str, done: int, total: int, rate: float | None, said: str) -> None:
    assert progress_phrase(BY_KEY[kind], done, total, rate) == said


def test_a_terminal_names_what_is_counted() -> None:
    assert progress_phrase(BY_KEY["rebuild"], 1, 2, None, unit=True) == "1 of 2 tickets"


def _sample_there() -> Job:
    sample_tickets.load_sample()
    return queue.enqueue("sample", {"remove": True}, actor="local")


def _import() -> Job:
    source = keep(io.BytesIO(b"title,category\n" + b"broken,billing\n" * 400), "a.csv")
    return importing.start(source, plan_by_name(source.header), 400, actor="local")


def _undo() -> Job:
    import_id = scalar("SELECT max(id) FROM ticket_import")
    return queue.enqueue("undo_import", {"import_id": import_id}, actor="local", total=300)


def _bulk() -> Job:
    return bulk_change.start(ids(), TicketFilter(), TicketChange(priority="low"), actor="local")


def _export() -> Job:
    return exporting.start(TicketFilter(), "csv", [], actor="local", total=None, title="all")


def _dry_run() -> Job:
    return starting.try_out("keywords", TicketFilter(), actor="local")


def _classify() -> Job:
    reset()
    trained_desk(80)
    file_all(row | {"category": "general"} for row in jargon(300, seed=3, set_by="classifier"))
    return starting.apply("learned", TicketFilter(category=("general",)), actor="local")


def _evaluation() -> Job:
    learned.train_now()
    return evaluations.start(name="A", of=["learned"], sample="filing", most=60, with_curve=True, actor="local")[0]


def _margins() -> Job:
    with transaction() as session:
        session.execute(text("UPDATE ticket SET category_set_by = 'classifier'"))
    return queue.enqueue("margins", actor="local")


def _retention() -> Job:
    with transaction() as session:
        session.execute(text("ALTER TABLE ticket DISABLE TRIGGER USER"))
        old = "status = 'closed', created_at = now() - interval '3 years', resolved_at = now() - interval '2 years'"
        session.execute(text(f"UPDATE ticket SET updated_at = now(), {old}"))
        session.execute(text("ALTER TABLE ticket ENABLE TRIGGER USER"))
    return retention.start(Policy(365), actor="local")


def ids() -> list[int]:
    with transaction() as session:
        return list(session.scalars(text("SELECT id FROM ticket ORDER BY id")))


def _of(kind: str) -> Callable[[], Job]:
    return partial(queue.enqueue, kind, actor="local")


# How often each moves, with 300 tickets or so: of every stage at least so often.
MOVES: dict[str, tuple[Callable[[], Job], int]] = {
    "rebuild": (_of("rebuild"), 3),
    "sample": (_of("sample"), 100),
    "sample again": (_sample_there, 5),
    "training": (_of("training"), 100),
    "targets": (_of("targets"), 4),
    "topics": (_of("topics"), 12),
    "import": (_import, 12),
    "undo": (_undo, 4),
    "bulk": (_bulk, 4),
    "export": (_export, 3),
    "dry run": (_dry_run, 20),
    "classify": (_classify, 4),
    "evaluation": (_evaluation, 12),
    "margins": (_margins, 6),
    "retention": (_retention, 4),
}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many tickets are enough for several batches of each kind."""
    for module, names in {
        maintenance: ("PART_FIRST",),
        loading: ("BATCH_FIRST", "BATCH_MAX"),
        sources: ("TOLD",),
        transfer_exporting: ("ROWS_AT_ONCE",),
        **dict.fromkeys((targets, topics, undoing, bulk_change, retention), ("BATCH",)),
    }.items():
        for name in names:
            monkeypatch.setattr(module, name, 50)
    monkeypatch.setattr(maintenance, "PART_SECONDS", 0.0)


@pytest.mark.slow
@pytest.mark.usefixtures("database", "small_parts")
@pytest.mark.parametrize("name", MOVES)
def test_each_kind_tells_how_far_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what is told in each stage, and not by the time between, which a busy machine stretches."""
    begin, least = MOVES[name]
    file_all(jargon(60))
    some_tickets(300)
    told: list[tuple[int, int]] = []

    def report(run: Run, done: int, total: int | None = None) -> None:
        told.append((done, total or run.total))
        report_on(run, done, total)

    report_on = Run.report
    monkeypatch.setattr(Run, "report", report)
    job = begin()
    execute(job.id)
    assert store.find(job.id).state == "finished"
    done = [0, *(part for part, _ in told)]
    assert done == sorted(done)
    assert len(set(done)) >= least
    (total,) = {total for _, total in told}
    assert 0.75 * total <= done[-1] <= total
