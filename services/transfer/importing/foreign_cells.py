"""Cells of other systems' files as they are meant: without invisible marks, ids as plain numbers, people by name."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from services.tickets.fields import NAMES

MARKS = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", ",")  # between groups of three digits of an id
# Marks that say in which direction a text runs, and those that show nothing at all; of the latter some belong to names.
_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
INVISIBLE = _DIRECTIONS | dict.fromkeys(
    [0x00AD, *range(0x200B, 0x200E), *range(0x2060, 0x2066), *range(0x206A, 0x2070)]
)

_BREAK, _TAG = (
    re.compile(r"<br\s?/?>|</?(?:p|div|li|ul)>", re.IGNORECASE),
    re.compile(r"</?[a-z][^<>@]{0,200}>", re.IGNORECASE),
)
_NAME_KEYS = ("name", "displayName", "display_name", "full_name", "login", "username", "email")
_GROUPS = re.compile(f"[{''.join(MARKS)}]")
_GROUPED = re.compile(rf"\d{{1,3}}(?:{_GROUPS.pattern}\d{{3}})+", re.ASCII)
_DECIMAL = re.compile(r"(\d{3,})\.0", re.ASCII)  # not 1.0, which may be the number of a chapter


def plain_cells(cells: Mapping[str, str], texts: Collection[str]) -> dict[str, str]:
    """The cells of a row by field, without marks of direction and with people by their names; ``texts`` as they are."""
    plain = {
        name: cell if name in texts or cell.isascii() else cell.translate(_DIRECTIONS) for name, cell in cells.items()
    }
    return plain | {name: people(plain[name]) for name in NAMES if name in plain}


def visible(text: str) -> str:
    """The text without marks that show nothing."""
    return text if text.isascii() else text.translate(INVISIBLE)


def plain_id(written: str) -> str:
    """An id as its system means it: 1 234 and 1,234 (GLPI) and 1234.0 (a program beside empty cells) are 1234."""
    written = visible(written)
    if _GROUPED.fullmatch(written):
        return _GROUPS.sub("", written)
    decimal = _DECIMAL.fullmatch(written)
    return decimal[1] if decimal else written


def people(written: str) -> str:
    """The names of several people as JSON (Plane, GitHub) or lines of HTML (GLPI) have them, with commas between.

    Any other cell is given back as it is.
    """
    if "<" in written and _BREAK.search(written):
        return ", ".join(name for part in _BREAK.split(written) if (name := _TAG.sub("", part).strip()))
    if written[:1] not in "[{" or written[-1:] not in "]}":
        return written
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return written
    names = [_name(one) for one in (value if isinstance(value, list) else [value])]
    return ", ".join(names) if all(names) else written


def _name(one: Any) -> str:
    """The name of a person as JSON has them: a string, or an object with one of the usual keys."""
    if isinstance(one, dict):
        one = next((one[key] for key in _NAME_KEYS if one.get(key)), "")
    return one if isinstance(one, str) else ""
