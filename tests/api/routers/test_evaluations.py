"""Evaluations by the API: start one, read it, and take its file away."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from services.classify.evaluation import runs
from services.jobs.execution import execute
from tests.services.classify.evaluation.support import trained_desk

URL = "/api/evaluations/"
NEW = {"name": "First", "sources": ["learned"], "sample": "filing"}

pytestmark = pytest.mark.slow


@pytest.mark.slow
def test_a_run_is_a_job_and_is_kept(client: TestClient) -> None:
    trained_desk(40)
    begun = client.post(URL, json=NEW | {"most": 30})
    assert begun.status_code == 202, begun.text
    run = begun.json()
    assert (run["state"], run["number"], run["sources"], run["result"]) == (
        "waiting",
        30,
        ["learned", "keywords"],
        None,
    )
    assert begun.headers["Location"].endswith(f"{URL}{run['id']}/")
    execute(run["job_id"])
    ended = client.get(f"{URL}{run['id']}/").json()
    assert ended["state"] == "finished"
    assert set(ended["result"]["fields"]["category"]["sources"]) == {"learned", "keywords"}
    listed = client.get(URL).json()
    assert (listed["count"], listed["results"][0]["result"], listed["results"][0]["state"]) == (1, None, "finished")
    for part, rows in (("figures", 12), ("answers", 61)):
        file = client.get(f"{URL}{run['id']}/file/?part={part}")
        assert file.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(file.text.splitlines()) == rows
        assert f"evaluation-{run['id']}-{part}.csv" in file.headers["content-disposition"]
        assert client.head(f"{URL}{run['id']}/file/?part={part}").content == b""
    assert client.get(f"{URL}{run['id']}/file/").text.startswith("\ufeffrun,sample")
    assert client.get("/api/").json()["evaluations"] == URL


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": 3}, "name"),
        ({"sources": []}, "sources"),
        ({"sources": "learned"}, "sources"),
        ({"sources": ["nobody"]}, "sources"),
        ({"sample": "picked"}, "sample"),
        ({"most": 0}, "most"),
        ({"most": 20_001}, "most"),
        ({"most": True}, "most"),
        ({"curve": "yes"}, "curve"),
        ({"other": 1}, "other"),
    ],
)
def test_bad_input_is_told_by_field(client: TestClient, changed: dict[str, Any], field: str) -> None:
    answered = client.post(URL, json=NEW | changed)
    assert (answered.status_code, field in answered.json()) == (400, True), answered.text
    assert runs.count() == 0


@pytest.mark.parametrize("changed", [{"sources": ["gemini"]}, {"sample": "import"}, {}])
def test_what_cannot_be_measured_as_things_stand_is_a_conflict(client: TestClient, changed: dict[str, Any]) -> None:
    answered = client.post(URL, json=NEW | changed)
    assert (answered.status_code, list(answered.json())) == (409, ["detail"])


def test_what_is_not_there(client: TestClient) -> None:
    for path in (f"{URL}7/", f"{URL}7/file/"):
        answered = client.get(path)
        assert (answered.status_code, answered.json()) == (
            404,
            {"detail": "There is no run 7. It may have been deleted."},
        )
    assert client.get(f"{URL}?x=1").status_code == 400
    assert client.get(URL).json() == {"count": 0, "results": []}
