"""Files that are small and unpack to much, or that never end: written by hand, so that nobody's program spares us."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
BLOCK = 1024**2

Parts = dict[str, Iterable[str]]


def workbook(target: Path, parts: Parts, *, sheets: int = 1) -> None:
    """Write a workbook with these parts (``sheet``, ``strings``), each given in pieces, so that it is never whole."""
    names = (f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    links = (
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, sheets + 1)
    )
    strings = f'<Relationship Id="rIds" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    content: Parts = {
        "[Content_Types].xml": [f'<Types xmlns="{PACKAGE}/content-types"/>'],
        "_rels/.rels": [
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ],
        "xl/workbook.xml": [f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>', *names, "</sheets></workbook>"],
        "xl/_rels/workbook.xml.rels": [
            f'<Relationships xmlns="{PACKAGE}/relationships">',
            *links,
            strings,
            "</Relationships>",
        ],
        "xl/sharedStrings.xml": chain([f'<sst xmlns="{MAIN}">'], parts.get("strings", []), ["</sst>"]),
        "xl/worksheets/sheet1.xml": parts["sheet"],
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, pieces in content.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(HEAD.encode())
                for piece in pieces:
                    part.write(piece.encode())


def sheet(rows: Iterable[str]) -> Iterable[str]:
    """The XML of a sheet whose rows are given as XML."""
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'
    yield from rows
    yield "</sheetData></worksheet>"


TITLE = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'


def shared(target: Path, *, characters: int, rows: int) -> None:
    """One shared string, used by every row."""
    used = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, rows + 2))
    workbook(target, {"strings": [f"<si><t>{'a' * characters}</t></si>"], "sheet": sheet([TITLE, *used])})


def strings_bomb(target: Path, *, megabytes: int) -> None:
    """Shared strings that nobody uses."""
    block = "<si><t>" + "a" * (BLOCK - 20) + "</t></si>"
    workbook(target, {"strings": (block for _ in range(megabytes)), "sheet": sheet([TITLE])})


def sheet_bomb(target: Path, *, megabytes: int) -> None:
    """A sheet of empty rows."""
    workbook(target, {"sheet": sheet(chain([TITLE], ("<row/>" * (BLOCK // 6) for _ in range(megabytes))))})


def one_cell(target: Path, *, megabytes: int) -> None:
    """A cell whose text is as long as all that."""
    start, end = '<row r="2"><c r="A2" t="inlineStr"><is><t>', "</t></is></c></row>"
    workbook(target, {"sheet": sheet(chain([TITLE, start], ("a" * BLOCK for _ in range(megabytes)), [end]))})


def wide(target: Path, *, rows: int) -> None:
    """Two cells as far apart as a sheet goes, and so many rows."""
    last = f'<row r="{rows}"><c r="XFD{rows}"><v>1</v></c></row>'
    workbook(target, {"sheet": sheet([TITLE, last])})


def many_sheets(target: Path, *, sheets: int) -> None:
    """A workbook of so many names for one sheet."""
    workbook(target, {"sheet": sheet([TITLE, '<row r="2"><c r="A2"><v>1</v></c></row>'])}, sheets=sheets)


def entities(target: Path) -> None:
    """Entities within entities ("billion laughs"), in the shared strings."""
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    lol = f'<!DOCTYPE sst [<!ENTITY l0 "lol">{nested}]>'
    workbook(target, {"strings": [f"<si><t>{lol}&l9;</t></si>"], "sheet": sheet([TITLE])})


def text(target: Path, pieces: Iterable[bytes]) -> None:
    """A file of these bytes."""
    with target.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)


def blocks(piece: bytes, megabytes: int) -> Iterable[bytes]:
    """So much of one piece over and over."""
    block = piece * (BLOCK // len(piece))
    return (block for _ in range(megabytes))
