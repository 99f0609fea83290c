"""What a file probably means: the plan that a person starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.errors import InvalidInput
from services.transfer.importing.dates import OrderTold, joint_order
from services.transfer.importing.loading import category_words
from services.transfer.importing.plan import WORDED, Plan, written_here
from services.transfer.importing.reading_options import DateOrder
from services.transfer.importing.saved_mappings import remembered
from services.transfer.importing.source import Source, Survey
from services.transfer.importing.systems import OWN, guess
from services.transfer.importing.vocabulary import guess_values

Words = dict[str, dict[str, str]]
# What a terminal says where the order of day and month has to be chosen.
ORDER_QUESTIONS = {
    "both": "The dates can be read day first or month first. Nothing was imported. Say which it is: DATES=dmy"
    " (03/04/2026 is 3 April) or DATES=mdy (it is March 4).",
    "neither": "Some dates have the day first, others the month. Nothing was imported. Say how to read them: DATES=dmy"
    " (03/04/2026 is 3 April) or DATES=mdy (it is March 4). Rows that cannot be read so are rejected.",
}


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
    told = order_told(plan, survey)
    return told == "dmy" if told in ("dmy", "mdy") else plan.day_first


def order_told(plan: Plan, survey: Survey) -> OrderTold | None:
    """What all dates of the file tell about the order of day and month; None where it makes no difference."""
    places = [plan.columns[name] for name in ("created_at", "resolved_at") if name in plan.columns]
    return joint_order(survey.orders[place] for place in places).told


def with_dates(plan: Plan, told: OrderTold | None, chosen: DateOrder | None, *, remembered: bool = False) -> Plan:
    """The plan with the order of day and month that a person chose, now or before, or that the file tells.

    Raises InvalidInput where nobody has chosen and the file does not tell: it says how to choose.
    """
    if chosen or told in ("dmy", "mdy"):
        return replace(plan, day_first=(chosen or told) == "dmy")
    if told == "neither" or (told == "both" and not remembered):
        raise InvalidInput({"dates": [ORDER_QUESTIONS[told]]})
    return plan


def _still_there(chosen: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {word: key for word, key in chosen.items() if word in known}
