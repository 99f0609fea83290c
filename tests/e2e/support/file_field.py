"""The field that a file is dropped on."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect


def choose_file(dialog: Locator, file: Path) -> None:
    """Choose the file once the field stands alone: a session that begins anew draws its own before the old one goes."""
    field = dialog.locator("input[type=file]")
    expect(field).to_have_count(1)
    field.set_input_files(file)
