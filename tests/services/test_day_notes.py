"""Notes on days: what may be written, and that everyone who looks hears of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import transaction
from services import day_notes, lifecycle
from services.day_notes import LISTED_MAX, OF_A_DAY_MAX, NewDayNote
from services.errors import Conflict, InvalidInput, NotFound
from services.live import changes

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 11, 14)


def new(words: str = "Release 4.2", day: date = DAY, **more: Any) -> NewDayNote:
    return NewDayNote(day=day, text=words, **more)


def texts(first: date | None = None, last: date | None = None) -> list[str]:
    return [note.text for note in day_notes.list_notes(first, last).notes]


def test_notes_are_added_listed_by_day_changed_and_removed() -> None:
    later = day_notes.add(new("  Holiday\n today ", DAY + timedelta(days=3), left_out=True, author=" Mei "))
    made = day_notes.add(new())
    assert (later.text, later.author, later.left_out, made.author, made.version) == (
        "Holiday today", "Mei", True, "local", 1,
    )  # fmt: skip
    assert texts() == ["Release 4.2", "Holiday today"]
    assert texts(DAY + timedelta(days=1)) == ["Holiday today"]
    assert texts(last=DAY + timedelta(days=2)) == ["Release 4.2"]
    changed = day_notes.change(made.id, new("Release 4.3", left_out=True, author="Jo"), version=1)
    assert (changed.text, changed.left_out, changed.author, changed.version) == ("Release 4.3", True, "Jo", 2)
    assert day_notes.remove(made.id).text == "Release 4.3"
    assert texts() == ["Holiday today"]


def test_a_change_of_what_someone_else_changed_or_removed_changes_nothing() -> None:
    made = day_notes.add(new())
    day_notes.change(made.id, new("Theirs"), version=1)
    with pytest.raises(Conflict):
        day_notes.change(made.id, new("Mine"), version=1)
    assert texts() == ["Theirs"]
    day_notes.remove(made.id)
    with pytest.raises(NotFound):
        day_notes.change(made.id, new())
    with pytest.raises(NotFound):
        day_notes.remove(made.id)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " \u200b\n"},
        {"text": "x" * 201},
        {"text": "a\0b"},
        {"day": "2026-02-30"},
        {"day": "20261114"},
        {"day": date(1899, 12, 31)},
        {"day": "9999-01-01"},
        {"author": "x" * 201},
        {"left_out": "yes"},
        {"colour": "red"},
    ],
)
def test_what_is_no_note(fields: dict[str, Any]) -> None:
    given: dict[str, Any] = {"day": DAY, "text": "Release"} | fields
    with pytest.raises(InvalidInput) as refused:
        NewDayNote(**given)
    assert set(refused.value.fields) == set(fields)


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("text", "repeat('x', 201)", "text_length"),
        ("text", "' '", "text_given"),
        ("text", r"E'a\nb'", "text_one_line"),
        ("day", "'infinity'", "day_known"),
        ("author", "''", "author_form"),
    ],
)
def test_the_database_holds_the_same_rules(column: str, value: str, constraint: str) -> None:
    row = {"day": "'2026-11-14'", "text": "'x'", "author": "'x'"} | {column: value}
    with pytest.raises(DBAPIError, match=f"day_note_{constraint}"), transaction() as session:
        session.execute(text(f"INSERT INTO day_note ({', '.join(row)}) VALUES ({', '.join(row.values())})"))


def test_a_day_and_a_list_have_so_many_notes_at_most() -> None:
    with transaction() as session:
        insert = "INSERT INTO day_note (day, text, author) SELECT date '2026-11-14' + n % :days, 'x', 'x'"
        session.execute(text(f"{insert} FROM generate_series(1, :n) AS n"), {"days": 1, "n": OF_A_DAY_MAX})
    with pytest.raises(InvalidInput) as refused:
        day_notes.add(new())
    assert "day" in refused.value.fields
    elsewhere = day_notes.add(new(day=DAY - timedelta(days=1)))
    with pytest.raises(InvalidInput):
        day_notes.change(elsewhere.id, new())
    day_notes.change(elsewhere.id, new("Another text", DAY - timedelta(days=1)))
    assert not day_notes.list_notes().more
    with transaction() as session:
        session.execute(text(f"{insert} FROM generate_series(1, :n) AS n"), {"days": 15, "n": LISTED_MAX})
    found = day_notes.list_notes()
    assert found.more
    assert len(found.notes) == LISTED_MAX
    assert found.notes[-1].day == DAY + timedelta(days=14)


def test_everyone_who_looks_hears_of_every_change() -> None:
    seen = [changes.current_version()]
    made = day_notes.add(new())
    seen.append(changes.current_version())
    day_notes.change(made.id, new("Changed"))
    seen.append(changes.current_version())
    day_notes.remove(made.id)
    seen.append(changes.current_version())
    assert seen == sorted(set(seen))  # it only grows


def test_a_reset_removes_them() -> None:
    day_notes.add(new())
    lifecycle.reset()
    assert texts() == []
