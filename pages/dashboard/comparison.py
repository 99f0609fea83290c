"""Choose what the dashboard compares with; the URL holds it, beside the filter.

``compare`` is "year" or the first day of other days, ``against`` another filter of the same days; without either it is
the previous period, where the filter has one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from pages.dashboard.undated import counts_undated
from pages.widgets.chips import esc
from pages.widgets.filtering import filter_url
from pages.widgets.filtering.filter_url import AGAINST, COMPARE
from services.filters.imports import DATED
from services.filters.ticket_filter import TicketFilter
from services.stats.comparison import YEAR, as_text, filter_from_text, other_period
from services.stats.undated import count_undated

PREVIOUS, LAST_YEAR = "Previous period", "Same days last year"
PREVIOUS_PERIOD = "the previous period"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``other``: the filter that is compared with; None: the previous period, if any. ``period``: other days of it."""

    other: TicketFilter | None = None
    period: bool = True

    def said(self, today: date) -> str:
        """Markdown: what is compared with, without "against"."""
        if self.other is None:
            return PREVIOUS_PERIOD
        if self.period:
            first, last = self.other.created_after, self.other.created_before
            return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b %Y} to {last:%-d %b %Y}"
        words = replace(self.other, created_after=None, created_before=None, imported=()).sentence(2, today=today)
        words = words.removeprefix("2 ")
        return "all tickets" if words == "tickets" else esc(words)


def read_comparison(current: TicketFilter, today: date) -> Comparison:
    """What the URL asks for; what cannot be compared is passed over."""
    if (text := st.query_params.get(AGAINST)) is not None and (other := filter_from_text(text)) is not None:
        return _dated(Comparison(_of_the_days_of(current, other), period=False))
    if begins := st.query_params.get(COMPARE):
        return _dated(Comparison(_other_days(current, begins, today)))
    return Comparison()


def _of_the_days_of(current: TicketFilter, other: TicketFilter) -> TicketFilter:
    return replace(other, created_after=current.created_after, created_before=current.created_before)


def _other_days(current: TicketFilter, begins: str, today: date) -> TicketFilter | None:
    try:
        return other_period(current, YEAR if begins == YEAR else date.fromisoformat(begins), today)
    except ValueError:
        return None


def _dated(comparison: Comparison) -> Comparison:
    """Without tickets that were imported without dates, unless the page counts them."""
    other = comparison.other
    if other is None or counts_undated() or not count_undated(other):
        return comparison
    return replace(comparison, other=replace(other, imported=(DATED,)))


def comparison_control(current: TicketFilter, comparison: Comparison, today: date) -> None:
    """Draw the popover that chooses; its label says what is compared with, where it is not the previous period."""
    label = f"Compare: **{comparison.said(today)}**" if comparison.other else "Compare"
    with st.popover(label, key="compare_popover", icon=":material/compare_arrows:"):
        if other_period(current, YEAR, today) is not None:
            _periods(comparison)
        st.button(
            "Put this filter aside",
            key="compare_aside",
            icon=":material/bookmark_add:",
            help="Then change the filter: every number is compared with the one put aside, of the same days.",
            on_click=_write,
            args=(AGAINST, as_text(replace(current, imported=_imports_in_url(current)))),
        )
        if comparison.other and not comparison.period:
            st.caption("Compared with the filter that was put aside, of the same days.")
            st.button("Swap the two", key="compare_swap", icon=":material/swap_horiz:", on_click=_swap)
    if comparison.other:
        st.button(
            "Stop comparing",
            key="compare_stop",
            icon=":material/close:",
            type="tertiary",
            help="Compare with the previous period again",
            on_click=_write,
            args=(None, ""),
        )


def _periods(comparison: Comparison) -> None:
    begins = st.query_params.get(COMPARE, "")
    by_days = bool(comparison.other and comparison.period and begins != YEAR)
    chosen = LAST_YEAR if comparison.period and begins == YEAR else None if comparison.other else PREVIOUS
    st.session_state["compare_period"] = chosen
    st.pills(
        "Compare with",
        [PREVIOUS, LAST_YEAR],
        key="compare_period",
        format_func=lambda name: f":blue[{name}]" if name == chosen else name,
        on_change=_period_chosen,
    )
    st.session_state["compare_days"] = comparison.other.created_after if comparison.other and by_days else None
    st.date_input(
        "As many days from",
        key="compare_days",
        format="YYYY-MM-DD",
        on_change=_days_chosen,
    )


def _period_chosen() -> None:
    _write(COMPARE, YEAR if st.session_state["compare_period"] == LAST_YEAR else "")


def _days_chosen() -> None:
    begins = st.session_state["compare_days"]
    _write(COMPARE, begins.isoformat() if begins else "")


def _swap() -> None:
    """The filter that was put aside becomes the filter, and the other way round."""
    current, aside = filter_url.readable_filter(), filter_from_text(st.query_params.get(AGAINST, ""))
    if aside is not None:
        _write(AGAINST, as_text(current))
        filter_url.write_filter_to_url(_of_the_days_of(current, aside))


def _write(name: str | None, value: str) -> None:
    params = {given: st.query_params.get_all(given) for given in st.query_params if given not in (COMPARE, AGAINST)}
    if name and (value or name == AGAINST):
        params[name] = [value]
    st.query_params.from_dict(params)  # in one step of the browser's history


def _imports_in_url(current: TicketFilter) -> tuple[str, ...]:
    """What the URL itself asks of imports; the page may have left out tickets without dates."""
    return filter_url.readable_filter().imported if current.imported else ()
