"""What a file probably means: the plan that a person, or a terminal, starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from services.errors import InvalidInput
from services.transfer.importing.other_systems.systems import Guess, guess, has_our_names
from services.transfer.importing.other_systems.vocabulary import guess_values
from services.transfer.importing.plan import ASIDE, PROBLEM_COLUMN, WORDED, Plan, is_export_of_here, written_here
from services.transfer.importing.reading_options import DateOrder
from services.transfer.importing.saved_mappings import remembered
from services.transfer.importing.source import Source, Survey
from services.transfer.importing.staging import category_words
from services.transfer.importing.times.dates import OrderTold, joint_order
from services.transfer.importing.usable_columns import is_usable
from services.transfer.note_column import note_column

MappedWords = dict[str, dict[str, str]]
# What a terminal says where the order of day and month has to be chosen.
ORDER_QUESTIONS = {
    "both": "The dates can be read day first or month first. Nothing was imported. Say which it is: DATES=dmy"
    " (03/04/2026 is 3 April) or DATES=mdy (it is March 4).",
    "year": "The dates begin with the day or with the year. Nothing was imported. Say which it is: DATES=dmy"
    " (26/03/04 is 26 March 2004) or DATES=ymd (it is 4 March 2026).",
    "neither": "Some dates have the day first, others the month. Nothing was imported. Say how to read them: DATES=dmy"
    " (03/04/2026 is 3 April) or DATES=mdy (it is March 4). Rows that cannot be read so are rejected.",
}
TOLD = ("dmy", "mdy", "ymd")
_TIMES = ("created_at", "resolved_at")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The plan; ``guessed`` says what the header told; ``remembered``: a person chose the plan before."""

    plan: Plan
    guessed: Guess
    remembered: bool

    @property
    def system(self) -> str:
        """Who wrote the file, if that is known."""
        return self.guessed.system


def propose(source: Source, survey: Survey) -> Proposal:
    """The plan that was chosen for such a file before, else the one that its header and words suggest."""
    guessed = guess(source.header, usable=partial(_is_usable, source, survey))
    before = remembered(source.header)
    if before is not None:
        words = words_of(before.columns, survey, guessed)
        kept = {field: known | _still_there(before.words.get(field, {}), known) for field, known in words.items()}
        return Proposal(_as_told(replace(before, words=kept), order_told(before, survey)), guessed, True)
    is_strict = has_our_names(source.header)
    plan = Plan(
        columns=guessed.columns,
        words=words_of(guessed.columns, survey, guessed),
        id_prefix=guessed.id_prefix,
        own=written_here(source.header),
        exported=is_export_of_here(source.header),
        foreign=not is_strict,
        fallbacks=guessed.fallbacks,
        scale=guessed.scale,
        ended="reject" if is_strict else "reopened",
        undated=ASIDE,
        notes=note_column(source.header, guessed.columns),
    )
    return Proposal(_as_told(plan, order_told(plan, survey)), guessed, False)


def words_of(columns: Mapping[str, int], survey: Survey, guessed: Guess) -> MappedWords:
    """The key that is guessed for each word in the columns of status, priority and category."""
    categories = category_words()
    there = {field: survey.words[columns[field]] or {} for field in WORDED if field in columns}
    return {
        field: guess_values(field, list(words), categories, guessed.words.get(field), guessed.scale)
        for field, words in there.items()
    }


def unused_columns(header: Sequence[str], plan: Plan, survey: Survey) -> list[str]:
    """The names of the columns that no field is read from, but for those that have neither a name nor a cell."""
    used = {plan.notes, *plan.columns.values(), *(place for places in plan.fallbacks.values() for place in places)}
    left = ((place, name) for place, name in enumerate(header) if place not in used and name != PROBLEM_COLUMN)
    return [name or f"Column {place + 1}" for place, name in left if name or survey.words[place] != {}]


def order_told(plan: Plan, survey: Survey) -> OrderTold | None:
    """What all dates of the file tell about the order of day and month; None where it makes no difference."""
    places = [plan.columns[name] for name in _TIMES if name in plan.columns]
    return joint_order(survey.orders[place] for place in places).told


def with_dates(plan: Plan, told: OrderTold | None, chosen: DateOrder | None, *, remembered: bool = False) -> Plan:
    """The plan with the order of day and month that a person chose, now or before, or that the file tells.

    Raises InvalidInput where nobody has chosen and the file does not tell: it says how to choose.
    """
    if chosen or told is None or told in TOLD:
        return _as_told(plan, chosen or told)
    if is_asked(told, remembered=remembered):
        raise InvalidInput({"dates": [ORDER_QUESTIONS[told]]})
    return plan


def is_asked(told: OrderTold | None, *, remembered: bool) -> bool:
    """Whether a person has to say the order of day, month and year: the file does not, and nobody has before."""
    return told == "neither" or (told in ("both", "year") and not remembered)


def _as_told(plan: Plan, told: str | None) -> Plan:
    """The plan with an order that is known; any other leaves it as it is."""
    return replace(plan, day_first=told == "dmy", year_first=told == "ymd") if told in TOLD else plan


def _is_usable(source: Source, survey: Survey, field: str, place: int) -> bool:
    if is_export_of_here(source.header):
        return True
    return is_usable(field, source.header[place], survey.words[place], survey.samples[place])


def _still_there(chosen: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {word: key for word, key in chosen.items() if word in known}
