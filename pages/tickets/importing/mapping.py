"""Map a file's columns to fields and its values to ours, with a preview of the first rows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.tickets.importing import state
from pages.tickets.importing.questions import questions
from pages.tickets.importing.state import ABSENT, OpenedFile
from pages.widgets.chips import esc
from services import taxonomy
from services.tickets.fields import BY_NAME, TicketField
from services.transfer.importing.encodings.detection import ENCODINGS
from services.transfer.importing.loading import preview
from services.transfer.importing.plan import FIELDS, LEFT_OUT, SUGGESTED, WORDED, Plan
from services.transfer.importing.proposal import unused_columns
from services.transfer.importing.tables.shape import names_columns

# Every ticket has one, whatever the file says.
ALWAYS = tuple(name for name in FIELDS if BY_NAME[name].kind in ("line", "text", "choice"))
BEFORE_REMARK = ("title", *WORDED)
WIDTHS = {"title": 240, "status": 85, "priority": 70, "category": 80, "description": 300}
NAME_WIDTH = 110
PREVIEWED = 5
LINES_SHOWN = 10
UNUSED_SHOWN = 30  # names of columns
NAME_SHOWN = 60  # characters of one
WORDS_SHOWN, WORD_SHOWN = 5, 30  # words of a column, and characters of one
COLUMNS = 3
NO_NAMES = (
    "The first row is taken for the names of the columns, but it looks like a ticket. It is not imported: to import it,"
    " add a row of names above it in the file."
)
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", ":": "colons"}
DELIMITER_NAMES = {mark: name.capitalize() for mark, name in DELIMITERS.items()}


def mapping(opened: OpenedFile, act: Callable[[Plan], None]) -> None:
    """Show how a file will be imported: columns, words, what the rows become; ``act`` gets the plan that is chosen."""
    _head(opened)
    _columns(opened)
    columns = state.columns_chosen(opened)
    for field in WORDED:
        if field in columns:
            _words(opened, field, columns)
    questions(opened, state.plan_chosen(opened))
    _when_empty_settings(opened)
    plan = state.plan_chosen(opened)
    _preview(opened, plan)
    act(plan)


def _head(opened: OpenedFile) -> None:
    source, proposal = opened.source, opened.proposal
    rows = f"{opened.survey.rows:,} row{'' if opened.survey.rows == 1 else 's'}"
    facts = [rows, f"an export of {proposal.system}"] if proposal.system else [rows]
    if source.kind == "workbook":
        facts.append(f"sheet {source.sheet}")
    else:
        facts.append(f"separated by {DELIMITERS.get(source.delimiter, 'another character')}")
    st.markdown(f"**{esc(source.name)}** :gray[:small[{esc(', '.join(facts))}]]")
    if not names_columns(source.header):
        st.warning(NO_NAMES, icon=":material/table_rows:")
    if passed_over := opened.survey.passed_over:
        lines = ", ".join(f"{line:,}" for line in passed_over[:LINES_SHOWN])
        more = " and more" if len(passed_over) > LINES_SHOWN else ""
        st.caption(f"Skipped, because they repeat the header or are a footer: lines {lines}{more}.")
    if proposal.remembered:
        st.caption("Using the mapping of your last file with these columns.")
    _reading_choices(opened)


def _reading_choices(opened: OpenedFile) -> None:
    """How the file is read, where it was not told rightly: encoding and delimiter of a text, sheet of a workbook."""
    source = opened.source
    beside = st.columns(COLUMNS)
    if source.kind == "workbook":
        if len(source.sheets) > 1:
            with beside[0]:
                _reading_choice(opened, "sheet", "Sheet", list(source.sheets), source.sheet)
        return
    with beside[0]:
        encodings = list(dict.fromkeys([source.encoding, *ENCODINGS]))
        told = "Change it if letters such as ä or é look wrong below."
        _reading_choice(opened, "encoding", "Encoding", encodings, source.encoding, ENCODINGS, told)
    with beside[1]:
        marks = list(dict.fromkeys([source.delimiter, *DELIMITERS]))
        told = "Change it if columns are not told apart."
        _reading_choice(opened, "delimiter", "Delimiter", marks, source.delimiter, DELIMITER_NAMES, told)


def _reading_choice(
    opened: OpenedFile,
    name: str,
    label: str,
    options: list[str],
    current: str,
    labels: Mapping[str, str] = MappingProxyType({}),
    told: str | None = None,
) -> None:
    key = opened.key(name)
    st.selectbox(
        label,
        options,
        index=options.index(current),
        key=key,
        format_func=lambda option: labels.get(option, option),
        on_change=partial(_read_with, opened, name, key, current),
        help=told,
    )


def _read_with(opened: OpenedFile, name: str, key: str, current: str) -> None:
    try:
        state.read_with(opened, **{name: st.session_state[key]})
    except Exception:  # noqa: BLE001  the file is no table then: it stays as it was
        st.session_state[key] = current


def _columns(opened: OpenedFile) -> None:
    st.subheader("Columns", anchor=False)
    header = opened.source.header
    places = [ABSENT, *range(len(header))]
    for cell, field in zip(_cells(len(FIELDS)), FIELDS, strict=False):
        chosen = opened.proposal.plan.columns.get(field, ABSENT)
        cell.selectbox(
            BY_NAME[field].label,
            places,
            index=places.index(chosen),
            key=opened.key("column", field),
            format_func=lambda place: "Not in the file" if place == ABSENT else header[place] or f"Column {place + 1}",
        )
    plan = state.plan_chosen(opened)
    if said := _stand_ins(opened, plan):
        st.caption(said)
    if unused := unused_columns(header, plan, opened.survey):
        st.caption(f"Not used: {esc(_names_of_columns(unused))}.")


def _stand_ins(opened: OpenedFile, plan: Plan) -> str:
    """ "Resolved is read from Canceled where Completed is empty." """
    header = opened.source.header
    parts = [
        f"{BY_NAME[name].label} is read from {esc(_names_of_columns([header[place] for place in places]))}"
        f" where {esc(header[plan.columns[name]])} is empty."
        for name, places in plan.fallbacks.items()
    ]
    return " ".join(parts)


def _names_of_columns(names: Sequence[str]) -> str:
    shown = ", ".join(name[:NAME_SHOWN] for name in names[:UNUSED_SHOWN])
    return f"{shown} and {len(names) - UNUSED_SHOWN:,} more" if len(names) > UNUSED_SHOWN else shown


def _cells(number: int) -> Iterator[DeltaGenerator]:
    """At least so many places, side by side; on a phone one below another, in the same order."""
    for _ in range(0, number, COLUMNS):
        yield from st.columns(COLUMNS)


def _words(opened: OpenedFile, field: str, columns: dict[str, int]) -> None:
    """Draw the unknown values to choose for; the others are collapsed."""
    proposed = state.words_proposed(opened, columns).get(field, {})
    there = opened.survey.words[columns[field]]
    if there is None:
        st.caption(f"{BY_NAME[field].label}: the column holds too many different words to be shown here.")
    strange = [word for word, key in proposed.items() if key == (SUGGESTED if field == "category" else LEFT_OUT)]
    known = [word for word in proposed if word not in strange]
    if strange:
        st.subheader(f"{BY_NAME[field].label}: {_values(strange, 'unknown')}", anchor=False)
        _word_boxes(opened, field, columns[field], {word: proposed[word] for word in strange})
    if known:
        told = esc(_taken_for(opened, columns[field], {word: proposed[word] for word in known}))
        with st.expander(f"{BY_NAME[field].label}: {_values(known, 'known')} :gray[:small[{told}]]"):
            _word_boxes(opened, field, columns[field], {word: proposed[word] for word in known})


def _taken_for(opened: OpenedFile, place: int, proposed: dict[str, str]) -> str:
    """ "Offen is Open, Erledigt is Resolved", of the most frequent words."""
    there = opened.survey.words[place] or {}
    meant = {word: taxonomy.label(key) if key else "empty" for word, key in proposed.items()}
    parts = [f"{there.get(word, (word, 0))[0][:WORD_SHOWN]} is {label}" for word, label in meant.items()]
    return ", ".join(parts[:WORDS_SHOWN]) + (" …" if len(parts) > WORDS_SHOWN else "")


def _values(words: list[str], kind: str) -> str:
    return f"{len(words):,} {kind} value{'' if len(words) == 1 else 's'}"


def _word_boxes(opened: OpenedFile, field: str, place: int, proposed: dict[str, str]) -> None:
    there = opened.survey.words[place] or {}
    options = _options(field)
    for cell, (word, key) in zip(_cells(len(proposed)), proposed.items(), strict=False):
        written, rows = there.get(word, (word, 0))
        cell.selectbox(
            f"{esc(written[:60])} :gray[({rows:,})]",
            options,
            index=options.index(key) if key in options else 0,
            key=state.word_key(opened, field, place, word),
            format_func=_meaning(field),
        )


def _options(field: str) -> list[str]:
    return [*taxonomy.choices()[field], SUGGESTED, LEFT_OUT]


def _meaning(field: str) -> Callable[[str], str]:
    nothing = "Treat as empty (Open)" if field == "status" else "Let Triage Desk suggest"
    return lambda key: {SUGGESTED: nothing, LEFT_OUT: "Skip these rows"}.get(key) or taxonomy.label(key)


def _when_empty_settings(opened: OpenedFile) -> None:
    """What tickets get where rows say nothing."""
    with st.expander("Empty categories and priorities"):
        for place, name in zip(st.columns(2), ("category", "priority"), strict=True):
            with place:
                _when_empty(opened, name)


def _when_empty(opened: OpenedFile, name: str) -> None:
    options = [SUGGESTED, *_options(name)[:-2]]
    chosen = opened.proposal.plan.when_empty.get(name, SUGGESTED)
    st.selectbox(
        f"When {BY_NAME[name].label.lower()} is empty",
        options,
        index=options.index(chosen) if chosen in options else 0,
        key=opened.key("empty", name),
        format_func=lambda key: taxonomy.label(key) if key else "Let Triage Desk suggest",
    )


def _preview(opened: OpenedFile, plan: Plan) -> None:
    st.subheader("Preview", anchor=False)
    if plan.missing:
        st.caption(plan.missing)
        return
    with opened.source.rows() as rows:
        staged = preview(itertools.islice(rows, PREVIEWED), plan)
    not_there = [field for field in FIELDS if field not in (*ALWAYS, *plan.columns)]
    st.dataframe(
        pd.DataFrame([_preview_row(row) for row in staged]).drop(columns=not_there),
        hide_index=True,
        column_config=_preview_columns(),
        row_height=34,
        placeholder="",
        alt="The first rows as tickets",
    )


def _preview_row(row: Any) -> dict[str, Any]:
    """A staged row in the columns of the preview: line, why, and the fields by their names."""
    shown = {name: _value(name, row) for name in FIELDS}
    why = row.problem or _suggested(row.category_set_by, row.priority_set_by)
    first = {name: shown[name] for name in BEFORE_REMARK}
    rest = {name: value for name, value in shown.items() if name not in (*BEFORE_REMARK, "description")}
    return {"line": row.line, **first, "why": why, **rest, "description": shown["description"]}


def _value(name: str, row: Any) -> Any:
    value = getattr(row, name)
    if name == "status" and row.problem:
        return "Rejected"
    if name in WORDED:
        return taxonomy.label(value or "")
    return value or "" if name in ALWAYS else value


def _suggested(category_by: str, priority_by: str) -> str:
    fields = [name for name, by in (("category", category_by), ("priority", priority_by)) if by == "classifier"]
    return f"{' and '.join(fields)} suggested" if fields else ""


def _preview_columns() -> dict[str, Any]:
    remarks = {
        "line": st.column_config.NumberColumn("Line", format="%d", width=50),
        "why": st.column_config.TextColumn("Remark", width=200),
    }
    return remarks | {name: _preview_column(BY_NAME[name]) for name in FIELDS}


def _preview_column(field: TicketField) -> Any:
    if field.kind == "time":
        return st.column_config.DatetimeColumn(field.label, format="D MMM YYYY, HH:mm", width=130)
    return st.column_config.TextColumn(field.label, width=WIDTHS.get(field.name, NAME_WIDTH))
