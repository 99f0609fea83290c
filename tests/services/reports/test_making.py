"""A report as PDF, HTML and mail: foreign text is only text, and a broken or slow renderer leaves what can be left."""

from __future__ import annotations

import email
import email.policy
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import altair as alt
import pytest
import vl_convert
from structlog.testing import capture_logs

from services.errors import ReportNotMade, TooManyReports
from services.filters.ticket_filter import TicketFilter
from services.reports import making, rendering
from services.reports.content import days_in_words, plain
from services.reports.making import make_report, week_report
from services.reports.week import Week, read_week
from tests.services.reports.test_week import titled

HOSTILE = '<script>alert(1)</script> & "q" #panic("x") $x$ *b* [l](http://x.example) \u202eevil <img src=x onerror=1>'
NOW = datetime.now(UTC)


@pytest.fixture
def week(database: None) -> Week:
    for days in (2, 9, 10):
        titled(HOSTILE, "high", days, assignee="<b>Mei</b>")
    titled("日本語 العربية हिन्दी 😀 " + "long " * 30, "low", 8)
    return read_week(TicketFilter(search="panic"), now=NOW)


@pytest.fixture
def no_program(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """In place of the program, which takes seconds: an image for each chart, and what was asked of it."""
    asked: list[dict[str, Any]] = []

    def run(request: bytes) -> dict[str, Any]:
        asked.append(json.loads(request))
        return {"charts": ["iVBORw0KGgo="] * 3, "pdf": "JVBERi0=", "failed": []}

    monkeypatch.setattr(rendering, "_run", run)
    return asked


class Tags(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_pdf_and_html_with_its_charts(week: Week) -> None:
    made = make_report(week, "pdf", address="https://desk.example.com")
    assert (made.content[:5], made.charts) == (b"%PDF-", True)
    assert made.name == f"tickets-{week.first}-to-{week.last}.pdf"
    assert b"https://desk.example.com/tickets?id=" in made.content
    assert make_report(week, "pdf", address="https://desk.example.com").content == made.content
    page = make_report(week, "html")
    images = re.findall(r'src="data:image/png;base64,([^"]+)"', page.content.decode())
    assert len(images) == 3
    assert all(image.startswith("iVBORw0KGgo") for image in images)


def test_foreign_text_is_only_text(week: Week, no_program: list[dict[str, Any]]) -> None:
    page = Tags(make_report(week, "html", address="https://desk.example.com").content.decode())
    names = {tag for tag, _ in page.found}
    assert not names & {"script", "style", "link", "iframe", "form"}
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text
    assert "<b>Mei</b>" in page.text
    attributes = [(name, value or "") for _, given in page.found for name, value in given.items()]
    assert not [name for name, _ in attributes if name.startswith("on")]
    addresses = [value for name, value in attributes if name in ("src", "href")]
    assert all(one.startswith(("data:image/png;base64,", "https://desk.example.com/tickets?")) for one in addresses)
    assert 'Only tickets matching "panic"' in page.text


def test_without_images_the_numbers_are_read(week: Week, no_program: list[dict[str, Any]]) -> None:
    made = make_report(week, "html")
    alts = [given["alt"] for tag, given in Tags(made.content.decode()).found if tag == "img"]
    assert len(alts) == 3
    assert (alts[0] or "").startswith("Created and resolved by day. Mon ")
    assert "resolved" in (alts[0] or "")
    assert b'color-scheme" content="light"' in made.content


def test_a_mail_has_text_html_and_images_that_it_names(week: Week, no_program: list[dict[str, Any]]) -> None:
    made = make_report(week, "eml", address="https://desk.example.com").content
    assert made == make_report(week, "eml", address="https://desk.example.com").content
    mail = email.message_from_bytes(made, policy=email.policy.default)
    assert mail["subject"].startswith("The week in tickets: ")
    assert (mail["X-Unsent"], mail["to"], mail["from"]) == ("1", None, None)
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "multipart/related", "text/html", *["image/png"] * 3]
    parts = list(mail.walk())
    html = parts[3].get_content()
    assert set(re.findall(r'src="cid:([^"]+)"', html)) == {part["content-id"].strip("<>") for part in parts[4:]}
    text = parts[1].get_content()
    assert "Tickets that matter most" in text
    assert "Created: " in text


@pytest.mark.parametrize(
    "command", [[sys.executable, "-c", "import time; time.sleep(60)"], [sys.executable, "-c", "0/0"], ["/no/program"]]
)
def test_a_broken_or_slow_renderer_leaves_html_and_is_told(
    command: list[str], week: Week, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "COMMAND", command)
    monkeypatch.setattr(rendering, "DEADLINE", 1.0)
    with capture_logs() as logs:
        made = make_report(week, "html")
    assert not made.charts
    assert rendering.NO_CHARTS in made.content.decode()
    assert "Created and resolved by day" in made.content.decode()
    assert "<img" not in made.content.decode()
    assert [one["event"] for one in logs] == ["report_not_rendered"]
    with pytest.raises(ReportNotMade):
        make_report(week, "pdf")


def test_only_so_many_are_made_at_once(week: Week, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "WAIT", 0.01)
    taken = [rendering._places.acquire() for _ in range(rendering.AT_ONCE)]
    try:
        with pytest.raises(TooManyReports):
            make_report(week, "pdf")
    finally:
        for _ in taken:
            rendering._places.release()


def test_the_same_now_makes_the_same_report(week: Week, no_program: list[dict[str, Any]]) -> None:
    chosen = TicketFilter(search="panic")
    first, second = (week_report(chosen, "html", now=NOW).content for _ in range(2))
    assert first == second
    later = week_report(chosen, "html", now=NOW + timedelta(days=7)).content
    assert later != first


def test_the_renderer_knows_the_vega_lite_of_altair(week: Week, no_program: list[dict[str, Any]]) -> None:
    make_report(week, "pdf")
    (asked,) = no_program
    assert alt.SCHEMA_VERSION.startswith(f"v{asked['version']}.")
    assert asked["version"] in vl_convert.get_vegalite_versions()
    assert asked["page"]["tickets"][0]["title"] == plain(HOSTILE, 120)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 11, 23), (2026, 11, 29), "23 to 29 Nov 2026"),
        ((2026, 11, 30), (2026, 12, 6), "30 Nov to 6 Dec 2026"),
        ((2026, 12, 28), (2027, 1, 3), "28 Dec 2026 to 3 Jan 2027"),
        ((2026, 11, 23), (2026, 11, 23), "23 Nov 2026"),
    ],
)
def test_days_in_words(first: tuple[int, int, int], last: tuple[int, int, int], words: str) -> None:
    assert days_in_words(datetime(*first).date(), datetime(*last).date()) == words


def test_formats_have_media_types() -> None:
    assert set(making.MEDIA_TYPES) == set(making.FORMATS)
