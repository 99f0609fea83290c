"""Where a made-up suggestion source appears; ``tests/test_made_up_source.py`` runs these with its row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import mounted
from db.engine import transaction
from pages.dashboard.charts import acceptance
from pages.widgets.charts import source_slots
from pages.widgets.filtering import filter_labels
from services import stats
from services.classify import chain
from services.filters.ticket_filter import TicketFilter
from services.lifecycle import add_missing_sources
from services.listing import counting
from services.settings import settings
from services.suggestion import Suggestion, Verdict
from tests.made_up_source.plugin import KEY
from tests.pages.classifier.test_page import cards, until, written
from tests.pages.desk import click, filed, texts
from tests.pages.settings.support import section

pytestmark = pytest.mark.usefixtures("database")

TEXT = ("Charged twice", "My card was charged twice for one order")


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The installation asks the made-up source, and no other language model."""
    monkeypatch.setenv("LLM_PROVIDER", KEY)
    monkeypatch.setenv("OPENAI_API_KEY", "leaf")
    _forget()
    yield
    chain.close()
    monkeypatch.undo()
    _forget()


@pytest.fixture(autouse=True)
def _colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(source_slots.SLOTS, KEY, "ink")


def _forget() -> None:
    settings.cache_clear()
    chain._providers.cache_clear()


def test_it_is_a_value_of_the_filter() -> None:
    chosen = TicketFilter.from_params({"source": f"keywords,{KEY}"})
    assert chosen.source == (KEY, "keywords")
    assert chosen.sentence(2) == "2 tickets, suggested by the Sibyl or the keyword rules"
    assert filter_labels.value_label("source", chosen, date(2026, 11, 22)) == "the Sibyl, the keyword rules"


def test_the_api_names_it_wherever_it_names_sources() -> None:
    client = TestClient(Starlette(routes=mounted), base_url="http://localhost:8501")
    known = [one for one in _values(client.get("/api/openapi.json").json()) if "openai" in one]
    assert len(known) == 5  # two filters', the suggestion's, what can be measured, and what can classify many
    assert all(KEY in one for one in known)
    answer = client.get("/api/tickets/", params={"source": KEY})
    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def _values(part: Any) -> Iterator[str]:
    """What a schema says that a value may be, as text."""
    if isinstance(part, dict):
        yield from (str(part[name]) for name in ("enum", "pattern") if name in part)
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _values(inner)


def test_the_database_counts_it() -> None:
    add_missing_sources()
    add_missing_sources()  # at the next start there is nothing to add
    with transaction() as session:
        numbers = {row.key: row.number for row in session.execute(text("SELECT key, number FROM suggestion_source"))}
    assert numbers.pop(KEY) > max(numbers.values())
    for source in (KEY, "openai"):
        for touched in ((), ("category",)):
            shown = Suggestion(Verdict("technical", 0.9), Verdict("high", 0.6), source, "leaves", 1.5)
            category = "account" if touched else "technical"
            filed(shown=shown, touched=touched, category=category, assignee="Ann")
    for asked in (TicketFilter(source=(KEY,)), TicketFilter(source=(KEY,), assignee=("Ann",))):
        _is_counted(asked)
    with transaction() as session:
        session.execute(text("SELECT fold_stats()"))
    _is_counted(TicketFilter(source=(KEY,)))
    _is_counted(TicketFilter())


NO_NOTES = pd.DataFrame({"day": pd.Series(dtype="datetime64[s]"), "text": [], "slot": []})


def _is_counted(asked: TicketFilter) -> None:
    """Two tickets of two suggestions, one of which was kept, in the numbers, the rows of the chart and the chart."""
    if asked.source:
        assert counting.count(asked) == (2, True)
    found = stats.overview(asked)
    of_it = found.acceptance[found.acceptance["source"] == KEY]
    assert (of_it["suggested"].sum(), of_it["chosen"].sum()) == (2, 1)
    rates = acceptance.rates(found.acceptance, "day", found.last, found.last)
    assert "Sibyl 50%" in acceptance.over_time(rates, "day", found.last, found.last, NO_NOTES).description


def test_a_card_says_what_it_takes() -> None:
    at = click(written(*TEXT), "Try it")
    assert cards(at) == ["Learned classifier", "Keyword rules", "Gemini", "Sibyl", "OpenAI"]
    assert "It takes leaves" in texts(at)
    shown = texts(section("models"))
    assert "Sibyl of Cumae" in shown
    assert "`SIBYL_LEAVES`" in shown


@pytest.mark.usefixtures("set_up")
def test_it_answers_once_it_is_set_up() -> None:
    add_missing_sources()
    assert chain.sources() == (KEY, "learned", "keywords")
    assert chain.classify(*TEXT).source == KEY
    assert chain.known(*TEXT).state == "ready"
    at = click(written(*TEXT), "Try it")
    until(at, lambda: len(cards(at)) == 5)
    assert cards(at) == ["Sibyl", "Learned classifier", "Keyword rules", "Gemini", "OpenAI"]
    assert "Sibyl of Cumae" in texts(section("models"))
