"""How many tickets a filter finds: the number to the eye, the whole sentence to a screen reader.

The filter bar tells each filter already; the sentence says all of them to those who do not see it.
"""

from __future__ import annotations

from datetime import date

from pages.widgets.component import component
from services.filters.ticket_filter import TicketFilter

_mount = component(__file__)


def result_count(current: TicketFilter, count: int, *, today: date, exact: bool = True) -> None:
    """Draw "1,057 tickets", as wide as its words."""
    sentence = current.sentence(count, exact=exact, today=today)
    number = sentence.split(" ", 1)[0]
    noun = "ticket" if count == 1 and exact else "tickets"
    _mount(key="result_count", data={"number": number, "noun": noun, "sentence": sentence}, width="content")
