"""The disk of the database is full: PostgreSQL ends, and people, programs and the log are told why."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from db.embedded.disk import SEGMENT
from db.embedded.server import EmbeddedServer
from services.transfer.importing.temporary_files import DISK_FULL as NO_ROOM_TO_KEEP
from tests.data_folders import folder_with
from tests.db.embedded.support import postgres_in
from tests.e2e.support.app_process import ROOT, AppProcess, wait_until
from tests.e2e.support.file_field import choose_file
from tests.e2e.support.form import quiet
from tests.e2e.support.own_database import Server
from tests.services.transfer.importing import hostile_files
from tests.small_disk import SmallDisk, small_disk

NO_ROOM_TO_CONVERT = "The disk of the server is full, so the workbook cannot be read."
FULL = "The disk of the database is full."
TICKET = {"title": "Long", "description": os.urandom(5_000).hex()}


@pytest.fixture
def folder(new_data: Path) -> Iterator[Path]:
    """A folder of this test's own, with an empty database in ``data``."""
    with folder_with(new_data) as made:
        yield made


@pytest.fixture
def wal(folder: Path) -> Iterator[SmallDisk]:
    """A disk that holds the write-ahead log of the database in ``folder`` alone, with room for two files more."""
    log = folder / "data" / "postgres" / "pg_wal"
    owner = log.stat()
    with small_disk(folder / "wal", 16 * 5) as disk:
        moved = shutil.move(log, disk.path / "pg_wal")
        subprocess.run(["chown", "-R", f"{owner.st_uid}:{owner.st_gid}", str(disk.path)], check=True)
        log.symlink_to(moved)
        disk.fill(leave=2 * SEGMENT)
        yield disk


def fill_log(folder: Path, disk: SmallDisk) -> None:
    """Write to the log of the running database until little but its last file is left: tickets would take long."""
    server = EmbeddedServer.start(folder / "data")
    with psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True) as connection:
        while shutil.disk_usage(disk.path).free >= SEGMENT or _written_of_file(connection) < SEGMENT * 7 // 8:
            connection.execute("SELECT pg_logical_emit_message(true, 'filling', %b)", [os.urandom(SEGMENT // 16)])
    server.stop()


def _written_of_file(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT file_offset FROM pg_walfile_name_offset(pg_current_wal_insert_lsn())").fetchone()
    assert row is not None
    return int(row[0])


def ask(app: AppProcess, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(app.url + path, data, headers), timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def run_to_its_end(**environment: str) -> subprocess.CompletedProcess[str]:
    """A start of the application that is expected to fail."""
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py")],
        env={"PATH": os.defpath, "ENV_FILE": os.devnull} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def write_until_it_fails(app: AppProcess) -> list[int]:
    """The numbers of the tickets that were acknowledged before."""
    numbers: list[int] = []
    while len(numbers) < 20_000:
        status, said = ask(app, "/api/tickets/", TICKET)
        if status != 201:
            assert status == 503, said
            assert numbers
            return numbers
        numbers.append(said["id"])
    raise AssertionError("the disk is never full")


def is_told(app: AppProcess) -> bool:
    status, said = ask(app, "/healthz")
    return (status, said["status"]) == (503, "disk full") and said["detail"].startswith(FULL)


def test_no_room_for_the_log_of_the_embedded_database(folder: Path, wal: SmallDisk, page: Page) -> None:
    with ExitStack() as at_end:
        app = AppProcess(folder)
        at_end.callback(app.stop)
        app.start()
        page.goto(app.url)
        fill_log(folder, wal)
        numbers = write_until_it_fails(app)
        wait_until(lambda: is_told(app), "health says it")
        for _ in range(10):
            began = time.monotonic()
            status, said = ask(app, "/api/tickets/", TICKET)
            assert (status, said["detail"][: len(FULL)]) == (503, FULL)
            assert time.monotonic() - began < 15
        page.goto(f"{app.url}/tickets")
        expect(page.get_by_text(FULL).first).to_be_visible()
        wal.make_room()
        wait_until(lambda: ask(app, "/healthz")[0] == 200, "it is well again")
        for number in (*numbers[:3], *numbers[-3:]):
            assert ask(app, f"/api/tickets/{number}/")[0] == 200
        assert ask(app, "/api/tickets/?page_size=1")[1]["count"] >= len(numbers)
        lines = [line for line in app.log().splitlines() if "database_trouble " in line]
        assert lines
        assert all("kind='disk full'" in line for line in lines)
        assert "Traceback" not in app.log()


def test_a_start_on_a_full_disk(folder: Path, wal: SmallDisk) -> None:
    """The log has to begin a file, as the last one was left full."""
    app = AppProcess(folder)
    app.start()
    fill_log(folder, wal)
    write_until_it_fails(app)
    app.kill()
    wait_until(lambda: not postgres_in(folder), "PostgreSQL has given up")
    ended = run_to_its_end(DATA_DIR=str(folder / "data"), PORT=str(app.port))
    assert ended.returncode == 1
    assert FULL in ended.stderr
    assert f"Make room on the disk of {wal.path}" in ended.stderr
    assert "Traceback" not in ended.stderr
    wal.make_room()
    app.start()
    app.stop()


@pytest.mark.parametrize("folder_name", ["new", "made"])
def test_a_first_start_on_a_full_disk(folder: Path, folder_name: str) -> None:
    with small_disk(folder / "small", 40) as disk:
        data = disk.path / folder_name
        if folder_name == "made":
            data.mkdir()
        disk.fill(leave=1_000_000)
        ended = run_to_its_end(DATA_DIR=str(data))
    assert ended.returncode == 1
    assert FULL in ended.stderr
    assert str(disk.path) in ended.stderr
    assert "Traceback" not in ended.stderr


TRIGGER = """
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not write: No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON ticket EXECUTE FUNCTION no_room()
"""


def test_a_server_that_went_away_after_it_said_so(folder: Path) -> None:
    with ExitStack() as at_end:
        server = Server(folder / "data")
        at_end.callback(server.stop)
        app = AppProcess(folder, database_url=server.url)
        at_end.callback(app.stop)
        app.start()
        with psycopg.connect(server.url) as connection:
            connection.execute(TRIGGER)
        assert ask(app, "/api/tickets/", TICKET)[1]["detail"].startswith(FULL)
        server.kill()
        for path in ("/api/tickets/", "/api/tickets/stats/"):
            status, said = ask(app, path)
            assert (status, said["detail"][: len(FULL)]) == (503, FULL)
        assert is_told(app)
        server.start()
        with psycopg.connect(server.url) as connection:
            connection.execute("DROP FUNCTION no_room CASCADE")
        wait_until(lambda: ask(app, "/healthz")[0] == 200, "it is well again")
        assert ask(app, "/api/tickets/", TICKET)[0] == 201
        assert app.log().count("database_trouble ") == 1


def test_a_server_that_went_away_without_a_word_is_away(folder: Path) -> None:
    with ExitStack() as at_end:
        server = Server(folder / "data")
        at_end.callback(server.stop)
        app = AppProcess(folder, database_url=server.url)
        at_end.callback(app.stop)
        app.start()
        server.kill()
        assert ask(app, "/api/tickets/")[1]["detail"].startswith("The database is not responding.")
        assert ask(app, "/healthz")[1]["status"] == "database away"


def test_no_room_for_temporary_files(folder: Path, page: Page, tmp_path: Path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.xlsx"
    small.write_text("title\nGoes well\n")
    hostile_files.shared(large, characters=100_000, rows=400)  # 40 MB as CSV
    with ExitStack() as at_end:
        disk = at_end.enter_context(small_disk(folder / "tmp", 8))
        app = AppProcess(folder, environment={"TMPDIR": str(disk.path)})
        at_end.callback(app.stop)
        app.start()
        page.goto(f"{app.url}/tickets")
        quiet(page)
        page.get_by_role("button", name="Import", exact=True).click()
        dialog = page.get_by_role("dialog")
        choose_file(dialog, large)
        expect(dialog.get_by_text(NO_ROOM_TO_CONVERT)).to_be_visible()
        assert files_on(disk) == []
        disk.fill()
        choose_file(dialog, small)
        expect(dialog.get_by_text(NO_ROOM_TO_KEEP)).to_be_visible()
        disk.make_room()
        assert files_on(disk) == []
        assert ask(app, "/healthz")[0] == 200
        choose_file(dialog, large)
        expect(dialog.get_by_text(NO_ROOM_TO_CONVERT)).to_be_visible()
        choose_file(dialog, small)
        expect(dialog.get_by_role("heading", name="Preview")).to_be_visible()
        app.stop()
        assert list(disk.path.iterdir()) == []
        assert app.bad_lines() == []


def files_on(disk: SmallDisk) -> list[Path]:
    return [path for path in disk.path.rglob("*") if path.is_file()]
