"""What the priority rules make of a text beyond its words: pairs, and guards for what is over, past, a name or a
question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from services.classify.keywords.phrases import DENIED, PRIORITY_FILLING, Entry, Hit, PhraseRules
from services.classify.keywords.priority_groups import ONLY_SEVERAL
from services.classify.keywords.priority_guard_words import INTERROGATIVES, JUST_PAST, MOCKERY, NOT_PAST, NOT_YET
from services.classify.keywords.priority_guards import FOREIGN_GUARDS, GUARDS
from services.classify.keywords.priority_losses import WANTED
from services.classify.keywords.priority_names import is_named, quotations
from services.classify.keywords.priority_pairs import GROUP_REACH, GROUPS, PAIRS, Pair
from services.classify.keywords.priority_parts import FOREIGN_PARTS, PARTS
from services.classify.keywords.times import CLOCK, FIXED, OWNING_YEAR, SOON, YEAR
from services.classify.stemming import Reading

URGENT = ("critical", "high")
SEVERAL = ("group", "several")
NOT_YET_REACH = 5
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
    pairs = [hit for pair in PAIRS for hit in _of_pair(pair, parts)]
    over = [[hit for hit in found if hit.entry.key == "resolved" and not _is_wished(hit)] for found in guards]
    kept: list[Hit] = []
    for place, text in enumerate(texts):
        own = [hit for hit in pairs if hit.reading is text.reading]
        hits = _longest_across([*text.speaking, *own])
        kept += _kept(hits, own, guards[place], over[place], over_elsewhere=any(over[:place]) or any(over[place + 1 :]))
    asked = [hit for text, found in zip(texts, guards, strict=True) for hit in _asking(text, found)]
    return _without_mockery(texts, [*kept, *asked, *_thanks(texts, guards)])


def _happened(parts: Iterable[Hit]) -> Iterator[Hit]:
    """The parts without what somebody asks for ("please delete the folder" has lost nothing), and without one person
    where several make a group ("the customer cannot").
    """
    for hit in parts:
        word = hit.reading.folded[hit.first]
        one = hit.entry.key in SEVERAL and hit.first == hit.last and f"{word}s" in ONLY_SEVERAL
        if word not in WANTED and not one:
            yield hit


def _kept(
    hits: Sequence[Hit], pairs: Sequence[Hit], guards: Sequence[Hit], over: Sequence[Hit], *, over_elsewhere: bool
) -> list[Hit]:
    """The hits of one text that no guard takes back, and what the guards say instead; ``pairs`` are among the hits."""
    if not hits and not over:
        return []
    reading = (*hits, *over)[0].reading
    past = [hit for hit in guards if hit.entry.key == "past"]
    naming = [hit for hit in guards if hit.entry.key == "naming"]
    quoted = quotations(reading.text)
    taken = [
        hit
        for hit in hits
        if hit.entry.key in URGENT
        and (
            over_elsewhere
            or _is_over(hit, over)
            or any(_is_past(hit, then) for then in past)
            or is_named(hit, naming, quoted, pair=hit in pairs)
        )
    ]
    kept = [hit for hit in hits if hit not in taken]
    if over and not _urgent_after(kept, over):
        kept += [_said(hit, "low", OVER_WEIGHT) for hit in over]
    elif taken and not any(hit.entry.key in URGENT for hit in kept):
        kept.append(_said(taken[0], "low", TAKEN_BACK_WEIGHT))
    return kept


def _of_pair(pair: Pair, texts: Sequence[Sequence[Hit]]) -> Iterable[Hit]:
    """The parts as hits of the pair's value, for the first two that stand near each other."""
    if pair.also and not any(hit.entry.key == pair.also for parts in texts for hit in parts):
        return []
    for parts in texts:
        for first, second in _both(pair, parts, parts):
            apart = max(first.first, second.first) - min(first.last, second.last)
            same = first.reading.sentences[first.first] == second.reading.sentences[second.first]
            if same and 0 < apart <= pair.reach:
                return [_said(hit, pair.value, pair.weight / 2) for hit in (first, second)]
    if pair.spread and len(texts) > 1:
        for one, other in ((texts[0], texts[1]), (texts[1], texts[0])):
            for found in _both(pair, one, other):
                return [_said(hit, pair.value, pair.weight / 2) for hit in found]
    return []


def _both(pair: Pair, one: Iterable[Hit], other: Iterable[Hit]) -> Iterator[tuple[Hit, Hit]]:
    seconds = [hit for hit in other if hit.entry.key == pair.second]
    return ((hit, second) for hit in one if hit.entry.key == pair.first for second in seconds)


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
    for pattern, stems, keys in TIMES:
        for match in pattern.finditer(text.reading.text):
            places = [place for place, span in enumerate(text.reading.spans) if match.start() <= span[0] < match.end()]
            if places and text.reading.folded[max(0, places[0] - 1)] not in NOT_PAST:
                yield from (Hit(Entry(key, stems, 1), text.reading, places[0], places[-1], text.factor) for key in keys)


def _said(hit: Hit, value: str, weight: float) -> Hit:
    return replace(hit, entry=replace(hit.entry, key=value, weight=weight))


def _longest_across(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out a hit that lies within a longer one of another value: "time-critical" is not "critical"."""
    return [
        hit
        for hit in hits
        if not any(
            other.first <= hit.first and hit.last <= other.last and other.last - other.first > hit.last - hit.first
            for other in hits
        )
    ]


def _is_over(hit: Hit, over: Sequence[Hit]) -> bool:
    """Whether it is said to be over after the hit, or in its sentence."""
    sentence = hit.reading.sentences[hit.first]
    return any(hit.first <= end.first or hit.reading.sentences[end.first] == sentence for end in over)


def _is_wished(over: Hit) -> bool:
    """ "Until this is fixed" does not say that it is."""
    before = over.reading.folded[max(0, over.first - NOT_YET_REACH) : over.first]
    return any(word in NOT_YET for word in before)


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
            yield _said(hit, "low", QUESTION_WEIGHT)
            return
    if reading.folded and reading.folded[0] in INTERROGATIVES:
        yield Hit(Entry("low", (), 1.0), reading, 0, 0, 1)
        return
    if reading.stems and reading.text.rstrip().endswith("?") and not any(hit.entry.key == "ordering" for hit in guards):
        yield Hit(Entry("low", (), 1.0), reading, len(reading.stems) - 1, len(reading.stems) - 1, 1)


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
    return [_said(hit, "low", THANKS_WEIGHT) for hit in early[:1] if 0 not in courtesy]


def _without_mockery(texts: Sequence[Part], hits: list[Hit]) -> list[Hit]:
    """ "Great, the printer ate my contract again. Take your time": what sounds patient is not."""
    mocks = any(text.reading.folded and text.reading.folded[0] in MOCKERY for text in texts)
    if not mocks or not any(hit.entry.key in URGENT for hit in hits):
        return hits
    return [hit for hit in hits if hit.entry.key != "low"]


@cache
def _parts() -> PhraseRules:
    return PhraseRules(PARTS, DENIED, filling=PRIORITY_FILLING, languages=FOREIGN_PARTS)


@cache
def _guards() -> PhraseRules:
    return PhraseRules(GUARDS, DENIED, languages=FOREIGN_GUARDS)
