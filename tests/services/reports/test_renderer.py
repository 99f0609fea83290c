"""The PDF is accessible (PDF/UA); where no font has a character, it is made all the same and says so."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from services.filters.ticket_filter import TicketFilter
from services.reports import renderer
from services.reports.charts import charts
from services.reports.content import Content, as_page
from services.reports.week import read_week
from tests.services.reports.test_week import titled


@pytest.mark.parametrize(
    ("title", "tries"),
    [
        ("Charged twice العربية", [(["ua-1"], False)]),
        ("No font has \U000f0000", [(["ua-1"], False), ([], True)]),
    ],
)
def test_a_character_without_a_glyph_is_told(
    title: str, tries: list[tuple[list[str], bool]], database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    titled("Printer", "high", 3)
    week = read_week(TicketFilter())
    page = as_page(Content(week, charts(week, 600, 300)), "")
    page["tickets"][0]["title"] = title
    asked: list[tuple[list[str], bool]] = []
    typeset = renderer._typeset

    def noted(data: dict[str, Any], standards: list[str]) -> str:
        asked.append((standards, data["lacks-glyphs"]))
        return typeset(data, standards)

    monkeypatch.setattr(renderer, "_typeset", noted)
    made = base64.b64decode(renderer._pdf(page, None))
    assert asked == tries
    assert made.startswith(b"%PDF-")
    assert (b"pdfuaid" in made) == (len(tries) == 1)


def test_a_title_that_is_too_long_for_its_line_is_cut(database: None) -> None:
    titled("Printer", "high", 3)
    week = read_week(TicketFilter())
    page = as_page(Content(week, charts(week, 600, 300)), "")

    def made(title: str) -> str:
        page["tickets"][0]["title"] = title
        return renderer._pdf(page, None)

    assert made("Long " * 60 + "a") == made("Long " * 60 + "b") != made("Long a")
    assert made("Long a") != made("Long b")
