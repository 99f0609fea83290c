"""A file imported at a terminal, without anybody to ask: as the import dialog would propose it.

It runs in the process of the terminal, and is a job like every other for those who look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from services.errors import Conflict, InvalidInput, TriageError
from services.jobs.execution import run_here
from services.jobs.run import Run, Told
from services.jobs.work.importing import report_of, wait_for_turn
from services.limits import IMPORT_FILE_MB
from services.transfer.importing.loading import REPORTED_MAX, ImportResult, import_rows
from services.transfer.importing.other_systems.systems import has_our_names
from services.transfer.importing.plan import LEFT_OUT, Plan, Repeated
from services.transfer.importing.proposal import Proposal, order_told, propose, unused_columns, with_dates
from services.transfer.importing.reading_options import AS_TOLD, ReadingOptions
from services.transfer.importing.source import Source, Survey, in_place, keep, survey


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says beforehand; None: as proposed."""

    repeated: Repeated | None = None
    undated: str | None = None
    reading: ReadingOptions = AS_TOLD


@dataclass(frozen=True, slots=True)
class Reading:
    """As what a file is read, told before it is imported.

    ``system``: who wrote it, if known. ``columns``: the names of each field's columns. ``unused``: those of all others.
    ``words``: by field, what each word that is not our own is taken for; empty where one says nothing. ``is_strict``:
    by our own column names. ``undated``: of ``rows``, those without a date, which were created today.
    """

    system: str
    columns: dict[str, list[str]]
    unused: list[str]
    words: dict[str, dict[str, str]]
    is_strict: bool
    rows: int
    undated: int
    created: str


def import_unattended(
    path: Path,
    *,
    actor: str,
    all_or_nothing: bool = False,
    choices: Choices | None = None,
    told: Told = lambda _done, _total, _rate: None,
    tell: Callable[[Reading], None] = lambda _reading: None,
) -> tuple[ImportResult, Reading]:
    """Import a table of any kind that the import dialog takes, as the dialog would without a change of its proposal.

    ``tell`` hears as what the file is read before anything is stored, ``told`` of progress. Raises InvalidInput, and
    imports nothing, when no column can be a title or a description, the file is no table, or its dates do not tell the
    order of day and month.
    """
    chosen = choices or Choices()
    source = _opened(path, chosen.reading)
    surveyed = survey(source)
    proposal = _with_choices(propose(source, surveyed), surveyed, chosen)
    reading = _reading(source, surveyed, proposal)
    tell(reading)

    def load(**told_to: Any) -> ImportResult:
        options: dict[str, Any] = {"actor": actor, "all_or_nothing": all_or_nothing, "named": REPORTED_MAX}
        with source.rows() as rows:
            return import_rows(rows, proposal.plan, name=path.name, **options, **told_to)

    return _as_job(path, actor, surveyed.rows, proposal.plan, load, told), reading


def _opened(path: Path, options: ReadingOptions) -> Source:
    """A copy, as of the dialog; a table that is larger than may be handed in there and has our names, where it is."""
    if path.stat().st_size > IMPORT_FILE_MB * 1024**2:
        source = in_place(path, options)
        if source.kind == "table" and has_our_names(source.header):
            return source
    with path.open("rb") as stream:
        return keep(stream, path.name, options)


def _with_choices(proposal: Proposal, surveyed: Survey, choices: Choices) -> Proposal:
    if proposal.plan.missing:
        raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
    told = order_told(proposal.plan, surveyed)
    plan = with_dates(proposal.plan, told, choices.reading.dates, remembered=proposal.remembered)
    chosen = {name: value for name in ("repeated", "undated") if (value := getattr(choices, name)) is not None}
    return replace(proposal, plan=replace(plan, **chosen))


def _reading(source: Source, surveyed: Survey, proposal: Proposal) -> Reading:
    plan = proposal.plan
    columns = {
        field: [source.header[one] for one in (place, *plan.fallbacks.get(field, ()))]
        for field, place in plan.columns.items()
    }
    return Reading(
        proposal.system,
        columns,
        unused_columns(source.header, plan, surveyed),
        _words(surveyed, proposal),
        not plan.foreign,
        surveyed.rows,
        0 if "created_at" in plan.columns else surveyed.rows,
        plan.undated,
    )


def _words(surveyed: Survey, proposal: Proposal) -> dict[str, dict[str, str]]:
    plan = proposal.plan
    written = {field: surveyed.words[plan.columns[field]] or {} for field in plan.words}
    return {
        field: {
            written[field][word][0]: key for word, key in listed.items() if word in written[field] and key != LEFT_OUT
        }
        for field, listed in plan.words.items()
    }


def _as_job(
    path: Path, actor: str, total: int, plan: Plan, load: Callable[..., ImportResult], told: Told
) -> ImportResult:
    """Raises what ``load`` raises, which the job has noted."""
    came: list[ImportResult] = []
    errors: list[TriageError] = []

    def work(run: Run) -> dict[str, Any]:
        def finish(session: Session, result: ImportResult) -> None:
            run.finish(session, result.counts())

        with run.interruptible() as watch:
            try:
                came.append(load(report=report_of(run, plan), finish=finish, watch=partial(wait_for_turn, run, watch)))
            except TriageError as error:
                errors.append(error)
                raise
        if not run.is_finished:
            raise Conflict(f"{came[0].rejected:,} rows break a rule.")
        return came[0].counts()

    job = run_here("import", {"input": path.name}, actor=actor, title=path.name, total=total, work=work, told=told)
    if errors:
        raise errors[0]
    if not came:
        raise Conflict(job.error or f"The import is {job.state}.")
    return came[0]
