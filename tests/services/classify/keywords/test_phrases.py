"""The index of entries finds what a plain scan of every entry at every word finds."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from services.classify.keywords.phrases import PhraseRules
from services.classify.stemming import Reading, read, stem_in

ENGLISH = ("server", "servers", "is", "down", "not", "cannot", "log in", "important")
GERMAN = ("Rechner", "ist", "kaputt", "wieder", "geht")
PHRASES = st.lists(st.sampled_from([*ENGLISH, *GERMAN]), min_size=1, max_size=3).map(" ".join)
ENTRIES = st.dictionaries(st.sampled_from(["a", "b"]), st.lists(PHRASES, max_size=6), min_size=1)
TEXTS = st.lists(st.sampled_from([*ENGLISH, *GERMAN, "Rechnern", ".", "?", ",", "Server"]), max_size=14).map(" ".join)


@given(entries=ENTRIES, text=TEXTS)
def test_an_entry_is_found_wherever_its_words_stand(entries: dict[str, list[str]], text: str) -> None:
    german = {key: {one: "de" for one in given if set(one.split()) & set(GERMAN)} for key, given in entries.items()}
    found, _ = PhraseRules(entries, frozenset(), languages=german).find(reading := read(text), 1)
    plain = [span for key in entries for span in plain_scan(key, entries[key], german[key], reading)]
    assert sorted((hit.entry.key, hit.first, hit.last) for hit in found) == sorted(plain)


def plain_scan(
    key: str, entries: list[str], german: dict[str, str], reading: Reading
) -> Iterator[tuple[str, int, int]]:
    """The longest entry at each word that is not within one before it."""
    furthest = -1
    for first in range(len(reading.stems)):
        ends = [first + len(read(entry).stems) for entry in entries if stands(entry, entry in german, reading, first)]
        if max(ends, default=0) - 1 > furthest:
            furthest = max(ends) - 1
            yield key, first, furthest


def stands(entry: str, is_german: bool, reading: Reading, first: int) -> bool:
    written = read(entry)
    end = first + len(written.stems)
    if len(set(reading.sentences[first:end])) != 1:
        return False
    if is_german:
        return [stem_in("de", word) for word in written.folded] == [
            stem_in("de", word) for word in reading.folded[first:end]
        ]
    return written.stems == reading.stems[first:end]
