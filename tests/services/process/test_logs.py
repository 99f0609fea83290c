"""The log holds events, never ticket text and never a password."""

from __future__ import annotations

import json
import logging
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.engine import transaction
from services.process.logs import close_error_log, configure_logs, open_error_log
from services.settings import Settings

SECRET = "my card number is 4111"


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def configured(log_format: str = "json") -> None:
    configure_logs(Settings(_env_file=None, log_format=log_format))


def test_an_event_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    configured()
    structlog.get_logger("triage").info("filed", ticket=42)
    entry = json.loads(capsys.readouterr().err)
    assert {key: entry[key] for key in ("event", "ticket", "level", "logger")} == {
        "event": "filed",
        "ticket": 42,
        "level": "info",
        "logger": "triage",
    }


def test_libraries_log_through_the_same_formatter(capsys: pytest.CaptureFixture[str]) -> None:
    configured("console")
    logging.getLogger("uvicorn.error").warning("slow")
    (line,) = capsys.readouterr().err.splitlines()
    assert "warning" in line
    assert "slow" in line
    assert "uvicorn.error" in line


def test_a_password_in_an_address_is_masked(capsys: pytest.CaptureFixture[str]) -> None:
    configured("console")
    structlog.get_logger().warning("cannot connect to postgresql://ann:p4ss@w@db/x", url="postgresql://ann:p4ss@db/x")
    logged = capsys.readouterr().err
    assert "p4ss" not in logged
    assert "ann:***@db/x" in logged


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_database_error_does_not_quote_the_row(
    database: None, capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    configured(log_format)
    try:
        with transaction() as session:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority) VALUES (:t, 'x', 'billing', 'low'),"
                    " ('', :d, 'billing', 'low')"
                ),
                {"t": SECRET, "d": SECRET},
            )
    except IntegrityError:
        structlog.get_logger().exception("could not file")
    logged = capsys.readouterr().err
    assert "ticket_title_given" in logged
    assert "test_logs.py" in logged
    assert SECRET not in logged
    assert "4111" not in logged


def test_a_full_disk_takes_no_error_and_nothing_is_said_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configured()
    open_error_log(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        structlog.get_logger("triage").error("disk_full")
        close_error_log()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "disk_full"
