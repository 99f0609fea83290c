"""A desk moves from the embedded server to an older one of somebody's own, and back, with everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import engine
from services.backup import moving, places
from services.backup.archive import Manifest
from services.backup.errors import BackupError
from services.backup.places import Place, Standing, place_at
from services.jobs import queue
from services.rollups import maintenance
from tests import doors
from tests.installed_server import _cluster, _installed
from tests.services.backup.support import checksums, place_of_tests
from tests.services.jobs.support import scalar

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]


@pytest.fixture
def place(server_folder: Path, database: None) -> Iterator[Place]:
    with place_of_tests(server_folder) as found:
        yield found


def stop_desk(place: Place) -> None:
    """End the connections of this process, which are those of a desk; what looks after the server keeps one too."""
    engine().dispose()
    with place.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )


def move(source: Place, target: Place, folder: Path) -> Standing:
    seen: list[Standing] = []

    def agree(_manifest: Manifest, standing: Standing) -> None:
        seen.append(standing)

    moving.move(source, target, folder, ask=agree, told=lambda _: None)
    assert not list(folder.iterdir())
    return seen[0]


def test_to_another_server_and_back_with_every_table(place: Place, tmp_path: Path) -> None:
    programs = _installed()
    if programs is None:
        pytest.skip("no other PostgreSQL is installed")
    doors.fill()
    maintenance.fold()
    queue.enqueue("sample", actor="local")  # goes on there
    before = checksums(place)
    stop_desk(place)
    with _cluster(programs) as url, place_at(url, tmp_path) as there:
        assert move(place, there, tmp_path / "backups").is_empty
        assert checksums(there) == before == checksums(place)
        assert move(there, place, tmp_path / "backups").tickets > 20
    assert checksums(place) == before
    assert maintenance.verify().differing == 0
    assert scalar("SELECT count(*) FROM job WHERE state = 'waiting'") == 1


def test_not_while_the_desk_runs_nor_onto_itself(place: Place, tmp_path: Path) -> None:
    other = place.named("moved")
    places.drop(place, other.name)
    places.make_empty(place, other.name)
    try:
        with engine().connect(), pytest.raises(BackupError, match="The desk runs"):
            move(place, other, tmp_path)
        with pytest.raises(BackupError, match="the same database"):
            move(place, place, tmp_path)
        assert places.look(other).is_empty
    finally:
        places.drop(place, other.name)
