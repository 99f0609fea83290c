"""Empty states and the actions they offer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.filtering import filter_labels, filter_url
from pages.widgets.formatting import counted
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.toasts import queue_failure_toast
from services import access
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.listing import counting, ticket_pages


@contextmanager
def empty_card(title: str, text: str) -> Iterator[None]:
    """A card in the middle of the page; what is drawn inside becomes its row of buttons."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.space("small")
        st.subheader(title, anchor=False, width="content", text_alignment="center")
        st.caption(text, width="content", text_alignment="center")
        with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
            yield
        st.space("small")


def no_tickets_yet(title: str, text: str) -> None:
    """For a page that has nothing to show before the first ticket."""
    with empty_card(title, text):
        if access.allows("file") and st.button("New ticket", type="primary", icon=":material/add:"):
            st.switch_page("new_ticket/page.py")
        if access.allows("import"):
            st.button("Load sample tickets", icon=":material/dataset:", on_click=load_sample)
        if access.allows("teach"):
            tour_link()


def tour_link() -> None:
    """The way to the tour."""
    st.page_link("tour/page.py", label="Show me", icon=":material/play_circle:", width="content")


def no_matches(current: TicketFilter, *, all_time: bool | None = None) -> None:
    """What a misspelt search may have meant, which single filter stands in the way, and a click for each.

    ``all_time``: what each click makes of the dashboard's period, as in ``filter_url.write_filter_to_url``.
    """
    put = partial(filter_url.write_filter_to_url, all_time=all_time)
    counts = {
        name: counting.count(filter_labels.without(current, name)) for name in filter_labels.active_filters(current)
    }
    best = max(
        counts, key=lambda name: (counts[name][0], not counts[name][1]), default="search"
    )  # none: the last ticket went just now
    label = filter_labels.filter_label(best)
    count, exact = counts.get(best, (0, True))
    text = (
        f'Remove the "{label}" filter to see {count_phrase(count, exact=exact)}.'
        if count
        else "No tickets match this combination of filters."
    )
    meant = _corrected_filter(current)
    with empty_card("Nothing matches", text):
        if meant is not None:
            words = f"Search for **{esc(meant.search)}**"
            st.button(words, key="did_you_mean", type="primary", on_click=partial(put, meant))
        if count:
            drop = partial(put, filter_labels.without(current, best))
            st.button(f'Remove the "{label}" filter', type="secondary" if meant else "primary", on_click=drop)
        st.button("Clear filters", on_click=partial(put, TicketFilter()))


def count_phrase(number: int, *, exact: bool) -> str:
    """``31 tickets``, of what a click would show."""
    return f"{counted(number, exact=exact)} ticket{'' if number == 1 and exact else 's'}"


def _corrected_filter(current: TicketFilter) -> TicketFilter | None:
    """The filter with the search put right, if that finds anything."""
    if not current.search:
        return None
    try:
        better = ticket_pages.did_you_mean(current.search)
        meant = replace(current, search=better) if better else None
        return meant if meant and counting.count(meant)[0] else None
    except TriageError:
        return None  # the page is useful without


def load_sample() -> None:
    """Begin to load the sample tickets, as a job, or say in a toast why that cannot be."""
    try:
        if not store.is_open("sample"):
            queue.enqueue("sample", actor=ACTOR)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
