"""The server as a process: it starts, answers, keeps to itself, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from services.process.version import VERSION
from services.settings import Settings
from tests.data_folders import folder_with, made_folder
from tests.e2e.support.app_process import COMMAND, PATIENCE, ROOT, START_SECONDS, AppProcess, free_port, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def folder() -> Iterator[Path]:
    with made_folder() as made:
        yield made


@pytest.fixture
def used(new_data: Path) -> Iterator[Path]:
    """A folder in which it was started before."""
    with folder_with(new_data) as made:
        yield made


def servers_in(folder: Path) -> list[int]:
    """Process ids of the PostgreSQL servers whose data lies in ``folder``."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        line = process.info["cmdline"] or []
        if any(str(folder) in part for part in line) and "postgres" in line[0]:
            found.append(process.info["pid"])
    return found


def get(app: AppProcess, path: str) -> tuple[int, object]:
    try:
        with urllib.request.urlopen(app.url + path, timeout=PATIENCE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_it_answers_and_ends_with_its_database_and_its_open_event_streams(folder: Path) -> None:
    app = AppProcess(folder, command=COMMAND)
    app.start()
    assert get(app, "/healthz") == (200, {"status": "ok", "version": VERSION})
    assert "starting" in app.log()
    assert f"version={VERSION}" in app.log()
    status, numbers = get(app, "/api/tickets/stats/")
    assert (status, isinstance(numbers, dict) and numbers["total_tickets"]) == (200, 0)
    assert servers_in(folder)
    streams = [urllib.request.urlopen(f"{app.url}/api/events/", timeout=PATIENCE) for _ in range(3)]
    assert [stream.readline() for stream in streams] == [b"retry: 3000\n"] * 3
    app.stop()
    assert all(stream.read().endswith(b"\n\n") for stream in streams)
    wait_until(lambda: not servers_in(folder), "the database has ended")
    assert app.bad_lines() == []


def test_after_kill_9_it_starts_again_and_ends_with_ctrl_c(used: Path) -> None:
    app = AppProcess(used, command=COMMAND)
    app.start()
    app.kill()
    app.start()
    assert get(app, "/healthz")[0] == 200
    app.stop(signal.SIGINT)
    wait_until(lambda: not servers_in(used), "the database has ended")
    assert app.bad_lines() == []


def test_two_servers_on_one_data_folder(used: Path) -> None:
    first, second = (AppProcess(used, command=COMMAND) for _ in range(2))
    first.start()
    second.start()
    first.stop()
    assert get(second, "/healthz")[0] == 200
    second.stop()
    wait_until(lambda: not servers_in(used), "the database has ended")


def test_a_database_that_was_killed_comes_back_by_itself(used: Path) -> None:
    app = AppProcess(used, command=COMMAND)
    app.start()
    for pid in servers_in(used):
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: get(app, "/healthz")[0] == 200, "it is healthy again")
    assert get(app, "/api/tickets/stats/")[0] == 200
    app.stop()
    wait_until(lambda: not servers_in(used), "the database has ended")


def test_a_taken_port_is_said_before_anything_starts(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATA_DIR": str(folder / "data")}
        done = subprocess.run(
            [sys.executable, "app.py"], cwd=ROOT, env=environment | {"PORT": str(taken.getsockname()[1])},
            capture_output=True, text=True, timeout=START_SECONDS, check=False,
        )  # fmt: skip
    assert done.returncode != 0
    assert "Set PORT to another number" in done.stderr
    assert not (folder / "data").exists()


@pytest.mark.parametrize("host", ["192.0.2.1", "999.1.1.1"])
def test_an_address_that_is_not_of_this_machine_is_said_to_be_that(host: str) -> None:
    from app import _refuse_taken_port

    with pytest.raises(SystemExit, match="Set HOST to an address of this machine"):
        _refuse_taken_port(Settings(_env_file=None, host=host))


def test_a_database_that_never_answers_ends_the_start_with_a_sentence(folder: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "PORT": str(free_port()),
        "DATABASE_URL": "postgresql://ann:p4ss@127.0.0.1:1/none",
        "DATABASE_WAIT": "0.5",
    }
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert done.returncode != 0
    assert "The database is not responding" in done.stderr
    assert "Traceback" not in done.stderr
    assert "p4ss" not in done.stderr
