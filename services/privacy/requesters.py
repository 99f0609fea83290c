"""Erase a requester, or write down all that is known about one.

A requester is found by the name or address in the field of a ticket, whatever its case and accents. What other tickets
say of somebody in their text is counted, not touched: nobody can tell whether it is the same person.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, urlencode

import structlog
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.desk import SavedView
from services import access
from services.access import audit
from services.backup import folder
from services.classify import chain, deciding, learned
from services.errors import Conflict, InvalidInput
from services.jobs import queue, store
from services.jobs.kinds import kind_of
from services.privacy import dashboards
from services.settings import NAME_MAX, settings
from services.topics.forgetting import forget_words

BY_FILTER = ("export", "bulk", "classify")  # jobs whose title and parameters may have it, also when they have ended
RUNS = (
    "An import, export, bulk change or classification is waiting or running. Nothing was erased. Try again when it is"
    " done."
)
BATCH = 200  # tickets read at a time
ERASED = "erased"  # in the history of a ticket that had this requester once
NAMES_ANYBODY = ("import", "export", "bulk", "classify")  # jobs whose file or filter may have the name

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Holding:
    """What there is of a requester, and what an erasure does not reach.

    ``tickets`` with all that belongs to them, ``in_trash`` deleted ones, ``in_histories`` changes of other tickets that
    had this requester once, ``views`` saved views that ask for this requester, ``dashboards`` saved dashboards that do
    or that are by this name. ``mentions``: other tickets whose text has the name; ``backups``: files that may have it.
    ``day_notes``: notes on days by this name, ``day_mentions``: other notes on days whose text has it.
    """

    tickets: int
    in_trash: int
    in_histories: int
    views: int
    mentions: int
    backups: int
    day_notes: int = 0
    day_mentions: int = 0
    dashboards: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to erase."""
        where = self.tickets, self.in_trash, self.in_histories, self.views, self.day_notes, self.dashboards
        return not any(where)


def preview(requester: str) -> Holding:
    """What an erasure would delete; nothing is changed. Raises InvalidInput for an empty name, NotAllowed."""
    access.require("erase")
    with transaction(statement_timeout=0) as session:
        return _holding(session, _name(requester))


def erase(requester: str, *, actor: str = "local") -> Holding:
    """Delete everything of a requester for good, in one transaction; returns what it was.

    Tickets, those in the trash, their history, notes, suggestions, texts that language models were sent, answers of
    reviews, taught copies, saved views and dashboards of this requester go, and the name as author of notes on days and
    in names of topics, and words of topics that hardly any other ticket has; so do kept answers of models, replies kept
    for repeated calls, and the files, titles and filters of ended jobs, which cannot be told apart by person. The
    learned classifier is trained anew without them.

    Raises InvalidInput for an empty name, Conflict while an import, export, bulk change or classification runs, whose
    file or filter may have the name, and NotAllowed.
    """
    access.require("erase")
    name, actor = _name(requester), access.acting_name(actor)
    with transaction(actor=actor, statement_timeout=0) as session:
        if any(store.is_open(kind, of=session) for kind in NAMES_ANYBODY):
            raise Conflict(RUNS)
        # A training that is under way ends first: its model would know what is deleted.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": learned.TRAINING_LOCK})
        held = _holding(session, name)
        if held.is_nothing:
            return held
        taught = _erase(session, name)
        audit.note(session, "erase", f"Erased a requester: {held.tickets + held.in_trash:,} tickets", actor=actor)
        if taught and not store.is_open("training", of=session):
            queue.enqueue_in(session, "training", actor="classifier", night=True)
    log.info("requester_erased", actor=actor, tickets=held.tickets, in_trash=held.in_trash)  # and never who
    learned.forget()
    deciding.forget()
    chain.forget()
    return held


def known(requester: str) -> Iterator[bytes]:
    """All that is known about a requester, as a JSON document in pieces: each ticket with what belongs to it.

    Raises InvalidInput for an empty name, NotAllowed.
    """
    access.require("erase")
    name = _name(requester)
    audit.note_alone("erase", "Read all that is known about a requester")
    yield b'{"requester": ' + json.dumps(name, ensure_ascii=False).encode() + b', "tickets": ['
    with transaction(statement_timeout=0) as session:
        result = session.execute(_KNOWN, {"name": name}, execution_options={"yield_per": BATCH})
        for place, row in enumerate(result.scalars()):
            yield (b",\n" if place else b"\n") + json.dumps(row, ensure_ascii=False, default=str).encode()
        notes = list(session.scalars(_DAY_NOTES, {"name": name}))
    yield b'\n], "notes_on_days": ' + json.dumps(notes, ensure_ascii=False).encode() + b"}\n"


def _name(requester: str) -> str:
    name = " ".join(requester.split())
    if not name or len(name) > NAME_MAX or "\0" in name:
        raise InvalidInput({"requester": ["Name the requester as the tickets do."]})
    return name


def _holding(session: Session, name: str) -> Holding:
    tickets, in_trash, in_histories, mentions, day_notes, day_mentions = session.execute(_HOLDING, {"name": name}).one()
    views, backups = len(_views(session, name)), len(folder.stored(settings().backups))
    saved = len(dashboards.touched(session, partial(_same, session, name)))
    return Holding(tickets, in_trash, in_histories, views, mentions, backups, day_notes, day_mentions, saved)


def _same(session: Session, name: str, values: list[str]) -> set[str]:
    """Those of the texts that are the name, whatever its case, accents and spaces."""
    return set(session.scalars(_SAME, {"values": values, "name": name}))


def _views(session: Session, name: str) -> dict[int, list[tuple[str, str]]]:
    """The saved views that ask for this requester, each with what is left of its filter without it."""
    given = {row.id: parse_qsl(row.params) for row in session.execute(_SAVED_VIEWS)}
    asked = {value for params in given.values() for key, value in params if key == "requester"}
    hers = _same(session, name, list(asked))
    found = {}
    for view, params in given.items():
        left = [(key, value) for key, value in params if key != "requester" or value not in hers]
        if left != params:
            found[view] = left
    return found


def _erase_views(session: Session, name: str) -> None:
    """Views of this requester go; of those that ask for others too the name goes."""
    for view, left in _views(session, name).items():
        if any(key == "requester" for key, _ in left):
            session.execute(update(SavedView).where(SavedView.id == view).values(params=urlencode(left)))
        else:
            session.execute(delete(SavedView).where(SavedView.id == view))


def _erase(session: Session, name: str) -> bool:
    """Returns whether the learned classifier may have learned from it."""
    ids = list(session.scalars(_IDS, {"name": name}))
    values = {"ids": ids, "name": name, "erased": ERASED}
    taught = bool(session.execute(_TAUGHT, values).all())
    session.execute(text("DELETE FROM ticket WHERE id = ANY(:ids)"), values)
    for table in _OF_A_TICKET:
        session.execute(text(f"DELETE FROM {table} WHERE ticket_id = ANY(:ids)"), values)  # noqa: S608 - our own
    session.execute(text("DELETE FROM ticket_trash WHERE id = ANY(:ids)"), values)
    _erase_views(session, name)
    dashboards.erase(session, partial(_same, session, name))
    for kind in BY_FILTER:
        session.execute(_WITHOUT_WORDS, {"kind": kind, "label": kind_of(kind).label})
    for statement in _ELSEWHERE:
        session.execute(text(statement), values)
    forget_words(session)
    models = session.execute(text("DELETE FROM classifier_model RETURNING version")).all()
    return taught or bool(models)


def _is(column: str) -> str:
    """SQL: whether a column has the name, whatever its case, accents and spaces."""
    return rf"regexp_replace(fold({column}), '\s+', ' ', 'g') = fold(:name)"


_PATTERN = r"'%' || replace(replace(replace(fold(:name), '\', '\\'), '%', '\%'), '_', '\_') || '%'"
_OF_A_TICKET = (
    "ticket_event", "ticket_note", "suggestion", "sent_text", "review_answer", "review_lease", "review_margin",
    "promise_decision", "left_out_prediction", "bulk_change_ticket",
)  # fmt: skip
_RENAMED = f"""
    UPDATE ticket_event SET old_value = CASE WHEN {_is("old_value")} THEN :erased ELSE old_value END,
        new_value = CASE WHEN {_is("new_value")} THEN :erased ELSE new_value END
    WHERE field = 'requester' AND ({_is("old_value")} OR {_is("new_value")})
"""  # noqa: S608 - our own
_ELSEWHERE = (
    _RENAMED,
    f"UPDATE day_note SET author = :erased WHERE {_is('author')}",  # noqa: S608 - our own
    f"UPDATE topic SET name = NULL, named_by = NULL WHERE fold(name) LIKE {_PATTERN}",  # noqa: S608 - our own
    "DELETE FROM idempotency_key WHERE status IS NOT NULL",
    "DELETE FROM model_answer",
    "DELETE FROM job_file USING job WHERE job.id = job_id AND job.ended_at IS NOT NULL",
)
# What it was given is gone with the name: so it cannot be begun again, as one whose file is gone.
_WITHOUT_WORDS = text(
    """
    UPDATE job SET title = :label, parameters = '{"input": null}' WHERE kind = :kind AND ended_at IS NOT NULL
    """
)
_SAVED_VIEWS = text("SELECT id, params FROM saved_view")
_SAME = text(f"SELECT value FROM unnest(CAST(:values AS text[])) AS value WHERE {_is('value')}")  # noqa: S608 - our own
_FOUND = f"""
    SELECT id, to_jsonb(ticket) AS ticket, CAST(NULL AS timestamptz) AS deleted_at
    FROM ticket WHERE {_is("requester")}
    UNION ALL
    SELECT id, ticket, deleted_at FROM ticket_trash WHERE {_is("ticket ->> 'requester'")}
"""  # noqa: S608 - our own
_IDS = text(f"SELECT id FROM ({_FOUND}) AS found")  # noqa: S608 - our own
_TAUGHT = text(
    """
    DELETE FROM taught_example AS example USING ticket
    WHERE ticket.id = ANY(:ids) AND example.title = ticket.title AND example.description = ticket.description
    RETURNING example.id
    """
)
_HOLDING = text(
    f"""
    SELECT (SELECT count(*) FROM ticket WHERE {_is("requester")}),
        (SELECT count(*) FROM ticket_trash WHERE {_is("ticket ->> 'requester'")}),
        (
            SELECT count(*) FROM ticket_event AS event JOIN ticket ON ticket.id = ticket_id
            WHERE field = 'requester' AND ({_is("old_value")} OR {_is("new_value")})
                AND ({_is("requester")}) IS NOT TRUE
        ),
        (
            SELECT count(*) FROM ticket_document AS document JOIN ticket ON ticket.id = ticket_id
            WHERE folded LIKE {_PATTERN} AND ({_is("requester")}) IS NOT TRUE
        ),
        (SELECT count(*) FROM day_note WHERE {_is("author")}),
        (SELECT count(*) FROM day_note WHERE fold(text) LIKE {_PATTERN})
    """  # noqa: S608 - our own
)
_DAY_NOTES = text(
    f"SELECT to_jsonb(note) FROM day_note AS note WHERE {_is('author')} ORDER BY day, id"  # noqa: S608 - our own
)
_KNOWN = text(
    f"""
    SELECT found.ticket || jsonb_build_object(
        'in_trash_since', deleted_at,
        'history', (SELECT jsonb_agg(to_jsonb(one) ORDER BY id) FROM ticket_event AS one WHERE ticket_id = found.id),
        'notes', (SELECT jsonb_agg(to_jsonb(note) ORDER BY id) FROM ticket_note AS note WHERE ticket_id = found.id),
        'suggestions', (SELECT jsonb_agg(to_jsonb(one) ORDER BY id) FROM suggestion AS one WHERE ticket_id = found.id),
        'sent_to_a_language_model', (SELECT to_jsonb(sent) FROM sent_text AS sent WHERE ticket_id = found.id),
        'review_answers',
        (SELECT jsonb_agg(to_jsonb(answer) ORDER BY id) FROM review_answer AS answer WHERE ticket_id = found.id),
        'decisions', (SELECT jsonb_agg(to_jsonb(one)) FROM promise_decision AS one WHERE ticket_id = found.id)
    )
    FROM ({_FOUND}) AS found
    ORDER BY id
    """  # noqa: S608 - our own
)
