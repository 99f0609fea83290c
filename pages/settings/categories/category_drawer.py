"""The category drawer: add a category, edit its name, description and keywords, or archive it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import read_message, submit_message
from pages.widgets.form_saving import (
    conflicting_version,
    errors_of,
    forget_outcome,
    record_failure,
    run_save,
    show_failure,
)
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import categories, stats, taxonomy
from services.categories import CategoryForm
from services.errors import InvalidInput, TriageError
from services.limits import CATEGORY_DESCRIPTION_MAX, CATEGORY_LABEL_MAX
from services.taxonomy import Category

WIDTH = 620
NEW = ""  # in the place of a key: a category that is being added
FIELDS = {"label": "name", "description": "description", "keywords": "keywords"}
FORM = "category"  # what is kept of its saving goes by this name
PREFIX = f"{FORM}_"
KEPT = "kept_category"  # the category as it was opened, and what was typed, of a drawer that was closed
KEYWORDS_HELP = (
    "One word or phrase per line. ^ and a number up to 10 say how much it counts: refund^3. Endings make no "
    "difference: refund finds refunds and refunded."
)
NAMED_KEYWORDS = 5  # in a sentence


def open_category(key: str) -> None:
    """Open the drawer with the category as it is now, or with what was typed and not saved; ``NEW`` opens an empty one.

    For callbacks.
    """
    if KEPT in st.session_state and (st.session_state[KEPT][0].key if st.session_state[KEPT][0] else NEW) == key:
        _resume()
        return
    try:
        everything = taxonomy.categories(archived=True)
    except TriageError as error:
        queue_failure_toast(esc(read_message(error)))
        return
    seen = next((category for category in everything if category.key == key), None)
    if seen is None and key != NEW:
        queue_failure_toast("That category is gone; this is the list as it is now.")
        return
    _close()
    _fill(seen)


def draw_open_category() -> None:
    """Draw the drawer while a category is open."""
    if _is_open():
        seen = _opened_category()
        title = esc(seen.label) if seen else "Add category"
        st.dialog(title, position="right", width=WIDTH, on_dismiss=_dismiss)(_drawer)()


def draw_unsaved_category() -> None:
    """Offer what was typed into a drawer that was closed by its ×, Escape or a click beside it."""
    if KEPT in st.session_state and not _is_open():
        seen, _ = st.session_state[KEPT]
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            name = esc(seen.label) if seen else "a new category"
            st.markdown(f"Unsaved changes: **{name}**", width="content")
            st.button("Continue editing", key="kept_open", on_click=_resume)
            st.button("Discard", key="kept_discard", type="tertiary", on_click=_discard)


def _dismiss() -> None:
    """Close the drawer; what was typed is kept for ``draw_unsaved_category``."""
    if not _is_open():
        return
    seen = _opened_category()
    typed = {name: str(st.session_state.get(PREFIX + name, "")) for name in FIELDS}
    if typed != _texts(seen):
        st.session_state[KEPT] = seen, typed
    _close()


def _resume() -> None:
    """Open the drawer as it was: a change that someone else saved meanwhile is told when this one is saved."""
    seen, typed = st.session_state.pop(KEPT)
    _fill(seen)
    st.session_state.update({PREFIX + name: text for name, text in typed.items()})


def _discard() -> None:
    st.session_state.pop(KEPT, None)


def _is_open() -> bool:
    return "category_seen" in st.session_state


def _opened_category() -> Category | None:
    """The category as it was when the form was filled; None for a new one."""
    seen: Category | None = st.session_state["category_seen"]
    return seen


def _close() -> None:
    for name in [name for name in st.session_state if str(name).startswith(PREFIX)]:
        st.session_state.pop(name, None)


def _fill(seen: Category | None) -> None:
    st.session_state["category_seen"] = seen
    st.session_state.update({PREFIX + name: value for name, value in _texts(seen).items()})
    forget_outcome(FORM)


def _texts(category: Category | None) -> dict[str, str]:
    """What the fields of the form are filled with."""
    if category is None:
        return dict.fromkeys(FIELDS, "")
    return {
        "label": category.label,
        "description": category.description,
        "keywords": "\n".join(category.keywords),
    }


def _drawer() -> None:
    if not _is_open():
        st.rerun()  # saved: the list stands behind the drawer and has to be drawn as well
    seen = _opened_category()
    for name, value in _texts(seen).items():
        st.session_state.setdefault(PREFIX + name, value)  # what is not there was not typed
    if seen is None:
        st.caption("Its key, for URLs and the API, is made from the name and never changes.")
    else:
        st.caption(f"Key {esc(seen.key)}, for URLs and the API; it never changes.")
    _form()
    _conflict()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        label = "Add" if seen is None else "Save changes"
        waits = conflicting_version(FORM) is not None
        with st.container(horizontal=True, width="content"):
            st.button(label, key="save_category", type="primary", disabled=waits, on_click=_save)
            st.button("Cancel", key="cancel_category", type="tertiary", on_click=_close)
        if seen is not None:
            st.button(":red[Archive]", type="tertiary", icon=":material/archive:", on_click=_ask_archive)
    if seen is not None:
        _archive(seen)


def _form() -> None:
    st.text_input("Name", key="category_label", max_chars=CATEGORY_LABEL_MAX, placeholder="As people call it")
    _error("label")
    st.text_area(
        "Description",
        key="category_description",
        max_chars=CATEGORY_DESCRIPTION_MAX,
        height=90,
        placeholder="What belongs here, in a sentence or two",
    )
    _error("description")
    st.text_area("Keywords", key="category_keywords", height=280, placeholder="parcel^4\nlost in transit^3")
    _error("keywords")
    st.caption(KEYWORDS_HELP.replace("^", r"\^"))
    show_failure(FORM)


def _error(name: str) -> None:
    if wrong := errors_of(FORM).get(name):
        st.error(f"{esc(wrong)} Nothing was saved.", icon=":material/error:")


def _save() -> None:
    if _is_open():  # else it is the second click of two: the first one saved
        _save_over(_opened_category())


def _apply_mine(theirs: Category) -> None:
    if _is_open():  # as above
        _save_over(theirs)


def _save_over(before: Category | None) -> None:
    """Save what the person typed over ``before``; whatever goes wrong, the form keeps it."""

    def write() -> str:
        form = _changed_form(before)
        if before is None:
            categories.add(form)
        else:
            categories.edit(before, form)
        return f"{esc(form.label)} {'added' if before is None else 'saved'}."

    if said := run_save(FORM, write):
        _close()
        queue_toast(said)


def _changed_form(before: Category | None) -> CategoryForm:
    """``before`` with what the person changed. Raises InvalidInput."""
    started, base = _texts(_opened_category()), _texts(before)
    typed = {name: str(st.session_state[PREFIX + name]) for name in FIELDS}
    texts = {name: base[name] if typed[name] == started[name] else typed[name] for name in FIELDS}
    return CategoryForm(
        label=texts["label"], description=texts["description"], keywords=tuple(texts["keywords"].split("\n"))
    )


def _conflict() -> None:
    """Somebody else saved first: what changed, and the two ways on."""
    theirs: Category | None = conflicting_version(FORM)
    seen = _opened_category()
    if theirs is None or seen is None:
        return
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**Someone else changed this category while you were editing:** {_conflict_text(seen, theirs)}."
            " Your changes are still here."
        )
        with st.container(horizontal=True):
            st.button("Save my changes anyway", on_click=partial(_apply_mine, theirs))
            st.button("Discard my changes", type="tertiary", on_click=partial(_fill, theirs))


def _conflict_text(seen: Category, theirs: Category) -> str:
    """What is different now, in words (markdown)."""
    parts = []
    if theirs.label != seen.label:
        parts.append(f'the name is "{esc(theirs.label)}"')
    if theirs.description != seen.description:
        parts.append(f'the description is "{esc(theirs.description)}"')
    for verb, here, there in (("added", theirs, seen), ("removed", seen, theirs)):
        entries = [entry for entry in here.keywords if entry not in there.keywords]
        if entries:
            more = f" and {len(entries) - NAMED_KEYWORDS:,} more" if len(entries) > NAMED_KEYWORDS else ""
            parts.append(f"{esc(', '.join(entries[:NAMED_KEYWORDS]))}{more} {verb}")
    return "; ".join(parts) or "the order of the keywords"


def _ask_archive() -> None:
    st.session_state["category_asks_archive"] = True


def _archive(seen: Category) -> None:
    """The question stands in place: a dialog cannot open a dialog."""
    if "category_asks_archive" not in st.session_state:
        return
    try:
        tickets = stats.headline().category_breakdown.get(seen.key, 0)
    except TriageError as error:
        st.error(read_message(error), icon=":material/cloud_off:")
        return
    keep = {0: "No ticket has it", 1: "1 ticket keeps it"}.get(tickets, f"{tickets:,} tickets keep it")
    with st.container(border=True, gap="small"):
        st.markdown(f"**Archive {esc(seen.label)}?** {keep}; it is no longer offered or suggested. It can be restored.")
        with st.container(horizontal=True):
            st.button(f":red[Archive {esc(seen.label)}]", on_click=partial(_archive_now, seen))
            st.button("Keep it", type="tertiary", on_click=partial(st.session_state.pop, "category_asks_archive", None))


def _archive_now(seen: Category) -> None:
    try:
        categories.archive(seen.key)
    except Exception as error:  # noqa: BLE001  what was typed stays, whatever happened
        record_failure(FORM, str(error) if isinstance(error, InvalidInput) else submit_message(error))
        st.session_state.pop("category_asks_archive", None)
    else:
        _close()
        queue_toast(f"{esc(seen.label)} archived.")
