"""What the tests of the pages share: the app as AppTest drives it, and tickets to look at."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from services.suggestion import Sent, Suggestion
from services.tickets import editing
from services.tickets.editing import NewTicket, Ticket

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "router.py"
GOOD: dict[str, Any] = {"title": "Printer", "description": "It smokes", "category": "technical", "priority": "high"}


def filed(
    *, shown: Suggestion | None = None, sent: Sent | None = None, touched: Sequence[str] = (), **fields: Any
) -> Ticket:
    """A ticket in the database."""
    return editing.create(NewTicket(**GOOD | fields), shown=shown, sent=sent, touched=touched).ticket


def opened(page: str, params: Mapping[str, str | Sequence[str]] | None = None) -> AppTest:
    """The app on one of its pages, with these query parameters."""
    at = AppTest.from_file(str(ROUTER), default_timeout=120)
    for name, value in (params or {}).items():
        at.query_params[name] = value if isinstance(value, str) else list(value)
    at.switch_page(page)
    # Before its first run AppTest takes the address of a page from the name of its file; it is that of its room.
    at._page_hash = calc_hash(page.removesuffix("/page.py"))
    return run(at)


def run(at: AppTest) -> AppTest:
    """Run it, without an exception."""
    at.run()
    assert not at.exception, at.exception
    return at


def click(at: AppTest, label: str) -> AppTest:
    """Click the button whose label contains ``label``."""
    next(button for button in at.button if label in button.label).click()
    return run(at)


def texts(at: AppTest) -> str:
    """All markdown, captions and messages on the page, and the sentence of what is shown."""
    parts = [*at.markdown, *at.caption, *at.info, *at.warning, *at.error, *at.subheader, *at.title, *at.text]
    said = [json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json]
    sentences = [data["sentence"] for data in said if isinstance(data, dict) and "sentence" in data]
    return "\n".join([*(str(part.value) for part in parts), *sentences])
