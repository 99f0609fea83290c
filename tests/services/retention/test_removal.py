"""Retention: what goes and what stays, that counts stay right, and what lists and numbers say of it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting, stats
from services.access import audit
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.jobs import store
from services.jobs.execution import execute
from services.jobs.work import retention
from services.listing import counting, ticket_pages
from services.retention import removal
from services.retention.policy import Policy, policy, policy_of, set_policy
from services.rollups import maintenance, removed
from services.rollups.removed import Missing
from services.sample import sample_tickets
from services.settings import settings
from services.tickets import editing, merging
from services.tickets.schemas import TicketChange
from services.tickets.trash import count_deleted
from tests.services.jobs.support import scalar

pytestmark = pytest.mark.usefixtures("database")

YEAR = Policy(365)
CLOSED = TicketFilter(status=("closed",))
# Tables in which something of a ticket may stand, with the column that names it.
OF_A_TICKET = {
    "ticket": "id", "ticket_trash": "id", "ticket_event": "ticket_id", "ticket_note": "ticket_id",
    "suggestion": "ticket_id", "sent_text": "ticket_id", "ticket_document": "ticket_id", "search_entry": "ticket_id",
}  # fmt: skip


def aged(number: int, *, days: int = 400, status: str = "closed", title: str = "Printer") -> list[int]:
    """Tickets that were resolved so many days ago, each with a note and a suggestion; returns their ids."""
    with transaction() as session:
        given = {"number": number, "days": days, "status": status, "title": title}
        ids = list(session.scalars(AGED, given | {"resolved": status in ("resolved", "closed")}))
        for statement in _BELONGINGS:
            session.execute(statement, {"ids": ids})
    return ids


AGED = text(
    """
    INSERT INTO ticket (title, description, category, priority, status, created_at, updated_at, resolved_at)
    SELECT :title || ' ' || n, 'It smokes', 'technical', 'high', CAST(:status AS ticket_status),
        now() - make_interval(days => :days, hours => 5), now() - make_interval(days => :days),
        CASE WHEN :resolved THEN now() - make_interval(days => :days) END
    FROM generate_series(1, :number) AS n RETURNING id
    """
)
_BELONGINGS = (
    text("INSERT INTO ticket_note (ticket_id, author, text) SELECT unnest(:ids), 'Mei', 'It still smokes'"),
    text(
        """
        INSERT INTO suggestion (ticket_id, source, model, latency_ms, rationale, category, category_confidence,
            category_chosen, category_touched, priority_chosen, priority_touched)
        SELECT unnest(:ids), 'keywords', 'm', 1, '{smokes}', 'technical', 0.5, 'technical', false, 'high', false
        """
    ),
)


def run(wanted: Policy) -> dict[str, Any]:
    job = retention.start(wanted, actor="local")
    execute(job.id)
    done = store.find(job.id)
    assert done.state == "finished", done.error
    return done.result or {}


def rows_of(ids: list[int]) -> dict[str, int]:
    return {
        table: scalar(f"SELECT count(*) FROM {table} WHERE {column} = ANY(:ids)", ids=ids)
        for table, column in OF_A_TICKET.items()
    }


def test_old_tickets_are_deleted_and_their_counts_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    old, young = aged(5), aged(2, days=300)
    waiting = aged(1, status="open")
    duplicate = aged(1, days=10, title="Again")
    merging.merge(duplicate, old[0])
    before = stats.headline()
    overview = stats.overview(TicketFilter(created_after=date(2000, 1, 1)))
    assert removal.preview(YEAR).tickets == 5
    assert run(YEAR) == {"how": "delete", "tickets": 5, "in_trash": 0}
    assert audit.entries("delete")[0].what == ("Retention deleted 5 tickets and deleted 0 in the trash")
    assert rows_of([*old, *duplicate]) == dict.fromkeys(OF_A_TICKET, 0)
    assert {one.id for one in ticket_pages.page(TicketFilter()).tickets} == {*young, *waiting}
    after = stats.overview(TicketFilter(created_after=date(2000, 1, 1)))
    assert stats.headline() == before
    rough = {"p50_hours": pytest.approx(5, rel=0.02), "p90_hours": pytest.approx(5, rel=0.02)}
    assert asdict(after.now) == asdict(overview.now) | rough  # from the rollups, as for many tickets
    for series in ("days", "category", "priority", "pairs", "week", "acceptance"):
        assert getattr(after, series).equals(getattr(overview, series)), series
    assert [*after.resolution["n"]] == [*overview.resolution["n"]]
    assert maintenance.verify().differing == 0
    maintenance.rebuild()
    assert (maintenance.verify().differing, stats.headline()) == (0, before)
    assert run(YEAR)["tickets"] == 0


KEPT_BY_TRIGGERS = {"ticket_document", "search_entry", "ticket_target", "ticket_topic"}


def test_no_table_that_names_tickets_is_forgotten() -> None:
    names = "SELECT string_agg(table_name, ' ') FROM information_schema.columns WHERE column_name = 'ticket_id'"
    bases = " AND table_schema = 'public' AND table_name IN (SELECT relname FROM pg_class WHERE relkind = 'r')"
    source = scalar("SELECT prosrc FROM pg_proc WHERE proname = 'forget_tickets'")
    missed = {name for name in scalar(names + bases).split() if f"DELETE FROM {name} " not in source}
    assert missed == KEPT_BY_TRIGGERS


def test_lists_count_what_is_there_and_say_what_is_missing() -> None:
    aged(4)
    aged(3, days=100)
    run(YEAR)
    assert (counting.count(CLOSED), removed.missing(CLOSED)) == ((3, True), Missing(4, True))
    assert removed.missing(TicketFilter(status=("open",))) == Missing(0, True)
    assert removed.missing(TicketFilter(search="printer")) == Missing(4, False)
    assert removed.missing(TicketFilter(assignee=("Mei",), priority=("low",))) == Missing(0, False)
    today = reporting.today()
    of_then = TicketFilter(created_before=today - timedelta(days=390))
    assert (counting.count(of_then), removed.missing(of_then)) == ((0, True), Missing(4, True))
    resolved = TicketFilter(resolved_after=today - timedelta(days=401), resolved_before=today - timedelta(days=399))
    assert (counting.count(resolved), removed.missing(resolved)) == ((0, True), Missing(4, True))
    assert counting.count(TicketFilter(source=("keywords",))) == (3, True)
    aged(2)
    run(YEAR)
    assert removed.missing(CLOSED) == Missing(6, True)


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "America/St_Johns"])
def test_counts_move_with_the_reporting_time_zone(zone: str) -> None:
    aged(3)
    reporting.set_time_zone(zone, instead_of="UTC")
    expected = stats.overview(TicketFilter(created_after=date(2000, 1, 1))).days
    reporting.set_time_zone("UTC", instead_of=zone)
    run(YEAR)
    reporting.set_time_zone(zone, instead_of="UTC")
    assert stats.overview(TicketFilter(created_after=date(2000, 1, 1))).days.equals(expected)
    assert maintenance.verify().differing == 0


def test_text_goes_and_the_ticket_stays() -> None:
    (old,) = aged(1)
    updated = editing.get(old).updated_at
    count = stats.headline()
    assert run(replace(YEAR, how="text")) == {"how": "text", "tickets": 1, "in_trash": 0}
    ticket = editing.get(old)
    assert (ticket.title, ticket.category, ticket.updated_at) == ("Text removed", "technical", updated)
    assert rows_of([old]) | {"ticket_event": 0} == dict.fromkeys(OF_A_TICKET, 0) | {"ticket": 1, "suggestion": 1}
    everything = scalar("SELECT string_agg(t::text, ' ') FROM ticket_event AS t") + scalar(
        "SELECT t::text FROM ticket AS t"
    )
    assert "smokes" not in everything + scalar("SELECT string_agg(s::text, ' ') FROM suggestion AS s")
    assert (stats.headline(), maintenance.verify().differing) == (count, 0)
    assert ticket_pages.page(TicketFilter(search="smokes")).count == 0
    for numbered in (TicketFilter(search=f"#{old}"), TicketFilter(search=f"#{old}", status=("closed",))):
        page = ticket_pages.page(numbered)
        assert ([one.id for one in page.tickets], page.count, counting.count(numbered)) == ([old], 1, (1, True))
    assert run(replace(YEAR, how="text"))["tickets"] == 0
    assert editing.edit(old, TicketChange(assignee="Mei")).updated_at > updated
    editing.edit(old, TicketChange(description="It glows"))
    assert ticket_pages.page(TicketFilter(search="glows")).count == 1


def test_they_are_exported_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "backup_dir", tmp_path / "backups")
    old = aged(3)
    aged(1, days=10)
    done = run(replace(YEAR, export=True))
    file = tmp_path / "backups" / done["file"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    table = pq.read_table(file).to_pydict()
    assert sorted(table["id"]) == old
    assert set(table["description"]) == {"It smokes"}
    assert "It still smokes" in table["notes"][0]
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_the_trash_obeys_it_and_sample_tickets_do_not() -> None:
    old, young = aged(1), aged(1, days=100)
    for one in (*old, *young):
        editing.delete_ticket(one)
    sample_tickets.load_sample()
    assert removal.preview(Policy(30)).tickets == 0
    assert (removal.preview(YEAR).in_trash, run(YEAR)["in_trash"], count_deleted()) == (1, 1, 1)
    assert rows_of(old) == dict.fromkeys(OF_A_TICKET, 0)
    assert maintenance.verify().differing == 0


def test_a_dry_run_names_the_months() -> None:
    aged(2)
    aged(1, days=460)
    held = removal.preview(YEAR)
    now = datetime.now(UTC)
    months = {(now - timedelta(days=days)).date().replace(day=1): n for days, n in ((460, 1), (400, 2))}
    assert (held.tickets, dict(held.months)) == (3, months)
    assert scalar("SELECT count(*) FROM ticket") == 3


@pytest.mark.parametrize(
    "wrong", [lambda: policy_of(29), lambda: policy_of(0), lambda: policy_of(40_000), lambda: policy_of(365, "burn")]
)
def test_a_policy_that_cannot_be_is_refused(wrong: Callable[[], Policy]) -> None:
    with pytest.raises(InvalidInput):
        wrong()


def test_it_is_off_at_first_and_begins_in_the_night_after_it_is_set() -> None:
    assert (policy(), retention.enqueue_if_due()) == (None, False)
    wanted = Policy(400, "text", export=True)
    set_policy(wanted)
    assert (policy(), retention.enqueue_if_due()) == (wanted, False)
    with transaction() as session:
        session.execute(text("UPDATE setting SET updated_at = now() - interval '2 days' WHERE key = 'retention'"))
    assert retention.enqueue_if_due()
    assert not retention.enqueue_if_due()
    set_policy(None)
    assert policy() is None
    assert [entry.what for entry in audit.entries("settings")][:2] == [
        "Retention: off",
        "Retention: 400 days after they were resolved tickets are without their text, exported before",
    ]
