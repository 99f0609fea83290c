"""Registry of ticket fields: one row each with name, label, limit, and which forms, lists and files have it.

Forms, table columns, bulk actions, history, imports, exports and the API loop over these rows. The pydantic models
(schemas.py) and the table (db/tables/tickets.py) are written out; tests/services/tickets/test_fields.py compares them
with the rows. A row stands where its field stands in an export; where a list has an order of its own, it names the
fields that come first (``ordered``) and the others follow as here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from services.limits import DESCRIPTION_MAX, NAME_MAX, TITLE_MAX

Kind = Literal["number", "line", "text", "choice", "name", "identity", "time", "decider"]


@dataclass(frozen=True, slots=True)
class TicketField:
    """One field of a ticket.

    ``kind``: a ``line`` or a longer ``text``; a ``choice`` of keys (services/taxonomy/); a ``name``, of a person or a
    thing, that may be left out; an ``identity`` of another system; a ``number``, a ``time``, or the ``decider`` of a
    choice. ``limit``: characters at most. ``hint``: what stands in the empty field of New ticket.

    ``in_new_ticket``: New ticket asks for it. ``editable``: the drawer, PATCH and PUT change it. ``bulk``: bulk actions
    set it (the table bulk_change_ticket keeps the old value). ``suggested``: the classifier suggests it, and
    ``NAME_set_by`` says who decided. ``in_table``: the ticket table can show it.
    ``columns``: names of its column in imported files, case and marks aside, best first; its own name without any.
    """

    name: str
    label: str
    kind: Kind
    limit: int = 0
    hint: str = ""
    in_new_ticket: bool = False
    editable: bool = False
    bulk: bool = False
    suggested: bool = False
    in_table: bool = True
    importable: bool = False
    exportable: bool = True
    columns: tuple[str, ...] = ()


FIELDS = (
    TicketField("id", "Number", "number"),
    TicketField(
        "title",
        "Title",
        "line",
        TITLE_MAX,
        "What is wrong, in one line",
        in_new_ticket=True,
        editable=True,
        importable=True,
        columns=("title", "subject", "summary", "headline"),
    ),
    TicketField(
        "description",
        "Description",
        "text",
        DESCRIPTION_MAX,
        "What happened, what was expected, since when",
        in_new_ticket=True,
        editable=True,
        in_table=False,
        importable=True,
        columns=("description", "body", "text", "message", "details", "content"),
    ),
    TicketField(
        "status",
        "Status",
        "choice",
        editable=True,
        bulk=True,
        importable=True,
        columns=("status", "state"),
    ),
    TicketField(
        "priority",
        "Priority",
        "choice",
        hint="Choose a priority",
        in_new_ticket=True,
        editable=True,
        bulk=True,
        suggested=True,
        importable=True,
        columns=("priority", "severity", "urgency"),
    ),
    TicketField(
        "category",
        "Category",
        "choice",
        hint="Choose a category",
        in_new_ticket=True,
        editable=True,
        bulk=True,
        suggested=True,
        importable=True,
        columns=("category", "topic", "queue"),
    ),
    TicketField(
        "requester",
        "Requester",
        "name",
        NAME_MAX,
        "Name or e-mail, optional",
        in_new_ticket=True,
        editable=True,
        importable=True,
        columns=("requester", "reporter", "requestedby", "customer", "email", "from", "author"),
    ),
    TicketField(
        "assignee",
        "Assignee",
        "name",
        NAME_MAX,
        editable=True,
        bulk=True,
        importable=True,
        columns=("assignee", "assignedto", "agent", "owner"),
    ),
    TicketField(
        "created_at",
        "Created",
        "time",
        importable=True,
        columns=("createdat", "created", "opened", "openedat", "createdtime", "createddate", "date"),
    ),
    TicketField("updated_at", "Updated", "time"),
    TicketField(
        "resolved_at",
        "Resolved",
        "time",
        importable=True,
        columns=("resolvedat", "resolved", "solvedat", "closedat", "closed", "completedat"),
    ),
    TicketField("priority_set_by", "Priority set by", "decider", in_table=False),
    TicketField("category_set_by", "Category set by", "decider", in_table=False),
    TicketField(
        "external_id",
        "External ID",
        "identity",
        NAME_MAX,
        in_table=False,
        importable=True,
        columns=("externalid", "ticketid", "id", "issuekey", "key", "number", "reference"),
    ),
)
BY_NAME = {field.name: field for field in FIELDS}


def names(wanted: Callable[[TicketField], object] = lambda _: True) -> tuple[str, ...]:
    """Names of the fields that ``wanted`` is true of, in the order of the rows."""
    return tuple(field.name for field in FIELDS if wanted(field))


def ordered(first: Sequence[str], chosen: Iterable[str]) -> tuple[str, ...]:
    """The ``chosen`` names: those in ``first`` in that order, the others behind them as they came."""
    there = list(chosen)
    return (*(name for name in first if name in there), *(name for name in there if name not in first))


EDITABLE = names(lambda field: field.editable)
SUGGESTED = names(lambda field: field.suggested)
CHOICES = names(lambda field: field.kind == "choice")
DECIDERS = names(lambda field: field.kind == "decider")
TIMES = names(lambda field: field.kind == "time")
NAMES = names(lambda field: field.kind == "name")
