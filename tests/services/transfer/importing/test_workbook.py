"""Which sheet of a workbook is read, and web pages that are named as workbooks."""

# ruff: noqa: E501 - files as they are written

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from services.errors import InvalidInput
from services.settings import ROOT
from services.transfer.importing import source
from services.transfer.importing.reading_options import AS_TOLD, ReadingOptions
from services.transfer.importing.tables import workbook

CASES = Path(__file__).parent / "cases"
TABLE = [["Subject", "Details", "Status"], ["Cannot log in", "x", "Open"]]
LIST = [["Status", "Meaning"], ["Open", "not done"], ["Closed", "done"]]
COVER = [["Tickets of March"], ["made by Agent 1"]]
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
Sheets = list[tuple[str, str, list[list[str]]]]  # name, state, rows


def ods(sheets: Sheets) -> bytes:
    """A workbook of LibreOffice with these sheets."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    names = f'xmlns:office="{office}" xmlns:table="{office.replace("office:1.0", "table:1.0")}" xmlns:text="{office.replace("office:1.0", "text:1.0")}"'
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>" + "".join(cell.format(escape(one)) for one in row) + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, _, rows in sheets
    )
    content = f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return target.getvalue()


def xlsx(sheets: Sheets) -> bytes:
    """A workbook of Excel with these sheets."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, (name, state, _) in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
    }
    for number, (_, _, rows) in enumerate(sheets, start=1):
        body = "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(one)}</t></is></c>' for one in row) + "</row>"
            for row in rows
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return target.getvalue()


def packed(name: str) -> bytes:
    """A compressed folder with one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "title\nx\n")
    return target.getvalue()


def kept(content: bytes, options: ReadingOptions = AS_TOLD) -> source.Source:
    return source.keep(io.BytesIO(content), "a.xlsx", options)


def rows_of(found: source.Source) -> list[list[str] | str]:
    with found.rows() as rows:
        return [list(found.header), *(row for _, row in rows)]


def test_a_row_is_told_by_its_number_in_the_sheet_whatever_lines_its_cells_have() -> None:
    table = [["Subject", "Details"], ["a", "one\ntwo\nthree"], ["b", "x\n\ny"], ["c", "z"]]
    opened = source.keep(io.BytesIO(xlsx([("A", "visible", table)])), "a.xlsx")
    with opened.rows() as rows:
        assert [(line, row[0]) for line, row in rows] == [(2, "a"), (3, "b"), (4, "c")]


@pytest.mark.parametrize(
    ("sheets", "proposed"),
    [
        ([("A", "visible", TABLE), ("B", "visible", TABLE)], "A"),
        ([("Cover", "visible", COVER), ("Tickets", "visible", TABLE)], "Tickets"),
        (
            [("Cover", "visible", [["Author", "Agent 1"], ["Date", "2026-03-05"]]), ("Tickets", "visible", TABLE)],
            "Tickets",
        ),
        ([("Lists", "visible", LIST), ("Tickets", "visible", TABLE)], "Tickets"),
        ([("Lists", "hidden", LIST), ("Tickets", "visible", TABLE)], "Tickets"),
        ([("Old", "hidden", TABLE), ("Tickets", "visible", TABLE)], "Tickets"),
        ([("Old", "veryHidden", TABLE), ("Tickets", "visible", TABLE)], "Tickets"),
        ([("Old", "hidden", TABLE), ("Foo", "visible", [["Foo", "Bar"], ["x", "y"]])], "Foo"),
        ([("Empty", "visible", []), ("Tickets", "visible", TABLE)], "Tickets"),
        ([("Empty", "visible", []), ("Tickets", "hidden", TABLE)], "Tickets"),
        ([("Empty", "visible", []), ("Foo", "visible", [["Foo", "Bar"], ["x", "y"]])], "Foo"),
        ([("Cover", "visible", COVER), ("Foo", "visible", [["Foo", "Bar"], ["x", "y"]])], "Foo"),
        ([("Cover", "visible", COVER), ("Tickets", "visible", [["Report"], [], *TABLE])], "Tickets"),
    ],
)
def test_the_first_sheet_with_a_table_is_proposed(sheets: Sheets, proposed: str) -> None:
    found = kept(xlsx(sheets))
    assert (found.sheet, found.sheets) == (proposed, tuple(name for name, _, _ in sheets))


def test_another_sheet_can_be_chosen_and_the_first_again() -> None:
    found = kept(xlsx([("Cover", "visible", COVER), ("Tickets", "visible", TABLE), ("Lists", "hidden", LIST)]))
    lists = found.read_with(ReadingOptions(sheet="Lists"))
    assert (rows_of(lists), lists.sheet, lists.sheets) == (LIST, "Lists", ("Cover", "Tickets", "Lists"))
    assert rows_of(lists.read_with(AS_TOLD)) == TABLE


def test_a_sheet_that_is_not_there_is_said() -> None:
    with pytest.raises(InvalidInput, match="no sheet of this name"):
        kept(xlsx([("A", "visible", TABLE)]), ReadingOptions(sheet="B"))


def test_an_empty_sheet_is_said_with_its_name() -> None:
    with pytest.raises(InvalidInput, match="the sheet 'Empty' is empty"):
        kept(xlsx([("Empty", "visible", []), ("Tickets", "visible", TABLE)]), ReadingOptions(sheet="Empty"))


def test_a_workbook_of_libreoffice_is_read() -> None:
    found = kept(ods([("Cover", "", COVER), ("Tickets", "", TABLE)]))
    assert (rows_of(found), found.sheet, found.kind) == (TABLE, "Tickets", "workbook")


def test_a_title_above_the_header_and_a_footer_are_no_tickets() -> None:
    sheet = [["Report", "", ""], ["", "", ""], *TABLE, ["Total", "1", ""]]
    assert rows_of(kept(xlsx([("A", "visible", sheet)]))) == TABLE


def test_a_workbook_with_a_password_has_its_own_sentence() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    with pytest.raises(InvalidInput, match="protected by a password. Open it, save it without"):
        kept(content)


def test_an_old_workbook_that_was_cut_off_is_told() -> None:
    with pytest.raises(InvalidInput, match="not a workbook that can be read"):
        kept((CASES / "old.xls").read_bytes()[:1_500])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "This is a PDF document, not a table"),
        (b"\x1f\x8b\x08\0\0", "This is a compressed file, not a table"),
        (b"{\\rtf1 x}", "This is a text document, not a table"),
        (b"SQLite format 3\0", "This is a database, not a table"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "This is a web archive, not a table"),
        (b'[{"id": 1, "title": "x"}]', "This is JSON, not a table"),
        (b'{"tickets": [{"id": 1}]}', "This is JSON, not a table"),
        (packed("tickets.csv"), "a compressed folder or a file of another program"),
        (b"PAR1\x15\x04", "This is a Parquet file, not a table"),
        (b"<!DOCTYPE html><html><body><form>Sign in</form></body></html>", "a web page without a table"),
        (b'<?xml version="1.0"?><rss><item>x</item></rss>', "a web page without a table"),
    ],
)
def test_what_is_another_kind_of_file_is_said(content: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        kept(content)


ROW = "<tr><td>Cannot log in</td><td>x</td><td>Open</td></tr>"
HEAD = "<tr><th>Subject</th><th>Details</th><th>Status</th></tr>"
XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"/></Styles><Worksheet ss:Name="A"><Table>'
    '<Row><Cell><Data ss:Type="String">Subject</Data></Cell><Cell><Data>Details</Data></Cell><Cell><Data>Status</Data></Cell></Row>'
    '<Row><Cell><Data>Cannot log in</Data></Cell><Cell><Data>x</Data></Cell><Cell ss:Index="3"><Data>Open</Data></Cell></Row>'
    "</Table></Worksheet></Workbook>"
)


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><table>{HEAD}{ROW}</table></body></html>",
        f"<!DOCTYPE html>\n<HTML><TABLE><THEAD>{HEAD.upper().replace('SUBJECT', 'Subject').replace('DETAILS', 'Details').replace('STATUS', 'Status')}</THEAD><TBODY>{ROW}</TBODY></TABLE>",
        f"<table border=1>{HEAD}{ROW}",
        "<table><tr><td>Subject<td>Details<td>Status<tr><td>Cannot log in<td>x<td>Open</table>",
        f"<html><table><tr><td>Menu</td></tr></table><table>{HEAD}{ROW}</table><table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        f"<html><style>td {{color: red}}</style><script>var a = '<td>';</script><table>{HEAD}<tr><td>Cannot&nbsp;log in<td>\n  x </td><td><b>Op</b>en</td></tr></table>",
        f"\ufeff  <html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8></head><body><table>{HEAD}{ROW}</table>",
        f"<meta http-equiv='content-type' content='text/html; charset=utf-8'><table><tr><td colspan=3>Tickets</td></tr>{HEAD}{ROW}</table>",
        f"<table>{HEAD}<tbody>{ROW}</tbody><tfoot><tr><td>Total</td><td>1</td><td></td></tr></tfoot></table>",
        XML,
        XML.replace('<Cell><Data>x</Data></Cell><Cell ss:Index="3">', '<Cell ss:Index="2"><Data>x</Data></Cell><Cell>'),
    ],
)
def test_a_web_page_named_as_a_workbook_is_read(page: str) -> None:
    assert rows_of(kept(page.encode())) == TABLE


def test_the_text_of_a_cell_keeps_its_lines_and_nothing_of_its_markup() -> None:
    page = "<table><tr><td>Subject</td><td>Details</td></tr><tr><td>a &amp; b &lt;x&gt;</td><td>one<br>two<p>three</p></td></tr></table>"
    assert rows_of(kept(page.encode()))[1] == ["a & b <x>", "one\ntwo\nthree"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "cp1250"])
def test_a_web_page_in_its_encoding(encoding: str) -> None:
    page = f"<html><head><meta charset='{encoding}'></head><table><tr><td>Subject</td><td>Details</td></tr><tr><td>Böse Größe</td><td>x</td></tr></table>"
    assert rows_of(kept(page.encode(encoding)))[1] == ["Böse Größe", "x"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (42.0, "42"),
        (46085.5868055556, "46085.5868055556"),
        (datetime(2026, 3, 4, 14, 5, 0, 4), "2026-03-04T14:05:00"),
        (datetime(2026, 3, 4, 14, 4, 59, 999_996), "2026-03-04T14:05:00"),
        (datetime(2026, 3, 4, 14, 5, 0, 123_000), "2026-03-04T14:05:00.123000"),
        (timedelta(days=46085, hours=14, minutes=5), "2026-03-04T14:05:00"),
        (timedelta(days=1, hours=12), "1 day, 12:00:00"),
        (True, "True"),
    ],
)
def test_a_cell_as_text(value: object, cell: str) -> None:
    assert workbook._cell(value) == cell


def test_the_program_that_converts_loads_nothing_that_talks_to_the_database() -> None:
    """It takes most of a second, and somebody waits for the first rows."""
    code = (
        f"import sys, {workbook.__name__}; print(sorted({{'sqlalchemy', 'psycopg', 'structlog'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
