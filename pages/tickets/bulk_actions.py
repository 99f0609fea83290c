"""Bulk actions on selected tickets: preview, confirm, apply, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from pages.tickets.selection import Selection, Wanted, selection_so_far
from pages.tickets.table import reported_ticks
from pages.widgets.chips import esc
from pages.widgets.formatting import counted
from pages.widgets.job_actions import ACTOR
from pages.widgets.toasts import tell, tell_failure
from services import bulk, taxonomy
from services.bulk import BULK
from services.errors import TriageError
from services.jobs.work import bulk_change
from services.listing.ticket_pages import Page
from services.settings import NAME_MAX, TRASH_DAYS
from services.tickets import assignees
from services.tickets.editing import TicketChange
from services.tickets.fields import BY_NAME

AT_ONCE = 1_000  # tickets that need no worker


def bulk_bar(chosen: Selection, found: Page) -> None:
    """The bar at the bottom, while anything is selected."""
    if not chosen.ids:
        return
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if chosen.wanted is None:
            _choices(chosen, found)
        else:
            _question(chosen, chosen.wanted)


def undo_of_bulk() -> None:
    """After a bulk change: says what was done, with the way back."""
    chosen = selection_so_far()
    if chosen.done is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/done_all: {chosen.told}", width="content")
        if chosen.done.changed and st.button("Undo", type="tertiary", icon=":material/undo:", key="bulk_undo"):
            _undo(chosen, chosen.done)
            st.rerun()
        st.button("Close", type="tertiary", key="bulk_close", on_click=partial(setattr, chosen, "done", None))


def _choices(chosen: Selection, found: Page) -> None:
    """How many are selected, and what can be set on them."""
    elsewhere = len(chosen.ids) - len(chosen.on([ticket.id for ticket in found.tickets]))
    remark = f" :gray[:small[{elsewhere:,} on other pages]]" if elsewhere else ""
    st.markdown(f"**{len(chosen.ids):,} selected**{remark}", width="content")
    if len(chosen.ids) < found.count or not found.count_is_exact:
        everything = counted(found.count, exact=found.count_is_exact)
        st.button(f"Select all {everything} matching", type="tertiary", on_click=_select_all, args=(chosen,))
    for name, values in taxonomy.choices().items():
        if name in BULK:
            _values(chosen, name, values)
    _assign(chosen)
    st.button(
        ":red[Delete]",
        type="tertiary",
        icon=":material/delete:",
        key="bulk_delete",
        on_click=_want,
        args=(chosen, None),
    )
    st.button("Clear selection", type="tertiary", icon=":material/close:", on_click=chosen.clear)


def _values(chosen: Selection, name: str, values: Sequence[str]) -> None:
    with st.popover(BY_NAME[name].label, key=f"bulk_{name}"):
        for value in values:
            change = TicketChange(**{name: value})
            label = esc(taxonomy.label(value))
            st.button(label, type="tertiary", key=f"bulk_{name}_{value}", on_click=_want, args=(chosen, change))


def _assign(chosen: Selection) -> None:
    with st.popover("Assign", key="bulk_assign"):
        st.selectbox(
            "Assign to",
            assignees.assignees(),
            index=None,
            key="bulk_assignee",
            placeholder="Choose or type a name",
            accept_new_options=True,
            filter_mode="contains",
            on_change=_want_assignee,
            args=(chosen,),
        )
        nobody = TicketChange(assignee=None)
        st.button("Nobody", type="tertiary", key="bulk_nobody", on_click=_want, args=(chosen, nobody))


def _want_assignee(chosen: Selection) -> None:
    name = st.session_state["bulk_assignee"]
    if name and name.strip():
        _want(chosen, TicketChange(assignee=name.strip()[:NAME_MAX]))


def _want(chosen: Selection, change: TicketChange | None) -> None:
    chosen.hear(reported_ticks())  # a tick of just now may have come with the click: it would take the question back
    chosen.wanted = Wanted(_words(change, esc), change, _words(change, str))


def _words(change: TicketChange | None, written: Callable[[str], str]) -> str:
    """What becomes of the tickets, to end a sentence; names and labels as ``written`` makes them."""
    if change is None:
        return "deleted"
    ((name, value),) = change.values().items()
    if name == "assignee":
        return f"assigned to {written(value)}" if value else "assigned to nobody"
    return f"set to {BY_NAME[name].label.lower()} {written(taxonomy.label(value))}"


def _select_all(chosen: Selection) -> None:
    try:
        chosen.ids = set(bulk.select_matching(chosen.still))
    except TriageError as error:
        tell_failure(esc(str(error)))


def _question(chosen: Selection, wanted: Wanted) -> None:
    """How many it would be, and a yes or no."""
    try:
        seen = bulk.preview(chosen.ids, chosen.still, wanted.change)
    except TriageError as error:
        st.error(esc(str(error)), icon=":material/error:")
        st.button("Cancel", type="tertiary", key="bulk_cancel", on_click=_cancel, args=(chosen,))
        return
    affected = seen.matching - seen.already
    st.markdown(" ".join(_sentences(chosen, wanted, seen)), width="content")
    label = f"{'Delete' if wanted.change is None else 'Change'} {tickets(affected)}"
    if st.button(label, type="primary", key="bulk_go", disabled=not affected):
        with st.spinner(f"Changing {tickets(affected)}…", show_time=True):
            _do(chosen, wanted)
        st.rerun()
    st.button("Cancel", type="tertiary", key="bulk_cancel", on_click=_cancel, args=(chosen,))


def _sentences(chosen: Selection, wanted: Wanted, seen: bulk.Preview) -> list[str]:
    affected, gone = seen.matching - seen.already, len(chosen.ids) - seen.matching
    said = [f"**{tickets(affected)} will be {wanted.words}.**"]
    if wanted.change is None:
        said.append(f"They can be brought back for {TRASH_DAYS} days.")
    if seen.already:
        said.append(f"{seen.already:,} {'is' if seen.already == 1 else 'are'} so already.")
    if gone:
        said.append(f"{gone:,} changed since and no longer {'matches' if gone == 1 else 'match'}: left as they are.")
    return said


def _cancel(chosen: Selection) -> None:
    chosen.wanted = None


def _do(chosen: Selection, wanted: Wanted) -> None:
    try:
        if len(chosen.ids) > AT_ONCE:
            bulk_change.start(chosen.ids, chosen.still, wanted.change, actor=ACTOR, words=wanted.plain)
            chosen.clear()
            return
        if wanted.change is None:
            done = bulk.delete_tickets(chosen.ids, chosen.still)
        else:
            done = bulk.change_tickets(chosen.ids, chosen.still, wanted.change)
    except TriageError as error:
        chosen.wanted = None
        tell_failure(esc(str(error)))
        return
    chosen.clear()
    chosen.done = done
    left = f" {done.left_out:,} had changed and stayed as they are." if done.left_out else ""
    chosen.told = f"{tickets(done.changed)} {wanted.words}.{left}"


def _undo(chosen: Selection, done: bulk.Done) -> None:
    try:
        with st.spinner(f"Putting back {tickets(done.changed)}…", show_time=True):
            undone = bulk.undo(done.id)
    except TriageError as error:
        tell_failure(esc(str(error)))
        return
    chosen.done = None
    left = f" {tickets(undone.left_alone)} changed since and stayed as they are." if undone.left_alone else ""
    tell(f"{tickets(undone.restored)} put back.{left}")


def tickets(count: int) -> str:
    """ "1 ticket", "12,403 tickets"."""
    return f"{count:,} ticket{'' if count == 1 else 's'}"
