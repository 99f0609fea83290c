"""What the tests of the Settings page share."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from services.errors import DatabaseAway
from tests.pages.desk import opened, run

PAGE_OF_A_FIRST_RUN = "dashboard/page.py"


def section(name: str) -> AppTest:
    """The page with one of its sections open."""
    at = opened(PAGE_OF_A_FIRST_RUN)  # only then does AppTest know that settings.py is /admin
    at.query_params["section"] = name
    return run(at.switch_page("settings/page.py"))


def away(*_: Any, **__: Any) -> None:
    raise DatabaseAway
