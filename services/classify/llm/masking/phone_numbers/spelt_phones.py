"""Phone numbers whose digits are written as words: "null eins sieben eins drei neun zwei"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words

LEAST_DIGITS = 7
_DIGIT_WORDS = (
    "zero oh one two three four five six seven eight nine double triple null eins zwei zwo drei vier fünf sechs"
    " sieben"
    " acht neun zéro un deux trois quatre cinq sept huit neuf cero uno dos tres cuatro cinco seis siete ocho nueve"
    " due"
    " tre quattro cinque sei sette otto nove um dois três quatro sete oito nul een twee vier vijf zes zeven negen"
    " zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć ноль один два три четыре пять шесть семь восемь"
    " девять"
)
_ONE = "|".join(sorted(set(_DIGIT_WORDS.split()), key=len, reverse=True))
_WORDS = words(_DIGIT_WORDS)
_NUMBER = re.compile(rf"(?:(?:{_ONE})[ ,-]{{1,2}}){{{LEAST_DIGITS - 1},18}}(?:{_ONE})(?!\w)", re.IGNORECASE)
_LONGEST = 180


def spelt_phones(reading: Reading) -> Iterator[Span]:
    """Find numbers of seven digits and more that are spelt out digit by digit."""
    places = list(reading.places(_WORDS))
    if len(places) >= LEAST_DIGITS:
        yield from looked_at(reading, places, _number, behind=0, ahead=_LONGEST, otherwise=_number)


def _number(text: str, place: Span) -> Sequence[Span]:
    match = _NUMBER.match(text, place[0])
    return [match.span()] if match else []
