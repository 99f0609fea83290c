"""A job and its line outlive a reload, another browser, and the end of the worker, the server and the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from services.jobs.work.importing import LOCK
from tests.e2e.support import prepared
from tests.e2e.support.app_process import PATIENCE, AppProcess
from tests.e2e.support.file_field import choose_file
from tests.e2e.support.form import quiet
from tests.e2e.support.own_database import Server

ROWS = 1_500
RUNNING, DONE = f"Importing 0 of {ROWS:,}", f"{ROWS:,} rows imported, 0 rejected."


@pytest.fixture
def app(folder: Path, server: Server) -> Iterator[AppProcess]:
    process = AppProcess(folder, database_url=server.url, environment={"WORKER_LOST_AFTER": "2"})
    process.start()
    yield process
    process.stop()
    assert "Traceback" not in process.log()


def line(page: Page, said: str) -> Locator:
    return page.locator("[class*=st-key-job_line_]").get_by_text(said)


def start_import(page: Page, app: AppProcess, file: Path) -> None:
    file.write_text("title\n" + "".join(f"ticket {n}\n" for n in range(ROWS)))
    page.goto(f"{app.url}/tickets")
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_visible()
    quiet(page)
    page.get_by_role("button", name="Import", exact=True).click()
    dialog = page.get_by_role("dialog")
    choose_file(dialog, file)
    expect(dialog.get_by_role("button", name=f"Import {ROWS:,} rows")).to_be_enabled()
    quiet(page)
    dialog.get_by_role("button", name=f"Import {ROWS:,} rows").click()
    expect(dialog.get_by_text(RUNNING)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def worker_of(app: AppProcess) -> psutil.Process:
    return psutil.Process(prepared.worker_of(app.pid))


def test_a_job_and_its_result_outlive_everything(
    page: Page, browser: Browser, app: AppProcess, server: Server, tmp_path: Path
) -> None:
    other = browser.new_context().new_page()
    other.context.set_default_timeout(PATIENCE * 1_000)
    with psycopg.connect(server.url, autocommit=True) as blocker:
        blocker.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # as if another import ran: this one waits for it
        start_import(page, app, tmp_path / "large.csv")
        expect(line(page, RUNNING)).to_be_visible()
        page.reload()
        expect(line(page, RUNNING)).to_be_visible()
        other.goto(f"{app.url}/")
        expect(line(other, RUNNING)).to_be_visible()
        worker = worker_of(app)
        worker.suspend()  # one that is killed is begun anew before a page has to see that it was away
        expect(line(page, "nothing is working on it")).to_be_visible()
        worker.kill()
        expect(line(page, RUNNING)).to_be_visible()
        app.kill()
        app.start()
        page.reload()
        expect(line(page, RUNNING)).to_be_visible()
        expect(line(other, RUNNING)).to_be_visible()
        server.kill()  # the lock goes with it
    server.start()
    for seen in (page, other):
        expect(line(seen, DONE)).to_be_visible()
    page.reload()
    expect(line(page, DONE)).to_be_visible()
    app.kill()
    server.kill()
    server.start()
    app.start()
    other.reload()
    expect(line(other, DONE)).to_be_visible()
    other.get_by_role("button", name="Dismiss").click()
    expect(line(other, DONE)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_visible()
    expect(line(page, DONE)).to_have_count(0)
    other.context.close()
