"""Show a ticket's text with the deciding words marked: for the category, for the priority, and against.

The text is foreign, so it must not pass through markdown or HTML: the component sets textContent only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pages.widgets.component import component
from services.classify.deciding_words import deciding_words, normalised
from services.suggestion import Suggestion

AROUND = 36  # characters of context on each side of a word
LONGEST = 230  # characters in all: four lines in the card

Part = tuple[str, bool]
# What a mark says, in the order of the legend.
KINDS = {"category": "category", "priority": "priority", "against": "against"}

_mount = component(__file__)


def evidence(label: str, texts: Sequence[str], suggestion: Suggestion, labels: Mapping[str, str], *, key: str) -> None:
    """Draw the places in ``texts`` where the deciding words stand, marked; what each weighed shows on hover."""
    marks = deciding_words(suggestion, labels)
    kinds = {mark.kind for mark in marks.values()}
    legend = [(name, kind) for kind, name in KINDS.items() if kind in kinds] if len(kinds) > 1 else []
    parts = []
    for text, is_word in excerpt(texts, [mark.word for mark in marks.values()]):
        mark = marks.get(normalised(text)) if is_word else None
        parts.append((text, mark.kind, mark.title) if mark else (text, "", ""))
    _mount(key=key, data={"label": label, "legend": legend, "parts": parts})


def excerpt(texts: Sequence[str], words: Sequence[str]) -> list[Part]:
    """(text, is a deciding word) in order: the words with some context, LONGEST characters or a single place."""
    pattern = _pattern(words)
    snippets = [snippet for text in texts for snippet in _snippets(" ".join(text.split()), pattern)]
    shown = _fit_snippets(snippets)
    if not shown:
        return []
    parts: list[Part] = [("… ", False)] if shown[0].cut_before else []
    for snippet in shown:
        parts += [(" … ", False), *snippet.parts] if snippet is not shown[0] else snippet.parts
    return [*parts, (" …", False)] if shown[-1].cut_after or len(shown) < len(snippets) else parts


@dataclass(frozen=True, slots=True)
class _Snippet:
    parts: list[Part]
    cut_before: bool
    cut_after: bool

    def __len__(self) -> int:
        return sum(len(text) for text, _ in self.parts)


def _fit_snippets(snippets: Sequence[_Snippet]) -> list[_Snippet]:
    """The first ones, LONGEST characters in all; the one that does not fit is cut, if a word of it is left then."""
    shown: list[_Snippet] = []
    room = LONGEST
    for snippet in snippets:
        cut = snippet if len(snippet) <= room else _cut(snippet, room)
        if any(marked for _, marked in cut.parts):
            shown.append(cut)
        room -= len(cut)
        if cut is not snippet:
            break
    return shown or [*snippets[:1]]


def _cut(snippet: _Snippet, room: int) -> _Snippet:
    """The whole parts at its beginning that fit."""
    ends = accumulate(len(text) for text, _ in snippet.parts)
    parts = [part for part, end in zip(snippet.parts, ends, strict=True) if end <= room]
    return _Snippet(parts, snippet.cut_before, cut_after=True)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """As whole words, the longest first, with any white space inside a phrase; no words match nothing."""
    longest_first = sorted(filter(str.strip, words), key=len, reverse=True)
    phrases = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases) or '(?!)'})(?!\w)", re.IGNORECASE)


def _snippets(text: str, pattern: re.Pattern[str]) -> Iterator[_Snippet]:
    """Runs of hits that stand close to each other, with context cut at spaces."""
    runs: list[list[re.Match[str]]] = []
    for hit in pattern.finditer(text):
        if runs and hit.start() - runs[-1][-1].end() <= 2 * AROUND:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    for run in runs:
        yield _snippet(text, run)


def _snippet(text: str, run: Sequence[re.Match[str]]) -> _Snippet:
    start, end = _context(text, run[0].start(), run[-1].end())
    parts: list[Part] = []
    place = start
    for hit in run:
        parts += [(text[place : hit.start()], False), (hit.group(), True)]
        place = hit.end()
    parts.append((text[place:end], False))
    return _Snippet([part for part in parts if part[0]], start > 0, end < len(text))


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """Up to AROUND characters more on each side, whole words only."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    if left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else start
    if right < len(text):
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else end
    return left, right
