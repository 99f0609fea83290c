"""How often the keyword rules are right: on this desk once its labels tell, before that on the shipped sets.

The rules' own score says how strongly they speak, not how often they are right: the same score was right in nine of ten
one-liners of a bank and in half of a help desk's mails.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.suggestion import Verdict

RULES, GUESS = "keywords", "guess"
# Where a band of the rules' own score begins.
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
# How often each band was right on the set where the rules do worst: categories of 10,000 help-desk mails (endava-it; of
# banking77's one-liners they get .66 to 1.00), priorities of 1,226 bug reports (apache-hadoop-jira; of our own list of
# everyday texts .96). Then the guess where the rules are silent, on those mails. See docs/decisions/0025.
SHIPPED: Mapping[str, tuple[float, ...]] = {
    "category": (0.40, 0.46, 0.48, 0.52, 0.55, 0.65),
    "priority": (0.22, 0.37, 0.37, 0.37, 0.38, 0.47),
}
# Of what is said where the rules are silent or unsure: categories of those mails, priorities of those bug reports.
SHIPPED_GUESS: Mapping[str, float] = {"category": 0.41, "priority": 0.27}
LEAST_MEASURED = 30  # answers, to call a figure this desk's
# The figure of a band begins as that of all bands, as if seen in so many answers.
PRIOR_ANSWERS = 10


@dataclass(frozen=True, slots=True)
class Count:
    """``number`` answers, of which ``right`` were right, and ``commonest`` would have been with the commonest value."""

    number: int = 0
    right: int = 0
    commonest: int = 0

    @property
    def is_measured(self) -> bool:
        """Whether there are enough to speak of."""
        return self.number >= LEAST_MEASURED

    @property
    def is_worse(self) -> bool:
        """Whether always answering the commonest value would surely have been right more often."""
        return self.is_measured and self.right < self.commonest


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """What the rules (``bands``, by their score) and the guess were right in on this desk.

    ``finds_rarer``: their macro-F1 is above that of always answering the commonest value.
    """

    bands: tuple[Count, ...] = (Count(),) * len(BANDS)
    guess: Count = Count()
    finds_rarer: bool = True

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> RuleFigures:
        """The figures from their stored form."""
        bands = tuple(Count(**one) for one in stored["bands"])
        return cls(bands, Count(**stored["guess"]), stored["finds_rarer"])

    @property
    def rules(self) -> Count:
        """All answers of the rules."""
        return Count(*(sum(getattr(one, name) for one in self.bands) for name in Count.__slots__))


def measured(field: str, verdict: Verdict, figures: RuleFigures | None) -> Verdict:
    """The verdict of the rules or the guess with how often such ones are right; silent where that is too seldom.

    Where the rules are right less often than the commonest value would be but find the rarer values, they speak, with
    doubt.
    """
    if verdict.key is None:
        return verdict
    here = figures or RuleFigures()
    counted = _counted(verdict, here)
    if counted.is_worse and (verdict.source == GUESS or not here.finds_rarer):
        return Verdict()
    confidence = how_often_right(field, verdict, here)
    doubt = _doubt(counted) if counted.is_worse else ""
    return replace_confidence(verdict, confidence, measured_here=counted.is_measured, doubt=doubt)


def how_often_right(field: str, verdict: Verdict, figures: RuleFigures) -> float:
    """The share (0..1) of answers like this one of the rules or the guess that are right: here, or as shipped."""
    counted = _counted(verdict, figures)
    return _share_here(verdict, figures, counted) if counted.is_measured else _shipped(field, verdict)


def _counted(verdict: Verdict, figures: RuleFigures) -> Count:
    return figures.guess if verdict.source == GUESS else figures.rules


def replace_confidence(verdict: Verdict, confidence: float, *, measured_here: bool, doubt: str = "") -> Verdict:
    """Give an answer another confidence: its ranking scaled so that the first has it and no other has more."""
    own = verdict.confidence or 1.0
    rest = min((1 - confidence) / (1 - own), confidence / own) if own < 1 else 0.0
    ranking = tuple((key, confidence if key == verdict.key else share * rest) for key, share in verdict.ranking)
    return Verdict(
        verdict.key, confidence, ranking, verdict.words, verdict.weights, verdict.source, measured_here, doubt
    )


def _doubt(counted: Count) -> str:
    right, commonest = (round(100 * number / counted.number) for number in (counted.right, counted.commonest))
    return f"Right in {right}% here; always answering the most common value would be right in {commonest}%."


def _share_here(verdict: Verdict, figures: RuleFigures, counted: Count) -> float:
    overall = counted.right / counted.number
    if verdict.source == GUESS:
        return overall
    alike = figures.bands[band(verdict)]
    return (alike.right + PRIOR_ANSWERS * overall) / (alike.number + PRIOR_ANSWERS)


def _shipped(field: str, verdict: Verdict) -> float:
    return SHIPPED_GUESS[field] if verdict.source == GUESS else SHIPPED[field][band(verdict)]


def band(verdict: Verdict) -> int:
    """The place in BANDS; -1 for a guess, -2 where nothing was said."""
    if verdict.key is None:
        return -2
    if verdict.source == GUESS:
        return -1
    return bisect_right(BANDS, verdict.confidence) - 1
