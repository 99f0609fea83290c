"""An address where no page is says so; names of pages and files are left to those who have them."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import unknown_address
from pages import shell

CLIENT = TestClient(Starlette(routes=[*shell.routes, *unknown_address.routes]))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere", "There is no page /nowhere in Triage Desk."),
        ("/Tickets?status=open", "There is no page /Tickets in Triage Desk."),
        ("/%3Cb%3Ebold", "There is no page /&lt;b&gt;bold in Triage Desk."),
    ],
)
def test_an_unknown_page_says_so_and_leads_on(path: str, said: str) -> None:
    answer = CLIENT.get(path)
    assert answer.status_code == 404
    assert said in answer.text
    assert '<a href="./">Open Triage Desk</a>' in answer.text


@pytest.mark.parametrize("path", shell.PATHS)
def test_pages_are_where_they_were(path: str) -> None:
    assert CLIENT.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/favicon.png", "/_stcore/health", "/static/js/index.js", "/_stcore"])
def test_what_may_be_streamlits_is_not_answered_here(path: str) -> None:
    assert CLIENT.get(path).text == "Not Found"
