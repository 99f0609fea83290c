"""What a file probably means: the plan that a person starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.transfer.importing.dates import day_first
from services.transfer.importing.loading import category_words
from services.transfer.importing.plan import WORDED, Plan, written_here
from services.transfer.importing.saved_mappings import remembered
from services.transfer.importing.source import Source, Survey
from services.transfer.importing.systems import OWN, guess
from services.transfer.importing.vocabulary import guess_values

Words = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The plan; ``system`` names who wrote the file, if that is known; ``remembered``: a person chose it before."""

    plan: Plan
    system: str
    remembered: bool


def propose(source: Source, survey: Survey) -> Proposal:
    """The plan that was chosen for such a file before, else the one that its header and words suggest."""
    guessed = guess(source.header)
    before = remembered(source.header)
    if before is not None:
        words = words_of(before.columns, survey)
        kept = {field: known | _still_there(before.words.get(field, {}), known) for field, known in words.items()}
        return Proposal(replace(before, words=kept, day_first=days_first(before, survey)), guessed.system, True)
    plan = Plan(
        columns=guessed.columns,
        words=words_of(guessed.columns, survey),
        id_prefix=guessed.id_prefix,
        own=written_here(source.header),
        foreign=guessed.system not in ("", OWN),
    )
    return Proposal(replace(plan, day_first=days_first(plan, survey)), guessed.system, False)


def words_of(columns: Mapping[str, int], survey: Survey) -> Words:
    """The key that is guessed for each word in the columns of status, priority and category."""
    categories = category_words()
    there = {field: survey.words[columns[field]] or {} for field in WORDED if field in columns}
    return {field: guess_values(field, list(words), categories) for field, words in there.items()}


def days_first(plan: Plan, survey: Survey) -> bool:
    """Whether 03/04/2026 is in April in this file."""
    told = written_with_slashes(plan, survey)
    return plan.day_first if told is None else told


def written_with_slashes(plan: Plan, survey: Survey) -> bool | None:
    """None when no date of the file is written so, else whether it has one that can only begin with the day."""
    places = [plan.columns[name] for name in ("created_at", "resolved_at") if name in plan.columns]
    return day_first(row[place] for row in survey.sample for place in places)


def _still_there(chosen: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {word: key for word, key in chosen.items() if word in known}
