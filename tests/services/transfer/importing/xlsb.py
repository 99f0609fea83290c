"""Binary workbooks of Excel (.xlsb), put together record by record as [MS-XLSB] defines them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}
FORMATS = {"general": 0, "date": 14, "clock": 22, "own": 164, "money": 165}  # cell style to format of numbers
_OWN_FORMATS = {164: 'yyyy"-"mm"-"dd hh:mm', 165: '#,##0.00 "days"'}
_ERRORS = {"#N/A": 0x2A, "#SPILL!": 0x2D, "#FIELD!": 0x33}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is no shared text: ``kind`` is that of its record, ``style`` one of ``FORMATS``."""

    kind: str
    value: object
    style: str = "general"


Sheets = Sequence[tuple[str, str, Sequence[Sequence[str | Cell]]]]  # name, state, rows


def xlsb(sheets: Sheets, *, from_1904: bool = False) -> bytes:
    """A workbook with these sheets; texts are shared, some of them with formats of their own."""
    texts = list(
        dict.fromkeys(cell for _, _, rows in sheets for row in rows for cell in row if isinstance(cell, str) and cell)
    )
    numbers = {text: number for number, text in enumerate(texts)}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": _related({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": _book([(name, state) for name, state, _ in sheets], from_1904),
        "xl/_rels/workbook.bin.rels": _related(
            {f"rId{at}": ("worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)}
            | {"rId98": ("styles", "styles.bin"), "rId99": ("sharedStrings", "sharedStrings.bin")}
        ),
        "xl/styles.bin": _styles(),
        "xl/sharedStrings.bin": _shared(texts),
    } | {f"xl/worksheets/sheet{at}.bin": _sheet(rows, numbers) for at, (_, _, rows) in enumerate(sheets, start=1)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _related(parts: Mapping[str, tuple[str, str]]) -> bytes:
    rows = (f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{at}"/>' for key, (kind, at) in parts.items())
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()


def _record(number: int, content: bytes = b"") -> bytes:
    kind = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, left = b"", len(content)
    while left > 127:
        length, left = length + bytes([left & 0x7F | 0x80]), left >> 7
    return kind + length + bytes([left]) + content


def _wide(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def _book(sheets: Iterable[tuple[str, str]], from_1904: bool) -> bytes:
    listed = b"".join(
        _record(156, struct.pack("<II", STATES[state], at) + _wide(f"rId{at}") + _wide(name))
        for at, (name, state) in enumerate(sheets, start=1)
    )
    properties = _record(153, struct.pack("<II", int(from_1904), 0) + _wide("ThisWorkbook"))
    return _record(131) + properties + _record(143) + listed + _record(144) + _record(132)


def _styles() -> bytes:
    formats = b"".join(_record(44, struct.pack("<H", key) + _wide(text)) for key, text in _OWN_FORMATS.items())
    cells = b"".join(_record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in FORMATS.values())
    return (
        _record(278)
        + _record(615, struct.pack("<I", len(_OWN_FORMATS)))
        + formats
        + _record(616)
        + _record(617, struct.pack("<I", len(FORMATS)))
        + cells
        + _record(618)
        + _record(279)
    )


def _shared(texts: Sequence[str]) -> bytes:
    """Every other text is rich: its runs of letters stand behind it."""
    run = struct.pack("<IHH", 1, 0, 0)
    items = (_record(19, bytes([at % 2]) + _wide(text) + (run if at % 2 else b"")) for at, text in enumerate(texts))
    return _record(159, struct.pack("<II", len(texts), len(texts))) + b"".join(items) + _record(160)


def _sheet(rows: Sequence[Sequence[str | Cell]], numbers: Mapping[str, int]) -> bytes:
    widest = max((len(row) for row in rows), default=1)
    found = _record(129) + _record(148, struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, widest - 1)) + _record(145)
    for at, row in enumerate(rows):
        found += _record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        found += b"".join(_cell(column, cell, numbers) for column, cell in enumerate(row) if cell != "")
    return found + _record(146) + _record(130)


def _cell(column: int, cell: str | Cell, numbers: Mapping[str, int]) -> bytes:
    if isinstance(cell, str):
        return _record(7, struct.pack("<III", column, 0, numbers[cell]))
    place = struct.pack("<II", column, list(FORMATS).index(cell.style))
    formula = struct.pack("<HII", 0, 0, 0)
    value: str = str(cell.value)
    number = float(value) if cell.kind in ("rk", "real", "formula number") else 0.0
    hundredths = round(number * 100) if cell.kind == "rk" else 0
    kinds = {
        "blank": (1, b""),
        "rk": (2, struct.pack("<I", hundredths << 2 | 3)),
        "error": (3, bytes([_ERRORS.get(value, 0x2A)])),
        "bool": (4, bytes([value == "True"])),
        "real": (5, struct.pack("<d", number)),
        "text": (6, _wide(value)),
        "formula text": (8, _wide(value) + formula),
        "formula number": (9, struct.pack("<d", number) + formula),
        "formula bool": (10, bytes([value == "True"]) + formula),
        "formula error": (11, bytes([_ERRORS.get(value, 0x2A)]) + formula),
    }
    kind, content = kinds[cell.kind]
    return _record(kind, place + content)
