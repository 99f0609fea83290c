"""The audit log: who did what, when and from where. Entries are added with what they tell of, and never changed.

No entry has a word of a ticket or the name of a requester, so that an erasure leaves none behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.access import audit_entry as row
from services.access.asking import ITSELF, Asker, acting_as, acting_name, asker, require
from services.errors import InvalidInput

WHAT_MAX = 500  # characters
PAGE = 100  # entries
ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "sign_in": "Sign-in",
        "sign_out": "Sign-out",
        "refused": "Refused sign-in",
        "session": "Session ended",
        "token": "Token",
        "settings": "Settings",
        "dashboard": "Dashboard of everyone",
        "export": "Export",
        "delete": "Deletion",
        "classify": "Classification",
        "backup": "Backup",
        "restore": "Restore",
        "erase": "Privacy",
        "reset": "Reset",
    }
)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry; ``address`` is where the request came from, None where there was none. Times are UTC."""

    id: int
    at: datetime
    actor: str
    address: str | None
    action: str
    what: str


def note(session: Session, action: str, what: str, *, actor: str = "local", who: Asker | None = None) -> None:
    """Add an entry in the transaction of what it tells of; ``who`` where that is not who is asking."""
    known = who or asker()
    name = known.name if known is not None and known.name is not None else acting_name(actor)
    values = {"actor": name, "address": known.address if known is not None else None}
    session.execute(insert(row).values(action=action, what=what[:WHAT_MAX], **values))


def note_alone(action: str, what: str, *, actor: str = "local", who: Asker | None = None) -> None:
    """Add an entry in a transaction of its own: about what changes nothing, as an export."""
    known = who or asker()
    name = acting_name(actor)
    with acting_as(ITSELF), transaction(bookkeeping=True) as session:
        note(session, action, what, who=Asker(known.name or name, known.role, known.address) if known else None)


def entries(action: str | None = None, actor: str = "", *, before: int | None = None) -> list[AuditEntry]:
    """Entries, newest first, at most PAGE: of an action, of an actor by name, older than entry ``before``.

    Raises NotAllowed, and InvalidInput for an action that is none.
    """
    require("audit")
    wanted = _wanted(action, actor)
    if before is not None:
        wanted.append(row.c.id < before)
    with transaction() as session:
        rows = session.execute(select(row).where(*wanted).order_by(row.c.id.desc()).limit(PAGE))
        return [AuditEntry(**each) for each in rows.mappings()]


def every_entry(action: str | None = None, actor: str = "") -> Iterator[AuditEntry]:
    """All of them, newest first, read as they are asked for. Notes that they were exported."""
    require("audit")
    wanted = _wanted(action, actor)
    note_alone("export", "The audit log")
    with transaction(statement_timeout=0) as session:
        rows = session.execute(
            select(row).where(*wanted).order_by(row.c.id.desc()), execution_options={"yield_per": 1_000}
        )
        for each in rows.mappings():
            yield AuditEntry(**each)


def _wanted(action: str | None, actor: str) -> list[ColumnElement[bool]]:
    if action is not None and action not in ACTIONS:
        raise InvalidInput({"action": [f"Choose from: {', '.join(ACTIONS)}."]})
    wanted: list[ColumnElement[bool]] = [] if action is None else [row.c.action == action]
    return [*wanted, func.fold(row.c.actor) == func.fold(actor.strip())] if actor.strip() else wanted
