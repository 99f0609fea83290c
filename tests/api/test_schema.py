"""The server keeps to its own schema, whatever a fuzzer with every check that it has thinks of, stateful too.

A small run that is the same every time; ``make fuzz`` sets FUZZ_EXAMPLES for a long one with new ideas each time and
with the combinations of all boundary values.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.guard import identity
from services.access import tokens
from services.jobs import queue
from services.jobs.requests import evaluations
from services.reports import rendering
from services.settings import settings
from tests import doors
from tests.services.classify.evaluation.support import trained_desk

pytestmark = pytest.mark.slow

EXAMPLES = os.environ.get("FUZZ_EXAMPLES")
# With a token where people sign in: the suite tries one that may do some things and not others.
SCOPES = ("read", "write", "admin") if EXAMPLES else ("write",)
ONCE = ["--phases=fuzzing", "--max-examples=1", "--seed=1", "--generation-deterministic"]
SMALL = ["--phases=examples,fuzzing,stateful", "--max-examples=4", "--seed=1", "--generation-deterministic"]


@pytest.fixture
def filled(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the fuzzer, and a desk in which something is there to be found, ended and changed."""
    # The program takes seconds for each report; tests/api/routers/test_reports.py has it at work.
    monkeypatch.setattr(rendering, "_run", lambda _: {"charts": None, "pdf": "JVBERi0=", "failed": []})
    doors.fill()
    for _ in range(5):
        queue.enqueue("rebuild", actor="local")
    trained_desk(40, set_by="api")
    for number in range(5):
        evaluations.start(name=str(number), of=["learned"], sample="api", most=9, with_curve=False, actor="local")
    # A stream never ends by itself: one event of it is enough.
    (tmp_path / "schemathesis.toml").write_text("max-stream-events = 1\nrequest-timeout = 60\n")
    return tmp_path


def test_the_fuzzer_finds_nothing(server: str, filled: Path) -> None:
    # It has no ticket that is before a reviewer: test_review.py has.
    fuzzed(server, filled, "--warnings=missing_auth,validation_mismatch", size=SMALL)


@pytest.mark.parametrize("scope", SCOPES)
def test_the_fuzzer_finds_nothing_with_a_token_where_people_sign_in(
    server: str, filled: Path, scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = tokens.make_token(scope, scope, days=1)[1]
    monkeypatch.setattr(settings(), "oidc_issuer", "http://127.0.0.1:9")  # nobody is there
    monkeypatch.setattr(settings(), "api_rate", 0)
    monkeypatch.setattr(identity, "WRONG_A_MINUTE", 1_000_000)  # it tries wrong ones, too
    # That a scope may not do everything is no omission of the fuzzer's.
    fuzzed(server, filled, "--warnings=off", "--header", f"Authorization: Bearer {token}", size=ONCE)


def fuzzed(server: str, folder: Path, *more: str, size: list[str]) -> None:
    """Run it, without a finding."""
    # One worker: Python 3.11 cannot parse source in two threads at once (python/cpython#106905).
    size = [f"--max-examples={EXAMPLES}", "--continue-on-failure"] if EXAMPLES else size
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server}/api/openapi.json", "--checks=all"]
    command.append("--exclude-checks=use_after_free")  # DELETE cancels a job, which is told all the same
    done = subprocess.run(
        [*command, *size, *more, "--no-color", "--workers=1"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def test_the_schema_says_everything(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/api"}]
    described = operations(document)
    assert len(described) == 42
    for operation in described:
        assert operation["summary"]
        assert "422" not in operation["responses"]
        assert {"403", "503"} <= set(operation["responses"])
        if "requestBody" in operation:
            assert {"400", "413", "415"} <= set(operation["responses"])
    schemas = document["components"]["schemas"]
    assert all("examples" in schemas[name] for name in ("Ticket", "NewTicket", "TicketPage", "Detail", "InvalidFields"))


def test_the_examples_of_requests_work(client: TestClient) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    made = client.post("/api/tickets/", json=schemas["NewTicket"]["examples"][0])
    path = f"/api/tickets/{made.json()['id']}/"
    answers = [
        made,
        client.patch(path, json=schemas["TicketChange"]["examples"][0]),
        client.put(path, json=schemas["TicketReplacement"]["examples"][0]),
        client.post("/api/tickets/classify/", json=schemas["TextToClassify"]["examples"][0]),
    ]
    assert [answer.status_code for answer in answers] == [201, 200, 200, 200]
