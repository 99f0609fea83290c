"""Compare the edit form of a ticket with the ticket as it was opened, and with what others changed since.

Neither Streamlit nor the database is called here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.tickets.editing import Ticket, TicketEvent
from services.tickets.fields import DECIDERS, EDITABLE, ordered

FIELDS = ordered(("title", "description", "status", "priority", "category", "assignee"), EDITABLE)
NOTE = "note"  # a note that is being written: kept as an edit is, and saved by itself
KEPT = (*FIELDS, NOTE)


@dataclass(frozen=True, slots=True)
class Opened:
    """The ticket as the form was filled with it; ``last_event`` is the newest event of its history then."""

    id: int
    created_at: datetime
    version: int
    values: Mapping[str, str]
    last_event: int

    @classmethod
    def of(cls, ticket: Ticket, history: Sequence[TicketEvent]) -> Opened:
        """The state to compare an edit with."""
        values = {name: getattr(ticket, name) or "" for name in FIELDS}
        last_event = history[-1].id if history else 0
        return cls(ticket.id, ticket.created_at, ticket.version, {**values, NOTE: ""}, last_event)

    def changes(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of ``form`` that differ from what it was filled with."""
        return {name: form[name] for name in KEPT if (form[name] or "") != self.values[name]}

    def since(self, history: Sequence[TicketEvent]) -> list[TicketEvent]:
        """What others changed since it was opened; who decided a field goes along with the field itself."""
        return [e for e in history if e.id > self.last_event and e.field not in DECIDERS]
