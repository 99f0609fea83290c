"""One embedded server for each process of the run, emptied for each test that uses the database."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import psutil
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from psycopg import sql
from sqlalchemy import make_url

from tests import slow
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


PROCESS_GB = 3  # of memory that a process of a run takes with its database, desk and browser


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """More processes than cores: a third of the time one waits, for a server, a browser, a clock."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = psutil.cpu_count() or 1
    room = psutil.virtual_memory().available // (PROCESS_GB << 30)
    return max(min(cores * 3 // 2, room), cores)


def pytest_configure(config: pytest.Config) -> None:
    """Let nothing outlive a process that runs tests; the first of several only hands them out."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        own_folder()
        gc.disable()  # until all tests are collected: none of it is garbage


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep how the run ended for `tests.failed_last`: only tests that failed in a run that was whole are run again."""
    if not hasattr(session.config, "workerinput") and ENDED.parent.exists():
        ENDED.write_text(str(int(exitstatus)), encoding="utf-8")


@pytest.hookimpl(tryfirst=True)  # what is marked here `make quick` leaves out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last, and of each kind the short files: a long one at the end would leave a process alone with it.

    Playwright keeps an event loop running in its thread, so after it no test there could run one of its own. A file
    stays in one process (``BY_FILE`` in the Makefile), with what it started or learned.
    """
    slow.mark(items)
    numbers = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[bool, bool, int, Path]:
        browser = "/e2e/" in item.nodeid or "test_app.py" in item.nodeid
        # A browser test takes as long as it is to read. Those of failures wait for what takes long.
        length = item.path.stat().st_size if browser else numbers[item.path]
        return browser, "/failures/" not in item.nodeid, -length, item.path

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: Python need not look through it again whenever it collects garbage."""
    gc.collect()
    gc.freeze()
    gc.enable()


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


@pytest.fixture(scope="session", autouse=True)
def _soon_again() -> Iterator[None]:
    """Who asks a language model again need not wait long before: nobody is overloaded here."""
    from tenacity import wait_random_exponential

    from services.classify.llm.network import retry

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retry, "_backoff", wait_random_exponential(multiplier=0.01, max=0.05))
        yield


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
