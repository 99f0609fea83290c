"""What retention does, as a lead set it: after how many days, with what, and whether it is exported before."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.desk import Setting
from services import access
from services.access import audit
from services.errors import InvalidInput

How = Literal["delete", "text"]
HOWS: tuple[How, ...] = get_args(How)
DAYS_MIN, DAYS_MAX = 30, 36_500
_KEY = "retention"


@dataclass(frozen=True, slots=True)
class Policy:
    """``days`` after it was resolved a ticket is deleted, or loses its text; ``export``: written to a file before."""

    days: int
    how: How = "delete"
    export: bool = False

    def to_mapping(self) -> dict[str, int | str | bool]:
        """As JSON has it, for a job and for the setting."""
        return asdict(self)


def policy_of(days: int, how: str = "delete", *, export: bool = False) -> Policy:
    """A policy. Raises InvalidInput for days out of range and for another ``how``."""
    if not DAYS_MIN <= days <= DAYS_MAX:
        raise InvalidInput({"days": [f"Keep tickets for {DAYS_MIN:,} to {DAYS_MAX:,} days."]})
    for known in HOWS:
        if how == known:
            return Policy(days, known, export)
    raise InvalidInput({"how": [f"Choose one of: {', '.join(HOWS)}."]})


def policy() -> Policy | None:
    """What holds now; None while retention is off, as it is at first."""
    stored = stored_policy()
    return stored[0] if stored else None


def stored_policy() -> tuple[Policy, datetime] | None:
    """The retention policy that is stored, and since when; None without one."""
    with transaction() as session:
        row = session.execute(select(Setting.value, Setting.updated_at).where(Setting.key == _KEY)).first()
    if row is None:
        return None
    given = json.loads(row.value)
    return policy_of(given["days"], given["how"], export=given["export"]), row.updated_at


def set_policy(new: Policy | None) -> None:
    """Set what retention does from the next night on; None switches it off. Raises NotAllowed."""
    access.require("retention")
    with transaction() as session:
        audit.note(session, "settings", f"Retention: {_words(new)}")
        if new is None:
            session.execute(delete(Setting).where(Setting.key == _KEY))
            return
        value = json.dumps(new.to_mapping())
        statement = insert(Setting).values(key=_KEY, value=value)
        changed = {"value": value, "updated_at": func.now()}
        session.execute(statement.on_conflict_do_update(index_elements=[Setting.key], set_=changed))


def _words(new: Policy | None) -> str:
    if new is None:
        return "off"
    how = "deleted" if new.how == "delete" else "without their text"
    return f"{new.days:,} days after they were resolved tickets are {how}{', exported before' if new.export else ''}"
