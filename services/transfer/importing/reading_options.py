"""How a person says a file is to be read, where detection is wrong or cannot tell."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Literal, get_args

from services.errors import InvalidInput

DateOrder = Literal["dmy", "mdy", "ymd"]  # 03/04/2026: 3 April, March 4; 26/03/04: 4 March 2026

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", ":": "colon"}
_BY_WORD = {word: mark for mark, word in DELIMITERS.items()} | {"pipe": "|", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Choices about a file; None: told from its content.

    ``encoding``: a name that Python knows. ``delimiter``: one character. ``sheet``: the name of a sheet of a workbook.
    ``dates``: what comes first in 03/04/2026.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    dates: DateOrder | None = None


AS_TOLD = ReadingOptions()


def parse_options(*, encoding: str = "", delimiter: str = "", sheet: str = "", dates: str = "") -> ReadingOptions:
    """Parse choices that were typed at a terminal; empty ones are told from the file. Raises InvalidInput."""
    return ReadingOptions(_encoding(encoding), _delimiter(delimiter), sheet or None, _dates(dates))


def _encoding(name: str) -> str | None:
    if not name.strip():
        return None
    try:
        codec = codecs.lookup(name.strip())
        is_text = isinstance("".encode(codec.name), bytes)
    except (LookupError, UnicodeError, ValueError):  # such as "hex", which is no encoding of text
        is_text = False
    if not is_text:
        raise InvalidInput({"encoding": [f"{name[:40]!r} is not an encoding. Write for example utf-8, cp1252, cp932."]})
    return "utf-8-sig" if codec.name == "utf-8" else codec.name


def _delimiter(written: str) -> str | None:
    mark = _BY_WORD.get(written.strip().lower(), written)
    if len(mark) > 1 or mark in ('"', "'", "\\", "\n", "\r", "\0"):
        words = ", ".join(DELIMITERS.values())
        raise InvalidInput({"delimiter": [f"A delimiter is one character, or one of the words {words}."]})
    return mark or None


def _dates(written: str) -> DateOrder | None:
    order = written.strip().lower()
    if order and order not in DATE_ORDERS:
        said = f"Write DATES=dmy (03/04/2026 is 3 April), DATES=mdy (March 4) or DATES=ymd, not {order[:40]!r}."
        raise InvalidInput({"dates": [said]})
    return next((one for one in DATE_ORDERS if one == order), None)
