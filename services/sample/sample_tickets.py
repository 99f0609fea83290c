"""Sample tickets, so that a new installation has something to show: load them, and take them away again.

The texts and people are data (db/sample/); when the tickets were filed (sample_calendar) and what became of them
(sample_lives) is drawn at random, always the same for the same ``now``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.learning import ReviewAnswer
from db.tables.suggestions import SentText, ShownSuggestion
from db.tables.tickets import Ticket, TicketEvent, TicketNote, TicketTrash
from services.access import audit
from services.classify.chain import keyword_classifier
from services.classify.keywords.classifier import KeywordClassifier
from services.reporting import time_zone
from services.sample.calendar import creation_times, incident, incident_times
from services.sample.lives import CLASSIFIED, TRACKED, Crew, NewTicket, Outcome, make_new_ticket, outcome, plan
from services.settings import ROOT
from services.suggestion import Suggestion

FOLDER = ROOT / "db" / "sample"
SEED = 1847
INCIDENT = "written#incident"  # the source of the texts of that day
WITHOUT_REQUESTER = 0.1
BATCH = 100  # tickets that are stored or deleted at once
LOCK = 0x73616D70  # any number that no other advisory lock has

TICKET_COLUMNS = (
    "title", "description", "requester", "external_id", "created_at", *TRACKED, "updated_at", "resolved_at", "version",
)  # fmt: skip
EVENT_COLUMNS = ("ticket_id", "at", "actor", "kind", "field", "old_value", "new_value", "set_by")
SUGGESTION_COLUMNS = (
    "ticket_id", "created_at", "source", "model", "latency_ms", "rationale",
    *(f"{name}{part}" for name in CLASSIFIED for part in ("", "_confidence", "_chosen", "_touched")),
)  # fmt: skip

Text = Mapping[str, str]
Finish = Callable[[Session, int], None]
Report = Callable[[int, int], None]  # tickets that are done, of all; it may raise, and then nothing is changed


@dataclass(frozen=True, slots=True)
class SampleTicket:
    """One ticket of the sample, ready to be stored."""

    text: Text
    suggestion: Suggestion
    latency_ms: float
    filed: NewTicket
    outcome: Outcome


def load_sample(
    *,
    now: datetime | None = None,
    finish: Finish = lambda _session, _tickets: None,
    report: Report = lambda _done, _total: None,
) -> int:
    """Load the sample tickets, as if filed and worked on in the 180 days before ``now`` (aware; default: now).

    Returns how many came in: those whose external id is there already are left as they are, so 0 the second time.
    ``finish`` is called last in the transaction with this number, ``report`` with how far it is: a ticket is half done
    when it is made, and done when it is stored.
    """
    report(0, len(texts()))
    local_now = (now or datetime.now(UTC)).astimezone(time_zone())
    classifier = keyword_classifier()
    with transaction() as session:
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
        present = set(session.scalars(select(Ticket.external_id).where(Ticket.external_id.in_(_external_ids()))))
        if present.issuperset(_external_ids()):
            finish(session, 0)
            return 0
        tickets = make_sample(local_now, classifier, made=lambda made: report(made // 2, len(texts())))
        missing = [ticket for ticket in tickets if ticket.text["external_id"] not in present]
        _store(session, missing, told=lambda stored: report((len(tickets) + stored) // 2, len(tickets)))
        finish(session, len(missing))
    return len(missing)


def remove_sample(
    *, finish: Finish = lambda _session, _tickets: None, report: Report = lambda _done, _total: None
) -> int:
    """Delete the sample tickets for good, with history, suggestions and what is in the trash; returns how many.

    ``finish`` is called last in the transaction with this number, ``report`` with how far it is.
    """
    removed, ids = 0, _external_ids()
    with transaction(statement_timeout=0) as session:
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
        for first in range(0, len(ids), BATCH):
            report(first, len(ids))
            removed += _remove(session, ids[first : first + BATCH])
        if removed:
            audit.note(session, "delete", f"{removed:,} sample ticket{'' if removed == 1 else 's'}")
        finish(session, removed)
    return removed


def count_loaded() -> tuple[int, int]:
    """How many of the sample tickets are there, and how many there would be."""
    present = select(func.count()).select_from(Ticket).where(Ticket.external_id.in_(_external_ids()))
    with transaction() as session:
        return session.scalar(present) or 0, len(texts())


def make_sample(
    now: datetime, classifier: KeywordClassifier, *, made: Callable[[int], None] = lambda _: None
) -> list[SampleTicket]:
    """Every ticket of the sample, oldest first; ``now`` is in the reporting time zone. ``made`` is told how many."""
    rng = Random(SEED)  # noqa: S311 - nothing secret
    quiet = [text for text in texts() if text["source"] != INCIDENT]
    reports = [text for text in texts() if text["source"] == INCIDENT]
    rng.shuffle(quiet)
    _, over = incident(now)
    filings = [(at, text, None) for at, text in zip(creation_times(len(quiet), now, rng), quiet, strict=True)]
    reported = zip(incident_times(len(reports), now, rng), reports, strict=True)
    solved = [(at, text, (over - at) / timedelta(hours=1) + rng.uniform(0.3, 3)) for at, text in reported]
    in_order = sorted([*filings, *solved], key=lambda filing: filing[0])
    tickets: list[SampleTicket] = []
    for at, text, hours in in_order:
        made(len(tickets))
        tickets.append(_make_ticket(at, text, hours, now, classifier, rng))
    return tickets


@cache
def texts() -> tuple[Text, ...]:
    """The rows of db/sample/texts.csv."""
    return tuple(_rows("texts.csv"))


def _make_ticket(
    at: datetime, text: Text, hours: float | None, now: datetime, classifier: KeywordClassifier, rng: Random
) -> SampleTicket:
    suggestion = classifier.suggest(text["title"], text["description"])
    latency_ms = round(rng.lognormvariate(-0.5, 0.4), 2)  # the real one would differ at every load
    requester = None if rng.random() < WITHOUT_REQUESTER else rng.choice(_requesters()[text["language"]])
    filed = make_new_ticket({name: text[name] for name in CLASSIFIED}, suggestion, at, requester, rng)
    assert now.tzinfo is not None
    edits = plan(filed, _crew(), now.tzinfo, rng, hours=hours)
    return SampleTicket(text, suggestion, latency_ms, filed, outcome(filed, edits, now))


def _store(session: Session, tickets: Sequence[SampleTicket], *, told: Callable[[int], None] = lambda _: None) -> None:
    """Tickets, then what else is told of them. The history that the trigger wrote says "now"; the invented one takes
    its place.
    """
    for first in range(0, len(tickets), BATCH):
        told(first)
        _copy(session, "ticket", TICKET_COLUMNS, map(_ticket_row, tickets[first : first + BATCH]))
    stored = select(Ticket.external_id, Ticket.id).where(Ticket.external_id.in_(_external_ids(tickets)))
    ids = {row.external_id: row.id for row in session.execute(stored)}
    session.execute(delete(TicketEvent).where(TicketEvent.ticket_id.in_(ids.values())))
    numbered = [(ids[ticket.text["external_id"]], ticket) for ticket in tickets]
    events = sorted(
        ((number, event) for number, ticket in numbered for event in ticket.outcome.events),
        key=lambda numbered_event: numbered_event[1].at,
    )
    _copy(session, "ticket_event", EVENT_COLUMNS, ((number, *astuple(event)) for number, event in events))
    _copy(session, "suggestion", SUGGESTION_COLUMNS, (_suggestion_row(*pair) for pair in numbered))


def _remove(session: Session, external_ids: Sequence[str]) -> int:
    """Delete these, and whatever was kept of them; returns how many tickets there were."""
    removed = session.scalars(delete(Ticket).where(Ticket.external_id.in_(external_ids)).returning(Ticket.id)).all()
    # What was deleted just now is in the trash as well: the trigger put it there.
    trashed = TicketTrash.ticket["external_id"].astext.in_(external_ids)
    gone = session.scalars(delete(TicketTrash).where(trashed).returning(TicketTrash.id)).all()
    for table in (TicketEvent, TicketNote, ShownSuggestion, SentText, ReviewAnswer):
        session.execute(delete(table).where(table.ticket_id.in_(gone)))
    return len(removed)


def _ticket_row(ticket: SampleTicket) -> tuple[object, ...]:
    result = ticket.outcome
    return (
        ticket.text["title"],
        ticket.text["description"],
        ticket.filed.requester,
        ticket.text["external_id"],
        ticket.filed.at,
        *(result.values[name] for name in TRACKED),
        result.updated_at,
        result.resolved_at,
        result.version,
    )


def _suggestion_row(number: int, ticket: SampleTicket) -> tuple[object, ...]:
    shown, filed = ticket.suggestion, ticket.filed
    verdicts = [(getattr(shown, name), filed.chosen[name], filed.touched[name]) for name in CLASSIFIED]
    fields = [
        value for verdict, chosen, touched in verdicts for value in (verdict.key, verdict.confidence, chosen, touched)
    ]
    return (number, filed.at, shown.source, shown.model, ticket.latency_ms, list(shown.rationale), *fields)


def _copy(session: Session, table: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _external_ids(tickets: Collection[SampleTicket] | None = None) -> list[str]:
    """Of the tickets given, else of the whole sample."""
    return [text["external_id"] for text in (texts() if tickets is None else [ticket.text for ticket in tickets])]


@cache
def _requesters() -> Mapping[str, list[str]]:
    """Names by language."""
    names: dict[str, list[str]] = {}
    for person in _rows("people.csv"):
        if person["role"] == "requester":
            names.setdefault(person["language"], []).append(person["name"])
    return names


@cache
def _crew() -> Crew:
    names: dict[str, list[str]] = {}
    for person in _rows("people.csv"):
        for category in person["categories"].split():
            names.setdefault(category, []).append(person["name"])
    return Crew(names)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
