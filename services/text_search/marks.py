"""Mark what a search found in the title of a ticket, and quote the place where the title does not show it.

What is marked stands as parts that take turns, the plain ones first: ``["My ", "card", " was declined"]``. So nobody
has to count characters, and each part can be shown as the text that it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket, TicketNote
from services.text_search.queries import forms
from services.text_search.terms import Search
from services.text_search.typed import RUN, Term

BEFORE, LONGEST = 20, 160  # characters of a quotation: before the first mark, and in all
NOTES_MAX, NOTE_LENGTH = 10, 5_000  # of one ticket, the newest, that are looked at, and characters of each
Parts = list[str]
_Span = tuple[int, int]
_Alternatives = list[list[re.Pattern[str]]]

_APOSTROPHE = "['’‘`´]?"
_OTHER_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A ticket's title in parts; ``quotation`` of its text or a note, if the title does not show why it was found."""

    title: Parts
    quotation: Parts | None = None
    from_note: bool = False


def mark(search: str, tickets: Sequence[Ticket]) -> dict[int, Marked]:
    """Mark a search in tickets that it found, by their ids."""
    wanted = [[term for term in terms if not term.excluded] for terms in Search(search).alternatives]
    wanted = [terms for terms in wanted if terms]
    if not wanted or not tickets:
        return {}
    stems = _stems({term.text for terms in wanted for term in terms if term.kind == "word"})
    patterns = [[_pattern(term, stems.get(term.text)) for term in terms] for terms in wanted]
    marked = {ticket.id: _marked(patterns, ticket) for ticket in tickets}
    missing = {ticket.id: _missing(patterns, ticket.title) for ticket in tickets if not marked[ticket.id].quotation}
    for ticket_id, notes in _notes_of([key for key, patterns in missing.items() if patterns]).items():
        quoted = next((_quotation(note, spans) for note in notes if (spans := _spans(note, missing[ticket_id]))), None)
        marked[ticket_id] = Marked(marked[ticket_id].title, quoted, from_note=quoted is not None)
    return marked


def _marked(patterns: _Alternatives, ticket: Ticket) -> Marked:
    """Mark the title, and quote the text where the title lacks something."""
    title = _parts(ticket.title, _spans(ticket.title, (one for several in patterns for one in several)))
    spans = _spans(ticket.description, _missing(patterns, ticket.title))
    return Marked(title, _quotation(ticket.description, spans) if spans else None)


def _missing(patterns: _Alternatives, value: str) -> list[re.Pattern[str]]:
    """What the text lacks for the alternative that it shows most of."""
    return min(([one for one in terms if not _spans(value, [one])] for terms in patterns), key=len)


def _spans(value: str, patterns: Iterable[re.Pattern[str]]) -> list[_Span]:
    """Where one of the patterns is, in order and without overlap."""
    readings = [_folded(value, umlauts=False)]
    if any(letter in _UMLAUTS for letter in value.lower()):
        readings.append(_folded(value, umlauts=True))
    ordered = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for pattern in patterns
        for folded, places in readings
        for match in pattern.finditer(folded)
        if match.end() > match.start()
    )
    spans: list[_Span] = []
    for start, end in ordered:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _parts(value: str, spans: Sequence[_Span], start: int = 0, end: int | None = None) -> Parts:
    parts: Parts = []
    for begin, stop in spans:
        parts += [value[start:begin], value[begin:stop]]
        start = stop
    return [*parts, value[start:end]]


def _quotation(value: str, spans: Sequence[_Span]) -> Parts:
    """Quote the text around the first mark in one line, from word to word."""
    first = spans[0][0]
    start = max(0, first - BEFORE)
    if start:
        space = value.find(" ", start, first)
        start = start if space < 0 else space + 1
    end = min(len(value), max(start + LONGEST, min(spans[0][1], start + 2 * LONGEST)))
    if end < len(value):
        space = value.rfind(" ", spans[0][1], end)
        end = end if space < 0 else space
    parts = _parts(value, [(begin, stop) for begin, stop in spans if stop <= end], start, end)
    parts[0] = ("…" if start else "") + parts[0]
    parts[-1] += "…" if end < len(value) else ""
    return [re.sub(r"\s+", " ", part) for part in parts]


def _pattern(term: Term, stem: str | None) -> re.Pattern[str]:
    folded = _folded(term.text, umlauts=False)[0]
    if term.kind == "phrase":
        words = r"[\W_]+".join(map(re.escape, re.findall(r"\w+", folded)))
        return re.compile(rf"(?<!\w){words}(?!\w)" if words else "(?!)")
    if term.kind == "code":
        return re.compile(_code_pattern(term, folded))
    if term.kind == "symbol" or not folded:
        return re.compile("|".join(map(re.escape, term.text)) or "(?!)")
    core = _APOSTROPHE.join(map(re.escape, folded))
    if term.kind != "word" or RUN.search(folded):
        return re.compile(core)
    if len(term.text) <= 2 and not term.last:
        return re.compile(rf"(?<!\w){core}(?!\w)")
    stemmed = re.sub("i$", "[iy]", re.escape(stem)) if stem else None
    begins = core if stemmed is None else rf"{core}|{stemmed}\w*"
    # Inside of a word only where it is looked for there: four letters and more are no accident.
    inside = f"|{core}" if len(folded) > 3 else ""
    return re.compile(rf"(?<!\w)(?:{begins}){inside}")


def _code_pattern(term: Term, folded: str) -> str:
    """In any form, with any signs in it; the groups of a number also each by itself."""
    wholes = [r"[\W_]{0,3}".join(re.findall(r"[^\W_]", form.lower())) for form in forms(term)]
    parts = [rf"(?<!\w){part}(?!\w)" for part in re.findall(r"[^\W_]+", folded)]
    return "|".join([*filter(None, wholes), *(parts if len(parts) > 1 else [])]) or "(?!)"


def _stems(words: Iterable[str]) -> Mapping[str, str]:
    """The English stem of each word that has another one than itself."""
    listed = sorted(words)
    if not listed:
        return {}
    with transaction(reads=True) as session:
        rows = session.execute(_STEMS, {"words": listed}).all()
    return {word: stems[0] for word, stems in rows if stems and stems[0] != word}


_STEMS = text(
    "SELECT word, ts_lexize('pg_catalog.english_stem', fold(word)) FROM unnest(CAST(:words AS text[])) AS word"
)


def _notes_of(ids: Sequence[int]) -> Mapping[int, list[str]]:
    """The texts of the newest notes of each ticket that has any."""
    notes: dict[int, list[str]] = {}
    if not ids:
        return notes
    number = func.row_number().over(partition_by=TicketNote.ticket_id, order_by=TicketNote.id.desc())
    there = select(
        TicketNote.ticket_id, func.left(TicketNote.text, NOTE_LENGTH).label("text"), number.label("number")
    ).where(TicketNote.ticket_id.in_(ids), TicketNote.deleted_at.is_(None))
    newest = there.subquery()
    with transaction(reads=True) as session:
        for note in session.execute(select(newest).where(newest.c.number <= NOTES_MAX)):
            notes.setdefault(note.ticket_id, []).append(note.text)
    return notes


def _folded(value: str, *, umlauts: bool) -> tuple[str, Sequence[int]]:
    """The text in lower case without accents, and for each of its letters the place that it comes from."""
    if value.isascii():
        return value.lower(), range(len(value))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(value):
        plain = _plain(letter, umlauts)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


@lru_cache(maxsize=4_096)
def _plain(letter: str, umlauts: bool) -> str:
    lower = letter.lower()
    if umlauts and lower in _UMLAUTS:
        return _UMLAUTS[lower]
    if lower in _OTHER_LETTERS:
        return _OTHER_LETTERS[lower]
    if RUN.match(lower):
        return lower
    return "".join(mark for mark in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(mark))
