"""Taxonomy: categories that are confused, overlap or are nearly empty, and groups that may deserve one of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import percent
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, taxonomy
from services import categories as category_forms
from services.categories import CategoryForm
from services.classify.complete import FALLBACK_CATEGORY
from services.classify.evaluation import category_groups, confusions
from services.classify.evaluation.category_groups import Change, Groups, TicketGroup
from services.classify.evaluation.confusions import Confused, Findings
from services.errors import TriageError
from services.limits import CATEGORY_LABEL_MAX

GROUPS, ADDED = "taxonomy_groups", "taxonomy_added"
SHOWN = 8
EXPLAINED = (
    "Tickets of one category that are similar, the most distinct groups first. One click makes a group a category with"
    " these keywords; tickets keep their category until someone reviews them."
)


def taxonomy_card() -> None:
    """The whole section."""
    try:
        active = taxonomy.categories()
        findings = confusions.findings([category.key for category in active])
        unused = category_groups.without_tickets(active)
    except TriageError as error:
        show_outage(error, taxonomy.categories)
        return
    with st.grid(2, min_column_width=320, border=True):
        with st.container(gap="small"):
            st.subheader("Confused or overlapping", anchor=False)
            _confused(findings)
        with st.container(gap="small"):
            st.subheader("Nearly empty", anchor=False)
            _nearly_empty(findings, unused)
    with st.container(border=True, gap="small"):
        _groups([category.key for category in active])


def _confused(findings: Findings) -> None:
    if not findings.confused:
        st.caption("No two categories are confused more often than chance explains.")
    for pair in findings.confused[:SHOWN]:
        st.markdown(confused_text(pair))
        st.caption(" ".join(f"[#{ticket}](/tickets?id={ticket})" for ticket in pair.tickets))


def confused_text(pair: Confused) -> str:
    """ "Of 120 Billing tickets 31 are answered as Account; overlapping: 22 of 90 the other way." """
    label, other = (chip(key, taxonomy.label(key)) for key in (pair.label, pair.other))
    share = percent(pair.confused / pair.number)
    said = f"{label} {pair.confused:,} of {pair.number:,} ({share}) are answered as {other}"
    back = f"{pair.back:,} of {pair.back_number:,} the other way"
    return f"{said}; **overlapping**: {back}." if pair.overlaps else f"{said}; {back}."


def _nearly_empty(findings: Findings, unused: list[str]) -> None:
    shown = [one for one in findings.nearly_empty if one.label not in unused]
    for one in shown[:SHOWN]:
        few = f"{one.number:,} confirmed ticket{'' if one.number == 1 else 's'}: too few to learn or to measure."
        st.markdown(f"{chip(one.label, taxonomy.label(one.label))} {few}")
    for key in unused[:SHOWN]:
        st.markdown(f"{chip(key, taxonomy.label(key))} no ticket at all.")
    if not shown and not unused:
        st.caption("Every category has tickets to learn from.")


def _groups(active: list[str]) -> None:
    """Choose a category, look for groups in it, and draw them."""
    if (added := st.session_state.get(ADDED)) is not None:
        label, link = added
        st.success(f"{esc(label)} is a category now. [Review its tickets]({link})", icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = active.index(FALLBACK_CATEGORY) if FALLBACK_CATEGORY in active else 0
        category = st.selectbox(
            "Groups inside", active, index=start, format_func=taxonomy.label, key="taxonomy_category", width=240
        )
        st.button("Look for groups", icon=":material/workspaces:", on_click=_look, args=(category,))
    st.caption(EXPLAINED)
    split: Groups | None = st.session_state.get(GROUPS)
    if split is None:
        return
    if not split.groups:
        st.caption(f"No groups stand out among the {split.read:,} tickets of {esc(taxonomy.label(split.category))}.")
    for place, group in enumerate(split.groups):
        _group(place, group, split)


def _group(place: int, group: TicketGroup, groups: Groups) -> None:
    """One group: the words that mark it, its size and examples, and what would change if it became a category."""
    words = ", ".join(esc(word) for word in group.words) or "no word of its own"
    with st.expander(f"{len(group.tickets):,} tickets: {words}", key=f"taxonomy_group_{place}"):
        for ticket, title in group.examples:
            st.markdown(f"[#{ticket}](/tickets?id={ticket}) {esc(title)}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _choices(place, group, groups.category)
        change: Change | None = st.session_state.get(f"taxonomy_change_{place}")
        if change is not None:
            st.markdown(change_text(change, len(group.tickets), taxonomy.category_labels()))


def _choices(place: int, group: TicketGroup, category: str) -> None:
    """See what would change, and make it a category, for who may."""
    may_add = access.allows("categories")
    if may_add:
        st.text_input(
            "Name of the category",
            value=group.words[0].capitalize() if group.words else "",
            max_chars=CATEGORY_LABEL_MAX,
            key=f"taxonomy_name_{place}",
            width=240,
        )
    st.button("What would change", key=f"taxonomy_preview_{place}", on_click=_preview, args=(place, group))
    if may_add:
        st.button(
            "Make it a category",
            key=f"taxonomy_add_{place}",
            type="primary",
            icon=":material/add:",
            on_click=_add,
            args=(place, group, category),
        )


def change_text(change: Change, size: int, labels: Mapping[str, str]) -> str:
    """What the keyword rules would do, in two sentences of markdown."""
    moved = sum(change.moved.values())
    caught = f"It would be suggested for {change.caught:,} of the {size:,} tickets of the group"
    if not moved:
        return f"{caught}, and for none of {change.asked:,} recent tickets."
    from_where = ", ".join(
        f"{number:,} from {esc(labels.get(key, key)) if key else 'no suggestion'}"
        for key, number in change.moved.items()
    )
    return f"{caught}, and for {moved:,} of {change.asked:,} recent tickets: {from_where}."


def _look(category: str) -> None:
    def look() -> None:
        for key in [key for key in st.session_state if str(key).startswith("taxonomy_change_")]:
            del st.session_state[key]
        st.session_state[GROUPS] = category_groups.groups_in(category)
        st.session_state[ADDED] = None

    _try(look)


def _preview(place: int, group: TicketGroup) -> None:
    def look() -> None:
        st.session_state[f"taxonomy_change_{place}"] = category_groups.preview(group.keywords, group.texts)

    _try(look)


def _add(place: int, group: TicketGroup, category: str) -> None:
    label = str(st.session_state.get(f"taxonomy_name_{place}") or "")

    def add() -> None:
        category_forms.add(CategoryForm(label=label, keywords=group.keywords))
        link = f"/review?category={quote_plus(category)}&search={quote_plus(group.search)}"
        st.session_state[ADDED] = (label, link)
        st.session_state[GROUPS] = None
        queue_toast(f"{esc(label)} is a category now.")

    _try(add)


def _try(act: Callable[[], object]) -> None:
    try:
        act()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
