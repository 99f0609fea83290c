"""What separates the cells, how they are quoted, and where the header is, in tables as programs write them."""

# ruff: noqa: E501 - files as they are written

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.transfer.importing import source
from services.transfer.importing.reading_options import ReadingOptions
from services.transfer.importing.tables.csv_rows import CsvRows
from services.transfer.importing.tables.shape import Shape, detect_shape, names_columns


def read(text: str, delimiter: str | None = None) -> tuple[list[str], list[list[str] | str]]:
    rows = CsvRows(io.BytesIO(text.encode()), delimiter=delimiter)
    return rows.header, [row for _, row in rows]


HEADER = ["Ticket", "Subject", "Details", "Status"]
ROWS = [["1", "Cannot log in", "Password, refused; twice", "Open"], ["2", "Refund", 'He said "no"', "Closed"]]


@pytest.mark.parametrize(
    "text",
    [
        # quoting
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        'Ticket;Subject;Details;Status\n1;Cannot log in;"Password, refused; twice";Open\n2;Refund;"He said ""no""";Closed\n',
        "Ticket\tSubject\tDetails\tStatus\n1\tCannot log in\tPassword, refused; twice\tOpen\n2\tRefund\tHe said \"no\"\tClosed\n",
        'Ticket|Subject|Details|Status\n1|Cannot log in|Password, refused; twice|Open\n2|Refund|"He said ""no"""|Closed\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said \\"no\\"",Closed\n',
        '"Ticket", "Subject", "Details", "Status"\n"1", "Cannot log in", "Password, refused; twice", "Open"\n"2", "Refund", "He said ""no""", "Closed"\n',
        'Ticket , Subject , Details , Status\n1 , Cannot log in , "Password, refused; twice" , Open\n2 , Refund , "He said ""no""" , Closed\n',
        "'Ticket','Subject','Details','Status'\n'1','Cannot log in','Password, refused; twice','Open'\n'2','Refund','He said \"no\"','Closed'\n",
        "Ticket;Subject;Details;Status\n1;Cannot log in;'Password, refused; twice';Open\n2;Refund;He said \"no\";Closed\n",
        "Ticket,Subject,Details,Status\n1,Cannot log in,Password\\, refused; twice,Open\n2,Refund,He said \"no\",Closed\n",
        # the delimiter named
        'sep=;\nTicket;Subject;Details;Status\n1;Cannot log in;"Password, refused; twice";Open\n2;Refund;"He said ""no""";Closed\n',
        '"sep=,"\nTicket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        'SEP=\t\r\nTicket\tSubject\tDetails\tStatus\r\n1\tCannot log in\tPassword, refused; twice\tOpen\r\n2\tRefund\t"He said ""no"""\tClosed\r\n',
        'sep=,\nTicket;Subject;Details;Status\n1;Cannot log in;"Password, refused; twice";Open\n2;Refund;"He said ""no""";Closed\n',
        # what stands above the header
        'All tickets\n\nTicket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        'Report:,Tickets\nDate:,2026-03-05\n,\nTicket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        'All tickets;;;\nby Agent 1;;;\n;;;\nTicket;Subject;Details;Status\n1;Cannot log in;"Password, refused; twice";Open\n2;Refund;"He said ""no""";Closed\n',
        '"Tickets, all\nof them"\nTicket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        '# exported\n# by a tool\nTicket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        # what stands below, or comes again
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n\nTotal: 2\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\nTotal,2,,\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n(2 rows)\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n\nMy tickets\nCopyright (c) Somebody\nAcme\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\nApplied filters:,,,\nStatus is Open,,,\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\nTicket,Subject,Details,Status\n2,Refund,"He said ""no""",Closed\n',
        '\ufeffTicket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n\ufeff"Ticket",Subject,Details,Status\n2,Refund,"He said ""no""",Closed\n',
        '\ufeff\ufeff"Ticket",Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\nTotal: 1\n\nTicket,Subject,Details,Status\n2,Refund,"He said ""no""",Closed\nTotal: 1\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\nReport generated: today\n',
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open\n2,Refund,"He said ""no""",Closed\nTotal,2,0,\n',
        'Ticket|Subject|Details|Status\n---|---|:---:|---\n1|Cannot log in|Password, refused; twice|Open\n2|Refund|He said "no"|Closed\n',
        "Tickets of March\n------\nTicket|Subject|Details|Status\n-----------\n1|Cannot log in|Password, refused; twice|Open\n2|Refund|He said \"no\"|Closed\n------\n2 rows in set (0.00 sec)\n",
        # rows that are wider than the header
        'Ticket,Subject,Details,Status\n1,Cannot log in,"Password, refused; twice",Open,,\n2,Refund,"He said ""no""",Closed,,\n',
    ],
)  # fmt: skip
def test_one_table_written_in_many_ways(text: str) -> None:
    assert [[cell.strip() for cell in row] for row in [*read(text)[1]]] == ROWS
    assert read(text)[0] == HEADER


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        # a delimiter within quotes, or in texts, is none
        ('"Ticket (id, type)";Subject;"Opened, local"\n"1";A;x\n', ["Ticket (id, type)", "Subject", "Opened, local"], [["1", "A", "x"]]),
        ("Subject|Details\nA|x, y; z\n", ["Subject", "Details"], [["A", "x, y; z"]]),
        ("a, b, c;Subject\nA;x\nB;y\n", ["a, b, c", "Subject"], [["A", "x"], ["B", "y"]]),
        # one column
        ("title\nfirst\nsecond\n", ["title"], [["first"], ["second"]]),
        ("Subject:Details\nA:b\n", ["Subject:Details"], [["A:b"]]),
        # a backslash that is one, and an apostrophe that is one
        ('title,description\n"C:\\dir\\","a ""b"""\n', ["title", "description"], [["C:\\dir\\", 'a "b"']]),
        ("title,description\nIt's,'t is\n'n Boot,x\n", ["title", "description"], [["It's", "'t is"], ["'n Boot", "x"]]),
        ("title,description\nC:\\new\\table,\\\\server\\x\n", ["title", "description"], [["C:\\new\\table", "\\\\server\\x"]]),
        ('title,description\n5" disk,6" tape\n', ["title", "description"], [['5" disk', '6" tape']]),
        ('title,description\n"path C:\\new, said \\"no\\"",x\n', ["title", "description"], [['path C:\\new, said "no"', "x"]]),
        ("title,description\n'=1+1,x\n'-5,y\n", ["title", "description"], [["'=1+1", "x"], ["'-5", "y"]]),
        # rows that only look like a footer, or like a header
        ("title,description\na,b\nTotal outage,\n", ["title", "description"], [["a", "b"], ["Total outage", ""]]),
        ("title,description\na,\nTotal,\n", ["title", "description"], [["a", ""], ["Total", ""]]),
        ("title,description\na,b\n\nc,\n", ["title", "description"], [["a", "b"], ["c", ""]]),
        ("title,description\na,b\nTotal: 1\nc,d\n", ["title", "description"], [["a", "b"], ["Total: 1", ""], ["c", "d"]]),
        ("title\ntitle\nTotal: 1\n", ["title"], [["title"], ["Total: 1"]]),
        ("title,description\nTitle,description\n", ["title", "description"], [["Title", "description"]]),
        ("title,description\n-,a\n--,b\n=1,c\n", ["title", "description"], [["-", "a"], ["--", "b"], ["=1", "c"]]),
        # a header that is known, above cells that another mark would part better
        ("Subject;Details;Status\n;A,;,:\n;,;,\n", ["Subject", "Details", "Status"], [["", "A,", ",:"], ["", ",", ","]]),
        # a header that nobody knows stays the header
        ("Foo,Bar\nx,y\nSubject,z\n", ["Foo", "Bar"], [["x", "y"], ["Subject", "z"]]),
        ("Foo,Bar,Baz\n1,2,3\n", ["Foo", "Bar", "Baz"], [["1", "2", "3"]]),
        ("My report\n\nFoo,Bar,Baz\n1,2,3\n4,5,6\n", ["Foo", "Bar", "Baz"], [["1", "2", "3"], ["4", "5", "6"]]),
        ("Foo\nx, y, z\n", ["Foo"], ["3 cells, but the header names 1"]),
    ],
)  # fmt: skip
def test_what_is_easily_mistaken(text: str, header: list[str], rows: list[list[str] | str]) -> None:
    assert read(text) == (header, rows)


@pytest.mark.parametrize("mark", [":", "~", "^", "\x1f", "\u00a6", " "])
def test_a_delimiter_that_is_not_told_can_be_chosen(mark: str) -> None:
    assert read(f"a{mark}b\n1{mark}2\n", mark) == (["a", "b"], [["1", "2"]])
    kept = source.keep(io.BytesIO(f"a{mark}b\n1{mark}2\n".encode()), "a.csv", ReadingOptions(delimiter=mark))
    assert (kept.header, kept.delimiter) == (("a", "b"), mark)


def test_a_delimiter_that_is_chosen_is_not_questioned() -> None:
    assert read("a;b,c\n1;2,3\n", ",") == (["a;b", "c"], [["1;2", "3"]])


@pytest.mark.parametrize(
    ("text", "rows", "passed_over"),
    [
        # a note below the table, and the names of its parts, as workbooks have them: in a cell of their own
        ("Subject,Text,Status\nA,a,Open\n,,\nPrepared by Ann,,\n", ["A"], [4]),
        ("Name,Text,Status\nA,a,Done\n,,\nNext week,,\nName,Text,Status\nB,b,Open\n", ["A", "B"], [4, 5]),
        ("Subject,Text,Status\nA,a,Open\n,,\nB,,\nC,c,Open\n", ["A", "B", "C"], []),  # a ticket follows
        ("Subject,Text,Status\nA,a,\n,,\nB,,\n", ["A", "B"], []),  # other rows are as bare
    ],
)
def test_a_cell_alone_below_a_blank_row(text: str, rows: list[str], passed_over: list[int]) -> None:
    table = CsvRows(io.BytesIO(text.encode()))
    assert ([row[0] for _, row in table], table.passed_over) == (rows, passed_over)


@pytest.mark.parametrize(
    ("header", "has_names"),
    [
        ("2620,002562,(Sin asunto)", False),
        ("Printer,2026-03-04,Ann", False),
        ("Subject,2024,2025", True),  # a column that is known
        ("Foo,Bar,Baz", True),
        ("Foo,,Q1 2026", True),
    ],
)
def test_a_first_row_that_names_no_columns(header: str, has_names: bool) -> None:
    assert names_columns(header.split(",")) is has_names


def test_what_is_passed_over_is_named() -> None:
    text = "title,description\n1,2\ntitle,description\n3,4\n\nTotal: 2\nGenerated by a tool\n"
    rows = CsvRows(io.BytesIO(text.encode()))
    assert list(rows) == [(2, ["1", "2"]), (4, ["3", "4"])]
    assert rows.passed_over == [3, 6, 7]
    assert source.survey(source.keep(io.BytesIO(text.encode()), "a.csv")).passed_over == (3, 6, 7)


def test_a_file_is_read_alike_in_every_pass() -> None:
    text = 'Report\n\ntitle;description\n1;"a; b"\n2;c\n(2 rows)\n'
    kept = source.keep(io.BytesIO(text.encode()), "a.csv")
    again = source.Source.from_description("a.csv", kept.file, kept.described())
    with kept.rows() as first, again.rows() as second:
        assert list(first) == list(second) == [(4, ["1", "a; b"]), (5, ["2", "c"])]
    assert kept.shape == Shape(";", above=2)


def test_an_import_that_waited_for_a_newer_version_is_read_as_it_was_described() -> None:
    kept = source.keep(io.BytesIO(b"sep=;\n\ntitle;description\n1;a\n"), "a.csv")
    earlier = {"encoding": "utf-8-sig", "delimiter": ";", "header": ["title", "description"], "kind": "table"}
    with source.Source.from_description("a.csv", kept.file, earlier).rows() as rows:
        assert list(rows) == [(4, ["1", "a"])]


def test_a_sample_that_ends_within_a_row_tells_as_much() -> None:
    lines = ["a;b\n", '1;"x, y\n', 'z"\n', '2;"cut']
    assert detect_shape(lines, is_whole=False) == Shape(";")


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\x1c\x1d\x1e\x85\u2028\u2029\ufeff", exclude_categories=["Cs"]),
    max_size=20,
)
CELL = st.one_of(TEXT, st.sampled_from(["", "a, b", "a; b", 'say "x"', "it's", "two\nlines", "C:\\dir", "a\tb", "a|b"]))
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8)
)


@settings(max_examples=200)
@given(
    TABLES,
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_what_csv_writes_is_read_the_same(
    table: list[list[str]], delimiter: str, quoting: int, end: str, encoding: str
) -> None:
    if quoting == csv.QUOTE_MINIMAL:  # it does not quote line ends that are not its own
        table = [[re.sub(r"[\r\n]", " ", cell) for cell in row] for row in table]
    header = ["Subject", "Details", "Status", "Priority", "Category"][: len(table[0])]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([header, *table])
    kept = source.keep(io.BytesIO(stream.getvalue().encode(encoding)), "a.csv", ReadingOptions(encoding=encoding))
    with kept.rows() as rows:
        found = [row for _, row in rows]
        passed = len(rows.passed_over)
    kept_rows = [row for row in table if any(row)]
    assert list(kept.header) == header
    assert [row for row in kept_rows if row in found] == found
    assert len(found) + passed == len(kept_rows)


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from("\"'"), st.booleans())
def test_what_csv_writes_in_a_stated_dialect_is_read_the_same(
    table: list[list[str]], delimiter: str, quote: str, escaped: bool
) -> None:
    stream = io.StringIO(newline="")
    options = {"escapechar": "\\", "doublequote": False} if escaped else {}
    csv.writer(stream, delimiter=delimiter, quotechar=quote, quoting=csv.QUOTE_ALL, **options).writerows(table)  # type: ignore[arg-type]
    shape = replace(Shape(delimiter, quote), escaped=escaped)
    assert list(shape.reader(stream.getvalue().splitlines(keepends=True))) == table


@pytest.mark.parametrize("text", ["'hello'", "'=x'", "'a'b'", "'"])
def test_a_text_between_apostrophes_keeps_them(text: str) -> None:
    sample = ["title,description\n", f"x,{text}\n", f"y,{text}\n"]
    shape = detect_shape(sample)
    assert [row[1] for row in shape.reader(sample)][1:] == [text, text]
