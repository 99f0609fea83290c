"""A database of the version before the table of sources: what it counted by source keeps its meaning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, create_engine, text

from db.embedded.server import EmbeddedServer
from db.migrate import _config, migrate
from tests.data_folders import made_folder

BEFORE = "0016"
TICKETS = (
    "INSERT INTO ticket (title, description, category, priority)"
    " SELECT 't', 'd', (ARRAY['billing','technical'])[1 + i % 2], 'low' FROM generate_series(1, 12) AS i"
)
# By each source three, of which one is chosen, one is not and one says nothing of the category.
SUGGESTIONS = (
    "INSERT INTO suggestion (ticket_id, source, model, latency_ms, category, category_confidence, category_chosen,"
    " category_touched, priority, priority_confidence, priority_chosen, priority_touched)"
    " SELECT id, (ARRAY['gemini','openai','learned','keywords'])[1 + id % 4], 'm', 1,"
    " (ARRAY['billing','technical',NULL])[1 + id % 3], 0.5, category, false, 'low', 0.5, priority, false FROM ticket"
)
COUNTED = "SELECT day, slot, category, priority, status, n FROM stat_kept WHERE fact = 'suggested' ORDER BY 1, 2, 3"


@pytest.fixture
def old() -> Iterator[Engine]:
    """A database of its own, without tables yet."""
    with made_folder() as made:
        server = EmbeddedServer.start(made / "data")
        opened = create_engine(server.url)
        yield opened
        opened.dispose()
        server.stop()


@pytest.mark.slow
def test_what_was_counted_by_source_keeps_its_meaning(old: Engine) -> None:
    with old.begin() as connection:
        command.upgrade(_config(connection), BEFORE)
        _suggest(connection)
        connection.execute(text("SELECT fold_stats()"))
        _suggest(connection)  # and some that are not folded yet
        before = connection.execute(text(COUNTED)).all()
    migrate(old)
    with old.begin() as connection:
        assert connection.execute(text(COUNTED)).all() == before
        connection.execute(text("SELECT rebuild_stats()"))
        assert connection.execute(text(COUNTED)).all() == before
        outcomes = {row.slot for row in before}
        assert {outcome // 9 for outcome in outcomes} == {0, 1, 2, 3}
        assert connection.execute(text("SELECT key FROM suggestion_source ORDER BY number")).scalars().all() == [
            "gemini",
            "openai",
            "learned",
            "keywords",
        ]


def _suggest(connection: Connection) -> None:
    for statement in (TICKETS, SUGGESTIONS):
        connection.execute(text(statement))
