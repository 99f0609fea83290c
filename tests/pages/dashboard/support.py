"""What the tests of the Dashboard share: its numbers, charts and links, clicks, and tickets of some days."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from sqlalchemy import text
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from db.engine import transaction


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def charts(at: AppTest) -> list[Any]:
    return [element.proto for element in at.get("vega_lite_chart")]


def chart(at: AppTest, name: str) -> Any:
    """A chart by the beginning of its key, which ends in how often something was selected in it."""
    return next(proto for proto in charts(at) if re.search(rf"-chart_{name}(_\d+)?$", proto.id))


def in_url(at: AppTest) -> dict[str, list[str]]:
    params = dict(at.query_params)
    return {name: [value] if isinstance(value, str) else list(value) for name, value in params.items()}


def filed_days_ago(*days: int, **fields: Any) -> None:
    values = {"category": "billing", "priority": "high"} | fields
    with transaction() as session:
        for day in days:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority, created_at)"
                    " VALUES ('t', 'd', :category, :priority, :at)"
                ),
                values | {"at": datetime.now(UTC) - timedelta(days=day)},
            )


def links(at: AppTest) -> dict[str, str]:
    """Label and query of the links to the Tickets page, the last of each label."""
    return {link.proto.label: link.proto.query_string for link in at.get("page_link") if link.proto.page == "tickets"}


def empty_containers(node: Any) -> int:
    """How many containers below it hold nothing: only the gap before them is drawn."""
    inside = [child for child in node.children.values() if isinstance(child, Block)]
    return sum(empty_containers(child) if child.children else 1 for child in inside)


def tiles(node: Any) -> list[Block]:
    """The containers of the headline numbers."""
    inside = [child for child in node.children.values() if isinstance(child, Block)]
    return [
        one for child in inside for one in ([child] if "-tile_" in getattr(child.proto, "id", "") else tiles(child))
    ]


def pick(at: AppTest, name: str, mark: Mapping[str, Any]) -> None:
    """Click a mark of a chart."""
    states = at._tree.get_widget_states()
    value = json.dumps({"selection": {"pick": [dict(mark)]}})
    states.widgets.append(WidgetState(id=chart(at, name).id, string_value=value))
    at._run(states)
    assert not at.exception


def rows_of(at: AppTest, name: str) -> list[dict[Any, Any]]:
    """The rows that a chart is drawn of."""
    data = next(part.data.data for part in chart(at, name).datasets if part.name == "rows")
    return convert_arrow_bytes_to_pandas_df(data).to_dict("records")


def parsed(query: str) -> dict[str, list[str]]:
    return parse_qs(query)


def menu_data(at: AppTest, card: str) -> dict[str, Any]:
    """What the table and the menu of a card are given."""
    menus = [json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json]
    return next(one for one in menus if one.get("card") == card)
