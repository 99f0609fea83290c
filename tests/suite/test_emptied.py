"""What the tests of the database begin with is what `reset` leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Row, text

from db.engine import engine, transaction
from services import lifecycle
from services.filters import saved_views
from services.sample.sample_tickets import load_sample
from services.tickets import editing
from tests.emptied import KEPT, empty
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")


def everything() -> dict[str, list[str]]:
    """Every row of every table and the state of every sequence, but for times and the name of the installation."""
    with engine().connect() as connection:
        names = connection.scalars(
            text("SELECT relname FROM pg_class WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace")
        ).all()
        rows = {name: connection.execute(text(f"SELECT * FROM {name}")).all() for name in names if name not in KEPT}
    return {name: sorted(said(row) for row in found if row[0] != "installation") for name, found in rows.items()}


def said(row: Row[Any]) -> str:
    return str([value for value in row if not isinstance(value, datetime)])


def write_a_ticket() -> None:
    editing.delete_ticket(filed().id)
    filed()


def use_a_number() -> None:
    with engine().connect() as connection:
        connection.execute(text("SELECT nextval('ticket_id_seq')"))


def change_a_category() -> None:
    with transaction() as session:
        session.execute(text("UPDATE category SET position = 4 - position"))


def move_days() -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = 'Asia/Kathmandu' WHERE key = 'reporting_time_zone'"))


AUDIT_AS_AT_FIRST = {"audit_entry": [], "audit_entry_id_seq": ["[1, 0, False]"]}  # a reset is told of, and that stays


@pytest.mark.parametrize(
    "write",
    [
        write_a_ticket,
        load_sample,
        use_a_number,
        change_a_category,
        move_days,
        lambda: saved_views.save_view("Mine", (("status", "open"),)),
    ],
    ids=["ticket", "sample", "number", "category", "setting", "view"],
)
def test_nothing_is_left(write: Callable[[], object]) -> None:
    lifecycle.reset()
    first = everything() | AUDIT_AS_AT_FIRST
    empty()
    write()
    assert everything() != first
    empty()
    assert everything() == first
