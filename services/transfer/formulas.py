"""Escape cells that a spreadsheet would take for a formula with an apostrophe, and unescape them on import.

The characters are those that OWASP names ("CSV Injection"). A text that already begins with apostrophes and such a
character gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re

LONGEST_FORMULA = 8_192  # characters, as in Excel
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_TEXT = r'"((?:[^"]|"")*)"'
_SAYS_TEXT = re.compile(rf'=(?:{_TEXT}|T\({_TEXT}\)|HYPERLINK\("[^"]*"\s?[,;]\s?{_TEXT}\))', re.IGNORECASE)
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def escape_formula(text: str) -> str:
    """Escape a text that a spreadsheet would calculate."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Undo ``escape_formula``."""
    return text[1:] if _MARKED.match(text) else text


def text_of_formula(cell: str) -> str:
    """The text of a formula that only says one: ``="0012"``, ``=T("0012")``, ``=HYPERLINK("https://...","0012")``."""
    said = _SAYS_TEXT.fullmatch(cell) if cell[:1] == "=" and len(cell) <= LONGEST_FORMULA else None
    return cell if said is None else (said[1] or said[2] or said[3] or "").replace('""', '"')
