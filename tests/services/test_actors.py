"""Who the history names: whoever asked for a change, and "local" where nobody is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import bulk
from services.filters.ticket_filter import TicketFilter
from services.tickets import editing
from services.tickets.schemas import NewTicket, TicketChange
from services.transfer.importing import loading
from tests.pages.desk import GOOD, filed

pytestmark = pytest.mark.usefixtures("database")

CLOSED = TicketChange(status="closed")


def changed(**named: Any) -> int:
    return bulk.change_tickets([filed().id], TicketFilter(), CLOSED, **named).id


def deleted(**named: Any) -> int:
    ticket_id = filed().id
    editing.delete_ticket(ticket_id, **named)
    return ticket_id


WRITERS: dict[str, Callable[..., object]] = {
    "create": lambda **named: editing.create(NewTicket(**GOOD), **named),
    "edit": lambda **named: editing.edit(filed().id, CLOSED, **named),
    "delete": deleted,
    "restore": lambda **named: editing.restore(deleted(), **named),
    "change many": changed,
    "delete many": lambda **named: bulk.delete_tickets([filed().id], TicketFilter(), **named),
    "undo": lambda **named: bulk.undo(changed(actor="before"), **named),
    "import": lambda **named: loading.import_csv(io.BytesIO(b"title,description\na,b\n"), **named),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
@pytest.mark.parametrize("named", [{}, {"actor": "Ann"}], ids=["nobody", "Ann"])
def test_who_the_history_names(write: Callable[..., object], named: dict[str, str]) -> None:
    write(**named)
    with transaction() as session:
        newest = session.scalar(text("SELECT actor FROM ticket_event ORDER BY id DESC LIMIT 1"))
    assert newest == named.get("actor", "local")
