"""What a file is: encodings, delimiters, workbooks, rubbish."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from sqlalchemy import text

from db.engine import engine, reads_share, transaction
from services.errors import InvalidInput
from services.transfer.importing import source
from services.transfer.importing.reading_options import ReadingOptions
from services.transfer.importing.tables import workbook
from services.transfer.importing.tables.csv_rows import UNREADABLE_ROW

GERMAN = 'Betreff;Text\n"Müll, Größe";"Zeile 1\nZeile 2"\nÄ;ö\n'


def rows(kept: source.Source) -> list[list[str] | str]:
    with kept.rows() as found:
        return [row for _, row in found]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GERMAN.encode(), "utf-8-sig"),
        (GERMAN.encode("utf-8-sig"), "utf-8-sig"),
        (GERMAN.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), "utf-16"),
        (GERMAN.encode("utf-16-le"), "utf-16-le"),
        (GERMAN.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("utf-32"), "utf-32"),
        (b"\0\0\xfe\xff" + GERMAN.encode("utf-32-be"), "utf-32"),
        (GERMAN.encode("utf-32-le"), "utf-32-le"),
        (GERMAN.encode("utf-32-be"), "utf-32-be"),
        (GERMAN.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    kept = source.keep(io.BytesIO(content), "a.csv")
    assert (kept.encoding, kept.delimiter, kept.header) == (encoding, ";", ("Betreff", "Text"))
    assert rows(kept) == [["Müll, Größe", "Zeile 1\nZeile 2"], ["Ä", "ö"]]


def test_a_late_umlaut_tells_the_encoding_too() -> None:
    start = "title\n" + "plain\n" * 300_000
    assert source.keep(io.BytesIO((start + "Größe\n").encode("cp1252")), "a.csv").encoding == "cp1252"
    assert source.keep(io.BytesIO((start + "Größe\n").encode()), "a.csv").encoding == "utf-8-sig"


def test_a_few_broken_bytes_leave_it_utf_8() -> None:
    assert source.keep(io.BytesIO("title\nÄÖÜ\n".encode() + b"\xff\n"), "a.csv").encoding == "utf-8-sig"


@pytest.mark.parametrize(
    ("content", "delimiter", "header"),
    [
        (b"a,b\n1,2\n", ",", ("a", "b")),
        (b"a\tb\n1\t2\n", "\t", ("a", "b")),
        (b"sep=;\na;b\n1;2\n", ";", ("a", "b")),
        (b"\n\na|b\n1|2\n", "|", ("a", "b")),
        (b'"a\nb",c\n1,2\n', ",", ("a\nb", "c")),
    ],
)
def test_delimiters_and_headers(content: bytes, delimiter: str, header: tuple[str, ...]) -> None:
    kept = source.keep(io.BytesIO(content), "a.csv")
    assert (kept.header, rows(kept)[0][0]) == (header, "1")
    assert kept.read_with(ReadingOptions(encoding="cp1252")).header == header


class Raw(NamedTuple):
    """A cell as it stands in the file."""

    attributes: str
    content: str


def sheet(table: list[list[str | float | datetime | Raw]]) -> bytes:
    """A workbook as small as one can be."""

    def cell(value: str | float | datetime | Raw) -> str:
        if isinstance(value, Raw):
            return f"<c {value.attributes}><v>{value.content}</v></c>"
        if isinstance(value, datetime):
            days = (value - datetime(1899, 12, 30)).total_seconds() / 86400
            return f'<c s="1"><v>{days}</v></c>'
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    body = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in table)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',  # noqa: E501
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/></Relationships>',  # noqa: E501
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>',  # noqa: E501
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return target.getvalue()


def test_the_first_sheet_of_a_workbook() -> None:
    content = sheet([["id", "Betreff", "seit"], [42, "Größe, 5 < 6", datetime(2026, 11, 22, 9, 30)]])
    kept = source.keep(io.BytesIO(content), "a.xlsx")
    assert (kept.header, rows(kept)) == (("id", "Betreff", "seit"), [["42", "Größe, 5 < 6", "2026-11-22T09:30:00"]])


def test_a_workbook_with_a_time_beyond_all_loses_that_row_alone() -> None:
    content = sheet([["title", "spent"], ["before", Raw('s="2"', "1e18")], ["after", Raw('s="2"', "1.5")]])
    with source.keep(io.BytesIO(content), "a.xlsx").rows() as found:
        assert list(found) == [(2, UNREADABLE_ROW), (3, ["after", "1 day, 12:00:00"])]


@pytest.mark.parametrize("value", ["#SPILL!", "#FIELD!", "#CALC!", "#BUSY!", "#UNKNOWN!", "#REF!", "#DIV/0!", "#NAME?"])
def test_a_workbook_with_errors_of_any_version_of_excel(value: str) -> None:
    content = sheet([["title", "sum"], [f"has {value}", Raw('t="e"', value)], ["after", 7]])
    _, after = rows(source.keep(io.BytesIO(content), "a.xlsx"))
    assert after == ["after", "7"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"\n\n", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (b",,\n1,2,3\n", "must name the columns"),
        (sheet([]), "The workbook holds no table: its sheet is empty"),
        (bytes(range(256)) * 50, "not a table"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 40, "not a table"),
        (sheet([["title"], ["x"]])[:-40], "not a workbook"),
        (b"PK\x03\x04 nonsense", "not a workbook"),
    ],
)
def test_rubbish(content: bytes, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        source.keep(io.BytesIO(content), "a.csv")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            'title,description\na,b\nc,"cut in the mid',
            "line 3 never ends: a quote is not closed, or the file was cut off",
        ),
        ("title,description\n", "nothing below"),
    ],
)
def test_files_that_end_too_early_are_told_before_anything_is_imported(content: str, message: str) -> None:
    kept = source.keep(io.BytesIO(content.encode()), "a.csv")
    with pytest.raises(InvalidInput, match=message):
        source.survey(kept)


def test_a_survey_counts_the_words_of_a_column_but_not_texts() -> None:
    content = "text,status\n" + "".join(f"t{n},{'On-Hold' if n % 3 else 'on hold'}\n" for n in range(90)) + "short\n"
    found = source.survey(source.keep(io.BytesIO(content.encode()), "a.csv"))
    assert (found.rows, found.words) == (91, (None, {"on hold": ("On-Hold", 90)}))


@pytest.mark.parametrize(("words", "counted"), [(40, True), (41, False)])
def test_a_column_of_up_to_forty_words_is_one_to_choose_for(words: int, counted: bool) -> None:
    content = "status\n" + "".join(f"w{n}\n" for n in range(words)) * 2
    (found,) = source.survey(source.keep(io.BytesIO(content.encode()), "a.csv")).words
    assert (found == {f"w{n}": (f"w{n}", 2) for n in range(words)}) is counted
    assert (found is None) is not counted


def test_what_is_no_text_in_the_encoding_is_neither_a_name_nor_a_word_to_choose_for() -> None:
    content = "title,status,größe,ä\0\n".encode() + "a,öffen,,\nb,new,,\n".encode() * 3
    content = content.replace("größe".encode(), "größe".encode("cp1252")) + b"c,gr\xfcn,,\n"
    kept = source.keep(io.BytesIO(content), "a.csv")
    assert kept.header == ("title", "status", "gr\ufffd\ufffde", "ä\ufffd")
    assert list((source.survey(kept).words[1] or {}).items()) == [("öffen", ("öffen", 3)), ("new", ("new", 3))]


def test_a_file_is_gone_when_nobody_holds_it() -> None:
    kept = source.keep(io.BytesIO(b"title\nx\n"), "a.csv")
    path = kept.file.path
    assert path.exists()
    del kept
    assert not path.exists()


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "IMPORT_FILE_MB", 1)
    just = b"title\n" + b"x\n" * ((1024**2 - 6) // 2)
    assert source.keep(io.BytesIO(just), "a.csv").file.path.stat().st_size == 1024**2
    with pytest.raises(InvalidInput, match="larger than 1 MB"):
        source.keep(io.BytesIO(just + b"x"), "a.csv")


def test_a_workbook_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SECONDS_MAX", 0.001)
    with pytest.raises(InvalidInput, match="more than 120 seconds"):
        source.keep(io.BytesIO(sheet([["title"], ["x"]])), "a.xlsx")


@pytest.mark.usefixtures("database")
def test_while_a_file_is_read_nobody_holds_a_connection() -> None:
    """A large workbook takes minutes, and waits for the one before it."""
    held: list[int] = []

    class Stream(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            held.append(engine().pool.checkedout())  # type: ignore[attr-defined]
            return super().read(size)

    with reads_share():
        with transaction(reads=True) as session:
            session.execute(text("SELECT 1"))
        assert engine().pool.checkedout() == 1  # type: ignore[attr-defined]
        source.keep(Stream(GERMAN.encode()), "a.csv")
    assert set(held) == {0}
