"""Bulk actions on selected tickets: preview, confirm, apply, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from pages.tickets.classify_many import classify_selected
from pages.tickets.merge_selected import merge_choice, show_undo_merge
from pages.tickets.table.selection import PendingChange, Selection, current_selection
from pages.tickets.table.table import reported_ticks
from pages.widgets.chips import esc
from pages.widgets.formatting import counted
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.jobs.job_texts import undone_change_text
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, bulk, taxonomy
from services.bulk import BULK
from services.errors import TriageError
from services.jobs.work import bulk_change
from services.jobs.work.bulk_change import AT_ONCE
from services.limits import NAME_MAX, TRASH_DAYS
from services.listing.ticket_pages import Page
from services.tickets import assignees
from services.tickets.editing import TicketChange
from services.tickets.fields import BY_NAME


def bulk_bar(chosen: Selection, results: Page) -> None:
    """The bar at the bottom, while anything is selected."""
    if not chosen.ids or not access.allows("edit"):
        return
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if chosen.pending is None:
            _choices(chosen, results)
        else:
            _confirmation(chosen, chosen.pending)


def show_undo_bulk() -> None:
    """After a bulk change or a merge: says what was done, with the way back."""
    show_undo_merge()
    chosen = current_selection()
    if chosen.done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/done_all: {chosen.outcome}", width="content")
        if chosen.done.changed and st.button("Undo", type="tertiary", icon=":material/undo:", key="bulk_undo"):
            _undo(chosen, chosen.done)
            st.rerun()
        st.button("Dismiss", type="tertiary", key="bulk_close", on_click=partial(setattr, chosen, "done", None))


def _choices(chosen: Selection, results: Page) -> None:
    """How many are selected, and what can be set on them."""
    elsewhere = len(chosen.ids) - len(chosen.ticked_on([ticket.id for ticket in results.tickets]))
    remark = f" :gray[:small[{elsewhere:,} on other pages]]" if elsewhere else ""
    st.markdown(f"**{len(chosen.ids):,} selected**{remark}", width="content")
    if len(chosen.ids) < results.count or not results.count_is_exact:
        everything = counted(results.count, exact=results.count_is_exact)
        st.button(f"Select all {everything} matching tickets", type="tertiary", on_click=_select_all, args=(chosen,))
    if len(chosen.ids) > access.BULK_OF_AGENTS and (said := access.why_not("bulk")):
        st.caption(esc(said), width="content")
    else:
        _actions(chosen, results)
    st.button("Clear selection", type="tertiary", icon=":material/close:", on_click=chosen.clear)


def _actions(chosen: Selection, results: Page) -> None:
    for name, values in taxonomy.choices().items():
        if name in BULK:
            _values(chosen, name, values)
    _assign(chosen)
    classify_selected(chosen.still, chosen.ids)
    if access.allows("merge"):
        merge_choice(chosen, results)
    if access.allows("delete"):
        _delete_button(chosen)


def _delete_button(chosen: Selection) -> None:
    st.button(
        ":red[Delete]",
        type="tertiary",
        icon=":material/delete:",
        key="bulk_delete",
        on_click=_propose,
        args=(chosen, None),
    )


def _values(chosen: Selection, name: str, values: Sequence[str]) -> None:
    with st.popover(BY_NAME[name].label, key=f"bulk_{name}"):
        for value in values:
            change = TicketChange(**{name: value})
            label = esc(taxonomy.label(value))
            st.button(label, type="tertiary", key=f"bulk_{name}_{value}", on_click=_propose, args=(chosen, change))


def _assign(chosen: Selection) -> None:
    with st.popover("Assign", key="bulk_assign"):
        st.selectbox(
            "Assign to",
            assignees.assignees_by_use(),
            index=None,
            key="bulk_assignee",
            placeholder="Choose or type a name",
            accept_new_options=True,
            filter_mode="contains",
            on_change=_propose_assignee,
            args=(chosen,),
        )
        nobody = TicketChange(assignee=None)
        st.button("Unassigned", type="tertiary", key="bulk_nobody", on_click=_propose, args=(chosen, nobody))


def _propose_assignee(chosen: Selection) -> None:
    name = st.session_state["bulk_assignee"]
    if name and name.strip():
        _propose(chosen, TicketChange(assignee=name.strip()[:NAME_MAX]))


def _propose(chosen: Selection, change: TicketChange | None) -> None:
    # A tick of just now may have come with the click: it would take the question back.
    chosen.apply_reported_ticks(reported_ticks())
    chosen.pending = PendingChange(_change_text(change, esc), change, _change_text(change, str))


def _change_text(change: TicketChange | None, written: Callable[[str], str]) -> str:
    """What becomes of the tickets, to end a sentence; names and labels as ``written`` makes them."""
    if change is None:
        return "deleted"
    ((name, value),) = change.values().items()
    if name == "assignee":
        return f"assigned to {written(value)}" if value else "unassigned"
    return f"set to {BY_NAME[name].label.lower()} {written(taxonomy.label(value))}"


def _select_all(chosen: Selection) -> None:
    try:
        chosen.ids = set(bulk.select_matching(chosen.still))
    except TriageError as error:
        queue_failure_toast(esc(str(error)))


def _confirmation(chosen: Selection, wanted: PendingChange) -> None:
    """How many it would be, and a yes or no."""
    try:
        seen = bulk.preview(chosen.ids, chosen.still, wanted.change)
    except TriageError as error:
        st.error(esc(str(error)), icon=":material/error:")
        st.button("Cancel", type="tertiary", key="bulk_cancel", on_click=_cancel, args=(chosen,))
        return
    affected = seen.matching - seen.already
    st.markdown(" ".join(_preview_sentences(chosen, wanted, seen)), width="content")
    label = f"{'Delete' if wanted.change is None else 'Change'} {ticket_count(affected)}"
    if st.button(label, type="primary", key="bulk_go", disabled=not affected):
        with st.spinner(f"Changing {ticket_count(affected)}…", show_time=True):
            _apply(chosen, wanted)
        st.rerun()
    st.button("Cancel", type="tertiary", key="bulk_cancel", on_click=_cancel, args=(chosen,))


def _preview_sentences(chosen: Selection, wanted: PendingChange, seen: bulk.Preview) -> list[str]:
    affected, gone = seen.matching - seen.already, len(chosen.ids) - seen.matching
    said = [f"**{ticket_count(affected)} will be {wanted.words}.**"]
    if wanted.change is None:
        said.append(f"You can restore them for {TRASH_DAYS} days.")
    if seen.already:
        said.append(f"{seen.already:,} already {'has' if seen.already == 1 else 'have'} this value.")
    if gone:
        said.append(f"{gone:,} no longer {'matches' if gone == 1 else 'match'} and will be skipped.")
    return said


def _cancel(chosen: Selection) -> None:
    chosen.pending = None


def _apply(chosen: Selection, wanted: PendingChange) -> None:
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
        chosen.pending = None
        queue_failure_toast(esc(str(error)))
        return
    chosen.clear()
    chosen.done = done
    left = f" {done.left_out:,} had changed and stayed as they are." if done.left_out else ""
    chosen.outcome = f"{ticket_count(done.changed)} {wanted.words}.{left}"


def _undo(chosen: Selection, done: bulk.Done) -> None:
    try:
        with st.spinner(f"Undoing the change of {ticket_count(done.changed)}…", show_time=True):
            undone = bulk.undo(done.id)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    chosen.done = None
    queue_toast(undone_change_text(undone))


def ticket_count(count: int) -> str:
    """ "1 ticket", "12,403 tickets"."""
    return f"{count:,} ticket{'' if count == 1 else 's'}"
