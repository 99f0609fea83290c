"""Find the frames of a text: which of them stand in it, and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from services.classify.function_words import language
from services.classify.keywords.phrases import ENGLISH, Entry, Hit
from services.classify.keywords.priority.frames.coping import COPING
from services.classify.keywords.priority.frames.notes import NOTES
from services.classify.keywords.priority.frames.patience import PATIENCE
from services.classify.keywords.priority.frames.praise import PRAISE
from services.classify.keywords.priority.frames.wishes import WISHES
from services.classify.keywords.word_patterns import WordPatterns
from services.classify.stemming import Reading

FRAMES: Mapping[str, Mapping[str, str]] = {
    "wish": WISHES,
    "praise": PRAISE,
    "note": NOTES,
    "patience": PATIENCE,
    "coping": COPING,
}
READ_CHARACTERS = 3_000  # of a text; what it is, it says in its first lines
MOST_OF_A_FRAME = 8


def frames_of(reading: Reading, whole: str) -> Iterator[Hit]:
    """Each place where a frame is said, as a hit without weight; ``whole`` tells the language."""
    spoken = language(whole)
    if not _patterns(spoken).any_in(reading.text[:READ_CHARACTERS]):
        return
    starts = [start for start, _ in reading.spans]
    for key in FRAMES:
        for code in _codes(key, spoken):
            for number, match in enumerate(_pattern(key, code).finditer(reading.text, 0, READ_CHARACTERS)):
                places = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
                if number == MOST_OF_A_FRAME:
                    break
                if places:
                    yield Hit(Entry(key, (), 1.0, code), reading, places[0], places[-1], 1)


def _codes(key: str, spoken: str | None) -> Iterable[str]:
    """The languages in which a frame is looked for: that of the text, where it is known."""
    return (spoken,) if spoken else FRAMES[key]


@cache
def _patterns(spoken: str | None) -> WordPatterns:
    """All that are looked for in a text of a language."""
    return WordPatterns((_own(key, code) for key in FRAMES for code in _codes(key, spoken)), re.VERBOSE)


@cache
def _pattern(key: str, code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_own(key, code)})", re.IGNORECASE | re.VERBOSE)


def _own(key: str, code: str) -> str:
    return FRAMES[key].get(code) or FRAMES[key][ENGLISH]
