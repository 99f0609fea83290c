"""What the priority rules make of a text beyond its words: pairs, and guards for what is over, past, a name or a
question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from db.keys import LOW
from services.classify.keywords.phrases import DENIED, PRIORITY_FILLING, Entry, Hit, PhraseRules
from services.classify.keywords.priority.events.losses import WANTED
from services.classify.keywords.priority.groups import ONLY_ONE, ONLY_SEVERAL
from services.classify.keywords.priority.guarding.guard_words import (
    INTERROGATIVES,
    JUST_PAST,
    MOCKERY,
    NOT_PAST,
    NOT_YET,
    ORDERS,
)
from services.classify.keywords.priority.guarding.guards import FOREIGN_GUARDS, GUARDS
from services.classify.keywords.priority.guarding.names import is_named, quotations
from services.classify.keywords.priority.pairing import said, spoken_together
from services.classify.keywords.priority.pairs import GROUP_REACH, GROUPS
from services.classify.keywords.priority.parts import FOREIGN_PARTS, PARTS
from services.classify.keywords.priority.tempering import tempered
from services.classify.keywords.times import ANY_TIME, CLOCK, FIXED, OWNING_YEAR, SOON, YEAR
from services.classify.stemming import Reading
from services.taxonomy import URGENT

SEVERAL = ("group", "several", "central")
NOT_YET_REACH = 5
MOST_GUARDS = 20  # of a kind in a sentence
# What "it is over" says by itself, what thanks say, what a question says, and what is left of what a guard took back.
OVER_WEIGHT, THANKS_WEIGHT, QUESTION_WEIGHT, TAKEN_BACK_WEIGHT = 6.0, 3.0, 2.0, 2.0
THANKS_WITHIN = 6  # words of the text
FEW_WORDS = 3  # before a question, such as a greeting
# What each pattern of a time is a part of; "the 2022 attack" has a year that owns what follows it.
OF_YEAR = ("year",)
TIMES = (
    (SOON, (), ("soon", "by when", "limit")),
    (CLOCK, (), ("by when",)),
    (FIXED, (), ("by when", "limit")),
    (YEAR, (), ("past",)),
    (OWNING_YEAR, OF_YEAR, ("past",)),
)
LEAST_GROUP = 5  # "22 agents" are a group
OWNED_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Part:
    """The title or the description: as read, what a hit in it counts for, and what the rules found."""

    reading: Reading
    factor: int
    speaking: Sequence[Hit]


def guarded(texts: Sequence[Part]) -> list[Hit]:
    """The hits of the rules and of the pairs, without those that a longer one, a guard or mockery takes back."""
    parts = [[*_happened(_parts().find(text.reading, text.factor)[0]), *_times(text)] for text in texts]
    for place, found in enumerate(parts):
        found.extend(_groups(texts[place], found))
    guards = [
        [*_guards().find(text.reading, text.factor)[0], *(hit for hit in found if hit.entry.key == "past")]
        for text, found in zip(texts, parts, strict=True)
    ]
    pairs = spoken_together(parts)
    over = [[hit for hit in found if hit.entry.key == "resolved" and _is_said(hit)] for found in guards]
    kept: list[Hit] = []
    for place, text in enumerate(texts):
        own = [said(hit, value, weight) for hit, value, weight in pairs if hit.reading is text.reading]
        hits = _longest_across([*text.speaking, *own])
        kept += _kept(hits, own, guards[place], over[place], over_elsewhere=any(over[:place]) or any(over[place + 1 :]))
    asked = [hit for text, found in zip(texts, guards, strict=True) for hit in _asking(text, found)]
    heard = tempered([text.reading for text in texts], parts, [*kept, *asked, *_thanks(texts, guards)])
    return _without_mockery(texts, heard)


def _happened(parts: Iterable[Hit]) -> Iterator[Hit]:
    """The parts without what somebody asks for ("please delete the folder" has lost nothing), and without one person
    where several make a group ("the customer cannot").
    """
    for hit in parts:
        word = hit.reading.folded[hit.first]
        single = word in ONLY_ONE or f"{word}s" in ONLY_SEVERAL
        one = single and hit.entry.key in SEVERAL and hit.first == hit.last
        if word not in WANTED and not one:
            yield hit


def _kept(
    hits: Sequence[Hit], pairs: Sequence[Hit], guards: Sequence[Hit], over: Sequence[Hit], *, over_elsewhere: bool
) -> list[Hit]:
    """The hits of one text that no guard takes back, and what the guards say instead; ``pairs`` are among the hits."""
    if not hits and not over:
        return []
    reading = (*hits, *over)[0].reading
    past, naming = _by_sentence(guards, "past"), _by_sentence(guards, "naming")
    quoted = quotations(reading.text)
    paired = {id(hit) for hit in pairs}
    ended = {hit.reading.sentences[hit.first] for hit in over}
    only_asked = any(hit.entry.key == "asking" and hit.first == 0 < hit.last for hit in guards)
    last = over[-1].first if over else -1
    taken: list[Hit] = []
    kept: list[Hit] = []
    for hit in hits:
        sentence = reading.sentences[hit.first]
        gone = hit.entry.key in URGENT and (
            over_elsewhere
            or hit.first <= last
            or sentence in ended
            or (only_asked and not sentence and id(hit) not in paired)
            or any(_is_past(hit, then) for then in past.get(sentence, ()))
            or is_named(hit, naming.get(sentence, ()), quoted, pair=id(hit) in paired)
        )
        (taken if gone else kept).append(hit)
    if over and not _urgent_after(kept, over):
        kept += [said(hit, LOW, OVER_WEIGHT) for hit in over]
    elif taken and not any(hit.entry.key in URGENT for hit in kept):
        kept.append(said(taken[0], LOW, TAKEN_BACK_WEIGHT))
    return kept


def _groups(text: Part, parts: Sequence[Hit]) -> Iterator[Hit]:
    """ "All four stores", "22 agents", "every file": from the word for how many to the word for whom or what."""
    reading = text.reading
    many = {hit.first for hit in parts if hit.entry.key == "every"}
    many |= {place for place, word in enumerate(reading.folded) if word.isdecimal() and int(word[:6]) >= LEAST_GROUP}
    for hit in parts:
        if hit.entry.key in GROUPS:
            for first in range(max(0, hit.first - GROUP_REACH), hit.first):
                if first in many and reading.sentences[first] == reading.sentences[hit.first]:
                    yield replace(hit, entry=replace(hit.entry, key=GROUPS[hit.entry.key]), first=first)
                    break


def _times(text: Part) -> Iterator[Hit]:
    """Times of day and short spans as parts, such as "2 pm" and "in 10 minutes"."""
    if not ANY_TIME.any_in(text.reading.text):
        return
    starts = [start for start, _ in text.reading.spans]
    for pattern, stems, keys in TIMES:
        for match in pattern.finditer(text.reading.text):
            places = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
            if places and text.reading.folded[max(0, places[0] - 1)] not in NOT_PAST:
                yield from (Hit(Entry(key, stems, 1), text.reading, places[0], places[-1], text.factor) for key in keys)


def _longest_across(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out a hit that lies within a longer one of another value: "time-critical" is not "critical"."""
    furthest, within = -1, set[tuple[int, int]]()
    for first, last in sorted({(hit.first, -hit.last) for hit in hits}):
        if -last <= furthest:
            within.add((first, -last))
        furthest = max(furthest, -last)
    return [hit for hit in hits if (hit.first, hit.last) not in within]


def _by_sentence(guards: Iterable[Hit], key: str) -> dict[int, list[Hit]]:
    """The first few guards of a kind in each sentence."""
    found: dict[int, list[Hit]] = {}
    for hit in guards:
        if hit.entry.key == key:
            there = found.setdefault(hit.reading.sentences[hit.first], [])
            if len(there) < MOST_GUARDS:
                there.append(hit)
    return found


def _is_said(over: Hit) -> bool:
    """Whether it is over: "until this is fixed" and "solve this" do not say that it is."""
    before = over.reading.folded[max(0, over.first - NOT_YET_REACH) : over.first]
    return not any(word in NOT_YET for word in before) and over.reading.folded[over.first] not in ORDERS


def _is_past(hit: Hit, past: Hit) -> bool:
    """Whether the hit is of long ago: in such a sentence, or of "last year's breach" the breach."""
    same = hit.reading.sentences[hit.first] == hit.reading.sentences[past.first]
    owns = hit.reading.text[hit.reading.spans[past.last][1] :][:2] in ("'s", "\u2019s")
    if past.reading.folded[max(0, past.first - 1)] in NOT_PAST:
        return False
    if owns or past.entry.stems == OF_YEAR:
        return same and 0 < hit.first - past.last <= OWNED_WITHIN
    return same and past.entry.stems not in JUST_PAST


def _urgent_after(hits: Sequence[Hit], over: Sequence[Hit]) -> bool:
    return any(hit.entry.key in URGENT and hit.first > over[-1].last for hit in hits)


def _asking(text: Part, guards: Sequence[Hit]) -> Iterator[Hit]:
    """What asks how something is done, at the beginning of a clause with a question mark, of the text also without one;
    else a text that begins with "which" or the like, or that ends with a question mark and has no order in it.
    """
    reading = text.reading
    for hit in guards:
        begins = hit.first < FEW_WORDS or reading.clauses[hit.first - 1] != reading.clauses[hit.first]
        outright = hit.first == 0 and hit.last > hit.first
        if hit.entry.key == "asking" and (outright or (begins and _is_question(hit))):
            yield said(hit, LOW, QUESTION_WEIGHT)
            return
    if reading.folded and reading.folded[0] in INTERROGATIVES:
        yield Hit(Entry(LOW, (), 1.0), reading, 0, 0, 1)
        return
    if reading.stems and reading.text.rstrip().endswith("?") and not any(hit.entry.key == "ordering" for hit in guards):
        yield Hit(Entry(LOW, (), 1.0), reading, len(reading.stems) - 1, len(reading.stems) - 1, 1)


def _is_question(hit: Hit) -> bool:
    sentences = hit.reading.sentences
    last = max(place for place in range(hit.first, len(sentences)) if sentences[place] == sentences[hit.first])
    return hit.reading.text[hit.reading.spans[last][1] :].lstrip(" \"'\u00a0)").startswith("?")


def _thanks(texts: Sequence[Part], guards: Sequence[Sequence[Hit]]) -> list[Hit]:
    """What a text thanks for that begins with thanks, rather than ends with them out of courtesy."""
    first = next((place for place, text in enumerate(texts) if text.reading.stems), 0)
    thanks = [hit for hit in guards[first] if hit.entry.key == "thanks" and hit.first < THANKS_WITHIN]
    early = [hit for hit in thanks if hit.reading.sentences[hit.first] == 0]
    courtesy = {hit.reading.sentences[hit.first] for hit in guards[first] if hit.entry.key == "courtesy"}
    return [said(hit, LOW, THANKS_WEIGHT) for hit in early[:1] if 0 not in courtesy]


def _without_mockery(texts: Sequence[Part], hits: list[Hit]) -> list[Hit]:
    """ "Great, the printer ate my contract again. Take your time": what sounds patient is not."""
    mocks = any(text.reading.folded and text.reading.folded[0] in MOCKERY for text in texts)
    if not mocks or all(hit.entry.key == LOW for hit in hits):
        return hits
    return [hit for hit in hits if hit.entry.key != LOW]


@cache
def _parts() -> PhraseRules:
    return PhraseRules(PARTS, DENIED, filling=PRIORITY_FILLING, languages=FOREIGN_PARTS)


@cache
def _guards() -> PhraseRules:
    return PhraseRules(GUARDS, DENIED, languages=FOREIGN_GUARDS)
