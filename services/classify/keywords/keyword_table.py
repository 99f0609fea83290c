"""Tables of keywords as the product ships them, read as entries such as ``refund^3`` with the language of each.

A row is a weight and the words and phrases that have it, compared as stems ("refund" finds "Refunds" and "refunded",
"log in" finds "logging in"). The weights, so that rows can be compared:

5  said outright ("priority high", "no rush")
4  settles it: a whole complaint ("charged twice"), or the matter itself whatever became of it ("password")
3  belongs to this value alone
2  usual for this value, seen elsewhere too
1  a hint that decides when little else speaks

A table begins in English; a line such as [de] begins a block in another language, whose words are stemmed by the rules
of that language.
"""

from __future__ import annotations

from collections.abc import Iterator


def entries(table: str) -> tuple[str, ...]:
    """Rows such as "3  refund, invoice" as entries ("refund^3", "invoice^3"); weight 1 and repetitions are left out."""
    first: dict[str, str] = {}
    for _, weight, phrase in _rows(table):
        first.setdefault(phrase.casefold(), f"{phrase}{'' if weight == '1' else f'^{weight}'}")
    return tuple(first.values())


def languages(table: str) -> dict[str, str]:
    """The language of every phrase of the table that is not English; of one that several have, the first."""
    first: dict[str, str] = {}
    for language, _, phrase in _rows(table):
        first.setdefault(phrase, language)
    return {phrase: language for phrase, language in first.items() if language != "en"}


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    """(language, weight, phrase) of each phrase."""
    language = "en"
    for row in filter(None, (line.strip() for line in table.splitlines())):
        if row.startswith("["):
            language = row.strip("[]")
            continue
        weight, phrases = row.split(maxsplit=1)
        yield from ((language, weight, phrase) for phrase in phrases.split(", "))
