"""Whether an urgent word is part of a name: quoted, beside a word that names, or one of two with capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.classify.function_words import language
from services.classify.keywords.phrases import Hit
from services.classify.keywords.priority.guarding.guard_words import PLACING, PLAIN_NOUNS, TITLES

# How many words may stand between a word and what names it ("Critical Thinking course", "the course Urgent Care").
NAMED_BEFORE, NAMED_AFTER = 4, 2
MOST_CAPITALS = 0.6  # of the words of a text, for two of them to be a name
QUOTED_WORDS = 4  # in quotation marks are a name, more may be what somebody said
_QUOTED = re.compile(
    r"\"[^\"\n]{1,60}\"|\u201c[^\u201d\n]{1,60}\u201d|\u201e[^\u201c\u201d\n]{1,60}[\u201c\u201d]|«[^»\n]{1,60}»"
    r"|(?<!\w)'[^'\n]{1,40}'(?!\w)|\u2018[^\u2019\n]{1,40}\u2019(?!\w)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotation marks open and close."""
    return [match.span() for match in _QUOTED.finditer(text)]


def is_named(hit: Hit, naming: Sequence[Hit], quoted: Sequence[tuple[int, int]], *, pair: bool) -> bool:
    """Whether the hit is a name: a few words in quotation marks, in such or with a capital near a word that names, or
    right before such, unless a ``pair`` speaks or a place is told ("fire in the room").
    """
    reading = hit.reading
    start, end = reading.spans[hit.first][0], reading.spans[hit.last][1]
    around = [reading.text[first:last] for first, last in quoted if first <= start and end <= last]
    if any(len(text.split()) <= QUOTED_WORDS for text in around):
        return True
    if _is_double_name(hit) or _is_surname(hit):
        return True
    begins = hit.first == 0 or reading.sentences[hit.first] != reading.sentences[hit.first - 1]
    capital = reading.text[start].isupper() and not begins
    spoken = language(reading.text) if capital and naming else None
    for name in naming:
        if reading.sentences[name.first] == reading.sentences[hit.first]:
            before, after = hit.first - name.last, name.first - hit.last
            if around or (not pair and 0 < after <= NAMED_AFTER and not _in_a_place(hit, name)):
                return True
            near = 1 if spoken == "de" else NAMED_BEFORE
            if capital and 0 < before <= near and reading.clauses[name.first] == reading.clauses[hit.first]:
                return True
    return False


def _is_surname(hit: Hit) -> bool:
    """ "Herr Notfall", and Notfall once more in the same text."""
    reading, word = hit.reading, hit.reading.folded[hit.first]
    places = (place for place in range(1, len(reading.folded)) if reading.folded[place] == word)
    return hit.first == hit.last and any(
        reading.folded[place - 1] in TITLES and reading.text[reading.spans[place][0]].isupper() for place in places
    )


def _is_double_name(hit: Hit) -> bool:
    """ "Emergency Kit": one urgent word with a capital before another such, where not every word has one."""
    reading, after = hit.reading, hit.last + 1
    if hit.first != hit.last or after >= len(reading.spans) or reading.folded[after] in PLAIN_NOUNS:
        return False
    start, (_, end), (next_start, _) = reading.spans[hit.first][0], reading.spans[hit.last], reading.spans[after]
    if reading.text[end:next_start] != " " or not (
        reading.text[start].isupper() and reading.text[next_start].isupper()
    ):
        return False
    capitals = sum(reading.text[first].isupper() for first, _ in reading.spans)
    shouted = reading.text[start : reading.spans[after][1]].isupper()
    return not shouted and capitals <= MOST_CAPITALS * len(reading.spans) and language(reading.text) == "en"


def _in_a_place(hit: Hit, name: Hit) -> bool:
    return any(word in PLACING for word in hit.reading.folded[hit.last + 1 : name.first])
