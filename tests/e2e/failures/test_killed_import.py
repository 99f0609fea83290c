"""The server is killed under the import dialog: the lost file is told, and a running import is done all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.tickets.importing.dialog import LOST_FILE
from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.file_field import choose_file
from tests.e2e.support.form import quiet

ROWS = 6_000  # seconds of work, as each is suggested a category


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[AppProcess]:
    (folder / "tmp").mkdir()
    process = AppProcess(folder, environment={"TMPDIR": str(folder / "tmp"), "WORKER_LOST_AFTER": "3"})
    process.start()
    yield process
    process.stop()
    assert list((folder / "tmp").iterdir()) == []
    assert "Traceback" not in process.log()


def test_a_killed_server_loses_neither_the_dialog_nor_the_import(
    page: Page, app: AppProcess, tmp_path: Path, folder: Path
) -> None:
    file = tmp_path / "large.csv"
    file.write_text("title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS)))
    page.goto(f"{app.url}/tickets")
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_visible()
    quiet(page)
    page.get_by_role("button", name="Import", exact=True).click()
    dialog = page.get_by_role("dialog")
    choose_file(dialog, file)
    expect(dialog.get_by_role("button", name=f"Import {ROWS:,} rows")).to_be_visible()
    wait_until(lambda: list((folder / "tmp").iterdir()), "the file is kept")
    app.kill()
    app.start()
    expect(dialog.get_by_text(LOST_FILE)).to_be_visible(timeout=60_000)
    assert list((folder / "tmp").iterdir()) == []
    choose_file(dialog, file)
    expect(dialog.get_by_role("button", name=f"Import {ROWS:,} rows")).to_be_enabled()
    quiet(page)
    dialog.get_by_role("button", name=f"Import {ROWS:,} rows").click()
    expect(dialog.get_by_text("rows/s")).to_be_visible(timeout=180_000)
    app.kill()
    app.start()
    expect(dialog.get_by_text(f"{ROWS:,} rows imported, 0 rejected.")).to_be_visible(timeout=180_000)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name=f"Export {ROWS:,}")).to_be_visible()
    expect(page.get_by_text("rows imported")).to_have_count(0)
