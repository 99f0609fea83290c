"""Classify many on the Tickets page, through AppTest: tried first, what is expected said, applied, undone, and told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import streamlit as st

from pages.tickets import classify_many
from services.access import asking
from services.access.asking import Asker
from services.jobs import listing
from services.jobs.execution import execute
from services.tickets import editing
from tests.pages.desk import click, opened, run, texts
from tests.pages.tickets.support import open_drawer
from tests.services.classify.learned.support import file_all, jargon

pytestmark = pytest.mark.usefixtures("database")

CHARGED = {"category": "general", "title": "Charged twice", "description": "I was charged twice, refund my invoice"}


def _work() -> None:
    for job in listing.read_page(state="waiting").jobs:
        execute(job.id)


def test_it_is_tried_then_applied_then_undone() -> None:
    file_all(row | CHARGED for row in jargon(3, set_by="classifier"))
    file_all(row | CHARGED | {"priority_set_by": "person"} for row in jargon(2))
    at = click(opened("tickets/page.py", {"category": "general"}), "Classify")
    assert "**5 matching**" in texts(at)
    at.selectbox(key=classify_many.SOURCE).select("keywords")
    click(at, "Try it")
    _work()
    assert "**3 of 3 tickets tried would change.** 2 more were set by people, imports or programs" in texts(run(at))
    assert "its accuracy was not measured here yet" in texts(at)
    click(at, "Classify 3 tickets")
    assert "The classification has begun" in at.toast[0].value
    _work()
    ids = [ticket for ticket in range(1, 6) if editing.get(ticket).category == "billing"]
    assert len(ids) == 3
    history = "\n".join(open_drawer(ids[0]).table[-1].value["what"])
    assert ", classified by keyword rules" in history
    at = opened("tickets/page.py", {})
    assert "3 tickets classified by keyword rules" in texts(at)
    click(at, "Undo")
    assert "Change undone for 3 tickets." in [toast.value for toast in at.toast]
    assert editing.get(ids[0]).category == "general"


def test_viewers_are_not_offered_it(monkeypatch: pytest.MonkeyPatch) -> None:
    file_all(row | CHARGED for row in jargon(1, set_by="classifier"))
    monkeypatch.setattr(asking, "asker", lambda: Asker("Vera", "viewer", None))
    at = opened("tickets/page.py", {})
    labels = [button.label for button in at.button]
    assert "All" in " ".join(labels)
    assert "Classify" not in labels


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ({}, "Up to 1,200 requests, about 10 tokens in and 20 out, about 1.50; about 3 min with one worker."),
        ({"money": None, "seconds": 2.0}, "no price given (LLM\\_PRICES); about 2.0 s with one worker."),
        ({"left_today": 7}, "Only 7 calls are left today (LLM_DAILY_CALLS)."),
    ],
)
def test_what_a_language_model_costs_in_words(cost: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with _heard(monkeypatch) as heard:
        given = {"requests": 1_200, "tokens_in": 10, "tokens_out": 20, "money": 1.5, "seconds": 200.0}
        classify_many._cost(given | {"left_today": None} | cost)
    assert said in " ".join(heard)


@contextmanager
def _heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    heard: list[str] = []
    for name in ("caption", "warning"):
        monkeypatch.setattr(st, name, lambda text, **_: heard.append(text))
    yield heard
