"""The keywords of all categories that a new installation begins with, and the language of each."""

from __future__ import annotations

from collections.abc import Mapping

from services.classify.keywords.category import account, billing, general, technical
from services.classify.keywords.keyword_table import entries, languages

_TABLES = {
    "billing": billing.KEYWORDS,
    "technical": technical.KEYWORDS,
    "account": account.KEYWORDS,
    "general": general.KEYWORDS,
}

SHIPPED_KEYWORDS: Mapping[str, tuple[str, ...]] = {key: entries(table) for key, table in _TABLES.items()}

# The language of each keyword above that is not English.
FOREIGN: Mapping[str, str] = languages("\n[en]\n".join(_TABLES.values()))
