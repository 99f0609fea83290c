"""What a text as a whole makes of its urgent words: wishes and praise take them back, patience lowers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from db.keys import CRITICAL, HIGH, LOW, MEDIUM
from services.classify.keywords.phrases import Hit
from services.classify.keywords.priority.frames.finding import frames_of
from services.classify.keywords.priority.guarding.guard_words import MOCKERY
from services.classify.keywords.priority.pairing import said
from services.classify.stemming import Reading

MILDER = {CRITICAL: HIGH}
LOWER = {CRITICAL: HIGH, HIGH: MEDIUM}
# Parts that tell that something goes wrong now: then a wish is more than a wish, and thanks are courtesy.
TROUBLE = frozenset(
    ["failure", "broken down", "out of use", "hindered", "down", "gone", "at risk", "trouble", "unpaid", "doubled"]
)
# What names trouble, and does not say that there is some.
NOUNS = frozenset(["outage", "outages", "failure", "failures"])
WISH_WEIGHT, PRAISE_WEIGHT, NOTE_WEIGHT, PATIENCE_WEIGHT = 4.0, 4.0, 4.0, 3.0


def tempered(readings: Sequence[Reading], parts: Sequence[Iterable[Hit]], hits: Sequence[Hit]) -> list[Hit]:
    """The hits as the frames of the text leave them, and what the frames say themselves."""
    whole = "\n".join(reading.text for reading in readings)
    frames: dict[str, list[Hit]] = {}
    for reading in readings:
        for frame in frames_of(reading, whole):
            frames.setdefault(frame.entry.key, []).append(frame)
    troubles = [hit for found in parts for hit in found if hit.entry.key in TROUBLE and not _is_noun(hit)]
    for key, weight in (("praise", PRAISE_WEIGHT), ("wish", WISH_WEIGHT), ("note", NOTE_WEIGHT)):
        if key in frames and not _speaks_of(troubles, frames[key], after=key == "note"):
            calm = [hit for hit in hits if hit.entry.key not in LOWER]
            return [*calm, said(frames[key][0], LOW, weight)]
    mocks = any(reading.folded and reading.folded[0] in MOCKERY for reading in readings)
    if "patience" in frames and not mocks:
        lowered = [_lowered(_lowered(hit)) if hit.entry.key == HIGH else _lowered(hit) for hit in hits]
        return [*lowered, said(frames["patience"][0], LOW, PATIENCE_WEIGHT)] if not troubles else lowered
    return [_lowered(hit, MILDER) for hit in hits] if "coping" in frames and not mocks else list(hits)


def _speaks_of(troubles: Sequence[Hit], frames: Sequence[Hit], *, after: bool) -> bool:
    """Whether something goes wrong: after a note of what is over only what stands behind it."""
    if not after:
        return bool(troubles)
    first = frames[0]
    return any(hit.reading is first.reading and hit.first > first.last for hit in troubles)


def _is_noun(hit: Hit) -> bool:
    return hit.first == hit.last and hit.reading.folded[hit.first] in NOUNS


def _lowered(hit: Hit, steps: Mapping[str, str] = LOWER) -> Hit:
    lower = steps.get(hit.entry.key)
    return hit if lower is None else replace(hit, entry=replace(hit.entry, key=lower))
