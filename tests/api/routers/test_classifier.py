"""The classifier by the API: who answers and why, and a training that a job does."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from services.jobs.execution import execute
from services.jobs.listing import read_page
from tests.services.classify.chain_support import language_models
from tests.services.classify.learned.support import file_all, jargon

URL = "/api/classifier/"

pytestmark = pytest.mark.slow


def test_before_anything_is_learned_it_says_what_is_missing(client: TestClient) -> None:
    found = client.get(URL).json()
    assert [
        (one["field"], one["at_once"], one["first"], one["labels"], one["accuracy"]) for one in found["fields"]
    ] == [
        ("category", "keywords", None, 0, None),
        ("priority", "keywords", None, 0, None),
    ]
    assert found["fields"][0]["why"] == (
        "Keyword rules answer. The learned classifier has 0 confirmed tickets. It was not trained yet."
    )
    assert [one["source"] for one in found["sources"]] == ["learned", "keywords"]
    assert (found["training"], found["trainings"]) == (False, [])
    assert client.get("/api/").json()["classifier"] == URL


@pytest.mark.slow
def test_a_training_is_a_job_and_its_figures_are_there_after_it(client: TestClient) -> None:
    file_all(jargon(60, set_by="import"))
    asked = client.post(f"{URL}train/")
    assert (asked.status_code, asked.json()["kind"]) == (202, "training")
    assert asked.headers["Location"].endswith(f"/api/jobs/{asked.json()['id']}/")
    assert client.get(URL).json()["training"] is True
    assert client.post(f"{URL}train/").status_code == 409
    execute(asked.json()["id"])
    found = client.get(URL).json()
    category = found["fields"][0]
    assert (category["at_once"], category["sample"], category["number"]) == ("learned", "import", 60)
    assert category["accuracy_low"] < category["accuracy"] < category["accuracy_high"]
    assert "imported labels" in category["why"]
    assert [one["version"] for one in found["trainings"]] == [1]
    assert read_page(kind="training").count == 1


def test_a_language_model_is_asked_first_and_says_how_it_does(client: TestClient) -> None:
    with language_models(deadline=1, gemini="http://127.0.0.1:9"):
        found = client.get(URL).json()
    assert [one["first"] for one in found["fields"]] == ["gemini", "gemini"]
    assert found["fields"][0]["why"].startswith(
        "Gemini is asked first. Until it answers, and where it fails: Keyword rules"
    )
    gemini = found["sources"][0]
    assert (gemini["source"], gemini["healthy"], gemini["calls"], gemini["answers_today"]) == ("gemini", True, 0, 0)


@pytest.mark.parametrize("path", [URL, f"{URL}train/"])
def test_unknown_parameters_are_refused(client: TestClient, path: str) -> None:
    answered = client.get(f"{path}?x=1") if path == URL else client.post(f"{path}?x=1")
    assert answered.status_code == 400
