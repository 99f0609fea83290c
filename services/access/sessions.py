"""Sessions of people who signed in by OpenID Connect: begin, check, list, end. Of an id only its hash is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.access import sign_in_session as row
from services.access import audit, people
from services.access.asking import ITSELF, Asker, acting_as, acting_name, require
from services.access.kept import Names
from services.access.roles import VIEWER
from services.errors import DatabaseAway, NotFound
from services.settings import settings

FORM = re.compile(r"[A-Za-z0-9_-]{43}")  # of the id that the browser keeps: 256 random bits
KNOWN_SECONDS = 5.0  # how long the answer about a session is kept in a process: one that was ended ends within that
KEPT_DAYS = 30  # how long an ended session is still listed
LIVE_MAX = 50  # sessions of one person; of more the oldest ends
LISTED_MAX = 50


@dataclass(frozen=True, slots=True)
class SignInSession:
    """A session without its id. ``address`` is where it was begun from; times are UTC."""

    id: int
    person: str
    role: str
    address: str
    began_at: datetime
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Identified:
    """Whom the provider named: ``subject`` is its own word for the person, ``id_token`` what it gave."""

    issuer: str
    subject: str
    name: str
    groups: Sequence[str]
    id_token: str


def begin(who: Identified, asker: Asker, *, begun: bytes, instead_of: str | None) -> str | None:
    """Begin a session of ``asker``, whom ``who`` was admitted as; returns the id for the browser.

    ``begun`` is the secret with which the browser began to sign in; None is returned where it has served before.
    ``instead_of`` is the session that the browser had: it ends. All other sessions of the person go by the groups that
    the provider tells now.
    """
    written = secrets.token_urlsafe(32)
    expires = datetime.now(UTC) + timedelta(hours=settings().sign_in_hours)
    values = {"digest": _digest(written), "begun": hashlib.sha256(begun).digest(), "expires_at": expires}
    values |= {"issuer": who.issuer, "subject": who.subject, "person": asker.name, "groups": list(who.groups)}
    values |= {"role": asker.role, "address": asker.address or "unknown", "id_token": who.id_token}
    with acting_as(ITSELF), transaction(bookkeeping=True) as session:
        made = session.scalar(upsert(row).values(**values).on_conflict_do_nothing().returning(row.c.id))
        if made is None:
            return None
        of_person = and_(row.c.issuer == who.issuer, row.c.subject == who.subject, row.c.ended_at.is_(None))
        session.execute(update(row).where(of_person).values(groups=list(who.groups)))
        oldest = select(row.c.id).where(of_person).order_by(row.c.id.desc()).offset(LIVE_MAX)
        session.execute(_ending(asker.name or "").where(row.c.id.in_(oldest.scalar_subquery())))
        if instead_of is not None:
            session.execute(_ending(asker.name or "").where(row.c.digest == _digest(instead_of)))
        session.execute(update(row).where(row.c.expires_at < func.now()).values(id_token=None))
        past = func.now() - timedelta(days=KEPT_DAYS)
        session.execute(delete(row).where(or_(row.c.ended_at < past, row.c.expires_at < past)))
        audit.note(session, "sign_in", f"As {asker.role}", who=asker)
    _known.forget()
    people.remember(asker)
    return written


def known_session(written: str) -> Asker | bool | None:
    """What is remembered of a session, without waiting: who it is, None for nobody, False where it has to be read."""
    return _known.get(_digest(written))


def was_known(written: str) -> bool:
    """Whether it was somebody's session when this process looked last."""
    return _known.was_somebody(_digest(written))


def check_session(written: str) -> Asker | None:
    """Who this session is of, in the role that the settings give now; None when it is unknown, ended or over.

    While the database is away, whoever was known last.
    """
    digest = _digest(written)
    found = _known.get(digest)
    if found is False:
        try:
            found = _read(written, digest)
        except DatabaseAway:
            found = _known.last(digest)
            if found is False:
                raise
        else:
            _known.put(digest, found)
    assert not isinstance(found, bool)
    return found


def list_sessions(person: str = "") -> tuple[list[SignInSession], int]:
    """The sessions that have not ended, of all or of one person: the LISTED_MAX seen last, and how many there are.

    Case and accents of the name do not count. Raises NotAllowed.
    """
    require("people")
    wanted = [_is_live()]
    if person.strip():
        wanted.append(func.fold(row.c.person) == func.fold(person.strip().replace("\0", "")))
    columns = [row.c[name] for name in SignInSession.__slots__]
    seen_last = select(*columns).where(*wanted).order_by(row.c.last_seen_at.desc(), row.c.id.desc()).limit(LISTED_MAX)
    with transaction() as session:
        sessions = [SignInSession(**each) for each in session.execute(seen_last).mappings()]
        return sessions, session.scalar(select(func.count()).select_from(row).where(*wanted)) or 0


def revoke_session(session_id: int, *, actor: str = "local") -> None:
    """End a session; every process knows within five seconds. Raises NotAllowed and NotFound."""
    require("people")
    with transaction(actor=actor) as session:
        ended = _ending(acting_name(actor)).where(row.c.id == session_id).returning(row.c.person)
        person = session.scalar(ended)
        if person is None:
            raise NotFound("There is no such session, or it has ended already.")
        audit.note(session, "session", f"Of {person}", actor=actor)
    _known.forget()


def revoke_sessions_of(person: str, *, actor: str = "local") -> int:
    """End all sessions of a person, named as the list does; returns how many. Raises NotAllowed and NotFound."""
    require("people")
    with transaction(actor=actor) as session:
        ended = _ending(acting_name(actor)).where(row.c.person == person, _is_live()).returning(row.c.id)
        number = len(session.scalars(ended).all())
        if not number:
            raise NotFound("This person has no session, or all have ended already.")
        audit.note(session, "session", f"Of {person}, all {number:,}", actor=actor)
    _known.forget()
    return number


def end_session(written: str, address: str | None = None) -> str | None:
    """End one's own session, from an address; returns the ID token that it began with."""
    if not FORM.fullmatch(written):
        return None
    with acting_as(ITSELF), transaction(bookkeeping=True) as session:
        digest = _digest(written)
        ended = session.execute(select(row.c.id_token, row.c.person).where(row.c.digest == digest, _is_live()))
        one = ended.one_or_none()
        if one is None:
            return None
        session.execute(_ending(one.person).where(row.c.digest == digest))
        audit.note(session, "sign_out", "By themselves", who=Asker(one.person, VIEWER, address))
    _known.forget()
    hint: str | None = one.id_token
    return hint


def _read(written: str, digest: bytes) -> Asker | None:
    if not FORM.fullmatch(written):
        return None
    with acting_as(ITSELF), transaction(bookkeeping=True) as session:
        columns = (row.c.id, row.c.person, row.c.groups, row.c.role, row.c.issuer, row.c.last_seen_at, row.c.address)
        one = session.execute(select(*columns).where(row.c.digest == digest, _is_live())).one_or_none()
        if one is None or one.issuer != settings().oidc_issuer:
            return None
        who = people.admitted(one.person, one.groups)
        _note(session, one, who)
    return None if who is None else Asker(who.name, who.role, one.address)


def _note(session: Session, one: Any, who: Asker | None) -> None:
    """Write down that it was seen, once a minute, and its role."""
    is_new = who is not None and who.role != one.role
    if is_new or datetime.now(UTC) - one.last_seen_at > timedelta(minutes=1):
        changed: dict[str, object] = {"last_seen_at": func.now()} | ({"role": who.role} if who and is_new else {})
        session.execute(update(row).where(row.c.id == one.id).values(**changed))


def _ending(name: str) -> Update:
    return update(row).where(row.c.ended_at.is_(None)).values(ended_at=func.now(), ended_by=name, id_token=None)


def _is_live() -> ColumnElement[bool]:
    return and_(row.c.ended_at.is_(None), row.c.expires_at > func.now())


def _digest(written: str) -> bytes:
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()


_known = Names(KNOWN_SECONDS)
