"""Looks at the places of a text where something private may stand, so that no text takes long.

Places with the same surroundings are looked at once, and a text gets a number of different looks in all. What comes
after is judged in a cheap and coarse way that masks too much rather than too little; and behind MOST_PLACES of a kind
everything is masked. No text that people write comes so far, and one that was made to be slow is no better off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from services.classify.llm.masking.reading import Reading, Span

MOST_PLACES = 1_000
_WHAT_FOLLOWS = re.compile(r"\s{0,4}(?P<value>[^\n]{1,40}\S{0,200})")

Look = Callable[[str, Span], Iterable[Span]]


def what_follows(text: str, place: Span) -> Sequence[Span]:
    """Some words behind a place, to the end of its line: what is masked unseen."""
    match = _WHAT_FOLLOWS.match(text, place[1])
    return (match.span("value"),) if match else ()


class Looks:
    """What ``look`` finds at places of one text, ``otherwise`` where the text had all its looks.

    ``behind`` and ``ahead``: how many characters before the place and after it the result may depend on. ``cost``: how
    many looks one counts for, as it takes so much longer.
    """

    def __init__(
        self,
        reading: Reading,
        look: Look,
        *,
        behind: int = 100,
        ahead: int = 340,
        otherwise: Look = what_follows,
        cost: int = 1,
    ) -> None:
        self._reading, self._text, self._cost = reading, reading.text, cost
        self._look, self._otherwise = look, otherwise
        self._behind, self._ahead = behind, ahead
        self._known: dict[tuple[str, int, int], list[Span]] = {}

    def at(self, place: Span) -> list[Span]:
        """The spans at a place."""
        start, end = place
        first = max(0, start - self._behind)
        surroundings = (self._text[first : end + self._ahead], start - first, end - start)
        found = self._known.get(surroundings)
        if found is None:
            look = self._look if self._reading.may_look(self._cost) else self._otherwise
            found = [(one - start, other - start) for one, other in look(self._text, place)]
            self._known[surroundings] = found
        if not found:
            return []
        return [(start + one, start + other) for one, other in found]


def looked_at(
    reading: Reading,
    places: Iterable[Span],
    look: Look,
    *,
    behind: int = 100,
    ahead: int = 340,
    otherwise: Look = what_follows,
    cost: int = 1,
) -> Iterator[Span]:
    """The spans that ``look`` finds at each of the places, see ``Looks``."""
    looks = Looks(reading, look, behind=behind, ahead=ahead, otherwise=otherwise, cost=cost)
    for number, place in enumerate(places):
        if number == MOST_PLACES:
            yield place[0], len(reading.text)
            return
        yield from looks.at(place)


def stretches(
    text: str, places: Iterable[Span], behind: int, ahead: int, *, within_lines: bool = True
) -> Iterator[Span]:
    """The surroundings of the places, those that overlap as one: no character is looked at twice.

    ``behind`` and ``ahead``: how many characters before a place and after it; not beyond its line, unless told so.
    """
    begin = end = 0
    for start, place_end in places:
        first, last = max(0, start - behind), min(len(text), place_end + ahead)
        if within_lines:
            first = text.rfind("\n", first, start) + 1 or first
            line_end = text.find("\n", place_end, last)
            last = line_end if line_end >= 0 else last
        if first > end:
            yield begin, end
            begin = first
        end = max(end, last)
    yield begin, end
