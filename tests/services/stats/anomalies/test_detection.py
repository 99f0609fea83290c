"""What is unusual, in a database, and as the Tickets page counts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import day_notes
from services.day_notes import NewDayNote
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.listing import counting
from services.stats.anomalies import rising_words
from services.stats.anomalies.detection import Anomaly, find_anomalies
from tests.services.stats.anomalies.support import NOW, store

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    rising_words.clear_cache()
    yield
    rising_words.clear_cache()


def days_ago(days: float, **fields: Any) -> dict[str, Any]:
    return {"created_at": NOW - timedelta(days=days, minutes=1), **fields}


def usual_days(per_day: int = 4, **fields: Any) -> list[dict[str, Any]]:
    """As many tickets every day, an hour before now, of the last ten weeks."""
    return [days_ago(day + 1 / 24, **fields) for day in range(70) for _ in range(per_day)]


def told(*, search_for: str = "", **given: Any) -> list[tuple[str, str, int]]:
    """Field, key and count; each is also what the Tickets page counts under the link."""
    findings = find_anomalies(TicketFilter(search=search_for, **given), NOW).anomalies
    for finding in findings:
        assert counting.count(finding.tickets) == (finding.count, True)
    return [(finding.field, finding.key, finding.count) for finding in findings]


def test_calm_weeks_have_nothing_unusual() -> None:
    store(usual_days())
    found = find_anomalies(TicketFilter(), NOW)
    assert (found.anomalies, found.not_compared, found.days_of_history) == ((), None, 69)


@pytest.mark.parametrize(
    "given", [{}, {"assignee": ("Ann",)}, {"priority": ("high", "low")}], ids=["rollups", "tickets", "filtered"]
)
def test_a_spike_of_today_links_to_its_tickets(given: dict[str, Any]) -> None:
    store([*usual_days(), *usual_days(2, category="account"), *(days_ago(0, priority="high") for _ in range(30))])
    assert told(**given) == [("priority", "high", 30), ("category", "billing", 34)]
    first = find_anomalies(TicketFilter(**given), NOW).anomalies[0]
    assert first.tickets == TicketFilter(
        **given | {"priority": ("high",), "created_after": NOW.date(), "created_before": NOW.date()}
    )
    assert (first.span, first.usual) == ("today", 0)


def test_a_spike_of_yesterday_is_one_of_the_week() -> None:
    store([*usual_days(2, category="account"), *(days_ago(1, category="account") for _ in range(30))])
    (week,) = [finding for finding in find_anomalies(TicketFilter(), NOW).anomalies if finding.key == "account"]
    assert (week.span, week.count, week.tickets.created_after) == ("week", 36, NOW.date() - timedelta(days=2))
    assert counting.count(week.tickets) == (36, True)


def test_a_day_that_a_note_leaves_out_says_nothing_unusual() -> None:
    store([*usual_days(2, category="account"), *(days_ago(1, category="account") for _ in range(30))])
    note = NewDayNote(day=NOW.date() - timedelta(days=1), text="Release")
    made = day_notes.add(note)
    assert find_anomalies(TicketFilter(), NOW).days_left_out == 0
    assert told() != []
    day_notes.change(made.id, NewDayNote(day=note.day, text="Release", left_out=True))
    day_notes.add(NewDayNote(day=NOW.date() - timedelta(days=80), text="Long ago", left_out=True))
    found = find_anomalies(TicketFilter(), NOW)
    assert (found.anomalies, found.days_left_out) == ((), 1)


def test_a_morning_is_not_compared_with_whole_days() -> None:
    """Fifteen by two o'clock, when twenty come every day, but only five of them by then."""
    late = [days_ago(day - 6 / 24) for day in range(1, 70) for _ in range(15)]
    early = [days_ago(day + 6 / 24) for day in range(70) for _ in range(5)]
    store([*late, *early, *(days_ago(0.1) for _ in range(15))])
    today = [finding for finding in find_anomalies(TicketFilter(), NOW).anomalies if finding.span == "today"]
    assert {(finding.key, finding.count, finding.usual) for finding in today} == {("billing", 20, 5), ("low", 20, 5)}


def dated_by_an_import(number: int) -> None:
    """The newest so many tickets have their date from an import."""
    with transaction() as session:
        found = session.execute(text("INSERT INTO ticket_import (name) VALUES ('a.csv') RETURNING id")).scalar_one()
        session.execute(
            text(
                "INSERT INTO ticket_import_batch (import_id, tickets, undated) SELECT :id, ids, ids FROM ("
                " SELECT range_agg(int8range(id, id + 1)) AS ids"
                " FROM (SELECT id FROM ticket ORDER BY id DESC LIMIT :number) AS newest) AS batch"
            ),
            {"id": found, "number": number},
        )


def test_tickets_dated_by_an_import_are_left_out() -> None:
    store([*usual_days(), *(days_ago(0, priority="high") for _ in range(30))])
    dated_by_an_import(30)
    found = find_anomalies(TicketFilter(), NOW)
    assert (found.anomalies, found.not_compared, found.left_out) == ((), None, 30)
    assert find_anomalies(TicketFilter(priority=("low",)), NOW).left_out == 0
    assert find_anomalies(TicketFilter(status=("open",)), NOW).left_out == 30


def test_a_spike_beside_an_import_without_dates_counts_without_it() -> None:
    here = [days_ago(0, priority="high", title="Alarm in the hall") for _ in range(30)]
    brought = [days_ago(0, priority="high", title="Alarm in the hall") for _ in range(50)]
    store([*usual_days(), *usual_days(2, category="account"), *here, *brought])
    dated_by_an_import(50)
    assert told()[:2] == [("priority", "high", 30), ("category", "billing", 34)]


def test_the_period_of_the_dashboard_changes_nothing() -> None:
    store([*usual_days(), *(days_ago(0, category="account") for _ in range(30))])
    assert find_anomalies(TicketFilter(created_after=NOW.date()), NOW) == find_anomalies(TicketFilter(), NOW)


@pytest.mark.parametrize(
    ("given", "silent"),
    [
        ({"status": ("open",)}, "filter"),
        ({"status": ("in_progress", "resolved")}, "filter"),
        ({"assignee": (NOBODY,)}, "filter"),
        ({"resolved_after": NOW.date()}, "filter"),
        ({"resolved_before": NOW.date()}, "filter"),
        ({"status": ("resolved", "closed")}, None),
    ],
)
def test_what_is_always_recent_is_not_compared(given: dict[str, Any], silent: str | None) -> None:
    store([*usual_days(), *(days_ago(0, assignee=None) for _ in range(50))])
    found = find_anomalies(TicketFilter(**given), NOW)
    assert (found.anomalies, found.not_compared) == ((), silent)


def test_a_young_desk_is_not_compared() -> None:
    store([*(days_ago(day) for day in range(34)), *(days_ago(0) for _ in range(50))])
    young = find_anomalies(TicketFilter(), NOW)
    assert (young.anomalies, young.not_compared, young.days_of_history) == ((), "history", 33)
    store([])
    empty = find_anomalies(TicketFilter(), NOW)
    assert (empty.anomalies, empty.not_compared) == ((), "history")


def test_a_young_category_is_not_compared() -> None:
    """A new category has a past of none, which is no usual; a priority that never came before has."""
    store([*usual_days(), *(days_ago(0, category="general", priority="critical") for _ in range(30))])
    with transaction() as session:
        session.execute(text("UPDATE category SET created_at = :at WHERE key = 'general'"), {"at": NOW})
    assert told() == [("priority", "critical", 30)]
    with transaction() as session:
        session.execute(
            text("UPDATE category SET created_at = :at WHERE key = 'general'"), {"at": NOW - timedelta(days=90)}
        )
    assert {("category", "general", 30), ("priority", "critical", 30)} == set(told())


# Words: every day the same titles; in the last week as many have other words instead.
def titles(*rising: str, times: int = 14, per_day: int = 6, **fields: Any) -> list[dict[str, Any]]:
    calm = [f"Question about the {thing}" for thing in ("bill", "app", "printer", "account", "delivery", "menu")]
    days = [days_ago(day + 1 / 24, title=calm[n % 6], **fields) for day in range(70) for n in range(per_day)]
    return [*days, *(days_ago(n % 7, title=title, **fields) for title in rising for n in range(times))]


def words(**given: Any) -> list[tuple[str, int]]:
    return [(key, count) for field, key, count in told(**given) if field == "word"]


@pytest.mark.parametrize(
    ("rising", "expected"),
    [
        ([], []),
        (["Checkout"], [("checkout", 14)]),
        (["Überweisung für mich?"], [("überweisung", 14)]),
        (["It says ERR-0403."], [("err-0403", 14)]),
        (["(Refund)", "refunded!"], [("refund", 28)]),
        (["und für les des der"], []),
        (["what about when"], []),
        (["доступ"], [("доступ", 14)]),
        (["<b>*bold*</b>"], [("bold", 14)]),
        (["Question about the bill"], []),
        (["Please, thanks", "Hallo"], []),
    ],
    ids=[
        "calm",
        "a word",
        "accents",
        "a code",
        "one stem",
        "other languages",
        "English",
        "Cyrillic",
        "markup",
        "common",
        "courtesies",
    ],
)
def test_words_that_rise(rising: list[str], expected: list[tuple[str, int]]) -> None:
    store(titles(*rising))
    assert words() == expected


def test_words_of_the_same_tickets_are_told_once() -> None:
    store(titles("Payment declined", "Server gone"))
    assert len(words()) == 2


def test_a_word_tells_how_many_are_usual_by_title_and_text() -> None:
    texts = [*range(7, 19), 6, 34, 35]  # the last days begin with the sixth, the weeks before with the 34th
    store([*titles("Checkout fails"), *(days_ago(day, description="The checkout") for day in texts)])
    (finding,) = [
        one for one in find_anomalies(TicketFilter(), NOW).anomalies if one.field == "word" and one.key == "checkout"
    ]
    assert finding == Anomaly(
        "word", "checkout", "7 days", 15, 3.25,
        TicketFilter(search="checkout", created_after=NOW.date() - timedelta(days=6), created_before=NOW.date()),
    )  # fmt: skip


def test_a_word_that_texts_have_always_had_is_not_new() -> None:
    """In titles it has risen; among the tickets that a link would list it has not."""
    store([*titles("Checkout"), *(days_ago(7 + n % 28, description="The checkout") for n in range(56))])
    assert words() == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"category": ("technical",)}, [("checkout", 14)]),
        ({"category": ("billing",)}, []),
        ({"assignee": ("Ann",)}, [("checkout", 14)]),
        ({"assignee": ("Bob",)}, []),
        ({"search_for": "question"}, []),
        ({"search_for": '"d'}, [("checkout", 14)]),
        ({"search_for": "checkout or question"}, []),
    ],
    ids=["its category", "another", "from the tickets", "nobody's", "another word", "an open phrase", "alternatives"],
)
def test_words_obey_the_filter(given: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    rising = titles("Slow checkout", category="technical", per_day=0)
    store([*titles(), *titles(category="technical"), *rising])
    assert words(**given) == expected


def test_words_are_kept_for_a_while_and_their_counts_are_not() -> None:
    rows = titles("Checkout")
    store(rows)
    assert words() == [("checkout", 14)]
    store([*rows, days_ago(0, title="Checkout")])
    assert words() == [("checkout", 15)]
    store(titles())
    assert words() == []
