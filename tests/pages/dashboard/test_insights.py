"""The card "What changed" on the Dashboard, through AppTest on a real database; and its sentences by themselves."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from sqlalchemy import text

from db.engine import transaction
from db.errors import QueryTooSlow
from pages.dashboard import insights, shown_cards
from pages.dashboard.board import Board
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.stats import Numbers, Overview
from services.stats.anomalies import rising_words
from services.stats.anomalies.detection import Anomalies
from services.stats.insights import comparison, findings
from services.transfer.importing import loading
from services.transfer.importing.plan import ASIDE, plan_by_name
from services.transfer.importing.tables.csv_rows import CsvRows
from tests.pages.desk import opened, texts

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 14, 20, tzinfo=UTC)
NUMBERS = Numbers(
    total=300, open=5, in_progress=5, unresolved=10, avg_per_day=10.0, resolved=200, p50_hours=6.4, p90_hours=41.0,
    suggested=0, chosen=0,
)  # fmt: skip


@pytest.fixture
def desk(database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A desk of ten weeks with four tickets a day, and a Dashboard with this card alone."""
    monkeypatch.setattr(shown_cards, "_grid", lambda board, shown: None)
    rising_words.clear_cache()
    store(day for day in range(70) for _ in range(4))
    yield
    rising_words.clear_cache()


def store(days: Any, *, hours: int = 0, **fields: Any) -> None:
    given = {"title": "t", "description": "d", "category": "billing", "priority": "low"} | fields
    now = datetime.now(UTC)
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at) VALUES (:title, :description,"
                " :category, CAST(:priority AS ticket_priority), :at)"
            ),
            [given | {"at": now - timedelta(days=day, hours=hours)} for day in days],
        )


def card(params: dict[str, str] | None = None) -> tuple[str, dict[str, str]]:
    """What the page says, and the address of each link by its label."""
    at = opened("dashboard/page.py", params)
    links = {str(link.proto.label): str(link.proto.query_string) for link in at.get("page_link")}
    return texts(at), links


@pytest.mark.usefixtures("desk")
def test_a_calm_desk() -> None:
    said, _ = card()
    assert "What changed" in said
    assert "30 days, compared with the previous 30" in said
    assert "Nothing unusual today or this week." in said
    assert "trending" not in said


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (300, "300 tickets that were imported without dates count on the day that the import gave them."),
        (1, "1 ticket that was imported without a date counts on the day that the import gave it."),
    ],
)
def test_an_import_without_dates_is_not_compared_where_it_counts(rows: int, said: str) -> None:
    content = CsvRows(io.BytesIO(b"title,priority,category\n" + b"a,high,account\n" * rows))
    plan = replace(plan_by_name(content.header), undated=ASIDE)
    loading.import_rows(content, plan, actor="local", name="a.csv")
    for params, words in (({}, said.partition(" count")[0]), ({"undated": "counted"}, said)):
        shown, _ = card(params)
        assert "Nothing unusual today or this week." in shown
        assert words in shown
        assert "trending" not in shown


@pytest.mark.usefixtures("desk")
def test_an_import_that_counts_is_compared_like_all_others() -> None:
    content = CsvRows(io.BytesIO(b"title,priority,category\n" + b"a,high,account\n" * 300))
    loading.import_rows(content, plan_by_name(content.header), actor="local", name="a.csv")
    shown, _ = card()
    assert "High: 300 tickets today." in shown
    assert "left out" not in shown


@pytest.mark.usefixtures("desk")
def test_a_spike_says_what_is_usual_and_lists_its_tickets() -> None:
    store([0] * 15)
    store([0] * 15, priority="high")
    said, links = card()
    assert "**Billing: 34 tickets today.**" in said
    assert f"by this time on a {datetime.now(UTC):%A}." in said
    assert "Nothing unusual" not in said
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert links["View 34 tickets"] == f"category=billing&created_after={today}&created_before={today}"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "none"),
        (0.125, "almost none"),
        (0.5, "fewer than one"),
        (0.99, "fewer than one"),
        (1, "1"),
        (1.5, "1.5"),
        (1234, "1,234"),
    ],
)
def test_how_many_are_usual(number: float, words: str) -> None:
    assert findings.usually(number) == words


@pytest.mark.usefixtures("desk")
def test_a_foreign_word_is_escaped() -> None:
    store([day % 6 for day in range(24)], title="**[boom](http://x.example)**:material/home:", category="account")
    said, links = card()
    assert "is in 24 tickets of the last 7 days.**" in said
    assert "[boom](" not in said
    assert "search=" in links["View 24 tickets"]


@pytest.mark.usefixtures("desk")
def test_critical_tickets_that_wait() -> None:
    store([40, 2], priority="critical")
    store([0], priority="critical")
    said, links = card()
    assert "**2 critical tickets unresolved for more than 24 h.**" in said
    assert "priority=critical" in links["View 2 tickets"]
    assert "status=open&status=in_progress" in links["View 2 tickets"]
    assert "unresolved for" not in card({"priority": "high"})[0]
    assert "unresolved for" not in card({"status": "closed"})[0]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"status": "open"}, "are not compared"),
        ({"created_after": "2020-01-01", "created_before": "2020-02-01", "category": "billing"}, None),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_is_not_compared_is_said(params: dict[str, str], expected: str | None) -> None:
    said, _ = card(params)
    assert "Nothing unusual" not in said
    assert expected is None or expected in said


@pytest.mark.usefixtures("desk")
def test_a_database_that_is_too_slow_leaves_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object) -> None:
        raise QueryTooSlow

    monkeypatch.setattr(insights, "find_anomalies", too_slow)
    assert "is taking too long" in card()[0]


def period(now: Numbers, previous: Numbers | None, *, days: int = 30) -> Overview:
    empty = pd.DataFrame()
    created = pd.DataFrame({"created": [now.total // days + day % 2 for day in range(days)]})
    before = (TODAY - timedelta(days=2 * days - 1), TODAY - timedelta(days=days))
    return Overview(
        TODAY - timedelta(days=days - 1), TODAY, before if previous else None, now, previous,
        created, empty, empty, empty, empty, empty, empty, empty, empty, empty, empty, False, None, None, None,
    )  # fmt: skip


def replaced(**values: Any) -> Numbers:
    return Numbers(**{name: getattr(NUMBERS, name) for name in NUMBERS.__slots__} | values)


@pytest.mark.parametrize(
    ("previous", "days", "expected"),
    [
        (NUMBERS, 30, []),
        (None, 30, []),
        (replaced(total=200), 30, ["Tickets rose 50% to 300. The previous 30 days had 200."]),
        (replaced(total=200), 5, []),
        (replaced(total=280), 30, []),
        (replaced(total=600), 30, ["Tickets fell 50% to 300. The previous 30 days had 600."]),
        (replaced(total=0), 30, []),
        (replaced(p50_hours=12.8), 30, ["Median time to resolution: 6.4 h, down from 13 h."]),
        (replaced(p50_hours=2.0, p90_hours=14.0), 30, ["Median time to resolution: 6.4 h, up from 2.0 h."]),
        (replaced(p50_hours=7.2), 30, []),
        (replaced(p50_hours=12.8, resolved=29), 30, []),
        (replaced(p50_hours=None, p90_hours=None, resolved=0), 30, []),
    ],
)
def test_the_period_against_the_one_before(previous: Numbers | None, days: int, expected: list[str]) -> None:
    told = list(comparison.sentences(TicketFilter(), period(NUMBERS, previous, days=days), tickets=True))
    assert [f"{one.strong} {one.rest}" for one in told] == expected


def test_totals_are_not_compared_where_tickets_are_not() -> None:
    assert not list(comparison.sentences(TicketFilter(), period(NUMBERS, replaced(total=9)), tickets=False))


@pytest.mark.parametrize(
    ("end", "compared"),
    [
        (None, True),
        (TODAY, True),
        (TODAY + timedelta(days=1), True),
        (TODAY - timedelta(days=1), False),
        (datetime(2026, 11, 18, 9, tzinfo=UTC), True),
        (datetime(2026, 11, 17, 23, 59, tzinfo=UTC), False),
    ],
    ids=str,
)
def test_today_is_compared_where_the_period_has_it(
    end: date | None, compared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insights, "find_anomalies", lambda *_: Anomalies(days_of_history=70))
    looked = insights._find_anomalies(TicketFilter(created_before=end), NOW, TODAY)
    assert (looked == Anomalies(days_of_history=70)) is compared


@pytest.mark.parametrize(
    ("since", "told"),
    [(None, False), (0, False), (58, False), (59, True), (70, True)],
    ids=["not looked", "just begun", "a day too young", "old enough", "old"],
)
def test_a_period_is_compared_where_the_desk_is_as_old_as_the_one_before(
    since: int | None, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insights, "overdue_critical", lambda *_: iter(()))
    looked = None if since is None else Anomalies(days_of_history=since)
    board = Board(TicketFilter(), period(NUMBERS, replaced(total=200)), TODAY, "UTC")
    said = list(insights._sentences(board, looked, NOW))
    assert [one.strong for one in said] == (["Tickets rose 50% to 300."] if told else [])


@pytest.mark.usefixtures("database")
def test_the_waiting_of_a_period_that_is_over_is_that_up_to_its_end() -> None:
    store([40, 2], priority="critical")
    now = datetime.now(UTC)
    current = TicketFilter(created_before=now.date() - timedelta(days=30))
    (sentence,) = findings.overdue_critical(current, now)
    assert sentence.target.count == 1
    assert counting.count(sentence.target.tickets) == (1, True)


@pytest.mark.usefixtures("database")
def test_a_day_of_waiting_has_24_hours_also_where_clocks_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "count", lambda wanted: (1, True))
    now = datetime(2026, 3, 29, 10, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))  # a day of 23 hours
    (sentence,) = findings.overdue_critical(TicketFilter(), now)
    assert isinstance(sentence.target.tickets.created_before, datetime)
    assert sentence.target.tickets.created_before.isoformat() == "2026-03-28T11:00:00+01:00"


@pytest.mark.parametrize(("sentences", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3)])
def test_sentences_fill_their_rows(sentences: int, columns: int) -> None:
    assert insights._columns(sentences) == columns
