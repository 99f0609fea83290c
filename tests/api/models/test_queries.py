"""Query parameters: what each takes, in which words anything else is refused, and what the document says of them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from api.models.queries import (
    QUERIES,
    AuditQuery,
    DayNoteQuery,
    JobQuery,
    NoteQuery,
    PageQuery,
    Query,
    ReportQuery,
    ReviewQuery,
    query_parameters,
)
from services.errors import InvalidInput
from services.listing import counting

NUMBER = "Give a whole number from 1 to"
CURSOR = "Take the cursor from next or previous."
ONCE = "Give this once."
NUL = "This contains a NUL character, which cannot be stored."
DAY = "Not a day. Write it as 2026-11-14, from 1900-01-01 to 9998-12-31."


@pytest.mark.parametrize(
    ("model", "name", "text", "value"),
    [
        (PageQuery, "page", "10000", 10_000),
        (PageQuery, "page_size", "200", 200),
        (PageQuery, "ordering", "created_at", "created_at"),
        (PageQuery, "cursor", "n638.7", "n638.7"),
        (JobQuery, "kind", "import", "import"),
        (JobQuery, "cursor", "p0", "p0"),
        (ReviewQuery, "reviewer", "tab-7f3a", "tab-7f3a"),
        (NoteQuery, "author", " Mei ", "Mei"),
        (DayNoteQuery, "first", "2026-11-14", date(2026, 11, 14)),
        (ReportQuery, "format", "eml", "eml"),
        (ReportQuery, "undated", "", ""),
        (AuditQuery, "before", "7", 7),
        (AuditQuery, "actor", "", ""),
    ],
)
def test_a_value_is_read(model: type[Query], name: str, text: str, value: object) -> None:
    assert getattr(model.read({name: [text], "another": ["x", "y"]}), name) == value


@pytest.mark.parametrize(
    ("model", "name", "text", "sentence"),
    [
        *(
            (PageQuery, "page", text, f"{NUMBER} 10,000.")
            for text in ("", "0", "10001", "01", "1.0", "-1", "\uff11", "1\n")
        ),
        *((PageQuery, "page_size", text, f"{NUMBER} 200.") for text in ("0", "201", "x")),
        (PageQuery, "ordering", "id", "Choose from: -created_at, created_at."),
        *((PageQuery, "cursor", text, CURSOR) for text in ("", "n", "x1.1", "n1", "n1.", "n01.1", "n1.-1", "n1.1 ")),
        *((PageQuery, "cursor", text, CURSOR) for text in ("n\u0661.1", "n" + "9" * 18 + ".1", "n1.1\n")),
        (JobQuery, "state", "done", "Choose from: waiting, running, finished, failed, cancelled, interrupted."),
        (JobQuery, "cursor", "n1.1", CURSOR),
        (JobQuery, "page_size", "", f"{NUMBER} 200."),
        *((ReviewQuery, "besides", text, "The number of a ticket is a whole number from 1.") for text in ("0", "1,2")),
        (ReviewQuery, "reviewer", "", "Name the reviewer in up to 100 letters, digits and marks (. _ : @ -)."),
        (NoteQuery, "author", "\0", NUL),
        *((DayNoteQuery, name, "2026-13-01", DAY) for name in ("first", "last")),
        (ReportQuery, "format", "doc", "Unknown value 'doc'. Choose from: pdf, html, eml."),
        (ReportQuery, "undated", "yes", "Unknown value 'yes'. Choose from: counted."),
        (AuditQuery, "before", "0", "Give the id of an entry."),
        (AuditQuery, "actor", "x" * 1_000, "This name is too long."),
        (AuditQuery, "actor", "\0", NUL),
    ],
)
def test_anything_else_is_refused_in_words(model: type[Query], name: str, text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        model.read({name: [text]})
    assert refused.value.fields == {name: [sentence]}


def test_each_is_given_once_but_for_lists() -> None:
    for model in QUERIES:
        for name in set(model.names()) - {"besides"}:
            with pytest.raises(InvalidInput) as refused:
                model.read({name: ["1", "1"]})
            assert refused.value.fields == {name: [ONCE]}
    assert ReviewQuery.read({"besides": ["7", "8"]}).besides == [7, 8]


def test_every_bad_value_is_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        JobQuery.read({"state": ["x"], "page_size": ["0"], "cursor": ["n1", "n2"]})
    assert list(refused.value.fields) == ["state", "page_size", "cursor"]


def test_a_bad_reviewer_hides_no_other_bad_value() -> None:
    with pytest.raises(InvalidInput) as told:
        ReviewQuery.read({"reviewer": ["two words"], "besides": ["x"]})
    assert set(told.value.fields) == {"reviewer", "besides"}


def test_the_document_has_the_limits_of_the_check() -> None:
    described = {name: one["schema"] for model in QUERIES for name, one in query_parameters(model).items()}
    assert tuple(described) == tuple(name for model in QUERIES for name in model.components())
    assert described["page"] == {"type": "integer", "minimum": 1, "maximum": counting.ROW_CAP}
    assert described["audit_actor"]["pattern"] == described["note_author"]["pattern"] == r"^[^\u0000]*$"
    assert re.fullmatch(described["job_cursor"]["pattern"], "n42")
