"""Masks personal data and secrets before a text leaves the machine: ``ann@example.com`` becomes ``[EMAIL_1]``.

What is masked is one row a kind in kinds.py. What is not: order and ticket numbers, dates, versions, error codes, IP
addresses; they are what a ticket is about. Nothing is unmasked anywhere.

Every pattern starts at a mark or a word and has bounded or unambiguous repetitions, and looks.py bounds how many places
of a text are looked at: no text takes long.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from services.classify.llm.masking.kinds import DEFAULT_KINDS, KINDS
from services.classify.llm.masking.reading import Reading, Span

_MOST_LOOKED_FOR_AGAIN = 20
_LEAST_AGAIN, _LONGEST_AGAIN = 4, 80
_SEPARATORS = re.compile(r"[\s()./_-]")


class Masker:
    """Masks the texts of one request: the same value gets the same placeholder in all of them.

    ``kinds`` are keys of KINDS. ``mask`` may be called for any text; it never fails.
    """

    def __init__(self, kinds: Collection[str] = DEFAULT_KINDS) -> None:
        self._kinds = [kind for kind in KINDS if kind.key in kinds]
        self._placeholders: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def mask(self, text: str) -> str:
        """``text`` with placeholders such as ``[PHONE_2]`` where something was masked."""
        reading = Reading(text)
        found: list[tuple[Span, str]] = []
        for kind in self._kinds:
            spans: list[Span] = []
            for finder in kind.finders:
                spans += reading.blank(finder(reading))
            if kind.recurs:
                spans += reading.blank(_once_more(reading, spans))
            found += [(span, kind.placeholder) for span in spans]
        return self._replaced(reading, sorted(found))

    def _replaced(self, reading: Reading, spans: Sequence[tuple[Span, str]]) -> str:
        parts: list[str] = []
        position = 0
        for span, placeholder in spans:
            start, end = reading.in_original(span)
            parts += [reading.original[position:start], self._placeholder(placeholder, reading.value(span))]
            position = max(position, end)
        return "".join((*parts, reading.original[position:]))

    def _placeholder(self, kind: str, value: str) -> str:
        known = self._placeholders.get((kind, value))
        if known is not None:
            return known
        same = (kind, _SEPARATORS.sub("", value).casefold())
        if same not in self._placeholders:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._placeholders[same] = f"[{kind}_{self._counts[kind]}]"
        self._placeholders[kind, value] = self._placeholders[same]
        return self._placeholders[same]


def _once_more(reading: Reading, spans: Sequence[Span]) -> Iterator[Span]:
    """Where a value that was found, and is no ordinary word, stands once more, without its name."""
    values = dict.fromkeys(reading.value(span) for span in spans[:_MOST_LOOKED_FOR_AGAIN])
    for value in values:
        if _LEAST_AGAIN <= len(value) <= _LONGEST_AGAIN and not value.isalpha() and value in reading.text:
            whole = re.compile(rf"(?<![\w]){re.escape(value)}(?!\w)")
            yield from (match.span() for match in whole.finditer(reading.text))
