"""Priority rules of two parts, as data: lists of words and phrases in every language.

``priority_pairs`` says which parts together speak for what.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.classify.keywords.priority_dangers import DANGERS
from services.classify.keywords.priority_deadlines import DEADLINES
from services.classify.keywords.priority_groups import GROUPS
from services.classify.keywords.priority_losses import LOSSES
from services.seed.keyword_table import entries, languages

_TABLES = {**GROUPS, **DEADLINES, **DANGERS, **LOSSES}

PARTS: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _TABLES.items()}

# The language of each part above that is not English.
FOREIGN_PARTS: Mapping[str, str] = languages("\n[en]\n".join(_TABLES.values()))
