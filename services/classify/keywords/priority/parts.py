"""Priority rules of two parts, as data: lists of words and phrases in every language.

``priority_pairs`` says which parts together speak for what.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from services.classify.keywords.keyword_table import entries, languages
from services.classify.keywords.priority.events.access import ACCESS
from services.classify.keywords.priority.events.accidents import ACCIDENTS
from services.classify.keywords.priority.events.breaches import BREACHES
from services.classify.keywords.priority.events.dangers import DANGERS
from services.classify.keywords.priority.events.deadlines import DEADLINES
from services.classify.keywords.priority.events.failures import FAILURES
from services.classify.keywords.priority.events.hazards import HAZARDS
from services.classify.keywords.priority.events.losses import LOSSES
from services.classify.keywords.priority.events.money import MONEY
from services.classify.keywords.priority.events.people import PEOPLE
from services.classify.keywords.priority.events.services import SERVICES
from services.classify.keywords.priority.events.thefts import THEFTS
from services.classify.keywords.priority.events.trade import TRADE
from services.classify.keywords.priority.groups import GROUPS
from services.classify.keywords.priority.wider.losses import WIDER_LOSSES
from services.classify.keywords.priority.wider.outages import OUTAGES
from services.classify.keywords.priority.wider.safety import SAFETY
from services.classify.keywords.priority.wider.security import SECURITY

_KINDS = (
    *(GROUPS, FAILURES, SERVICES, TRADE, DEADLINES, PEOPLE, DANGERS, BREACHES, THEFTS, ACCESS, HAZARDS, ACCIDENTS),
    *(LOSSES, MONEY, SAFETY, SECURITY, WIDER_LOSSES, OUTAGES),
)
# A part whose words stand in the tables of several kinds has all of them.
_TABLES = {
    name: "\n[en]\n".join(kind[name] for kind in _KINDS if name in kind) for name in dict.fromkeys(chain(*_KINDS))
}

PARTS: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _TABLES.items()}

# The language of each word above that is not English.
FOREIGN_PARTS: Mapping[str, Mapping[str, str]] = {name: languages(table) for name, table in _TABLES.items()}
