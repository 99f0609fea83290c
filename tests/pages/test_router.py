"""The frame around every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
ROUTER = ROOT / "pages" / "router.py"


@pytest.mark.usefixtures("database")
def test_the_front_page_is_new_ticket() -> None:
    at = AppTest.from_file(str(ROUTER), default_timeout=120).run()
    assert not at.exception
    assert [title.value for title in at.title] == ["New ticket"]


def test_no_page_icon_makes_the_browser_fetch_from_elsewhere() -> None:
    assert 'page_icon=":material' not in ROUTER.read_text(encoding="utf-8")
    assert "http" not in (ROOT / "pages" / "mark.svg").read_text(encoding="utf-8").replace(
        "http://www.w3.org/2000/svg", ""
    )


def test_there_is_no_pages_folder_beside_the_entry_script() -> None:
    # It would switch on the legacy multipage mode, in which a deep link goes past the router.
    assert not (ROUTER.parent / "pages").exists()
