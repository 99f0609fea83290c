"""Classify many by the API: a job that tries it, one that applies it, and what the history says then."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from services.jobs.execution import execute
from tests.services.classify.learned.support import file_all, jargon

URL = "/api/jobs/classify/"
WANTED = {"source": "keywords", "filter": {"category": ["general"]}}


def _open_tickets(number: int) -> None:
    text = {"category": "general", "title": "Charged twice", "description": "I was charged twice, refund my invoice"}
    file_all(row | text for row in jargon(number, set_by="classifier"))


@pytest.mark.slow
def test_it_is_tried_then_applied_and_told_in_the_history(client: TestClient) -> None:
    _open_tickets(3)
    tried = client.post(URL, json=WANTED | {"dry_run": True})
    assert (tried.status_code, tried.json()["kind"]) == (202, "classify"), tried.text
    execute(tried.json()["id"])
    result = client.get(tried.headers["Location"]).json()["result"]
    assert (result["dry"], result["tickets"], result["tried"], result["changed"]) == (True, 3, 3, 3)
    begun = client.post(URL, json=WANTED)
    execute(begun.json()["id"])
    assert client.get(begun.headers["Location"]).json()["result"]["category"] == 3
    ticket = client.get("/api/tickets/?category=billing").json()["results"][0]
    history = client.get(f"/api/tickets/{ticket['id']}/history/").json()
    (event,) = [one for one in history if one["field"] == "category"]
    assert (event["actor"], event["set_by"], event["classified_by"]) == ("api", "classifier", "keyword rules")
    assert client.post(URL, json=WANTED).status_code == 409


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source": "oracle"}, "source"),
        ({"source": ["keywords"]}, "source"),
        ({"filter": {}}, "filter"),
        ({"filter": {"status": ["lost"]}}, "filter"),
        ({"ids": [1]}, "ids"),
        ({"dry_run": "yes"}, "dry_run"),
        ({"other": 1}, "other"),
    ],
)
def test_bad_input_is_told_by_field(client: TestClient, changed: dict[str, Any], field: str) -> None:
    answered = client.post(URL, json=WANTED | changed)
    assert (answered.status_code, field in answered.json()) == (400, True), answered.text
