"""Erase a requester, or write down all that is known about one.

A requester is found by the name or address in the field of a ticket, whatever its case and accents. What other tickets
say of somebody in their text is counted, not touched: nobody can tell whether it is the same person.
services/privacy/columns.py lists every column of the database by what becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services import access
from services.access import audit
from services.backup import folder
from services.classify import chain, deciding, learned
from services.errors import Conflict, InvalidInput
from services.jobs import queue, store
from services.jobs.kinds import kind_of
from services.limits import NAME_MAX
from services.privacy import dashboards, named, telling, views
from services.privacy.columns import OF_TICKET, OTHERS
from services.privacy.finding import FOUND, ids_of, same
from services.privacy.matching import has_name, mentions_name, parameters
from services.retention import removal
from services.settings import settings
from services.topics.forgetting import forget_words

BY_FILTER = ("export", "bulk", "classify")  # jobs whose title and parameters may have it, also when they have ended
RUNS = (
    "An import, export, bulk change or classification is waiting or running. Nothing was erased. Try again when it is"
    " done."
)
NAMES_ANYBODY = ("import", "export", "bulk", "classify")  # jobs whose file or filter may have the name

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Holding:
    """What there is of a requester, and what an erasure does not reach.

    ``tickets`` with all that belongs to them, ``in_trash`` deleted ones, ``in_histories`` changes of other tickets that
    had this requester once, ``views`` saved views that ask for this requester, ``dashboards``
    saved dashboards that do or that are by this name, ``notes`` and ``day_notes`` by this name
    on other tickets and on days, ``remembered`` what has the name of jobs, of files that were imported, of what was
    chosen for them, and of taught texts. ``mentions``: other tickets whose text has the name; ``day_mentions``: notes
    on days; ``words``: views, categories, runs, tokens and entries of the audit log; ``files``: backups and files of
    removed tickets that may have it. ``works_here``: somebody of this name has used the desk.
    """

    tickets: int
    in_trash: int
    in_histories: int
    views: int
    mentions: int
    files: int
    day_notes: int = 0
    day_mentions: int = 0
    notes: int = 0
    remembered: int = 0
    words: int = 0
    works_here: bool = False
    dashboards: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to erase."""
        named_things = self.views, self.dashboards, self.notes, self.day_notes, self.remembered
        return not any((self.tickets, self.in_trash, self.in_histories, *named_things))


def preview(requester: str) -> Holding:
    """What an erasure would delete; nothing is changed. Raises InvalidInput for an empty name, NotAllowed."""
    access.require("erase")
    with transaction(statement_timeout=0) as session:
        return _holding(session, _name(requester))


def erase(requester: str, *, actor: str = "local") -> Holding:
    """Delete everything of a requester for good, in one transaction; returns what it was.

    Tickets, those in the trash, their history, notes, suggestions, texts that language models were sent, answers of
    reviews, taught copies, saved views and dashboards of this requester go, and the name in the history of other
    tickets, as author of notes, in jobs, in what is remembered of imports, in taught texts and names of topics; so do
    kept answers of models, replies kept for repeated calls, and the files, titles and filters of ended jobs, which
    cannot be told apart by person. The learned classifier is trained anew without them.

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
    with transaction(statement_timeout=0) as session:
        yield from telling.pieces(session, name)


def _name(requester: str) -> str:
    name = " ".join(requester.split())
    if not name or len(name) > NAME_MAX or "\0" in name:
        raise InvalidInput({"requester": ["Name the requester as the tickets do."]})
    return name


def _holding(session: Session, name: str) -> Holding:
    given = parameters(name) | {"tickets": ids_of(session, name)}
    tickets, in_trash, mentions, day_mentions, taught, words, works_here = session.execute(_HOLDING, given).one()

    def count(*rows: named.Named) -> int:
        return sum(session.scalar(text(one.count), given) or 0 for one in rows)

    return Holding(
        tickets,
        in_trash,
        count(named.CHANGES),
        len(views.of_requester(session, name)),
        mentions,
        len(folder.stored(settings().backups)) + len(removal.stored(settings().backups)),
        count(named.DAY_NOTES),
        day_mentions,
        count(named.NOTES),
        count(*named.REMEMBERED) + taught,
        words,
        works_here,
        len(dashboards.touched(session, partial(same, session, name))),
    )


def _erase(session: Session, name: str) -> bool:
    """Returns whether the learned classifier may have learned from it."""
    given = parameters(name)
    taught, gone = session.scalar(_TAUGHT), []
    while ids := ids_of(session, name):  # again: one may have come back from the trash meanwhile
        given |= {"tickets": ids}
        session.execute(_FORGET_TAUGHT, given)
        session.execute(text("DELETE FROM ticket WHERE id = ANY(:tickets)"), given)
        for statement in _OF_TICKET:
            session.execute(text(statement), given)
        session.execute(text("DELETE FROM ticket_trash WHERE id = ANY(:tickets)"), given)
        gone += ids
    given |= {"tickets": gone}
    session.execute(_TAUGHT_WITH_NAME, given)
    views.erase(session, name)
    dashboards.erase(session, partial(same, session, name))
    for kind in BY_FILTER:
        session.execute(_WITHOUT_WORDS, {"kind": kind, "label": kind_of(kind).label})
    for row in named.ALL:
        session.execute(text(row.erase), given)
    for emptying in _EMPTIED:
        session.execute(text(emptying))
    forget_words(session)
    models = session.execute(text("DELETE FROM classifier_model RETURNING version")).all()
    return bool(models) or session.scalar(_TAUGHT) != taught


_OF_TICKET = [f"DELETE FROM {one.table} WHERE ticket_id = ANY(:tickets)" for one in OF_TICKET]  # noqa: S608 - our own
_EMPTIED = (
    "DELETE FROM idempotency_key WHERE status IS NOT NULL",
    "DELETE FROM model_answer",
    "DELETE FROM sent_draft",
    "DELETE FROM job_file USING job WHERE job.id = job_id AND job.ended_at IS NOT NULL",
)
# What it was given is gone with the name: so it cannot be begun again, as one whose file is gone.
_WITHOUT_WORDS = text(
    """
    UPDATE job SET title = :label, parameters = '{"input": null}' WHERE kind = :kind AND ended_at IS NOT NULL
    """
)
_FORGET_TAUGHT = text("SELECT forget_taught(CAST(:tickets AS bigint[]))")
_TAUGHT = text("SELECT count(*) FROM taught_example")
_HAS_NAME = f"({has_name('title')} OR {has_name('description')})"
_TAUGHT_WITH_NAME = text(f"DELETE FROM taught_example WHERE {_HAS_NAME}")  # noqa: S608 - our own
_WORDS = " + ".join(
    f"(SELECT count(*) FROM {one.table} WHERE {has_name(column)})"  # noqa: S608 - our own
    for one in OTHERS
    for column in one.words
    if one.table != "day_note"
)
_HOLDING = text(
    f"""
    SELECT (SELECT count(*) FROM ({FOUND}) AS found WHERE deleted_at IS NULL),
        (SELECT count(*) FROM ({FOUND}) AS found WHERE deleted_at IS NOT NULL),
        (
            SELECT count(*) FROM ticket_document
            WHERE {mentions_name("folded")} AND ticket_id <> ALL (CAST(:tickets AS bigint[]))
        ),
        (SELECT count(*) FROM day_note WHERE {has_name("text")}),
        (SELECT count(*) FROM taught_example WHERE {_HAS_NAME}),
        {_WORDS},
        EXISTS (SELECT FROM person WHERE lower(name) = lower(:name))
    """  # noqa: S608 - our own
)
