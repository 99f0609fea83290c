"""Data directories for the tests of the embedded server, and nothing left running in them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.embedded.server import EmbeddedServer
from tests.db.embedded.support import kill_postgres_in
from tests.leftovers import own_folder


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    # Not pytest's own: that is closed to the user the server runs as when the tests run as root.
    folder = Path(tempfile.mkdtemp(prefix="emb-", dir=own_folder()))
    folder.chmod(0o755)
    yield folder
    kill_postgres_in(folder)
    shutil.rmtree(folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder with a short path, open to every user; what runs in it at the end is ended."""
    with _temporary_folder() as path:
        yield path


@pytest.fixture(scope="session")
def _made_data() -> Iterator[Path]:
    with _temporary_folder() as path:
        EmbeddedServer.start(path / "data").stop()
        yield path / "data"


@pytest.fixture
def data_dir(_made_data: Path) -> Iterator[Path]:
    """A data directory with a database, no server running; shared, so it may be used but not spoilt."""
    yield _made_data
    kill_postgres_in(_made_data)
    # A test that failed before its stop() still counts as a user, and would fail the next ones.
    (_made_data / "postgres.users.lock").unlink(missing_ok=True)


@pytest.fixture
def own_data(folder: Path, _made_data: Path) -> Path:
    """The same as a copy in `folder`, to be moved, broken or deleted."""
    subprocess.run(["cp", "-Rp", str(_made_data), str(folder / "data")], check=True)
    return folder / "data"
