"""Find the frames of a text: which of them stand in it, and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache

from services.classify.function_words import language
from services.classify.keywords.phrases import ENGLISH, Entry, Hit
from services.classify.keywords.priority.frames.coping import COPING
from services.classify.keywords.priority.frames.notes import NOTES
from services.classify.keywords.priority.frames.patience import PATIENCE
from services.classify.keywords.priority.frames.praise import PRAISE
from services.classify.keywords.priority.frames.wishes import WISHES
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
    starts = [start for start, _ in reading.spans]
    spoken = language(whole)
    for key in FRAMES:
        for code in (spoken,) if spoken else FRAMES[key]:
            for number, match in enumerate(_pattern(key, code).finditer(reading.text, 0, READ_CHARACTERS)):
                places = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
                if number == MOST_OF_A_FRAME:
                    break
                if places:
                    yield Hit(Entry(key, (), 1.0, code), reading, places[0], places[-1], 1)


@cache
def _pattern(key: str, code: str) -> re.Pattern[str]:
    own = FRAMES[key].get(code) or FRAMES[key][ENGLISH]
    return re.compile(rf"(?<!\w)(?:{own})", re.IGNORECASE | re.VERBOSE)
