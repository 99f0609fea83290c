"""The registry of ticket fields: the models, the table, history, imports and forms have every member of it.

Each test names a place by itself, so that a field that is missing somewhere says where.
"""

from __future__ import annotations

import io
from typing import Any, get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.models import bodies
from db.engine import transaction
from db.tables.base import DECIDED_BY
from db.tables.tickets import BulkChangeTicket, Ticket
from pages.new_ticket.draft.draft import FORM_FIELDS
from pages.tickets.drawer.editing import edit
from pages.tickets.table.columns import COLUMNS
from services import bulk, taxonomy
from services.errors import InvalidInput
from services.tickets import editing
from services.tickets.fields import BY_NAME, CHOICES, DECIDERS, EDITABLE, FIELDS, SUGGESTED, names, ordered
from services.tickets.schemas import (
    DecidedBy,
    NewTicket,
    TicketChange,
    TicketRecord,
    TicketReplacement,
    TicketSubmission,
)
from services.transfer import exporting
from services.transfer.importing import plan
from services.transfer.importing.loading import import_csv
from services.transfer.importing.row_reader import STAGED

# Of the table: no field that people or files know.
INTERNAL = {"submission_key", "version", "category_review", "priority_review"}
GOOD: dict[str, Any] = {"title": "Printer", "description": "It smokes", "category": "technical", "priority": "high"}
SHORT = [field for field in FIELDS if field.limit]


def test_the_table_has_every_field() -> None:
    assert {column.name for column in Ticket.__table__.columns} - INTERNAL == set(names())


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (TicketRecord, {*names(), "review", "target", "version"}),
        (TicketReplacement, {*EDITABLE}),
        (TicketChange, {*EDITABLE}),
        (NewTicket, {*EDITABLE, "external_id", "submission_key"}),
        (TicketSubmission, {*EDITABLE, "external_id", "submission_key"}),
    ],
)
def test_each_model_has_every_field(model: Any, expected: set[str]) -> None:
    assert set(model.model_fields) == expected


def test_bulk_changes_keep_what_they_set() -> None:
    kept = {column.name for column in BulkChangeTicket.__table__.columns} - {"change_id", "ticket_id", "version"}
    deciders = {f"{name}_set_by" for name in bulk.BULK if name in SUGGESTED}
    assert kept == {*bulk.BULK, *deciders, "resolved_at"}


@pytest.mark.usefixtures("database")
def test_a_choice_has_keys_and_a_suggested_field_a_decider() -> None:
    assert set(taxonomy.choices()) == set(CHOICES)
    assert set(DECIDERS) == {f"{name}_set_by" for name in SUGGESTED}


def test_a_record_names_whoever_can_decide() -> None:
    assert get_args(DecidedBy) == DECIDED_BY


def test_imports_stage_every_field_that_a_file_can_have() -> None:
    assert set(plan.FIELDS) <= set(STAGED)


def test_lists_have_every_field_once() -> None:
    assert sorted(plan.FIELDS) == sorted(names(lambda field: field.importable))
    assert sorted(edit.FIELDS) == sorted(EDITABLE)
    assert sorted(FORM_FIELDS) == sorted(names(lambda field: field.in_new_ticket))
    assert sorted(COLUMNS) == sorted(names(lambda field: field.in_table))
    assert (*names(lambda field: field.exportable), "notes") == exporting.COLUMNS


def test_what_is_asked_or_edited_can_be_sent() -> None:
    assert {field.name for field in FIELDS if field.in_new_ticket or field.bulk} <= set(EDITABLE)
    assert all(BY_NAME[name].limit for name in EDITABLE if name not in CHOICES)


def test_order() -> None:
    assert ordered(("c", "a", "x"), ("a", "b", "c", "d")) == ("c", "a", "b", "d")


def other_value(name: str) -> str:
    of_choices = {"status": "resolved", "priority": "low", "category": "billing"}
    return of_choices.get(name, f"Another {name}")


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", EDITABLE)
def test_a_change_of_each_field_is_in_the_history(name: str) -> None:
    ticket = editing.create(NewTicket(**GOOD)).ticket
    editing.edit(ticket.id, TicketChange(**{name: other_value(name)}))
    changed = [(event.field, event.new_value) for event in editing.history(ticket.id) if event.kind == "changed"]
    assert (name, other_value(name)) in changed


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("field", SHORT, ids=lambda field: field.name)
def test_model_database_and_import_have_the_same_limit(field: Any) -> None:
    longest, too_long = "x" * field.limit, "x" * (field.limit + 1)
    ticket = editing.create(NewTicket(**GOOD | {field.name: longest})).ticket
    with pytest.raises(InvalidInput):
        NewTicket(**GOOD | {field.name: too_long})
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(
            text(f"UPDATE ticket SET {field.name} = :value WHERE id = :id"), {"value": too_long, "id": ticket.id}
        )
    rows = GOOD | {"description": "Another"} | {field.name: too_long}
    file = f"{','.join(rows)}\n{','.join(rows.values())}\n"
    result = import_csv(io.BytesIO(file.encode()))
    assert (result.imported, result.rejected) == (0, 1)
    assert field.name in result.rejected_rows[0].reason


@pytest.mark.usefixtures("database")
def test_a_file_of_every_field_is_imported_whole() -> None:
    row = {name: other_value(name) for name in plan.FIELDS}
    row |= {"created_at": "2026-01-02 03:04:05", "resolved_at": "2026-02-02 03:04:05"}
    import_csv(io.BytesIO(f"{','.join(row)}\n{','.join(row.values())}\n".encode()))
    with transaction() as session:
        ticket = session.execute(text("SELECT * FROM ticket")).mappings().one()
    assert {name: ticket[name] for name in plan.FIELDS if BY_NAME[name].kind != "time"} == {
        name: value for name, value in row.items() if BY_NAME[name].kind != "time"
    }


def test_a_ticket_can_be_sent_back_as_the_api_gave_it() -> None:
    assert set(bodies.TicketReplacement.model_fields) == set(TicketRecord.model_fields)
