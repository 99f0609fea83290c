"""What a browser sends late, of a page that was left meanwhile, changes nothing and ends no run."""

from __future__ import annotations

import pytest
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.pages.desk import filed, opened, run

pytestmark = pytest.mark.usefixtures("database")


def go(at: AppTest, page: str) -> AppTest:
    at.switch_page(page)
    at._page_hash = calc_hash(page.removesuffix("/page.py"))
    return run(at)


@pytest.mark.parametrize(
    ("key", "late"),
    [
        ("filter_search", WidgetState(string_value="card")),
        ("filter_status", WidgetState(string_array_value=StringArray(data=["open"]))),
    ],
)
def test_a_filter_of_the_page_before_is_no_filter_of_this_one(key: str, late: WidgetState) -> None:
    filed()
    at = opened("dashboard/page.py")
    late.id = next(one.proto.id for one in (*at.text_input, *at.get("button_group")) if one.key == key)
    go(at, "tickets/page.py")
    go(at, "settings/page.py")
    at._run(WidgetStates(widgets=[late]))
    assert not at.exception, at.exception
    assert dict(at.query_params) == {}
