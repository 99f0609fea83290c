"""How far a job is: in words, and that each kind tells it while it works."""

from __future__ import annotations

from typing import Any

import pytest

from services.jobs import queue
from services.jobs.execution import execute
from services.jobs.kinds import BY_KEY
from services.jobs.progress import progress_phrase
from services.jobs.run import Run
from services.jobs.work import targets, topics
from services.rollups import maintenance
from services.sample import sample_tickets
from tests.services.classify.learned.support import file_all, jargon
from tests.services.jobs.support import some_tickets


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


@pytest.mark.slow
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("kind", "parameters", "least"),
    [
        ("rebuild", {}, 3),
        ("sample", {}, 100),
        ("sample", {"remove": True}, 5),
        ("training", {}, 100),
        ("targets", {}, 4),
        ("topics", {}, 4),
        ("classify", {"dry": True, "source": "keywords", "version": None, "filter": {}}, 20),
    ],
)
def test_each_kind_tells_how_far_it_is(
    kind: str, parameters: dict[str, Any], least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "PART_FIRST", 100)
    monkeypatch.setattr(maintenance, "PART_SECONDS", 0.0)
    monkeypatch.setattr(targets, "BATCH", 100)
    monkeypatch.setattr(topics, "BATCH", 100)
    file_all(jargon(60))
    some_tickets(300)
    if parameters:
        sample_tickets.load_sample()
    told: list[tuple[int, int]] = []

    def report(run: Run, done: int, total: int | None = None) -> None:
        told.append((done, total or run.total))
        report_on(run, done, total)

    report_on = Run.report
    monkeypatch.setattr(Run, "report", report)
    execute(queue.enqueue(kind, parameters, actor="local").id)
    done = [part for part, _ in told]
    assert done == sorted(done)
    assert len(set(done)) >= least
    (total,) = {total for _, total in told}
    assert done[0] == 0
    assert 0.75 * total <= done[-1] <= total
