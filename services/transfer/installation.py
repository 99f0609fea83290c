"""Which desk this is: an export names its tickets so that the same desk knows them again, and no other does."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.desk import Setting

KEY = "installation"


def own_prefix(session: Session) -> str:
    """What stands before the number of a ticket that has no external id, ``desk-1f3a9c04-``.

    It changes when the desk is reset: the numbers begin anew then.
    """
    name = session.scalar(select(Setting.value).where(Setting.key == KEY))
    assert name is not None
    return f"desk-{name}-"
