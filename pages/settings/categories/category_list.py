"""List of categories: move, edit, archive, restore, add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from pages.settings.categories.category_drawer import NEW, draw_open_category, draw_unsaved_category, open_category
from pages.settings.categories.order_buttons import order_buttons
from pages.widgets.chips import esc, theme_and_icon
from pages.widgets.error_messages import action_message
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import categories, stats, taxonomy
from services.errors import TriageError
from services.taxonomy import Category

EXPLAINED = (
    "What a ticket can be about. Language models read the descriptions, the keyword rules the keywords. "
    "A change counts at once: in suggestions, filters, numbers and the API."
)


def category_list() -> None:
    """The whole section."""
    try:
        everything, counts = taxonomy.categories(archived=True), stats.headline().category_breakdown
    except TriageError as error:
        show_outage(error, stats.headline)
        return
    active = [category for category in everything if not category.archived]
    archived = [category for category in everything if category.archived]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(EXPLAINED, width=620)
        st.button("Add category", type="primary", icon=":material/add:", on_click=partial(open_category, NEW))
    draw_unsaved_category()
    seen = [category.key for category in active]
    with st.container(gap="small"):
        for place, category in enumerate(active):
            with _row(category, counts.get(category.key, 0)):
                move = partial(_move, category.key, seen=seen)
                order_buttons(category.key, category.label, place=place, rows=len(seen), move=move)
                st.button("Edit", key=f"edit_{category.key}", on_click=partial(open_category, category.key))
    if archived:
        st.subheader("Archived", anchor=False)
        st.caption("Neither offered nor suggested. Their tickets keep them and stay in numbers and filters.")
        for category in archived:
            with _row(category, counts.get(category.key, 0)):
                st.button("Restore", key=f"bring_back_{category.key}", on_click=partial(_restore, category))
    draw_open_category()


def _row(category: Category, tickets: int) -> st.delta_generator.DeltaGenerator:
    """One category as a card; returns the container for its buttons."""
    row = st.container(
        border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"
    )
    with row.container(width="stretch", gap="xsmall"):
        _, icon = theme_and_icon(category.key)
        keywords = f"{len(category.keywords):,} keyword{'' if len(category.keywords) == 1 else 's'}"
        st.markdown(f":material/{icon}: **{esc(category.label)}** :gray[:small[key {esc(category.key)}, {keywords}]]")
        st.caption(esc(category.description) or "No description yet.")
    side = row.container(horizontal=True, vertical_alignment="center", width="content", gap="small")
    side.page_link(
        "tickets/page.py",
        label=f"{tickets:,} ticket{'' if tickets == 1 else 's'}",
        query_params=[("category", category.key)],
    )
    return side


def _move(key: str, by: int, *, seen: Sequence[str]) -> None:
    _run_change(lambda: categories.move(key, by, seen=seen))


def _restore(category: Category) -> None:
    _run_change(lambda: categories.restore(category.key), f"{esc(category.label)} is offered again.")


def _run_change(change: Callable[[], object], news: str | None = None) -> None:
    """Change something and say so, or why not."""
    try:
        change()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
    else:
        if news:
            queue_toast(news)
