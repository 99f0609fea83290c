"""The data of a chart as a file for spreadsheets, and its title as plain text."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from pages.dashboard.exporting.download_menu import _plain, as_csv
from pages.widgets.chips import esc


def test_a_file_for_spreadsheets() -> None:
    frame = pd.DataFrame(
        {
            "day": [pd.Timestamp("2026-11-21"), pd.Timestamp("2026-11-22 13:30")],
            "=name": ["=1+1", 'a "b", c'],
            "n": [1, 2],
            "hours": [0.5, float("nan")],
        }
    )
    written = as_csv(frame)
    assert written.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(written[1:], newline=""))) == [
        ["day", "'=name", "n", "hours"],
        ["2026-11-21", "'=1+1", "1", "0.5"],
        ["2026-11-22T13:30:00", 'a "b", c', "2", ""],
    ]


@pytest.mark.parametrize(
    "text", ["Billing", "50% *off* :material/x: -> www.example.org [a](b)", r"C:\temp\_x_", "a#1 $5$"]
)
def test_a_title_is_what_was_typed(text: str) -> None:
    assert _plain(f"**12** of {esc(text)}") == f"12 of {text}"
