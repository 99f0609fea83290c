"""The SQL conditions of a filter: they choose what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.listing import ticket_pages

pytestmark = pytest.mark.usefixtures("database")


def insert(**columns: Any) -> None:
    row = {
        "title": "Printer",
        "description": "It smokes",
        "category": "technical",
        "priority": "low",
        "status": "open",
        "assignee": None,
        "requester": None,
        "created_at": datetime(2026, 3, 10, 12, tzinfo=UTC),
        "resolved_at": None,
    } | columns
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, status, assignee, requester,"
                " created_at, resolved_at)"
                " VALUES (:title, :description, :category, CAST(:priority AS ticket_priority),"
                " CAST(:status AS ticket_status), :assignee, :requester, :created_at, :resolved_at)"
            ),
            row,
        )


def titles(**params: Any) -> list[str]:
    return sorted(ticket.title for ticket in ticket_pages.page(TicketFilter.from_params(params)).tickets)


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["A", "B", "C"]),
        ({"category": "billing"}, ["A"]),
        ({"category": ["billing", "account"]}, ["A", "B"]),
        ({"category": "billing,account", "priority": "high"}, ["B"]),
        ({"status": "open", "assignee": "Mei"}, ["A"]),
        ({"assignee": ["Mei", NOBODY]}, ["A", "C"]),
        ({"assignee": NOBODY}, ["C"]),
        ({"assignee": "Weber, Jonas"}, ["B"]),
        ({"requester": ["Weber, Jonas", "Ina"]}, ["A", "C"]),
        ({"requester": "Mei"}, []),
        ({"priority": "critical"}, []),
        ({"search": "smoke"}, ["A", "B", "C"]),
        ({"search": "smoke -invoice"}, ["B", "C"]),
        ({"search": "invoice or toner"}, ["A", "C"]),
        ({"search": '"toner low"'}, ["C"]),
        ({"search": '"low toner"'}, []),
        ({"search": "smoke", "category": "billing"}, ["A"]),
        ({"unknown": "x", "page": "7"}, ["A", "B", "C"]),
    ],
)
def test_all_that_is_given_must_hold(params: dict[str, Any], found: list[str]) -> None:
    insert(title="A", category="billing", assignee="Mei", requester="Ina", description="Smoke on the invoice")
    insert(title="B", category="account", assignee="Weber, Jonas", priority="high", status="in_progress")
    insert(title="C", description="It smokes, toner low", requester="Weber, Jonas")
    assert titles(**params) == found


@pytest.mark.parametrize(
    ("zone", "after", "before", "found"),
    [
        ("UTC", "2026-03-29", "2026-03-29", ["first", "last"]),
        ("UTC", "2026-03-28", "2026-03-28", []),
        ("UTC", "2026-03-29T23:59:59Z", None, ["last"]),
        ("UTC", None, "2026-03-29T23:59:59Z", ["first"]),
        ("UTC", "2026-03-29T00:30:00", None, ["last"]),
        ("Europe/Berlin", "2026-03-29", "2026-03-29", ["first"]),  # 23 hours long: the clocks go forward
        ("Europe/Berlin", "2026-03-30", None, ["last"]),
        ("America/New_York", "2026-03-28", "2026-03-28", ["first"]),
        ("America/New_York", "2026-03-28T20:00:00", "2026-03-28T20:00:01", ["first"]),
        ("UTC", "2026-03-29T02:00:00+02:00", "2026-03-29T02:00:01+02:00", ["first"]),
    ],
)
def test_days_are_whole_and_in_the_reporting_time_zone(
    zone: str, after: str | None, before: str | None, found: list[str]
) -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})
    insert(title="first", created_at=datetime(2026, 3, 29, 0, 0, tzinfo=UTC))
    insert(title="last", created_at=datetime(2026, 3, 29, 23, 59, 59, tzinfo=UTC))
    assert titles(created_after=after or "", created_before=before or "") == found


@pytest.mark.parametrize("day", ["2025-03-30", "2025-10-25", "2025-10-26", "2025-11-02", "2025-03-09"])
@pytest.mark.parametrize(
    "zone", ["Atlantic/Azores", "America/Havana", "Asia/Beirut", "America/Nuuk", "Europe/Berlin", "Australia/Lord_Howe"]
)
def test_a_day_holds_what_the_database_dates_on_it_also_where_midnight_comes_twice(zone: str, day: str) -> None:
    hours = "generate_series(CAST(:day AS timestamptz) - interval '20 h', CAST(:day AS timestamptz) + interval '44 h',"
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at)"
                f" SELECT 't', 'd', 'general', 'low', at FROM {hours} interval '15 min') AS at"
            ),
            {"day": day},
        )
        dated = session.scalar(
            text("SELECT count(*) FROM ticket WHERE (created_at AT TIME ZONE :zone)::date = CAST(:day AS date)"),
            {"zone": zone, "day": day},
        )
        chosen = TicketFilter.from_params({"created_after": day, "created_before": day})
        listed = session.scalar(select(func.count()).select_from(Ticket).where(*chosen.clauses()))
    assert listed == dated > 80


@pytest.mark.parametrize(
    ("zone", "params", "found"),
    [
        ("UTC", {"weekday": "7", "hour": ["0", "1"]}, ["summer", "winter"]),  # both are Sundays
        ("UTC", {"weekday": "1,6"}, []),
        ("Europe/Berlin", {"hour": "3"}, ["summer"]),  # 02:00 is 03:00 there from this moment on
        ("Europe/Berlin", {"weekday": "7", "hour": "2"}, ["winter"]),  # the hour that 25 Oct has twice
        ("America/St_Johns", {"weekday": "6"}, ["summer", "winter"]),
        ("America/St_Johns", {"hour": "23", "weekday": "6"}, ["winter"]),
        ("UTC", {"hour": "5"}, []),
        ("Europe/Berlin", {"resolved_after": "2026-10-26", "resolved_before": "2026-10-26"}, ["winter"]),
        ("UTC", {"resolved_after": "2026-10-26"}, []),
        ("UTC", {"resolved_before": "2026-10-25"}, ["winter"]),
        ("UTC", {"resolved_before": "2026-10-25T23:30:00Z"}, []),
    ],
)
def test_hours_and_weekdays_are_those_of_the_reporting_time_zone(
    zone: str, params: dict[str, Any], found: list[str]
) -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})
    insert(title="summer", created_at=datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
    insert(
        title="winter",
        status="closed",
        created_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        resolved_at=datetime(2026, 10, 25, 23, 30, tzinfo=UTC),
    )
    assert titles(**params) == found


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"source": "keywords"}, ["both kept", "category changed", "only the priority kept", "twice"]),
        ({"source": "gemini,openai"}, ["twice"]),
        ({"suggestion": "kept"}, ["both kept", "only the priority kept", "twice"]),
        ({"suggestion": "changed"}, ["category changed", "twice"]),
        ({"suggestion": "changed,kept"}, ["both kept", "category changed", "only the priority kept", "twice"]),
        # Of the two suggestions of "twice" the one by keywords was changed.
        ({"source": "keywords", "suggestion": "kept"}, ["both kept", "only the priority kept"]),
        ({"source": "gemini", "suggestion": "kept"}, ["twice"]),
        ({"source": "gemini", "suggestion": "changed"}, []),
        ({"source": "learned"}, []),
        ({"source": "learned", "suggestion": "kept,changed"}, []),
    ],
)
def test_one_suggestion_must_meet_all_that_is_asked_of_it(params: dict[str, Any], found: list[str]) -> None:
    for title, source, category, priority in (
        ("both kept", "keywords", "technical", "low"),
        ("category changed", "keywords", "billing", "low"),
        ("only the priority kept", "keywords", None, "low"),
        ("said nothing", "learned", None, None),
        ("twice", "keywords", "technical", "high"),
        ("twice", "gemini", "technical", "low"),
        ("none", None, None, None),
    ):
        if title not in titles():
            insert(title=title)
        if source:
            with transaction() as session:
                session.execute(
                    text(
                        "INSERT INTO suggestion (ticket_id, source, model, latency_ms, category, category_confidence,"
                        " category_chosen, category_touched, priority, priority_confidence, priority_chosen,"
                        " priority_touched) SELECT id, :source, 'm', 1, :category, 0.5, category, false,"
                        " CAST(:priority AS ticket_priority), 0.5, priority, false FROM ticket WHERE title = :title"
                    ),
                    {"title": title, "source": source, "category": category, "priority": priority},
                )
    assert titles(**params) == found


# Of "often": resolved, closed, reopened and resolved again on one day.
HISTORY = (
    ("never", 10, 9, "open", "in_progress"),
    ("often", 10, 9, "open", "resolved"),
    ("often", 10, 10, "resolved", "closed"),
    ("often", 10, 11, "closed", "in_progress"),
    ("often", 10, 12, "in_progress", "resolved"),
    ("reopened", 11, 9, "in_progress", "closed"),
    ("reopened", 12, 9, "closed", "open"),
)


@pytest.mark.parametrize(
    ("zone", "params", "found"),
    [
        ("UTC", {"event": "resolved"}, ["arrived", "often", "reopened"]),
        ("UTC", {"event": "reopened"}, ["often", "reopened"]),
        ("UTC", {"event": "resolved", "event_after": "2026-03-10", "event_before": "2026-03-10"}, ["often"]),
        ("UTC", {"event": "reopened", "event_after": "2026-03-10", "event_before": "2026-03-10"}, ["often"]),
        ("UTC", {"event": "resolved", "event_after": "2026-03-11"}, ["arrived", "reopened"]),
        ("UTC", {"event": "resolved", "event_before": "2026-03-10T09:00:00Z"}, []),
        ("UTC", {"event": "resolved", "event_before": "2026-03-10T09:00:01Z"}, ["often"]),
        ("UTC", {"event_after": "2026-03-12"}, ["arrived", "reopened"]),
        ("UTC", {"event": "resolved,reopened", "event_after": "2026-03-13"}, ["arrived"]),
        ("Pacific/Auckland", {"event": "resolved", "event_after": "2026-03-11"}, ["arrived", "often", "reopened"]),
        ("UTC", {"event": "reopened", "status": "resolved"}, ["often"]),
        ("UTC", {"event": "resolved", "resolved_after": "2026-03-11"}, ["arrived"]),
        ("UTC", {"event": "resolved", "search": "smokes"}, ["arrived", "often", "reopened"]),
        ("UTC", {"event": "resolved", "category": "billing"}, []),
    ],
)
def test_an_event_of_the_history_finds_its_ticket_once(zone: str, params: dict[str, Any], found: list[str]) -> None:
    insert(title="never")
    insert(title="arrived", status="closed", resolved_at=datetime(2026, 3, 14, tzinfo=UTC))
    insert(title="often")
    insert(title="reopened")
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})
        session.execute(
            text("UPDATE ticket SET status = 'resolved', resolved_at = '2026-03-10T12:00Z' WHERE title = 'often'")
        )
        session.execute(text("DELETE FROM ticket_event WHERE field = 'status'"))
        session.execute(
            text(
                "INSERT INTO ticket_event (ticket_id, at, actor, kind, field, old_value, new_value)"
                " SELECT id, :at, 'a', 'changed', 'status', :old, :new FROM ticket WHERE title = :title"
            ),
            [
                {"title": title, "at": datetime(2026, 3, day, hour, tzinfo=UTC), "old": old, "new": new}
                for title, day, hour, old, new in HISTORY
            ],
        )
    assert titles(**params) == found


def test_a_name_finds_what_is_kept_of_it() -> None:
    insert(title="as it is kept now", assignee="Zo\u00eb")
    insert(title="as it was once kept", assignee="Zoe\u0308")
    assert titles(assignee="Zo\u00eb") == ["as it is kept now"]
    assert titles(assignee="Zoe\u0308") == ["as it is kept now", "as it was once kept"]
