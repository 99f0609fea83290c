"""What the priority rules make of a text beyond its words: pairs, and guards for what is over, past, a name or a
question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from services.classify.keywords.phrases import DENIED, Entry, Hit, PhraseRules
from services.classify.keywords.priority_guards import GUARDS, MOCKERY, NOT_YET
from services.classify.keywords.priority_losses import WANTED
from services.classify.keywords.priority_pairs import GROUP_REACH, GROUPS, PAIRS, Pair
from services.classify.keywords.priority_parts import PARTS
from services.classify.keywords.times import CLOCK, SOON, YEAR
from services.classify.stemming import Reading

URGENT = ("critical", "high")
# How many words may stand between a word and what names it ("Critical Thinking course", "the course Urgent Care").
NAMED_BEFORE, NAMED_AFTER = 4, 2
NOT_YET_REACH = 5
# What "it is over" says by itself, what thanks say, what a question says, and what is left of what a guard took back.
OVER_WEIGHT, THANKS_WEIGHT, QUESTION_WEIGHT, TAKEN_BACK_WEIGHT = 6.0, 3.0, 2.0, 2.0
THANKS_WITHIN = 3  # words of the text
LEAST_GROUP = 5  # "22 agents" are a group
OWNED_WITHIN = 3
QUOTED_WORDS = 4  # in quotation marks are a name, more may be what somebody said
_QUOTED = re.compile(
    r"\"[^\"\n]{1,60}\"|\u201c[^\u201d\n]{1,60}\u201d|\u201e[^\u201c\u201d\n]{1,60}[\u201c\u201d]|«[^»\n]{1,60}»"
    r"|(?<!\w)'[^'\n]{1,40}'(?!\w)|\u2018[^\u2019\n]{1,40}\u2019(?!\w)"
)


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
        kept += _kept(hits, guards[place], over[place], over_elsewhere=any(over[:place]) or any(over[place + 1 :]))
    asked = [hit for text, found in zip(texts, guards, strict=True) for hit in _asking(text, found)]
    return _without_mockery(texts, [*kept, *asked, *_thanks(texts, guards)])


def _happened(parts: Iterable[Hit]) -> Iterator[Hit]:
    """The parts without what somebody asks for: "please delete the folder" has lost nothing."""
    return (hit for hit in parts if hit.reading.folded[hit.first] not in WANTED)


def _kept(hits: Sequence[Hit], guards: Sequence[Hit], over: Sequence[Hit], *, over_elsewhere: bool) -> list[Hit]:
    """The hits of one text that no guard takes back, and what the guards say instead."""
    if not hits and not over:
        return []
    reading = (*hits, *over)[0].reading
    past = [hit for hit in guards if hit.entry.key == "past"]
    naming = [hit for hit in guards if hit.entry.key == "naming"]
    quoted = [match.span() for match in _QUOTED.finditer(reading.text)]
    taken = [
        hit
        for hit in hits
        if hit.entry.key in URGENT
        and (
            over_elsewhere
            or _is_over(hit, over)
            or any(_is_past(hit, then) for then in past)
            or _is_named(hit, naming, quoted)
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
    for pattern, keys in ((SOON, ("soon", "by when")), (CLOCK, ("by when",)), (YEAR, ("past",))):
        for match in pattern.finditer(text.reading.text):
            places = [place for place, span in enumerate(text.reading.spans) if match.start() <= span[0] < match.end()]
            if places:
                yield from (Hit(Entry(key, (), 1), text.reading, places[0], places[-1], text.factor) for key in keys)


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
    return same and (not owns or 0 < hit.first - past.last <= OWNED_WITHIN)


def _urgent_after(hits: Sequence[Hit], over: Sequence[Hit]) -> bool:
    return any(hit.entry.key in URGENT and hit.first > over[-1].last for hit in hits)


def _is_named(hit: Hit, naming: Sequence[Hit], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the hit is a name: a few words in quotation marks, in such or with a capital near a word that names, or
    right before such.
    """
    reading = hit.reading
    start, end = reading.spans[hit.first][0], reading.spans[hit.last][1]
    around = [reading.text[first:last] for first, last in quoted if first <= start and end <= last]
    if any(len(text.split()) <= QUOTED_WORDS for text in around):
        return True
    begins = hit.first == 0 or reading.sentences[hit.first] != reading.sentences[hit.first - 1]
    capital = reading.text[start].isupper() and not begins
    for name in naming:
        if reading.sentences[name.first] == reading.sentences[hit.first]:
            before, after = hit.first - name.last, name.first - hit.last
            if around or 0 < after <= NAMED_AFTER or (capital and 0 < before <= NAMED_BEFORE):
                return True
    return False


def _asking(text: Part, guards: Sequence[Hit]) -> Iterator[Hit]:
    """What asks how something is done: at the beginning of the text, or of a sentence with a question mark."""
    reading = text.reading
    for hit in guards:
        begins = hit.first == 0 or reading.sentences[hit.first - 1] != reading.sentences[hit.first]
        if hit.entry.key == "asking" and begins and (hit.first == 0 or _is_question(hit)):
            yield _said(hit, "low", QUESTION_WEIGHT)
            return


def _is_question(hit: Hit) -> bool:
    sentences = hit.reading.sentences
    last = max(place for place in range(hit.first, len(sentences)) if sentences[place] == sentences[hit.first])
    return hit.reading.text[hit.reading.spans[last][1] :].lstrip(" \"'\u00a0").startswith("?")


def _thanks(texts: Sequence[Part], guards: Sequence[Sequence[Hit]]) -> list[Hit]:
    """What a text thanks for that begins with thanks, rather than ends with them out of courtesy."""
    first = next((place for place, text in enumerate(texts) if text.reading.stems), 0)
    thanks = [hit for hit in guards[first] if hit.entry.key == "thanks" and hit.first < THANKS_WITHIN]
    return [_said(hit, "low", THANKS_WEIGHT) for hit in thanks[:1]]


def _without_mockery(texts: Sequence[Part], hits: list[Hit]) -> list[Hit]:
    """ "Great, the printer ate my contract again. Take your time": what sounds patient is not."""
    mocks = any(text.reading.folded and text.reading.folded[0] in MOCKERY for text in texts)
    if not mocks or not any(hit.entry.key in URGENT for hit in hits):
        return hits
    return [hit for hit in hits if hit.entry.key != "low"]


@cache
def _parts() -> PhraseRules:
    return PhraseRules(PARTS, DENIED)


@cache
def _guards() -> PhraseRules:
    return PhraseRules(GUARDS, DENIED)
