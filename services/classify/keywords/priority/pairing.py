"""Which pairs of parts stand in a text near each other; a text of any length costs little more than reading it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from services.classify.keywords.phrases import MAX_ENTRY_WORDS, Hit
from services.classify.keywords.priority.pairs import PAIRS, Pair

Parts = Mapping[str, Sequence[Hit]]  # the hits of each part, in the order of the text


def spoken_together(parts: Sequence[Iterable[Hit]]) -> list[tuple[Hit, str, float]]:
    """For each pair of which both parts stand near each other, both with the pair's value and half of its weight."""
    texts = [_by_part(hits) for hits in parts]
    there = frozenset[str]().union(*texts)
    found = ((pair, _of_pair(pair, texts)) for pair in PAIRS if pair.first in there and pair.second in there)
    return [(hit, pair.value, pair.weight / 2) for pair, hits in found for hit in hits]


def said(hit: Hit, value: str, weight: float) -> Hit:
    """The hit as one of another value."""
    return replace(hit, entry=replace(hit.entry, key=value, weight=weight))


def _by_part(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: hit.first):
        found.setdefault(hit.entry.key, []).append(hit)
    return found


def _of_pair(pair: Pair, texts: Sequence[Parts]) -> tuple[Hit, ...]:
    """The first two that stand near each other; in title and description where the pair may be spread."""
    if pair.also and not any(part in text for text in texts for part in pair.also):
        return ()
    for text in texts:
        near = _near(pair, text.get(pair.first, ()), text.get(pair.second, ()))
        if near:
            return near
    if pair.spread and len(texts) > 1:
        for one, other in ((texts[0], texts[1]), (texts[1], texts[0])):
            if pair.first in one and pair.second in other:
                return one[pair.first][0], other[pair.second][0]
    return ()


def _near(pair: Pair, firsts: Sequence[Hit], seconds: Sequence[Hit]) -> tuple[Hit, ...]:
    places = [hit.first for hit in seconds]
    for first in firsts if seconds else ():
        begin = bisect_left(places, first.first - pair.reach - MAX_ENTRY_WORDS)
        for second in seconds[begin : bisect_left(places, first.last + pair.reach + 1)]:
            apart = max(first.first, second.first) - min(first.last, second.last)
            same = first.reading.sentences[first.first] == second.reading.sentences[second.first]
            if same and 0 < apart <= pair.reach:
                return first, second
    return ()
