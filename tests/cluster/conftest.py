"""One desk of several processes for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import engine as engine_module
from db.engine import close_database, open_database
from tests.cluster.desk import A_MINUTE, Cluster, cluster


@pytest.fixture(scope="package")
def desk(new_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Four processes and two workers; this process has the database open beside them."""
    with cluster(new_data, workers=2, API_RATE=str(A_MINUTE)) as made, pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        open_database(made.server.url, tmp_path_factory.mktemp("unused"), statement_timeout=60)
        yield made
        close_database()
        logs = made.logs()
    assert "Traceback" not in logs
    assert "deadlock" not in logs
    assert "40P01" not in logs
