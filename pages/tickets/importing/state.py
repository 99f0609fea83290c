"""State of the import dialog: the file, its mapping, the import that runs.

The URL says that the dialog is open and how far it is, so that a tab whose session is gone, because the server was
restarted or the page reloaded, opens it again and can say what became of the file or the import.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.widgets.jobs.job_actions import ACTOR
from services.errors import NotFound, TriageError
from services.jobs import store
from services.jobs.store import Job
from services.transfer.importing.plan import ASIDE, FIELDS, WORDED, Plan
from services.transfer.importing.proposal import Proposal, is_asked, order_told, propose, words_of
from services.transfer.importing.source import Source, Survey, keep, survey
from services.transfer.importing.times.dates import OrderTold

FILE, UPLOADS = "import_file", "import_uploads"
PARAM, CHOOSING, CHOSEN = "import", "choose", "file"  # or the id of an import
ABSENT = -1  # stands for no column
KINDS = ("import", "undo_import")  # of jobs that the dialog shows
ON_A_DAY = "day"  # beside TODAY and ASIDE: a day that is chosen


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file, what was found in it and what it probably means; ``number`` tells the widgets of two files apart."""

    number: int
    source: Source
    survey: Survey
    proposal: Proposal

    def key(self, *parts: object) -> str:
        """The name of a widget."""
        return "_".join(["import", str(self.number), *map(str, parts)])


def open_dialog() -> None:
    """Show the dialog; an open ticket gives way to it."""
    st.query_params.pop("id", None)
    st.query_params[PARAM] = CHOOSING


def is_open() -> bool:
    """Whether the URL asks for the dialog."""
    return PARAM in st.query_params


def close_dialog() -> None:
    """Forget the file. An import that runs goes on; the result of one that has ended was read here."""
    _dismiss_shown()
    st.query_params.pop(PARAM, None)
    st.session_state.pop(FILE, None)


def choose_another_file() -> None:
    """Back to the choice of a file."""
    _dismiss_shown()
    st.query_params[PARAM] = CHOOSING
    st.session_state.pop(FILE, None)


def remember_job(job: Job) -> None:
    """From now on the dialog shows this import."""
    st.session_state.pop(FILE, None)
    st.query_params[PARAM] = str(job.id)


def _dismiss_shown() -> None:
    number = _id_in_url()
    if number is not None:
        with suppress(TriageError):  # then it is told once more
            store.dismiss([number])


def is_file_lost() -> bool:
    """Whether a file was opened here that this session knows nothing of."""
    return st.query_params.get(PARAM) == CHOSEN and FILE not in st.session_state


def current_job() -> Job | None:
    """The import in the URL, else one of one's own that is under way. Raises DatabaseAway."""
    number = _id_in_url()
    if number is not None:
        with suppress(NotFound):
            job = store.find(number)
            return job if job.kind in KINDS else None
    if st.query_params.get(PARAM) == CHOSEN:
        return None
    return next((job for job in _of_imports() if job.is_open), None)


def last_job() -> Job | None:
    """The import of one's own, or the undoing of one, that ended last."""
    return next((job for job in _of_imports() if not job.is_open), None)


def _of_imports() -> list[Job]:
    return [job for job in store.of_person(ACTOR) if job.kind in KINDS]


def _id_in_url() -> int | None:
    """The number of an import, if the URL names one."""
    written = st.query_params.get(PARAM, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def open_file(stream: BinaryIO, name: str) -> None:
    """Keep the file on disk and look it through. Raises InvalidInput when it is no table."""
    _opened(keep(stream, name))


def read_with(opened: OpenedFile, **chosen: Any) -> None:
    """Read the file again with another encoding, delimiter or sheet. Raises InvalidInput when it cannot be read so."""
    _opened(opened.source.read_with(replace(opened.source.options, **chosen)))


def _opened(source: Source) -> None:
    surveyed = survey(source)
    st.session_state[UPLOADS] = number = st.session_state.get(UPLOADS, 0) + 1
    st.session_state[FILE] = OpenedFile(number, source, surveyed, propose(source, surveyed))
    st.query_params[PARAM] = CHOSEN


def forget_upload(file_id: str) -> None:
    """Give back the memory of an upload: Streamlit would keep it until the tab is closed."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def columns_chosen(opened: OpenedFile) -> dict[str, int]:
    """The position of each field's column, as the widgets say."""
    state = st.session_state
    chosen = {field: state.get(opened.key("column", field), ABSENT) for field in FIELDS}
    return {field: place for field, place in chosen.items() if place != ABSENT}


def words_proposed(opened: OpenedFile, columns: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """What the words in these columns probably mean; what was chosen before counts where the column is the same."""
    plan = opened.proposal.plan
    proposed = words_of(columns, opened.survey, opened.proposal.guessed)
    same = {field for field in WORDED if field in columns and columns[field] == plan.columns.get(field)}
    return {field: dict(plan.words.get(field, words)) if field in same else words for field, words in proposed.items()}


def word_key(opened: OpenedFile, field: str, place: int, word: str) -> str:
    """The name of the widget for one word."""
    return opened.key("word", field, place, word)


def plan_chosen(opened: OpenedFile) -> Plan:
    """The plan as the widgets say."""
    columns, state = columns_chosen(opened), st.session_state
    proposed = words_proposed(opened, columns)
    words = {
        field: {word: state.get(word_key(opened, field, columns[field], word), key) for word, key in listed.items()}
        for field, listed in proposed.items()
    }
    empty = {name: state.get(opened.key("empty", name), "") for name in ("category", "priority")}
    plan = opened.proposal.plan
    return replace(
        plan,
        columns=columns,
        words=words,
        when_empty={name: key for name, key in empty.items() if key},
        id_prefix=state.get(opened.key("prefix"), plan.id_prefix).strip(),
        day_first=_day_first(opened),
        year_first=_year_first(opened),
        fallbacks=_fallbacks(plan, columns),
        repeated=state.get(opened.key("repeated"), plan.repeated),
        ended=state.get(opened.key("ended"), plan.ended),
        undated=_undated(opened, columns),
    )


def _day_first(opened: OpenedFile) -> bool:
    chosen = st.session_state.get(opened.key("day_first"))
    return opened.proposal.plan.day_first if chosen is None else bool(chosen)


def _year_first(opened: OpenedFile) -> bool:
    chosen = st.session_state.get(opened.key("year_first"))
    return opened.proposal.plan.year_first if chosen is None else bool(chosen)


def _fallbacks(plan: Plan, columns: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Those of fields that still have the proposed column, but for columns that a field was given meanwhile."""
    taken = set(columns.values())
    same = {name: places for name, places in plan.fallbacks.items() if columns.get(name) == plan.columns.get(name)}
    kept = {name: tuple(place for place in places if place not in taken) for name, places in same.items()}
    return {name: places for name, places in kept.items() if places}


def _undated(opened: OpenedFile, columns: Mapping[str, int]) -> str:
    chosen = st.session_state.get(opened.key("undated"), opened.proposal.plan.undated)
    if "created_at" in columns or chosen != ON_A_DAY:
        return chosen if chosen != ON_A_DAY else ASIDE
    day = st.session_state.get(opened.key("undated_day"))
    return day.isoformat() if day else ASIDE


def told_order(opened: OpenedFile, plan: Plan) -> OrderTold | None:
    """What the dates of the file tell about the order of day and month; None where it makes no difference."""
    return order_told(plan, opened.survey)


def open_question(opened: OpenedFile, plan: Plan) -> str | None:
    """What has to be said before the file can be imported."""
    if plan.missing:
        return plan.missing
    told = told_order(opened, plan)
    chosen = st.session_state.get(opened.key("year_first" if told == "year" else "day_first"))
    if chosen is not None or not is_asked(told, remembered=opened.proposal.remembered):
        return None
    if told == "year":
        return "Say whether 26/03/04 is 4 March 2026 or 26 March 2004 in this file."
    return "Say whether 03/04/2026 is 3 April or March 4 in this file."
