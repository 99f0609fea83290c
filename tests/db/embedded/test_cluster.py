"""One data directory and its server: made, adopted, refused, recovered, and what it is set to."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from sqlalchemy.exc import DBAPIError

from db.embedded import cluster, creation
from db.embedded.cluster import Cluster
from db.embedded.server import EmbeddedError, EmbeddedServer
from tests.db.embedded.support import App, eventually, postgres_in, postmaster_of, scalar

pytestmark = pytest.mark.slow

UNICODE = """
    SELECT lower('ÜBER ΩΜΈΓΑ ЁЖ') = 'über ωμέγα ёж',
           to_tsvector('simple', 'ÜBER') @@ to_tsquery('simple', 'über'),
           'ÜBER' ~* '^über$' AND 'ÜBER' ILIKE 'über' AND 'ü' ~ '\\w',
           similarity('ÜBER', 'über') = 1 AND similarity('über', 'ber') < 1,
           unaccent('über') = 'uber'
"""


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C", "LANG": "tr_TR.ISO-8859-9"},
        {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "nowhere.invalid", "PGUSER": "nobody", "PGDATABASE": "none"},
        {"PGOPTIONS": "--rubbish", "PGSSLMODE": "rubbish", "PGCLIENTENCODING": "LATIN1"},
    ],
    ids=lambda environment: ",".join(environment) or "empty",
)
def test_unicode_whatever_the_environment(
    folder: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith(("LC_", "LANG", "PG"))]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    server = EmbeddedServer.start(folder)
    for name in ("PGOPTIONS", "PGSSLMODE"):  # the address cannot outweigh these in a plain connection
        monkeypatch.delenv(name, raising=False)
    scalar(server.url, "CREATE EXTENSION pg_trgm")
    scalar(server.url, "CREATE EXTENSION unaccent")
    with sqlalchemy.create_engine(server.url, poolclass=sqlalchemy.NullPool).connect() as connection:
        assert tuple(connection.execute(sqlalchemy.text(UNICODE)).one()) == (True,) * 5
    server.stop()


def test_a_database_whose_character_type_is_c_is_refused(own_data: Path) -> None:
    server = EmbeddedServer.start(own_data)
    superuser = server.url.replace("triage@/triage", "postgres@/postgres")
    scalar(superuser, "DROP DATABASE triage")
    scalar(superuser, "CREATE DATABASE triage TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C' ENCODING 'UTF8'")
    server.stop()
    with pytest.raises(EmbeddedError, match="character type C"):
        EmbeddedServer.start(own_data)
    assert not postgres_in(own_data)


def test_no_network_port_and_a_private_socket(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    assert not any(process.net_connections("inet") for process in postgres_in(data_dir))
    assert (data_dir / "postgres/.s.PGSQL.5432").is_socket()
    assert (data_dir / "postgres").stat().st_mode & 0o777 == 0o700
    server.stop()


def test_a_first_start_killed_halfway_leaves_nothing_and_foreign_files_stay(folder: Path) -> None:
    (folder / "postgres-partial-older/base/1").mkdir(parents=True)
    (folder / "keep/me").mkdir(parents=True)
    (folder / "postgres").mkdir()
    with App(folder) as app:
        eventually(lambda: any(folder.glob("postgres-partial-*/global/1*")))
        app.kill()
    assert not any((folder / "postgres").iterdir())
    server = EmbeddedServer.start(folder)
    assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()
    assert not list(folder.glob("postgres-partial-*"))
    assert (folder / "keep/me").exists()


def test_a_server_that_does_not_answer_yet_is_waited_for(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Cluster(data_dir)
    server.start()
    before = postmaster_of(data_dir).pid
    answers = iter([None, None, None])  # as in recovery
    asked = Cluster._served_directory
    monkeypatch.setattr(Cluster, "_served_directory", lambda self: next(answers, asked(self)))
    server.start()
    assert postmaster_of(data_dir).pid == before
    server.stop()


def test_the_environment_with_its_secrets_stays_with_the_application(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "secret")
    server = EmbeddedServer.start(data_dir)
    assert "GEMINI_API_KEY" not in postmaster_of(data_dir).environ()
    server.stop()


def test_a_server_that_is_shutting_down_is_started_again(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    with sqlalchemy.create_engine(server.url, poolclass=sqlalchemy.NullPool).connect():
        # A smart shutdown, as from the system: refuses the new and waits for the old connection.
        postmaster_of(data_dir).terminate()
        pid_file = data_dir / "postgres/postmaster.pid"
        eventually(lambda: "stopping" in pid_file.read_text())
        server.ensure_running()
        assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()


@pytest.mark.parametrize("content", ["", "rubbish"])
def test_a_broken_pid_file(data_dir: Path, content: str) -> None:
    (data_dir / "postgres/postmaster.pid").write_text(content)
    server = EmbeddedServer.start(data_dir)
    assert scalar(server.url, "SELECT current_user") == "triage"
    server.stop()


def test_a_half_prepared_database_is_completed(own_data: Path) -> None:
    server = EmbeddedServer.start(own_data)
    superuser = server.url.replace("triage@/triage", "postgres@/postgres")
    scalar(superuser, "DROP DATABASE triage")
    again = EmbeddedServer.start(own_data)
    assert scalar(again.url, "SELECT current_database()") == "triage"
    again.stop()
    server.stop()


def test_data_of_another_major_version_is_refused_untouched(own_data: Path) -> None:
    (own_data / "postgres/PG_VERSION").write_text("17\n")
    before = _listing(own_data / "postgres")
    with pytest.raises(EmbeddedError, match=r"made by PostgreSQL 17; version 18.*upgrade-database"):
        EmbeddedServer.start(own_data)
    assert _listing(own_data / "postgres") == before


@pytest.mark.parametrize("missing", ["PG_VERSION", "global/pg_control"])
def test_incomplete_data_is_neither_used_nor_deleted(own_data: Path, missing: str) -> None:
    (own_data / "postgres" / missing).unlink()
    before = _listing(own_data / "postgres")
    with pytest.raises(EmbeddedError, match=r"not a complete database.*Restore it"):
        EmbeddedServer.start(own_data)
    assert _listing(own_data / "postgres") == before


def _listing(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}


@pytest.fixture
def files_of_at_most_a_megabyte() -> Iterator[None]:
    """What a full disk does to initdb, without filling one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("files_of_at_most_a_megabyte")
def test_a_failed_initdb_is_quoted_and_leaves_nothing(folder: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"(?s)initdb said:.*initdb: removing contents.*DATA_DIR"):
        EmbeddedServer.start(folder)
    assert {path.name for path in folder.iterdir()} <= {"postgres.mutex.lock", "postgres.users.lock"}


def test_a_failed_start_quotes_this_start_and_no_earlier_one(own_data: Path) -> None:
    (own_data / "postgres.log").write_text("FATAL: of yesterday\n")
    with (own_data / "postgres/postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = 1\n")
    with pytest.raises(EmbeddedError, match="no_such_setting") as raised:
        EmbeddedServer.start(own_data)
    assert "yesterday" not in str(raised.value)
    assert not postgres_in(own_data)


def test_character_types_unknown_to_the_system_are_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(creation, "CTYPES", ("xx_XX.UTF-8", "C.UTF-8"))
    server = EmbeddedServer.start(folder)
    ctype = "SELECT datctype FROM pg_database WHERE datname = current_database()"
    assert scalar(server.url, ctype) == "C.UTF-8"
    server.stop()


def test_durable_quiet_and_in_utc(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    expected = {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "TimeZone": "UTC",
        "max_connections": "100",
        "listen_addresses": "",
        "data_checksums": "on",
        "server_encoding": "UTF8",
    }
    assert {name: scalar(server.url, f"SHOW {name}") for name in expected} == expected
    assert 128 << 20 <= scalar(server.url, "SELECT pg_size_bytes(current_setting('shared_buffers'))") <= 1024 << 20
    server.stop()


QUOTING = (
    "SELECT 'secret'::int",
    "INSERT INTO note VALUES ('secret'), ('secret')",
    "DO $$ BEGIN RAISE WARNING 'secret'; RAISE EXCEPTION 'secret'; END $$",
    "SELECT to_tsquery('secret & ')",
    "SELECT pg_terminate_backend(pg_backend_pid()) /* secret */",
)


def test_no_text_of_a_ticket_in_the_log(data_dir: Path) -> None:
    server = EmbeddedServer.start(data_dir)
    scalar(server.url, "CREATE TABLE IF NOT EXISTS note (body text PRIMARY KEY)")
    for statement in QUOTING:
        with pytest.raises(DBAPIError):
            scalar(server.url, statement)
    connection = psycopg.connect(host=str(data_dir / "postgres"), port=5432, user="triage")
    connection.execute("SELECT 1 /* secret */")
    os.kill(connection.info.backend_pid, signal.SIGKILL)
    eventually(lambda: "was terminated by signal 9" in (data_dir / "postgres.log").read_text())
    server.ensure_running()  # waits out the recovery of the whole server
    assert scalar(server.url, "SELECT current_user") == "triage"
    connection.close()
    server.stop()
    assert "secret" not in (data_dir / "postgres.log").read_text()


@pytest.mark.parametrize(("size", "aside"), [(0, False), (10, False), (11, True)])
def test_the_log_is_put_aside_once_it_is_larger_than_it_may_be(
    size: int, aside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LOG_LIMIT", 10)
    (tmp_path / "postgres.log").write_text("x" * size)
    with Cluster(tmp_path)._open_log() as log:
        assert log.tell() == (0 if aside else size)
    assert (tmp_path / "postgres.log.1").exists() is aside


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        ("", (0, "")),
        ("soon\n", (0, "")),
        ("17\n", (17, "starting")),
        ("17\n2\n3\n4\n5\n6\n7\n", (17, "starting")),
        ("17\n2\n3\n4\n5\n6\n7\nready   \n", (17, "ready")),
    ],
)
def test_what_is_noted_of_the_server(content: str, noted: tuple[int, str], tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres/postmaster.pid").write_text(content)
    assert Cluster(tmp_path)._pid_file() == noted


@pytest.mark.parametrize("name", ["postgres.log", "postgres.mutex.lock", "postgres.users.lock"])
def test_a_link_in_the_place_of_a_file_is_not_followed(name: str, own_data: Path) -> None:
    elsewhere = own_data.parent / "elsewhere"
    elsewhere.write_text("theirs")
    (own_data / name).unlink(missing_ok=True)
    (own_data / name).symlink_to(elsewhere)
    with pytest.raises(EmbeddedError, match="cannot be used"):
        EmbeddedServer.start(own_data)
    assert elsewhere.read_text() == "theirs"


def test_of_what_a_program_said_the_last_lines_are_told() -> None:
    assert creation.last_lines("".join(f"{number}\n" for number in range(10))) == "2\n3\n4\n5\n6\n7\n8\n9"


def test_a_large_log_is_put_aside_at_the_start(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LOG_LIMIT", 1000)
    (data_dir / "postgres.log").write_text("old\n" * 300)
    EmbeddedServer.start(data_dir).stop()
    assert (data_dir / "postgres.log.1").read_text() == "old\n" * 300
    assert "old" not in (data_dir / "postgres.log").read_text()
