"""One embedded server for each process of the run, emptied for each test that uses the database."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from psycopg import sql
from sqlalchemy import make_url

from tests.data_folders import made_folder, short_lived
from tests.failed_last import ENDED
from tests.leftovers import own_folder

os.environ["ENV_FILE"] = os.devnull  # the tests never read .env
os.environ["WORKERS"] = "0"  # nor does a process of theirs start others, unless the test is about that
for _name in ("GOOGLE_API_KEY", "GEMINI_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "GEMINI_BASE_URL"):
    os.environ.pop(_name, None)  # and never ask a real language model
# Nor does any measure time: a busy machine is no defect.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("desk"), max_examples=2_000)  # `make stress`
settings.register_profile("quick", settings.get_profile("desk"), max_examples=15)  # `make quick`
# tests/installed_server.py: what it looks for is another answer of an older server, not another fault in our rules,
# for which the run on the embedded server tries all examples.
settings.register_profile("again", settings.get_profile("desk"), max_examples=40)
# `make mutants`: the same few examples for every mutant, and nothing kept of those that a mutant fails.
settings.register_profile(
    "mutants",
    settings.get_profile("desk"),
    max_examples=30,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("desk")


def pytest_configure(config: pytest.Config) -> None:
    """Let nothing outlive a process that runs tests; the first of several only hands them out."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        own_folder()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep how the run ended for `tests.failed_last`: only tests that failed in a run that was whole are run again."""
    if not hasattr(session.config, "workerinput") and ENDED.parent.exists():
        ENDED.write_text(str(int(exitstatus)), encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last, and of each kind the short files: a long one at the end would leave a process alone with it.

    Playwright keeps an event loop running in its thread, so after it no test there could run one of its own. A file
    stays in one process (``BY_FILE`` in the Makefile), with what it started or learned.
    """
    lengths = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[bool, bool, int, Path]:
        browser = "/e2e/" in item.nodeid or "test_app.py" in item.nodeid
        # Those of failures are few in a file, and wait for what takes long.
        return browser, "/failures/" not in item.nodeid, -lengths[item.path], item.path

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: Python need not look through it again whenever it collects garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder in which the embedded server may work: short enough for its socket, open to its user when root."""
    with made_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def _open_database(server_folder: Path, worker_id: str) -> Iterator[None]:
    from db.engine import close_database, open_database

    with _database_of(worker_id, os.environ.get("TEST_DATABASE_URL")) as url:
        with short_lived():
            direct = os.environ.get("TEST_DATABASE_DIRECT_URL")  # where the other one is a pooler
            open_database(url, server_folder, direct_url=direct, statement_timeout=60)  # on a busy machine
        yield
        close_database()


@contextmanager
def _database_of(worker: str, url: str | None) -> Iterator[str | None]:
    """A copy of the database that ``url`` names, dropped afterwards; the database itself for a run in one process."""
    if url is None or worker == "master":
        yield url
        return
    given = make_url(url)
    own = given.set(database=f"{given.database}_{worker}")
    names = {"own": sql.Identifier(str(own.database)), "given": sql.Identifier(str(given.database))}
    server = given.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {own} WITH (FORCE)").format(**names))
        connection.execute(sql.SQL("CREATE DATABASE {own} TEMPLATE {given}").format(**names))
        yield own.render_as_string(hide_password=False)
        connection.execute(sql.SQL("DROP DATABASE {own} WITH (FORCE)").format(**names))


@pytest.fixture(scope="session", autouse=True)
def _patient() -> Iterator[dict[ModuleType, float]]:
    """On a busy machine the database may be slow to say how it is or to search; a trouble lasts until its test ends.

    Yields the limits of searches that the desk has otherwise.
    """
    from db import pulse, troubles
    from services.text_search import similar, spelling

    with pytest.MonkeyPatch.context() as patch:
        shipped: dict[ModuleType, float] = {search: search.TIMEOUT for search in (similar, spelling)}
        for search in shipped:
            patch.setattr(search, "TIMEOUT", 60.0)
        patch.setattr(pulse, "HEALTH_SECONDS", 30.0)
        patch.setattr(troubles, "KEPT_SECONDS", 600.0)
        yield shipped


@pytest.fixture
def database(_open_database: None) -> None:
    """An open, migrated database without tickets, its categories and settings as at first."""
    from tests.emptied import empty

    empty()


@pytest.fixture(scope="session")
def new_data() -> Iterator[Path]:
    """A data folder as the first start leaves it; no server runs in it."""
    from sqlalchemy import create_engine

    from db.embedded.server import EmbeddedServer
    from db.migrate import migrate

    with made_folder() as made:
        server = EmbeddedServer.start(made / "data")
        engine = create_engine(server.url)
        migrate(engine)
        engine.dispose()
        server.stop()
        yield made / "data"
