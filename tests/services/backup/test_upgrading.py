"""An embedded database of an older PostgreSQL comes over to the one that is installed, whatever is killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from db.embedded.cluster import Cluster
from db.embedded.programs import EmbeddedError, Programs, account_for
from db.embedded.server import EmbeddedServer
from db.migrate import migrate
from db.pool import address_of
from services.backup import upgrading
from services.backup.archive import read_manifest
from tests.data_folders import folder_with, made_folder, short_lived
from tests.installed_server import _installed

pytestmark = pytest.mark.slow

TICKETS = (
    "INSERT INTO ticket (title, description, category, priority)"
    " SELECT 'Ü' || i, 'It smokes', 'billing', 'low' FROM generate_series(1, 40) AS i"
)


@pytest.fixture(scope="module")
def made_by_older() -> Iterator[Path]:
    """A data folder as a desk on the oldest installed PostgreSQL left it, with tickets; nobody uses it."""
    programs = _installed()
    if programs is None:
        pytest.skip("no other PostgreSQL is installed")
    with made_folder() as made, short_lived():
        folder = made / "data"
        EmbeddedServer.start(folder).stop()
        shutil.rmtree(folder / "postgres")
        account = account_for(folder / "postgres")
        (folder / "postgres").mkdir()
        account.own(folder / "postgres")
        _made_by(programs, folder)
        yield folder


@pytest.fixture
def data(made_by_older: Path) -> Iterator[Path]:
    """A copy of it."""
    with folder_with(made_by_older) as made, short_lived():
        yield made / "data"


def _made_by(programs: Path, folder: Path) -> None:
    cluster, major = Cluster(folder), int(programs.parent.name)
    account = account_for(cluster.pgdata)
    given = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    made = Programs(programs, account, major).run("initdb", f"--pgdata={cluster.pgdata}", *given, cwd=Path("/"))
    assert made.returncode == 0, made.stderr
    cluster.start_older(major)
    cluster.prepare()
    old = create_engine(address_of(cluster.address), poolclass=NullPool)
    migrate(old)
    with old.begin() as connection:
        connection.execute(text(TICKETS))
    cluster.stop()


def tickets(folder: Path) -> int:
    server = EmbeddedServer.start(folder)
    try:
        with create_engine(server.url, poolclass=NullPool).connect() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM ticket WHERE lower(title) LIKE 'ü%'")) or 0)
    finally:
        server.stop()


def test_everything_comes_over_and_the_old_one_is_kept(data: Path, tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="make upgrade-database"):
        EmbeddedServer.start(data)
    said: list[str] = []
    done = upgrading.upgrade(data, tmp_path, told=said.append)
    assert done is not None
    assert (done.new, done.tickets, len(said)) == (Cluster(data).installed(), 40, 2)
    assert read_manifest(done.file).tickets == tickets(data) == 40
    assert (done.kept / "PG_VERSION").read_text().strip() == str(done.old)
    assert {path.name for path in data.iterdir() if path.is_dir()} == {"postgres", done.kept.name}
    assert upgrading.upgrade(data, tmp_path) is None


def test_killed_anywhere_one_of_the_two_is_whole(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    for step, of in (("make_backup", upgrading), ("_make", upgrading), ("replace_by", Cluster)):
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(of, step, killed)
            upgrading.upgrade(data, tmp_path / step)
        with pytest.raises(EmbeddedError, match="make upgrade-database"):
            EmbeddedServer.start(data)
    (data / "postgres").rename(data / "postgres-old")  # between the two steps of the last one
    assert tickets(data) == 40


def test_a_desk_that_runs_and_programs_that_are_missing_are_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="OLD=/path/to/bin"):
        upgrading.upgrade(data, tmp_path, programs=tmp_path)
    assert upgrading.upgrade(tmp_path / "none", tmp_path) is None
    shutil.rmtree(data / "postgres")
    server = EmbeddedServer.start(data)
    try:
        with pytest.raises(EmbeddedError, match="The desk runs"):
            upgrading.upgrade(data, tmp_path)
    finally:
        server.stop()
