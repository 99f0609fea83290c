"""Which processes belong to a data directory, when the files in it say something else."""

from __future__ import annotations

import pwd
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from db.embedded import processes
from db.embedded.cluster import Cluster
from db.embedded.programs import SYSTEM_USER
from db.embedded.server import EmbeddedServer
from tests.db.embedded.support import AS_ROOT, App, kill_postgres_in, postgres_in, postmaster_of, scalar

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("after", "timeout", "true"), [(0, 0.0, True), (2, 20.0, True), (99, 0.0, False)])
def test_a_condition_is_waited_for(after: int, timeout: float, true: bool) -> None:
    asked = iter(range(100))
    assert processes.wait_until(lambda: next(asked) >= after, timeout) is true


def test_application_and_server_killed(data_dir: Path) -> None:
    with App(data_dir) as app:
        app.answer()
        app.kill()
    kill_postgres_in(data_dir)
    assert (data_dir / "postgres/postmaster.pid").exists()
    server = EmbeddedServer.start(data_dir)
    assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()


def test_data_deleted_under_a_running_server(own_data: Path) -> None:
    first = EmbeddedServer.start(own_data)
    before = postmaster_of(own_data).pid
    shutil.rmtree(own_data)
    second = EmbeddedServer.start(own_data)
    assert postmaster_of(own_data).pid != before
    first.stop()
    assert scalar(second.url, "SELECT current_user") == "triage"
    second.stop()
    assert not postgres_in(own_data)


def test_a_stale_pid_file_that_names_somebody_else(data_dir: Path) -> None:
    """PostgreSQL itself would refuse: a process of that number is alive and of the same user."""
    user = pwd.getpwnam(SYSTEM_USER).pw_uid if AS_ROOT else None
    stranger = subprocess.Popen(["sleep", "60"], user=user)
    try:
        server = EmbeddedServer.start(data_dir)
        noted = (data_dir / "postgres/postmaster.pid").read_text()
        noted = noted.replace(str(postmaster_of(data_dir).pid), str(stranger.pid))
        kill_postgres_in(data_dir)
        (data_dir / "postgres/postmaster.pid").write_text(noted)
        (data_dir / "postgres/.s.PGSQL.5432.lock").write_text(noted)
        server.ensure_running()
        assert scalar(server.url, "SELECT current_user") == "triage"
        server.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_copy_of_running_data_gets_a_server_of_its_own(folder: Path, data_dir: Path) -> None:
    original = EmbeddedServer.start(data_dir)
    subprocess.run(["cp", "-Rp", str(data_dir), str(folder / "copy")], check=True)
    copy = EmbeddedServer.start(folder / "copy")
    scalar(copy.url, "CREATE TABLE only_here ()")
    assert scalar(original.url, "SELECT to_regclass('only_here')") is None
    copy.stop()
    assert not postgres_in(folder / "copy")
    assert scalar(original.url, "SELECT current_user") == "triage"
    original.stop()


def test_data_moved_under_a_running_server(folder: Path, own_data: Path) -> None:
    first = EmbeddedServer.start(own_data)
    before = postmaster_of(own_data).pid
    moved = own_data.rename(folder / "moved")
    (own_data / "postgres").mkdir(parents=True)  # what the running server still takes for its own
    second = EmbeddedServer.start(moved)
    assert postmaster_of(moved).pid != before
    assert scalar(second.url, "SELECT current_user") == "triage"
    first.stop()
    second.stop()
    assert not postgres_in(folder)


@pytest.mark.parametrize("leader", [True, False], ids=["a server", "its children alone"])
def test_a_server_ends_by_a_fast_shutdown_and_what_is_left_of_one_at_once(own_data: Path, leader: bool) -> None:
    server = Cluster(own_data)
    before = len(server.log.read_text())
    server.start()
    if not leader:
        postmaster_of(own_data).kill()
    began = time.monotonic()
    server.stop()
    assert not postgres_in(own_data)
    assert ("fast shutdown request" in server.log.read_text()[before:]) is leader
    assert time.monotonic() - began < processes.STOP_TIMEOUT  # no step was waited out


def test_a_server_that_does_not_react_is_ended_by_force(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.embedded.processes.STOP_TIMEOUT", 0.2)
    server = Cluster(data_dir)
    server.start()
    postmaster_of(data_dir).suspend()
    server.stop()
    assert not postgres_in(data_dir)
