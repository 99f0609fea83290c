"""Questions about a file that it does not answer itself: dates, ids that stand twice, ends of unresolved tickets."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from pages.tickets.importing import state
from pages.tickets.importing.state import ON_A_DAY, OpenedFile
from services import reporting
from services.transfer.importing.plan import ASIDE, TODAY, Ended, Plan, Repeated
from services.transfer.importing.times.dates import OrderTold

REPEATED: dict[Repeated, str] = {
    "reject": "Reject the second row",
    "append": "Add its text to the first ticket",
}
ENDED: dict[Ended, str] = {
    "reopened": "Was reopened: leave the date out",
    "closed": "Is closed",
    "reject": "Reject the row",
}
CREATED = {
    ASIDE: "Today, left out of the dashboard and today's numbers",
    ON_A_DAY: "On a day that I choose",
    TODAY: "Today, counted like all others",
}
ORDERS: dict[OrderTold, str] = {
    "dmy": "Dates of the file can only be read with the day first.",
    "mdy": "Dates of the file can only be read with the month first.",
    "both": "The dates of the file can be read both ways.",
    "ymd": "Dates of the file can only be read with the year first.",
    "year": "The dates of the file begin with the day or with the year.",
    "neither": "Some dates have the day first, others the month. Rows that cannot be read as you choose are rejected.",
}
SOONEST = date(1900, 1, 1)


def questions(opened: OpenedFile, plan: Plan) -> None:
    """Draw those that this file with this mapping raises."""
    if "created_at" not in plan.columns:
        _undated(opened)
    beside = iter(st.columns(3))
    told = state.told_order(opened, plan)
    if told is not None:
        with next(beside):
            (_year_first if told in ("ymd", "year") else _day_first)(opened, told)
    if "external_id" in plan.columns:
        with next(beside):
            _repeated(opened)
            _prefix(opened)
    if plan.foreign and {"status", "resolved_at"} <= plan.columns.keys():
        with next(beside):
            _ended(opened)


def _undated(opened: OpenedFile) -> None:
    """A file without dates: all its tickets would be created today."""
    rows = opened.survey.rows
    tickets = "The ticket has no date and will" if rows == 1 else f"The file has no dates: all {rows:,} tickets will"
    st.warning(f"{tickets} be created today, unless you choose a day.", icon=":material/event_busy:")
    proposed = opened.proposal.plan.undated
    chosen = st.radio(
        "When were they created?",
        list(CREATED),
        index=list(CREATED).index(proposed if proposed in CREATED else ASIDE),
        key=opened.key("undated"),
        format_func=CREATED.__getitem__,
    )
    if chosen == ON_A_DAY:
        today = reporting.today()
        st.date_input(
            "Day",
            value=today - timedelta(days=1),
            min_value=SOONEST,
            max_value=today,
            key=opened.key("undated_day"),
            width=200,
        )


def _day_first(opened: OpenedFile, told: OrderTold) -> None:
    """The order of day and month: as the dates tell, else as somebody chose before, else nobody has said."""
    known = told in ("dmy", "mdy") or (told == "both" and opened.proposal.remembered)
    st.selectbox(
        "03/04/2026 is",
        [False, True],
        index=int(opened.proposal.plan.day_first) if known else None,
        key=opened.key("day_first"),
        format_func=lambda first: "3 April" if first else "March 4",
        placeholder="Choose",
        help=ORDERS[told],
    )


def _year_first(opened: OpenedFile, told: OrderTold) -> None:
    """Whether dates of two digits each begin with the year."""
    known = told == "ymd" or opened.proposal.remembered
    st.selectbox(
        "26/03/04 is",
        [False, True],
        index=int(opened.proposal.plan.year_first) if known else None,
        key=opened.key("year_first"),
        format_func=lambda first: "4 March 2026" if first else "26 March 2004",
        placeholder="Choose",
        help=ORDERS[told],
    )


def _repeated(opened: OpenedFile) -> None:
    st.selectbox(
        "When an ID is in the file twice",
        list(REPEATED),
        index=list(REPEATED).index(opened.proposal.plan.repeated),
        key=opened.key("repeated"),
        format_func=REPEATED.__getitem__,
        help="Exports of comments have a row for each comment, all with the ID of the ticket.",
    )


def _prefix(opened: OpenedFile) -> None:
    st.text_input(
        "External ID prefix",
        value=opened.proposal.plan.id_prefix,
        key=opened.key("prefix"),
        max_chars=40,
        help="IDs are plain numbers in many systems: the prefix keeps those of two systems apart. "
        "A row whose ID was imported before is skipped.",
    )


def _ended(opened: OpenedFile) -> None:
    st.selectbox(
        "An unresolved ticket with a resolved date",
        list(ENDED),
        index=list(ENDED).index(opened.proposal.plan.ended),
        key=opened.key("ended"),
        format_func=ENDED.__getitem__,
    )
