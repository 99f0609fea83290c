"""Choices typed at a terminal about how a file is read."""

from __future__ import annotations

import pytest

from services.errors import InvalidInput
from services.transfer.importing.reading_options import ReadingOptions, parse_options


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({}, ReadingOptions()),
        ({"encoding": "", "delimiter": "", "sheet": "", "dates": ""}, ReadingOptions()),
        ({"encoding": "utf8"}, ReadingOptions(encoding="utf-8-sig")),
        ({"encoding": " Windows-1250 "}, ReadingOptions(encoding="cp1250")),
        ({"encoding": "Shift_JIS"}, ReadingOptions(encoding="shift_jis")),
        ({"encoding": "utf-16"}, ReadingOptions(encoding="utf-16")),
        ({"delimiter": ";"}, ReadingOptions(delimiter=";")),
        ({"delimiter": "Tab"}, ReadingOptions(delimiter="\t")),
        ({"delimiter": "\\t"}, ReadingOptions(delimiter="\t")),
        ({"delimiter": "\t"}, ReadingOptions(delimiter="\t")),
        ({"delimiter": "pipe"}, ReadingOptions(delimiter="|")),
        ({"delimiter": "colon"}, ReadingOptions(delimiter=":")),
        ({"sheet": "Tickets 2026"}, ReadingOptions(sheet="Tickets 2026")),
        ({"dates": "DMY"}, ReadingOptions(dates="dmy")),
        ({"dates": "mdy"}, ReadingOptions(dates="mdy")),
        ({"dates": "ymd"}, ReadingOptions(dates="ymd")),
    ],
)
def test_what_is_typed_becomes_a_choice(written: dict[str, str], meant: ReadingOptions) -> None:
    assert parse_options(**written) == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"encoding": "klingon"}, "'klingon' is not an encoding"),
        ({"encoding": "hex"}, "'hex' is not an encoding"),
        ({"encoding": "rot13"}, "'rot13' is not an encoding"),
        ({"encoding": "a\0b"}, "is not an encoding"),
        ({"delimiter": ";;"}, "A delimiter is one character"),
        ({"delimiter": '"'}, "A delimiter is one character"),
        ({"dates": "ydm"}, "DATES=dmy .* not 'ydm'"),
    ],
)
def test_what_cannot_be_meant_is_said(written: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        parse_options(**written)
