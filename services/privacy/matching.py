"""SQL that finds a requester by name: as a whole value, as words within a text, or anywhere in a long one."""

from __future__ import annotations

import json
from typing import Any


def parameters(name: str) -> dict[str, Any]:
    """What the conditions below take: the name, and how it is written within JSON."""
    return {"name": name, "written": json.dumps(name, ensure_ascii=False)[1:-1]}


def is_name(column: str) -> str:
    """Whether a column is the name, whatever its case, accents and spaces."""
    return rf"regexp_replace(fold({column}), '\s+', ' ', 'g') = fold(:name)"


def has_name(column: str) -> str:
    """Whether a column, text or JSON, has the name as words of their own: in "ann_lee.csv", not in "Joann Lee"."""
    return f"(fold(CAST({column} AS text)) ~ ANY (ARRAY[{_pattern(':name')}, {_pattern(':written')}]))"


def mentions_name(column: str) -> str:
    """Whether a folded column has the name anywhere, by an index of substrings."""
    return f"{column} LIKE {_LIKE}"


def _pattern(name: str) -> str:
    literal = rf"regexp_replace(fold({name}), '([^\w\s])', '\\\1', 'g')"
    return rf"'(^|\W|_)' || regexp_replace({literal}, '\s+', '[\\s_.-]+', 'g') || '(\W|_|$)'"


_LIKE = r"'%' || replace(replace(replace(fold(:name), '\', '\\'), '%', '\%'), '_', '\_') || '%'"
