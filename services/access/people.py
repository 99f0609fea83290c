"""Who gets in and in which role: by address, domain or group, as the settings list them; and who was here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.access import person
from services.access.asking import ITSELF, Asker, acting_as
from services.access.kept import Kept
from services.access.roles import ROLES, VIEWER
from services.limits import NAME_MAX
from services.settings import settings

NOTED_SECONDS = 3600.0  # between two notes that somebody was here
PEOPLE_MAX = 500  # of whom an assignee is chosen

# With which the desk signs its own work: in no history may a person be taken for it.
OWN_NAMES = frozenset(("api", "classifier", "erased", "import", "local", "postgres", "promise", "schedule"))
# One name or address; nothing that is a list, or a group, a domain or everybody in the settings.
NAME = re.compile(r"[^\s@,;:*<>()\"\\]+(@[a-z0-9.-]+)?")


def admitted(name: str, groups: Collection[str] = (), *, is_address: bool = True) -> Asker | None:
    """The person of that name or address, in the highest role that the settings give.

    None for whoever is not listed, or has a name with which the desk signs.

    ``is_address`` False: nobody has confirmed that the name is the person's address, so no domain counts.
    """
    name = name.strip().lower()
    is_plain = name.isprintable() and unicodedata.normalize("NFKC", name) == name
    if len(name) > NAME_MAX or not is_plain or not NAME.fullmatch(name) or name in OWN_NAMES:
        return None
    wanted = {name, *(f"group:{group.strip().lower()}" for group in groups if group.strip()), "*"}
    _, at, domain = name.rpartition("@")
    if at and is_address:
        wanted.add(f"@{domain}")
    listed = settings().admitted
    role = next((role for role in reversed(ROLES) if wanted & set(listed[role])), None)
    return None if role is None else Asker(name, role)


def remember(who: Asker) -> None:
    """Note that this person was here, in which role: once an hour, and at each change."""
    if who.name is None or _noted.get(who.name) == who.role:
        return
    seen = {"role": who.role, "last_seen_at": func.now()}
    with acting_as(ITSELF), transaction(bookkeeping=True) as session:
        session.execute(
            insert(person).values(name=who.name, **seen).on_conflict_do_update(index_elements=["name"], set_=seen)
        )
    _noted.put(who.name, who.role)


def known_people() -> list[str]:
    """The people who were here and may be given tickets, by name: at most PEOPLE_MAX, those seen last."""
    seen = select(person.c.name).where(person.c.role != VIEWER).order_by(person.c.last_seen_at.desc()).limit(PEOPLE_MAX)
    with transaction() as session:
        return sorted(session.scalars(seen))


_noted: Kept[str, str] = Kept(NOTED_SECONDS)
