"""Whether the cells of a column can be what a field needs: its name alone may mislead (a resolution time of 12.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from services.tickets.fields import BY_NAME, NAMES, TIMES
from services.transfer.importing.other_systems.headers import canonical
from services.transfer.importing.other_systems.placeholders import is_nothing
from services.transfer.importing.plan import our_name

_YES_AND_NO = frozenset({
    "yes", "no", "true", "false", "ja", "nein", "nee", "oui", "non", "si", "sì", "sí", "sim", "não", "nao", "on", "off",
    "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero", "evet", "hayır", "tak", "nie", "ano", "ne", "nej",
    "nei", "kyllä", "ei",
})  # fmt: skip
_TICKS = frozenset({"0", "1", "y", "n", "t", "f", "x", "✓", "✔"})  # of no time; a person may be called X
_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d[\d.,' ]*%?")
# How long something took: no day that it happened on.
_DURATION = re.compile(
    r"-?\d{1,4}(?:[.,]\d{1,6})?(?:\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|std|d|days?|tage?|w|weeks?)\.?)?"
    r"|-?\d{1,5}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"
    r"|(?:\d{1,5}\s?(?:d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)[,\s]{0,2}){2,4}(?:\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,5} days?,? \d{1,2}:\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?=[\d\W_]*[^\W\d_]{2})\S+(?:\s+\S+){2,}")  # three words or more: no id
_WRONG = {"title": _NUMBER, "description": _NUMBER, "external_id": _SENTENCE, **dict.fromkeys(TIMES, _DURATION)}
_WITH_YES_AND_NO = (*TIMES, *NAMES, "external_id", "description")


def is_usable(field: str, name: str, words: Mapping[str, tuple[str, int]] | None, samples: Sequence[str]) -> bool:
    """Whether a column of this ``name`` can be that of the field.

    ``words``: folded, as a survey has them, None for a column of texts. ``samples``: its first cells. A column that has
    our own name is taken at its word, unless it is empty throughout, and one that is clearly named says what it holds.
    """
    is_text = field in ("title", "description")
    said = None if words is None else {word for word in words if not is_nothing(word)}
    if not said and said is not None and not is_text:
        return False
    if our_name(name) == field:
        return True
    if said and field in _WITH_YES_AND_NO and said <= (_YES_AND_NO | _TICKS if field in TIMES else _YES_AND_NO):
        return False
    if canonical([name])[0] in BY_NAME[field].columns:
        return True
    told = [cell.strip() for cell in samples if not is_nothing(cell)]
    wrong = _WRONG.get(field)
    return wrong is None or not told or not all(map(wrong.fullmatch, told))
