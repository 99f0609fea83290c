"""Import and export in a browser: a foreign file comes in, an export of it goes out, and that changes nothing."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.app_process import AppProcess

FRESHDESK = """Ticket ID,Subject,Status,Priority,Agent,Created time,Resolved time,Full name,Title
1,Refund of an invoice,Open,Urgent,Mei,2026-03-01 10:00:00,,Ann,CEO
2,=1+1,Resolved,Low,Mei,2026-03-01 11:00:00,2026-03-02 11:00:00,Ann,CEO
3,Who knows,Parked,Low,Mei,2026-03-01 12:00:00,,Ann,CEO
"""


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Import", exact=True).click()
    return page.get_by_role("dialog")


def loaded(dialog: Locator, file: Path) -> None:
    dialog.locator("input[type=file]").set_input_files(file)
    expect(dialog.get_by_text("What the first rows become")).to_be_visible()


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [violation["id"] for violation in found if violation["impact"] in ("serious", "critical")]


def test_in_out_and_in_again(page: Page, app: AppProcess, tmp_path: Path) -> None:
    file = tmp_path / "freshdesk.csv"
    file.write_text(FRESHDESK, encoding="utf-16")
    page.goto(f"{app.url}/tickets")
    dialog = opened(page)
    loaded(dialog, file)
    expect(dialog.get_by_text("an export of Freshdesk")).to_be_visible()
    assert serious(page) == []
    dialog.get_by_role("button", name="Import 3 rows").click()
    expect(dialog.get_by_text("2 rows imported, 1 rejected.")).to_be_visible()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download it with the reason").click()
    rejected = download.value.path().read_text(encoding="utf-8-sig")
    assert "status 'Parked' is left out,3,Who knows" in rejected

    file.write_text(rejected.replace("Parked", "Waiting on Customer"), encoding="utf-8")
    dialog.get_by_role("button", name="Import another file").click()
    loaded(dialog, file)
    expect(dialog.get_by_text("Set as for the last file with these columns.")).to_be_visible()
    dialog.get_by_role("button", name="Import 1 row").click()
    expect(dialog.get_by_text("1 row imported, 0 rejected.")).to_be_visible()
    dialog.get_by_role("button", name="Close", exact=True).last.click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("3 tickets").first).to_be_visible()

    page.get_by_role("button", name="Export 3").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download 3 as CSV").click()
    export = tmp_path / download.value.suggested_filename
    download.value.save_as(export)
    assert "'=1+1" in export.read_text(encoding="utf-8-sig")
    page.keyboard.press("Escape")
    dialog = opened(page)
    loaded(dialog, export)
    dialog.get_by_role("button", name="Import 3 rows").click()
    expect(dialog.get_by_text("0 rows imported, 3 already there, 0 rejected.")).to_be_visible()
