"""What a person may type, and what is said of the rest."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services.errors import InvalidInput
from services.tickets.schemas import NewTicket, TicketChange
from services.transfer.importing.plan import normalise_word
from services.validation import one_line, trimmed

pytestmark = pytest.mark.usefixtures("database")

GOOD: dict[str, Any] = {"title": "Printer", "description": "It smokes", "category": "technical", "priority": "high"}


FOUR = "\u03b1\u0313\u0300\u0345"  # one letter put together from four characters


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "A title is missing. One line is enough."),
        ("title", " \t\u00a0\u200b", "A title is missing. One line is enough."),
        ("title", "x" * 201, "A title has at most 200 characters; this one has 201."),
        ("title", "a\0b", "This contains a NUL character, which cannot be stored."),
        ("title", "a\ud800b", "This contains half a character (a lone surrogate), which cannot be stored."),
        ("title", 7, "Input should be a valid string."),
        ("description", "\n\ufeff ", "A description is missing. Say what happened."),
        ("description", "x" * 20_001, "A description has at most 20,000 characters; this one has 20,001."),
        ("category", None, "A category is missing. Choose one."),
        ("category", "sales", "Unknown value 'sales'. Choose from: billing, technical, account, general."),
        ("priority", "", "A priority is missing. Choose one."),
        ("priority", "urgent", "Unknown value 'urgent'. Choose from: low, medium, high, critical."),
        ("status", "done", "Unknown value 'done'. Choose from: open, in_progress, resolved, closed."),
        ("requester", "x" * 201, "At most 200 characters; this has 201."),
        ("colour", "red", "There is no such field."),
        ("status", "x" * 61, f"Unknown value {'x' * 60!r}. Choose from: open, in_progress, resolved, closed."),
        ("assignee", FOUR * 201, "At most 200 characters; this has 804."),  # left as it was typed
    ],
)
def test_bad_input_is_named_by_field(field: str, value: Any, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        NewTicket(**GOOD | {field: value})
    assert caught.value.fields == {field: [message]}


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("title", "x" * 200, "x" * 200),
        ("description", "x" * 20_000, "x" * 20_000),
        ("requester", "x" * 200, "x" * 200),
        ("external_id", "x" * 200, "x" * 200),
        ("assignee", FOUR * 200, "\u1f82" * 200),
    ],
)
def test_the_longest_that_is_taken(field: str, value: str, kept: str) -> None:
    assert getattr(NewTicket(**GOOD | {field: value}), field) == kept


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        NewTicket(title=" ", description="", category=None, priority=None)
    assert set(caught.value.fields) == {"title", "description", "category", "priority"}
    with pytest.raises(InvalidInput) as caught:
        NewTicket(category="billing")  # type: ignore[call-arg]
    assert caught.value.fields["title"] == ["A title is missing."]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Printer  smokes ", "Printer  smokes"),
        ("two\nlines", "two lines"),
        ("tab\there", "tab\there"),
        ("a \r\n\r\n b\u2028c", "a b c"),
        ("\u200bmark\ufeff", "mark"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("**bold** :smile: <b>", "**bold** :smile: <b>"),
    ],
)
def test_a_title_is_one_trimmed_line(typed: str, kept: str) -> None:
    assert NewTicket(**GOOD | {"title": typed}).title == kept


def test_a_description_keeps_its_lines() -> None:
    assert NewTicket(**GOOD | {"description": " one\r\ntwo\rthree\n"}).description == " one\ntwo\nthree\n"


def test_an_empty_name_is_none() -> None:
    assert NewTicket(**GOOD | {"requester": "  "}).requester is None


def test_a_name_is_the_same_however_its_letters_were_put_together() -> None:
    assert (
        NewTicket(**GOOD | {"assignee": "Zoe\u0308", "external_id": "Zoe\u0308"}).model_dump()
        == NewTicket(**GOOD | {"assignee": "Zo\u00eb", "external_id": "Zoe\u0308"}).model_dump()
    )


def test_a_change_holds_only_what_was_given() -> None:
    assert TicketChange(status="closed", assignee="").values() == {"status": "closed", "assignee": None}
    with pytest.raises(InvalidInput):
        TicketChange(title=" ")


@pytest.mark.parametrize(
    "value",
    [f"a{' ' * 200_000}b", f"a{chr(0x2003) * 80_000}b", "a \n" * 80_000, f"a{' ' * 200_000}\nb", "\u200b" * 80_000],
    ids=["spaces", "wide spaces", "lines", "spaces before a break", "nothing visible"],
)
def test_white_space_is_read_once(value: str) -> None:
    started = time.process_time()
    trimmed(value), one_line(value)
    assert time.process_time() - started < 1  # 10 ms; as a pattern it took minutes, and nothing else ran meanwhile


def test_marks_piled_on_one_letter_are_refused_at_once() -> None:
    started = time.process_time()
    with pytest.raises(InvalidInput, match="At most 200 characters"):
        NewTicket(**GOOD | {"requester": "a" + "\u0345\u0301\u0328\u0334" * 20_000})
    assert time.process_time() - started < 1
    assert normalise_word("a" + "\u0345\u0301\u0328\u0334" * 20_000)
    assert time.process_time() - started < 2


@given(st.text(max_size=30))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_the_application_and_the_database_agree_on_what_is_blank(value: str) -> None:
    storable = value.replace("\0", "").encode(errors="ignore").decode()
    with transaction() as session:
        blank = session.scalar(text("SELECT is_blank(:value)"), {"value": storable})
    assert blank == (trimmed(storable) == "")


@given(st.text())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_line_has_one_line_and_stays_as_it_is(value: str) -> None:
    line = one_line(value)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
