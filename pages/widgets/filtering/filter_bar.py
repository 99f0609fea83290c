"""Filter bar of Tickets and Dashboard, on the filter in the URL: widgets only show it and write to it.

Each filter is told once: by the label of its control, which also removes it, or by a chip where it has no control.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.widgets.chips import esc
from pages.widgets.filtering.filter_labels import (
    PERIODS,
    active_filters,
    filter_label,
    period_name,
    value_label,
    without,
)
from pages.widgets.filtering.filter_url import readable_filter, replaced, write_filter_to_url
from pages.widgets.filtering.option_labels import Counts, option_label, read_option_counts
from services import reporting
from services.errors import DatabaseAway
from services.filters.fields import field_named
from services.filters.filter_field import FilterField
from services.filters.ticket_filter import TicketFilter
from services.limits import SEARCH_MAX


def filter_bar(current: TicketFilter, *, today: date, created: bool = True) -> None:
    """Draw the control of every filter, those of More in one popover; ``created`` False leaves the period out."""
    counts = read_option_counts(current)
    controls = {name: control for name, control in CONTROLS.items() if created or name != "created"}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for name, control in controls.items():
            if control is _pills:
                _pills(field_named(name), current, today, counts.get(name))
            elif control not in (_more_values, None):
                control(field_named(name), current, today)
        _more([field_named(name) for name, control in controls.items() if control is _more_values], current, today)
        active = [name for name in active_filters(current) if name in controls]
        for name in active:
            if controls[name] is None:
                chip(name, current, today=today)
        if active:
            leave_out = () if created else ("created",)
            st.button("Clear filters", key="clear_filters", type="tertiary", on_click=_clear, args=(leave_out,))


@contextmanager
def keep_filter_bar(current: TicketFilter, *, created: bool = True) -> Iterator[None]:
    """Draw the filter bar although the block inside fails: another filter may be what helps."""
    try:
        yield
    except DatabaseAway:
        raise  # nothing that is asked would be answered
    except Exception:
        filter_bar(current, today=reporting.today(), created=created)
        raise


def chips(current: TicketFilter, *, today: date) -> None:
    """Draw a chip for each active filter, where there is no bar, and one that clears all."""
    active = active_filters(current)
    for name in active:
        chip(name, current, today=today)
    if len(active) > 1:
        st.button("Clear filters", key="clear_filters", type="tertiary", on_click=_clear, args=((),))


def chip(name: str, current: TicketFilter, *, today: date) -> None:
    """Draw the chip of an active filter, whose click removes it."""
    label = filter_label(name)
    st.button(
        esc(f"{label}: {value_label(name, current, today)}"),
        key=f"drop_{name}",
        icon=":material/close:",
        type="tertiary",
        help=f'Remove the "{label}" filter',
        on_click=partial(write_filter_to_url, without(current, name)),
    )


def _remove_button(field: FilterField, current: TicketFilter) -> None:
    """The last thing in the popover of an active filter."""
    if any(field.values_of(current)):
        st.button(
            f'Remove the "{field.label}" filter',
            key=f"drop_{field.name}",
            icon=":material/close:",
            type="tertiary",
            on_click=partial(write_filter_to_url, without(current, field.name)),
        )


def _clear(leave_out: Sequence[str]) -> None:
    """Clear the filters; what another control shows stays."""
    current = readable_filter()
    kept = [parameter.name for name in leave_out for parameter in field_named(name).parameters]
    write_filter_to_url(TicketFilter(**{name: getattr(current, name) for name in kept}))


def _search(_: FilterField, current: TicketFilter, __: date) -> None:
    # Only when it says something else: with the words go the spaces at their end, which a person goes on typing after.
    if " ".join(st.session_state.get("filter_search", "").split()) != current.search:
        st.session_state["filter_search"] = current.search
    st.text_input(
        "Search",
        key="filter_search",
        type="search",
        icon=":material/search:",
        placeholder="Search text or #number",
        help='Finds tickets that contain every word. Use "quotes" for a phrase and -word to exclude.'
        " Ctrl+K searches from any page.",
        label_visibility="collapsed",
        max_chars=SEARCH_MAX,
        width=240,
        live="400ms",
        on_change=_search_changed,
    )


def _search_changed() -> None:
    typed = _value_here("filter_search")
    if typed is not None:
        # Read anew: another filter may have changed since the page was drawn.
        write_filter_to_url(replaced(search=" ".join(typed.replace("\0", "").split())[:SEARCH_MAX]))


def _pills(field: FilterField, current: TicketFilter, today: date, counts: Counts | None) -> None:
    """Draw every option as a pill, with how many tickets it has where that is known."""
    key = f"filter_{field.name}"
    chosen: tuple[Any, ...] = getattr(current, field.name)
    st.session_state[key] = list(chosen)
    with _popover(field, current, today):
        st.pills(
            field.label,
            field.parameters[0].options(),
            format_func=partial(option_label, field, chosen, counts),
            selection_mode="multi",
            key=key,
            on_change=_choice_changed,
            args=(field.name,),
        )
        _remove_button(field, current)


def _names(field: FilterField, current: TicketFilter, today: date) -> None:
    """Draw a list of names, in which others can be typed."""
    key = f"filter_{field.name}"
    chosen: tuple[str, ...] = getattr(current, field.name)
    st.session_state[key] = list(chosen)
    with _popover(field, current, today):
        st.multiselect(
            field.label,
            list(dict.fromkeys((*field.parameters[0].options(), *chosen))),
            key=key,
            format_func=field.value_label,
            placeholder="Choose or type names",
            accept_new_options=True,
            filter_mode="contains",
            select_all=False,  # else Enter after a name takes everybody in whom its letters occur
            on_change=_choice_changed,
            args=(field.name,),
        )
        _remove_button(field, current)


def _more(several: Sequence[FilterField], current: TicketFilter, today: date) -> None:
    """Draw More, the filters that are chosen less often; on the dashboard clicks in charts do the same.

    The label carries the value of the one that is chosen, or how many are.
    """
    with st.popover(_more_label(several, current, today), key="filter_more_popover"):
        for field in several:
            _more_values(field, current, today)


def _more_values(field: FilterField, current: TicketFilter, _: date) -> None:
    (parameter,), chosen = field.parameters, list(getattr(current, field.name))
    options = list(dict.fromkeys((*parameter.options(), *chosen)))
    free = parameter.typed and parameter.options is tuple
    if not options and not free:
        return  # nothing to choose from yet
    st.session_state[f"filter_{field.name}"] = chosen
    st.multiselect(
        field.label,
        options,
        key=f"filter_{field.name}",
        format_func=field.value_label,
        placeholder="Type a name" if free else "Any",
        accept_new_options=free,
        select_all=False,
        on_change=_choice_changed,
        args=(field.name,),
    )


def _more_label(several: Sequence[FilterField], current: TicketFilter, today: date) -> str:
    values = [said for field in several if (said := value_label(field.name, current, today))]
    if not values:
        return "More"
    return f"More: **{esc(values[0]) if len(values) == 1 else f'{len(values)} filters'}**"


def _choice_changed(name: str) -> None:
    chosen = _value_here(f"filter_{name}")
    if chosen is not None:
        values = tuple(value.strip() if isinstance(value, str) else value for value in chosen)  # names may be typed
        write_filter_to_url(replaced(**{name: values}))


def _value_here(key: str) -> Any:
    """The value of a control of this page; None where Streamlit calls back for the same control of a page left since.

    Each page has a control of its own under this key. The browser may send that of the page before once more, when
    Streamlit has forgotten its value and so takes it for changed.
    """
    return st.session_state.get(key)


def _period(field: FilterField, current: TicketFilter, today: date) -> None:
    name = period_name(current, today)
    st.session_state["filter_period"] = name
    after, before = (
        moment if type(moment) is date else None for moment in (current.created_after, current.created_before)
    )
    if len(st.session_state.get("filter_days", ())) != 1:  # one day alone: the other is about to be chosen
        st.session_state["filter_days"] = (after, before or max(after, today)) if after else ()
    with _popover(field, current, today):
        st.pills(
            field.label,
            list(PERIODS),
            key="filter_period",
            format_func=partial(_period_label, name),
            on_change=_period_changed,
            args=(today,),
        )
        st.date_input("Or between", key="filter_days", format="YYYY-MM-DD", on_change=_days_changed)
        _remove_button(field, current)


def _period_label(chosen: str | None, name: str) -> str:
    return f":blue[{name}]" if name == chosen else name


def _period_changed(today: date) -> None:
    name = st.session_state["filter_period"]
    after = today - timedelta(days=PERIODS[name] - 1) if name else None
    write_filter_to_url(replaced(created_after=after, created_before=None))


def _days_changed() -> None:
    days = st.session_state["filter_days"]
    if len(days) != 1:  # with one of the two days chosen, the other is still to come
        write_filter_to_url(replaced(created_after=days[0] if days else None, created_before=days[1] if days else None))


def _popover(field: FilterField, current: TicketFilter, today: date) -> DeltaGenerator:
    """The popover that holds the control of a filter; its label carries the value."""
    value = value_label(field.name, current, today)
    label = f"{field.label}: **{esc(value)}**" if value else field.label
    return st.popover(label, key=f"filter_{field.name}_popover")


Control = Callable[..., None]  # of the filter, all that is filtered by, and today
# How each filter is drawn, in the order of the bar. None: it comes from links and charts, and has a chip only.
CONTROLS: dict[str, Control | None] = {
    "search": _search,
    "status": _pills,
    "priority": _pills,
    "category": _pills,
    "assignee": _names,
    "created": _period,
    "requester": _more_values,
    "weekday": _more_values,
    "hour": _more_values,
    "source": _more_values,
    "suggestion": _more_values,
    "review": _more_values,
    "merged": _more_values,
    "topic": _more_values,
    "target": _more_values,
    "resolved": None,
    "taken": None,
    "event": None,
    "imported": None,
}
