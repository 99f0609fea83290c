"""Find and list possible duplicates of the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from pages.new_ticket.draft.draft import Draft
from pages.widgets.formatting import percent
from pages.widgets.lists.ticket_list import Row, ticket_list
from services import access
from services.classify.llm.prompt import visible
from services.errors import TriageError
from services.listing import ticket_pages
from services.listing.ticket_pages import Similar

SHOWN = 3
# Of 2,461 one-line questions to a bank, sorted into 77 intents, 95% of the texts find a ticket from here on, and 71% of
# these have the same intent (from 0.5 on 84% and 75%). In the mixed sample tickets, what lies below is mostly chance.
ALIKE = 0.4


def possible_duplicates(draft: Draft) -> Sequence[Similar]:
    """The tickets most like the draft, looked up once for a text; none where the search fails."""
    title, description = draft.written.read_text
    text = f"{title}\n{description}"
    if draft.alike is None or draft.alike[0] != text:
        draft.alike = (text, _find_similar(text) if draft.written.says_enough else ())
    return draft.alike[1]


def _find_similar(text: str) -> tuple[Similar, ...]:
    try:
        return tuple(one for one in ticket_pages.similar(visible(text), limit=SHOWN) if one.score >= ALIKE)
    except TriageError:
        return ()


def heading(duplicates: Sequence[Similar]) -> str:
    """ "1 possible duplicate", "3 possible duplicates"."""
    return f"{len(duplicates)} possible duplicate{'s' if len(duplicates) > 1 else ''}"


def duplicate_list(duplicates: Sequence[Similar], labels: Mapping[str, str], *, now: datetime) -> None:
    """Draw them; each opens in a new tab, so that the draft stays where it is."""
    rows = [
        Row(
            one.ticket.id,
            one.ticket.title,
            one.ticket.created_at,
            (one.ticket.status,),
            f"{percent(one.score)} similar",
        )
        for one in duplicates
    ]
    ticket_list("Possible duplicates", rows, labels, now=now, key="duplicates")


def merge_buttons(duplicates: Sequence[Similar], submit: Callable[[int], None]) -> None:
    """For whoever may merge: submit the draft into one of them, which keeps its text and counts it once."""
    if not access.allows("merge"):
        return
    with st.container(horizontal=True, gap="small"):
        for one in duplicates:
            st.button(
                f"Submit and merge into #{one.ticket.id}",
                key=f"merge_into_{one.ticket.id}",
                type="tertiary",
                icon=":material/merge:",
                help=f"Creates your ticket, closes it as a duplicate and shows its text in #{one.ticket.id}."
                " You can undo this there.",
                on_click=submit,
                args=(one.ticket.id,),
            )
