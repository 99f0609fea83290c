"""One embedded server for the whole run, emptied for each test that uses the database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("thorough", max_examples=2_000)  # `make stress`

os.environ["ENV_FILE"] = os.devnull  # the tests never read .env
for _name in ("GOOGLE_API_KEY", "GEMINI_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "GEMINI_BASE_URL"):
    os.environ.pop(_name, None)  # and never ask a real language model


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The fast ones first: the browser and whole servers last."""
    items.sort(key=lambda item: "/e2e/" in item.nodeid or "test_app.py" in item.nodeid)


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder in which the embedded server may work: short enough for its socket, open to its user when root."""
    folder = Path(tempfile.mkdtemp(prefix="triage-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _open_database(server_folder: Path) -> Iterator[None]:
    from db.engine import close_database, open_database

    open_database(os.environ.get("TEST_DATABASE_URL"), server_folder)
    yield
    close_database()


@pytest.fixture
def database(_open_database: None) -> None:
    """An open, migrated database without tickets, its categories and settings as at first."""
    from services.lifecycle import reset

    reset()
