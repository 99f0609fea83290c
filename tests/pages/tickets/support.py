"""What the tests of the Tickets page share: what the table was told, ticks, the drawer."""

from __future__ import annotations

import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest

from services.errors import DatabaseAway
from tests.pages.desk import opened, run


def table(at: AppTest) -> dict[str, Any]:
    """What Python last told the table."""
    told = [json.loads(node.proto.json) for node in at.get("bidi_component") if node.proto.json]
    return next((data for data in told if "columns" in data), {"rows": [], "columns": []})


def told(at: AppTest, key: str) -> Any:
    """What Python last told the component with this key."""
    nodes = [node for node in at.get("bidi_component") if node.proto.id.endswith(f"-{key}") and node.proto.json]
    return json.loads(nodes[-1].proto.json)


def shown_titles(at: AppTest) -> list[str]:
    return [row["cells"]["title"] for row in table(at)["rows"]]


def tick(at: AppTest, shown: Any, ticked: list[int], **said: Any) -> AppTest:
    """As the browser reports the ticks of the page that is shown."""
    before = table(at)
    report = {"of": before["of"], "number": before["number"] + 1, "shown": shown, "ticked": ticked, **said}
    at.session_state["rows"] = {"ticks": report}
    return run(at)


def open_drawer(ticket_id: int) -> AppTest:
    return opened("tickets/page.py", {"id": str(ticket_id)})


def field(at: AppTest, name: str) -> Any:
    return next(w for w in (*at.selectbox, *at.text_input, *at.text_area) if re.fullmatch(rf"edit_\d+_{name}", w.key))


def database_away(*_: Any, **__: Any) -> None:
    raise DatabaseAway


def pick(at: AppTest, name: str, value: str) -> AppTest:
    """Choose in a menu of the drawer, also what it does not offer yet."""
    menu = field(at, name)
    if name == "assignee" and value not in menu.options:
        menu.options.append(value)
    menu.set_value(value)
    return run(at)
