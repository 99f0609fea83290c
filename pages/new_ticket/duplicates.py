"""Find and list possible duplicates of the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pages.new_ticket.draft import Draft
from pages.widgets.formatting import percent
from pages.widgets.ticket_list import Row, ticket_list
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


def heading(found: Sequence[Similar]) -> str:
    """ "1 possible duplicate", "3 possible duplicates"."""
    return f"{len(found)} possible duplicate{'s' if len(found) > 1 else ''}"


def duplicate_list(found: Sequence[Similar], labels: Mapping[str, str], *, now: datetime) -> None:
    """Draw them; each opens in a new tab, so that the draft stays where it is."""
    rows = [
        Row(one.ticket.id, one.ticket.title, one.ticket.created_at, (one.ticket.status,), f"{percent(one.score)} alike")
        for one in found
    ]
    ticket_list("Possible duplicates", rows, labels, now=now, key="duplicates")
