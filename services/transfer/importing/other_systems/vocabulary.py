"""Map other systems' words for status and priority to our keys; the words are in services/taxonomy/foreign_words.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from services.taxonomy import (
    CRITICAL,
    HIGH,
    LOW,
    MEDIUM,
    PRIORITIES,
    PRIORITY_ROWS,
    STATUS_ROWS,
    UNRESOLVED,
    Priority,
    Status,
)
from services.transfer.importing.other_systems.placeholders import bare_word, is_nothing
from services.transfer.importing.plan import LEFT_OUT, SUGGESTED

_STEP = re.compile(r"(?:p|s|sev|sev |severity |priority |prio |prioritat |priorite |prioridad )([0-5])(?: .*)?")
_NUMBERED = re.compile(r"\(?[0-9]\s*[-.:–)]*\s+(.+)|(.+?)\s*\(?[0-9]\)?")  # "1 - Critical", "High (2)"
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")  # "new (support pipeline)"
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,]0+)?")
_WHOLE_NUMBER = re.compile(r"^([0-9]{1,3})[.,]0+$")  # 2.0, as programs write a whole number beside empty cells
_MAJOR = frozenset({"major", "majeure", "majeur", "mayor", "maggiore", "maior", "grave", "schwer"})
# Beside these "major" is the one in the middle.
OF_FIVE = frozenset(
    {"blocker", "minor", "trivial", "geringfugig", "mineure", "mineur", "menor", "minore", "triviale", "bloquante"}
)
RT_LOW, RT_MEDIUM, RT_HIGH = 33, 66, 100  # Request Tracker's own words are Low for 0, Medium for 50, High for 100


def _table(rows: Iterable[Priority | Status]) -> dict[str, str]:
    """Our key by bare word: key, label and the words of other systems."""
    return {bare_word(word): row.key for row in rows for word in (row.key, row.label, *_foreign(row))}


def _foreign(row: Priority | Status) -> list[str]:
    return [word for word in row.foreign.replace("\n", " ").split(",") if word.strip()]


STATUS_WORDS = _table(STATUS_ROWS)
# A status of several words is told by its first ones ("pending customer action") where these are no word for done; of
# those only "closed" and "resolved" are sure ("ready for tests" is not done, nor is "pronto para teste").
_DONE_FIRST = """
closed resolved solved geschlossen gelöst fermé fermée clôturé résolu résolue cerrado cerrada resuelto resuelta chiuso
chiusa risolto risolta fechado fechada encerrado resolvido resolvida gesloten opgelost stängd löst lukket løst suljettu
ratkaistu kapalı kapatıldı çözüldü zamknięte rozwiązane uzavřeno vyřešeno
"""
_SURELY_DONE = frozenset(map(bare_word, _DONE_FIRST.split()))
_FIRST_WORDS_MAX = 3
_LEAST_LETTERS = 3  # of first words: "zu" is closed, "zu klären" is not
PRIORITY_WORDS = _table(PRIORITY_ROWS)


def guess_values(
    field: str,
    words: Collection[str],
    categories: Mapping[str, str],
    own: Mapping[str, str] | None = None,
    scale: str = "",
) -> dict[str, str]:
    """Guess our key for each word of a column: SUGGESTED for one that says nothing, LEFT_OUT for an unknown one.

    ``categories``: key by folded key and label. A category that is none of ours is suggested anew. ``own``: what the
    system that wrote the file means by a bare word; ``scale``: what by a number (``rt``: 0 to 100).
    """
    beside = frozenset(map(bare_word, words))
    return {word: _meaning(field, word, beside, categories, own or {}, scale) for word in words}


def _meaning(
    field: str, word: str, beside: Collection[str], categories: Mapping[str, str], own: Mapping[str, str], scale: str
) -> str:
    bare = _WHOLE_NUMBER.sub(r"\1", bare_word(word))
    if bare in own:
        return own[bare]
    if field == "category":
        return SUGGESTED if is_nothing(word) else categories.get(word, SUGGESTED)
    if field == "status":
        return STATUS_WORDS.get(bare) or (SUGGESTED if is_nothing(word) else _status(bare))
    if scale and (meant := meaning_of_number(word, scale)):
        return meant
    return SUGGESTED if is_nothing(word) else _priority(bare, beside)


def meaning_of_number(word: str, scale: str) -> str | None:
    """Our priority for a number on a system's scale; None for what is no number on it."""
    if scale != "rt" or not _NUMBER.fullmatch(word):
        return None
    number = float(word.replace(",", "."))
    return LOW if number <= RT_LOW else MEDIUM if number <= RT_MEDIUM else HIGH if number <= RT_HIGH else CRITICAL


def _status(word: str) -> str:
    meaning = _inner(word, STATUS_WORDS)
    return _by_first_words(word) if meaning == LEFT_OUT else meaning


def _by_first_words(word: str) -> str:
    words = word.replace(":", " ").replace("/", " ").replace(",", " ").split()
    for count in range(min(_FIRST_WORDS_MAX, len(words) - 1), 0, -1):
        first = " ".join(words[:count])
        key = STATUS_WORDS.get(first) if len(first) >= _LEAST_LETTERS else None
        if key in UNRESOLVED or first in _SURELY_DONE:
            return STATUS_WORDS[first]
    return LEFT_OUT


def _priority(word: str, beside: Collection[str]) -> str:
    if step := _STEP.fullmatch(word):
        return _step(int(step[1]), any(re.fullmatch(r"(p|s|sev ?)0(?: .*)?", other) for other in beside))
    inner = _stripped(word)
    if inner in _MAJOR:
        return MEDIUM if OF_FIVE & set(map(_stripped, beside)) else HIGH
    return _inner(word, PRIORITY_WORDS)


def _inner(word: str, table: Mapping[str, str]) -> str:
    """The key of a word, with or without a number, a mark or a remark in brackets around it."""
    return table.get(word) or table.get(_stripped(word)) or table.get(_REMARK.sub("", word)) or LEFT_OUT


def _stripped(word: str) -> str:
    """ "critical" of "1 - critical", "high (2)" and "🔴 critical"."""
    inner = re.sub(r"^[^\w(]+|[^\w)]+$", "", word)
    match = _NUMBERED.fullmatch(inner)
    inner = (match[1] or match[2] or inner) if match else inner
    return re.sub(
        r"\s*\b(priority|prioritat|priorite|prioridad|prioridade|priorita|prioriteit)\b\s*", " ", inner
    ).strip()


def _step(number: int, from_zero: bool) -> str:
    """P1 is the highest unless there is a P0."""
    falling = PRIORITIES[::-1]
    return falling[min(max(number - (0 if from_zero else 1), 0), len(falling) - 1)]
