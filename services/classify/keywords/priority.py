"""What the priority rules make of a text beyond its words: pairs, and guards for what is over, past or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from services.classify.keywords.phrases import DENIED, Hit, PhraseRules
from services.classify.keywords.priority_guards import GUARDS, MOCKERY, NOT_YET
from services.classify.keywords.priority_pairs import PAIRS, Pair
from services.classify.keywords.priority_parts import PARTS
from services.classify.stemming import Reading

URGENT = ("critical", "high")
# How many words may stand between a word and what names it ("Critical Thinking course", "the course Urgent Care").
NAMED_BEFORE, NAMED_AFTER = 4, 2
NOT_YET_REACH = 3
# What "it is over" says by itself.
OVER_WEIGHT = 6.0
_QUOTED = re.compile(
    r"\"[^\"\n]{1,60}\"|\u201c[^\u201d\n]{1,60}\u201d|\u201e[^\u201c\u201d\n]{1,60}[\u201c\u201d]|«[^»\n]{1,60}»"
)


def guarded(reading: Reading, speaking: Sequence[Hit], factor: int) -> list[Hit]:
    """The hits of the rules and of the pairs, without those that a longer one, a guard or mockery takes back."""
    parts = _parts().find(reading, factor)[0]
    guards = _guards().find(reading, factor)[0]
    hits = _longest_across([*speaking, *(hit for pair in PAIRS for hit in _of_pair(pair, parts))])
    over = [hit for hit in guards if hit.entry.key == "resolved" and not _is_wished(hit)]
    past = {reading.sentences[hit.first] for hit in guards if hit.entry.key == "past"}
    naming = [hit for hit in guards if hit.entry.key == "naming"]
    quoted = [match.span() for match in _QUOTED.finditer(reading.text)] if naming else []
    kept = [
        hit
        for hit in hits
        if hit.entry.key not in URGENT
        or not (_is_over(hit, over) or reading.sentences[hit.first] in past or _is_named(hit, naming, quoted))
    ]
    taken_back = len(kept) < len(hits)
    kept += [_said(hit, "low", OVER_WEIGHT) for hit in over] if over and not _urgent_after(kept, over) else []
    if taken_back and not over and not any(hit.entry.key in URGENT for hit in kept):
        kept += [_said(hit, "low", 2.0) for hit in guards[:1]]
    return _without_mockery(reading, kept)


def _of_pair(pair: Pair, parts: Sequence[Hit]) -> Iterable[Hit]:
    """The two parts as hits of the pair's value, for the first two that stand near each other in one sentence."""
    firsts = [hit for hit in parts if hit.entry.key == pair.first]
    seconds = [hit for hit in parts if hit.entry.key == pair.second]
    for first in firsts:
        for second in seconds:
            apart = max(first.first, second.first) - min(first.last, second.last)
            same = first.reading.sentences[first.first] == second.reading.sentences[second.first]
            if same and 0 < apart <= pair.reach:
                return [_said(hit, pair.value, pair.weight / 2) for hit in (first, second)]
    return []


def _said(hit: Hit, value: str, weight: float) -> Hit:
    return replace(hit, entry=replace(hit.entry, key=value, weight=weight))


def _longest_across(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out a hit that lies within a longer one of another value: "time-critical" is not "critical"."""
    return [
        hit
        for hit in hits
        if not any(
            other.first <= hit.first and hit.last <= other.last and other.last - other.first > hit.last - hit.first
            for other in hits
        )
    ]


def _is_over(hit: Hit, over: Sequence[Hit]) -> bool:
    """Whether it is said to be over after the hit, or in its sentence."""
    sentence = hit.reading.sentences[hit.first]
    return any(hit.first <= end.first or hit.reading.sentences[end.first] == sentence for end in over)


def _is_wished(over: Hit) -> bool:
    """ "Until this is fixed" does not say that it is."""
    before = over.reading.folded[max(0, over.first - NOT_YET_REACH) : over.first]
    return any(word in NOT_YET for word in before)


def _urgent_after(hits: Sequence[Hit], over: Sequence[Hit]) -> bool:
    return any(hit.entry.key in URGENT and hit.first > over[-1].last for hit in hits)


def _is_named(hit: Hit, naming: Sequence[Hit], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the hit is a name: in quotation marks or with a capital, near a word that names; or right before such."""
    reading = hit.reading
    start, end = reading.spans[hit.first][0], reading.spans[hit.last][1]
    in_quotes = any(first <= start and end <= last for first, last in quoted)
    begins = hit.first == 0 or reading.sentences[hit.first] != reading.sentences[hit.first - 1]
    capital = reading.text[start].isupper() and not begins
    for name in naming:
        if reading.sentences[name.first] != reading.sentences[hit.first]:
            continue
        before, after = hit.first - name.last, name.first - hit.last
        if in_quotes or 0 < after <= NAMED_AFTER or (capital and 0 < before <= NAMED_BEFORE):
            return True
    return False


def _without_mockery(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """ "Great, the printer ate my contract again. Take your time": what sounds patient is not."""
    mocks = bool(reading.folded) and reading.folded[0] in MOCKERY
    if not mocks or not any(hit.entry.key in URGENT for hit in hits):
        return hits
    return [hit for hit in hits if hit.entry.key != "low"]


@cache
def _parts() -> PhraseRules:
    return PhraseRules(PARTS, DENIED)


@cache
def _guards() -> PhraseRules:
    return PhraseRules(GUARDS, DENIED)
