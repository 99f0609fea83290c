"""`make doctor` tells what somebody who helps would ask, whatever is broken, and never a secret."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import structlog
from pydantic import SecretStr

from db.engine import server_address, transaction
from services.doctor import page as doctor
from services.doctor import servers
from services.process.logs import ERRORS_FILE, configure_logs, open_error_log
from services.process.version import VERSION
from services.settings import ROOT, Settings, settings
from tests.services.classify.llm.model_server import ModelServer, reply

SECRET = "s3cr3t"
SECRETS = [
    name
    for name, field in Settings.model_fields.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
]
DEAD = f"postgresql://ann:{SECRET}@127.0.0.1:1/none"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own; settings are read again."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for made in set(root.handlers) - set(handlers):
        made.close()
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def told(section: str) -> list[str]:
    return [line[14:] for line in doctor.page() if line.startswith(section)]


def test_versions_and_packages(data: Path) -> None:
    assert told("Triage Desk")[0].startswith(VERSION)
    assert told("Python")[0].startswith(".".join(map(str, sys.version_info[:3])))
    (packages,) = told("Packages")
    assert packages.endswith(" as locked")
    assert "not so" not in packages


@pytest.mark.parametrize("name", SECRETS)
def test_a_setting_that_is_a_secret_is_not_shown(name: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name.upper(), DEAD if name == "database_url" else SECRET)
    page = "\n".join(doctor.page())
    assert SECRET not in page
    assert f"{name.upper()}: set, not shown" in page


@pytest.mark.parametrize("name", ["GEMINI_BASE_URL", "OPENAI_BASE_URL"])
def test_nor_is_what_an_address_may_carry(name: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, f"http://ann:{SECRET}@127.0.0.1:9/v1?key={SECRET}")
    assert f"{name}: http://127.0.0.1:9/v1" in told("Settings")
    assert SECRET not in "\n".join(doctor.page())


def test_the_models_of_a_server_of_ones_own(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("Models") == ["none on a server of one's own"]
    listing = {"data": [{"id": "llama3.2"}, {"id": "qwen3:8b"}]}
    with ModelServer(reply(listing), reply({}), reply({}, 401)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1".replace("//", f"//ann:{SECRET}@"))
        asked = f"openai: {server.url}/v1, asked for gpt-6-luna; "
        for outcome in ("has llama3.2, qwen3:8b", "does not list its models", "The OpenAI-compatible server refuses"):
            settings.cache_clear()
            (line,) = told("Models")
            assert line.startswith(f"{asked}{outcome}")
            assert SECRET not in line
    monkeypatch.setenv("LLM_PROVIDER", "none")
    settings.cache_clear()
    assert "Not asked: LLM_PROVIDER is none" in told("Models")[0]
    assert {request.path for request in server.requests} == {"/v1/models"}


def test_a_setting_that_cannot_be_used_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", SECRET)
    settings.cache_clear()
    assert "PORT: " in told("Settings")[0]
    assert SECRET not in "\n".join(doctor.page())


def test_a_port_is_free_or_taken_by_another_program(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        assert told("Port")[0].endswith("nobody listens")
        other.listen()
        monkeypatch.setattr(servers, "TIMEOUT", 0.2)
        assert "taken, and not by Triage Desk" in told("Port")[0]


def test_a_running_desk_tells_of_its_read_replica(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"version": VERSION, "status": "ok", "replica": "in use, 0.2 s behind."}
    monkeypatch.setattr(servers, "_healthz", lambda *_: (200, answer))
    assert told("Port")[1] == "the read replica is in use, 0.2 s behind."


def test_an_embedded_database_that_was_never_made(data: Path) -> None:
    assert told("Database") == [f"embedded, not made yet in {data}"]


def test_a_database_that_does_not_answer(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", DEAD)
    first, second = told("Database")
    assert first == "of DATABASE_URL"
    assert second.startswith("cannot tell: OperationalError")


@pytest.mark.usefixtures("database")
def test_the_open_database(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction() as session:
        url = session.connection().engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    settings.cache_clear()  # the transaction has read them
    assert told("Database")[1].startswith("PostgreSQL ")
    assert told("Database")[1].endswith("every migration has run")


@pytest.mark.usefixtures("database")
def test_a_pooler_and_the_server_behind_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for pooler, answers in ((server_address(), "takes connections"), (DEAD, "takes no connections (OperationalError)")):
        monkeypatch.setenv("DATABASE_URL", pooler)
        monkeypatch.setenv("DATABASE_DIRECT_URL", server_address())
        settings.cache_clear()
        assert told("Database")[1] == f"DATABASE_URL is a pooler, which {answers}; behind it:"
        assert told("Database")[2].endswith("every migration has run")


@pytest.mark.usefixtures("logs_as_before")
def test_the_last_errors_of_the_app_and_of_the_server(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(_env_file=None))
    open_error_log(data)
    log = structlog.get_logger("triage_desk")
    log.info("a_word")
    log.error("cannot_send", reason=f"no way to {DEAD}\x1b[31m")
    (data / "postgres.log").write_text(
        f"2026-11-29 UTC ERROR:  invalid input {SECRET}\n2026-11-29 UTC FATAL:  too many connections\n"
    )
    app, server = told("Last errors")
    assert app.endswith("triage_desk: cannot_send no way to postgresql://ann:***@127.0.0.1:1/none [31m")
    assert server == "2026-11-29 UTC FATAL:  too many connections"
    assert [json.loads(line)["event"] for line in (data / ERRORS_FILE).read_text().splitlines()] == ["cannot_send"]


@pytest.mark.usefixtures("logs_as_before")
def test_errors_are_kept_neither_through_a_link_nor_without_bound(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = data / "elsewhere"
    (data / ERRORS_FILE).symlink_to(elsewhere)
    configure_logs(Settings(_env_file=None))
    open_error_log(data)
    structlog.get_logger("triage_desk").error("lost")
    assert not elsewhere.exists()
    (data / ERRORS_FILE).unlink()
    open_error_log(data)
    for _ in range(40):
        structlog.get_logger("triage_desk").error("much", reason="x" * 30_000)
    capsys.readouterr()
    assert sum(file.stat().st_size for file in data.glob(f"{ERRORS_FILE}*")) < 600_000


def test_it_speaks_where_nothing_is_installed() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "services.doctor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "is not installed; make run sets everything up" in done.stdout
    assert f"Triage Desk   {VERSION}" in done.stdout
