"""Cells that a spreadsheet would take for a formula get an apostrophe before them, and lose it on the way back.

The characters are those that OWASP names ("CSV Injection"). A text that already begins with apostrophes and such a
character gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def marked(text: str) -> str:
    """``text`` as a spreadsheet shows it without calculating anything."""
    return f"'{text}" if _FORMULA.match(text) else text


def unmarked(text: str) -> str:
    """What ``marked`` was given."""
    return text[1:] if _MARKED.match(text) else text
