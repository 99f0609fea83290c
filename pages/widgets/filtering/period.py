"""Choose the period of the dashboard, which the URL holds like the rest of the filter.

``created_after`` and ``created_before`` say it; without them it is the last 30 days. ``period=all`` means all time, and
``period=7`` as many days up to today, whichever day that is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from pages.widgets.filtering import filter_url
from pages.widgets.layout import is_phone
from services.filters.ticket_filter import TicketFilter

DEFAULT = "30 days"
PERIODS = {"7 days": 7, DEFAULT: 30, "90 days": 90, "1 year": 365}
ALL, CUSTOM = "All", "Custom"
ALL_TIME = ("period", "all")  # the URL parameter


def with_period(current: TicketFilter, today: date) -> TicketFilter:
    """The filter of the URL with the period that it means, so that other pages understand it too."""
    if current.created_after or current.created_before or _all_time():
        return current
    return replace(current, created_after=_first(_named_period(), today))


def params_of(current: TicketFilter) -> list[tuple[str, str]]:
    """URL parameters with which the dashboard shows exactly these tickets: without a period, all time."""
    params = current.to_params()
    return params if current.created_after or current.created_before else [*params, ALL_TIME]


def period_control(current: TicketFilter, first: date, last: date, today: date) -> None:
    """The named periods, and two days to choose; ``first`` and ``last`` are those of the period now."""
    name = period_name(current, today)
    if name == CUSTOM:
        _days(first, last)
    st.session_state["period"] = name
    st.segmented_control(
        "Period",
        [*PERIODS, ALL, CUSTOM],
        key="period",
        format_func=partial(_option_label, name),
        label_visibility="collapsed",
        wrap=True,  # in a narrow window, too, all are seen
        on_change=_chosen_period,
        args=(first, last, today),
    )


def period_name(current: TicketFilter, today: date) -> str:
    """Which of the options the period of ``current`` is."""
    after, before = current.created_after, current.created_before
    if after is None and before is None:
        return ALL
    named = (name for name in PERIODS if before is None and after == _first(name, today))
    return next(named, CUSTOM)


def all_time() -> None:
    """Make it all time; for callbacks."""
    _write_period(None, None, all_time=True)


def _option_label(chosen: str, option: str) -> str:
    """On a phone the six would not fit; what is picked takes the link blue, Streamlit's own is too dark in dark."""
    said = option.replace(" days", " d").replace(" year", " y") if is_phone() else option
    return f":blue[{said}]" if option == chosen else said


def _days(first: date, last: date) -> None:
    if len(st.session_state.get("period_days", ())) != 1:  # one day alone: the other is about to be chosen
        st.session_state["period_days"] = (first, last)
    st.date_input(
        "From and to",
        key="period_days",
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=230,
        on_change=_days_chosen,
    )


def _chosen_period(first: date, last: date, today: date) -> None:
    name = st.session_state["period"]
    if name == ALL:
        all_time()
    elif name == CUSTOM:
        _write_period(first, last)
    else:  # a click on the chosen one again leaves none: the default
        _write_period(None if name in (None, DEFAULT) else _first(name, today), None)


def _days_chosen() -> None:
    days = st.session_state["period_days"]
    if len(days) == 2:
        _write_period(*days)


def _write_period(after: date | None, before: date | None, *, all_time: bool = False) -> None:
    wanted = replace(filter_url.readable_filter(), created_after=after, created_before=before)
    filter_url.write_filter_to_url(wanted, all_time=all_time)


def _first(name: str, today: date) -> date:
    return today - timedelta(days=PERIODS[name] - 1)


def _named_period() -> str:
    """The period of which the URL gives the length; else the default."""
    given = st.query_params.get(ALL_TIME[0])
    return next((name for name, days in PERIODS.items() if str(days) == given), DEFAULT)


def _all_time() -> bool:
    return st.query_params.get(ALL_TIME[0]) == ALL_TIME[1]
