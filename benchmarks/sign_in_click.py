"""A click with and without sign-in: "next page" of the tickets, ``python -m benchmarks.sign_in_click``.

Two processes of the desk on one database with the sample tickets, one of which people sign in to by OpenID Connect, in
one Chromium, turn and turn about: medians of the time on the screen and of the processor time that the desk's process
takes for a click and a second and a half after it. The target is 1.1 times.
"""

from __future__ import annotations

import statistics
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import text

from benchmarks.__main__ import database_folder
from benchmarks.clicking import _click, _open
from db.embedded.server import EmbeddedServer
from db.engine import close_database, open_database, transaction
from services.sample import sample_tickets
from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.chromium import launch

TARGET, CLICKS = 1.1, 40
CLICKED = "[data-testid=stPaginationNext]"
# The line beside the pages; the first caption of the page is who is signed in.
SHOWN = ["[data-testid=stElementContainer]:has(+ [class*=st-key-pages_at]) [data-testid=stCaptionContainer]"]
ISSUER, SESSION = "https://login.example.com", "A" * 43
SIGNED_IN = {"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "desk", "SIGN_IN_LEADS": "lea@example.com"}


def main() -> None:
    """Measure and print."""
    with database_folder() as folder:
        server = EmbeddedServer.start(folder / "data")
        try:
            _fill(server.url, folder)
            apps = [_app(folder / name, server.url, more) for name, more in (("plain", {}), ("signed", SIGNED_IN))]
            try:
                _measure(*apps)
            finally:
                for app in apps:
                    app.stop()
        finally:
            server.stop()


def _fill(url: str, folder: Path) -> None:
    open_database(url, folder / "data")
    sample_tickets.load_sample()
    with transaction() as session:
        session.execute(_SESSION, {"issuer": ISSUER, "written": SESSION})
    close_database()


def _app(folder: Path, url: str, more: dict[str, str]) -> AppProcess:
    folder.mkdir()
    app = AppProcess(folder, database_url=url, environment={"WORKERS": "0", **more})
    app.start()
    return app


def _measure(plain: AppProcess, signed: AppProcess) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        turns = [(_page(browser, app), psutil.Process(app.pid)) for app in (plain, signed)]
        seen: list[list[float]] = [[], []]
        worked: list[list[float]] = [[], []]
        for number in range(CLICKS + 1):
            for (page, process), times, work in zip(turns, seen, worked, strict=True):
                before = sum(process.cpu_times()[:2])
                times.extend(_click(page, SHOWN, CLICKED, 0))
                work.append(1000 * (sum(process.cpu_times()[:2]) - before))
                if number % 10 == 9:
                    page.reload()  # from the last page nothing leads on
                    _open(page, page.url, CLICKED)
    for name, (without, having) in (("on the screen", seen), ("processor time", worked)):
        one, other = statistics.median(without[1:]), statistics.median(having[1:])
        verdict = "met" if other <= TARGET * one else "missed"
        print(
            f"{name}: with sign-in {other:.0f} ms, without {one:.0f} ms, ratio {other / one:.2f} ({TARGET}: {verdict})"
        )


def _page(browser: Browser, app: AppProcess) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 1200})
    context.add_cookies([{"name": "triage_desk_session", "value": SESSION, "url": app.url}])
    return _open(context.new_page(), f"{app.url}/tickets", CLICKED)


_SESSION = text(
    "INSERT INTO sign_in_session (digest, begun, issuer, subject, person, role, address, expires_at)"
    " VALUES (sha256(CAST(:written AS bytea)), sha256('b'), :issuer, 's', 'lea@example.com', 'lead', '127.0.0.1',"
    " now() + interval '1 hour')"
)

if __name__ == "__main__":
    main()
