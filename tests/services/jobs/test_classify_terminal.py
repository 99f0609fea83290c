"""make classify: what it prints, the word that it asks for, and what it refuses."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from services.errors import InvalidInput
from services.jobs.execution import run_here
from services.jobs.many import starting, terminal
from services.jobs.store import Job
from tests.services.classify.learned.support import file_all, jargon
from tests.services.jobs.support import scalar

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

CHARGED = {"category": "general", "title": "Charged twice", "description": "I was charged twice, refund my invoice"}


def _run(given: dict[str, Any]) -> Job:
    return run_here(starting.KIND, **given)


classify = partial(terminal.classify, run=_run, actor="import")


def test_it_is_tried_and_applied_after_the_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file_all(row | CHARGED for row in jargon(3, set_by="classifier"))
    classify("keywords", "category=general", dry=True, ask=True)
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [
        "3 tickets match; a classifier may change 3 of them.",
        "Of 3 that were tried 3 would change:",
    ]
    assert "  category: Billing 0 to 3, General 3 to 0" in said
    assert said[-1] == "Nothing was changed."
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(SystemExit, match="Nothing was changed"):
        classify("keywords", "category=general", dry=False, ask=True)
    assert scalar("SELECT count(*) FROM ticket WHERE category = 'billing'") == 0
    classify("keywords", "category=general", dry=False, ask=False)
    assert capsys.readouterr().out.splitlines()[-1] == "3 tickets classified by keyword rules."
    assert scalar("SELECT count(*) FROM ticket WHERE category = 'billing'") == 3


@pytest.mark.parametrize(
    ("source", "query"),
    [("", "status=open"), *(("keywords", query) for query in ("colour=red", "status", "status=open&category"))]
    + [("keywords", query) for query in ("status=open&category=", "status=open&category=%20", "status=open&&")],
)
def test_what_is_not_understood_is_told_with_an_example(source: str, query: str) -> None:
    file_all(row | CHARGED for row in jargon(1, set_by="classifier"))
    with pytest.raises(SystemExit, match="make classify SOURCE=learned"):
        classify(source, query, dry=False, ask=False)
    assert scalar("SELECT count(*) FROM job") == 0


@pytest.mark.parametrize(
    ("changed", "left_out", "said"),
    [(1, 0, "1 ticket done."), (2, 1, "2 tickets done. 1 had changed and stayed as it is."),
     (0, 2, "0 tickets done. 2 had changed and stayed as they are.")],
)  # fmt: skip
def test_how_many_in_plain_english(changed: int, left_out: int, said: str) -> None:
    job: Any = SimpleNamespace(title="done", result={"changed": changed, "left_out": left_out})
    assert terminal._done(job) == said


def test_a_value_that_is_none_is_told() -> None:
    with pytest.raises(InvalidInput):
        classify("keywords", "status=lost", dry=True, ask=False)
