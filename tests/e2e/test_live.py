"""The dashboard follows the desk: changes from elsewhere, in many tabs, after an outage; switch, files, paper."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.e2e.support.app_process import PATIENCE, AppProcess, wait_until
from tests.e2e.support.form import quiet, ticket_count
from tests.e2e.support.own_database import Server

STREAM = "/api/events/"


@pytest.fixture(scope="module")
def app(folder: Path, server: Server) -> Iterator[AppProcess]:
    process = AppProcess(folder, database_url=server.url)
    process.start()
    yield process
    process.stop()
    assert "Traceback" not in process.log()


def file_ticket(app: AppProcess) -> str:
    """File one as another program does; returns how many there are now, as the dashboard writes it."""
    ticket = {"title": "=1+1", "description": "The app crashes", "category": "technical", "priority": "high"}
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{app.url}/api/tickets/", json.dumps(ticket).encode(), headers)
    with urllib.request.urlopen(request, timeout=PATIENCE):
        return f"{ticket_count(app):,}"


def board(page: Page, app: AppProcess) -> Locator:
    """Opens the dashboard and returns its first number."""
    page.goto(f"{app.url}/dashboard")
    expect(page.get_by_role("switch", name="Live")).to_be_visible()
    return page.get_by_test_id("stMetricValue").first


def test_news_move_the_number_by_a_run_of_the_board_alone_until_they_are_switched_off(
    page: Page, app: AppProcess
) -> None:
    asked: list[BackMsg] = []

    def told(sent: bytes | str) -> None:
        if isinstance(sent, bytes):
            asked.append(BackMsg.FromString(sent))

    page.on("websocket", lambda socket: socket.on("framesent", told))
    number = board(page, app)
    expect(page.get_by_text("Nothing to count yet")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Updated (?:[2-9]|\d\d) s ago"))).to_be_visible()
    asked.clear()
    expect(number).to_have_text(file_ticket(app))
    expect(number).to_have_text(file_ticket(app))
    reruns = [message.rerun_script for message in asked if message.HasField("rerun_script")]
    assert 2 <= len(reruns) <= 4
    assert all(rerun.fragment_id for rerun in reruns)
    live = page.get_by_role("switch", name="Live")
    live.click()
    expect(page.get_by_text("Paused, updated")).to_be_visible()
    page.reload()
    quiet(page)
    expect(page.get_by_text("Paused, updated")).to_be_visible()
    asked.clear()
    count = file_ticket(app)
    expect(page.get_by_text(re.compile(r"^Paused, updated (?:[3-9]|\d\d) s ago"))).to_be_visible()
    assert not asked
    live.click()
    expect(number).to_have_text(count)


def test_eight_tabs_share_one_stream_and_all_follow(context: BrowserContext, app: AppProcess) -> None:
    # One stream for each tab would take all six connections that a browser opens to a server.
    streams: list[str] = []
    context.on("request", lambda request: streams.append(request.url) if STREAM in request.url else None)
    file_ticket(app)
    boards, lists = [context.new_page(), context.new_page()], [context.new_page() for _ in range(6)]
    numbers = [board(tab, app) for tab in boards]
    for tab in lists:
        tab.goto(f"{app.url}/tickets")
        expect(tab.get_by_role("link", name="=1+1").first).to_be_visible()
    for number in numbers:
        expect(number).to_be_visible()
    assert len(streams) == 1
    all_show(file_ticket(app), numbers, lists, "Show 1 new ticket")
    boards[0].close()  # it had the stream
    all_show(file_ticket(app), numbers[1:], lists, "Show 2 new tickets")
    assert len(streams) == 2


def all_show(count: str, numbers: list[Locator], lists: list[Page], news: str) -> None:
    for number in numbers:
        expect(number).to_have_text(count)
    for tab in lists:
        expect(tab.get_by_role("button", name=news)).to_be_visible()


def test_a_restart_of_the_database(page: Page, app: AppProcess, server: Server) -> None:
    file_ticket(app)
    number = board(page, app)
    expect(number).to_be_visible()
    server.kill()
    server.start()
    wait_until(lambda: _is_back(app), "the database answers again")
    expect(number).to_have_text(file_ticket(app))


def _is_back(app: AppProcess) -> bool:
    try:
        return ticket_count(app) > 0
    except OSError:
        return False


def test_a_chart_as_files_by_keyboard_and_the_page_on_paper(page: Page, app: AppProcess) -> None:
    file_ticket(app)
    expect(board(page, app)).to_be_visible()
    quiet(page)
    menu = page.get_by_role("button", name="Download: Tickets by priority")
    files: dict[str, bytes] = {}
    for steps, name in enumerate(("priority.png", "priority.svg", "priority.csv")):
        menu.press("Enter")
        expect(page.get_by_role("menuitem", name="PNG image")).to_be_focused()
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename == name
        files[name] = download.value.path().read_bytes()
    assert files["priority.png"].startswith(b"\x89PNG")
    drawn = files["priority.svg"].decode()
    assert all(part in drawn for part in ("Tickets by priority, number and share", "Critical", "@font-face"))
    assert files["priority.csv"].startswith(b"\xef\xbb\xbfpriority,tickets\r\n")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 2
    assert scale_of_print(page, 2560) < scale_of_print(page, 1440) < scale_of_print(page, 820)
    page.set_viewport_size({"width": 1280, "height": 900})
    heights = page.evaluate(TITLE_HEIGHTS)
    assert len(heights) > 9
    assert max(heights) - min(heights) < 1  # also of cards without a menu: no target, no suggestion
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".st-key-dashboards_row")).to_be_hidden()
    expect(page.get_by_text("Click or drag to choose days.")).to_be_hidden()
    bar = page.locator("[data-testid=stVegaLiteChart] path[fill='#7c9ff2']").first
    title = page.get_by_role("heading").first
    expect(bar).to_be_attached()  # the charts are drawn for the dark mode
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(bar).to_have_css("fill", "rgb(47, 84, 196)")
    expect(title).to_have_css("color", "rgb(17, 24, 39)")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(bar).to_have_css("fill", "rgb(124, 159, 242)")
    sentence = page.get_by_text(re.compile(r"^[\d,]+ tickets?, created in the last 30 days$")).bounding_box()
    assert sentence is not None
    assert sentence["width"] > 80  # on the screen the filter bar says it


TITLE_HEIGHTS = """() => [...document.querySelectorAll("[data-testid=stGridCell]:has(h3)")].map(cell =>
  cell.querySelector("h3").getBoundingClientRect().top - cell.getBoundingClientRect().top)"""


def scale_of_print(page: Page, width: int) -> float:
    """By how much the page is scaled on paper when its window is so wide."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    scale: str = page.evaluate("document.documentElement.style.getPropertyValue('--print-zoom')")
    return float(scale)
