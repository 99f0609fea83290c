"""Who gets in and in which role: by address, domain or group, as the settings list them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from services.access.asking import Asker
from services.access.roles import ROLES
from services.settings import NAME_MAX, settings

# One name or address; nothing that is a list, or a group, a domain or everybody in the settings.
NAME = re.compile(r"[^\s@,;:*<>()\"\\]+(@[a-z0-9.-]+)?")


def admitted(name: str, groups: Collection[str] = (), *, is_address: bool = True) -> Asker | None:
    """The person of that name or address, in the highest role that the settings give; None for whoever is not listed.

    ``is_address`` False: nobody has confirmed that the name is the person's address, so no domain counts.
    """
    name = name.strip().lower()
    is_plain = name.isprintable() and unicodedata.normalize("NFKC", name) == name
    if len(name) > NAME_MAX or not is_plain or not NAME.fullmatch(name):
        return None
    wanted = {name, *(f"group:{group.strip().lower()}" for group in groups if group.strip()), "*"}
    _, at, domain = name.rpartition("@")
    if at and is_address:
        wanted.add(f"@{domain}")
    listed = settings().admitted
    role = next((role for role in reversed(ROLES) if wanted & set(listed[role])), None)
    return None if role is None else Asker(name, role)
