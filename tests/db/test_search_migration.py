"""A database of before codes and notes were searched: words are found all along, the rest once it is filled again."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, text

from db.embedded.server import EmbeddedServer
from db.migrate import _config, migrate
from tests.data_folders import made_folder

BEFORE = "0039"
TICKETS = (
    "INSERT INTO ticket (title, description, category, priority)"
    " SELECT 'Invoice INV-2024-' || i, 'd', 'billing', 'low' FROM generate_series(1, 12) AS i"
)
NOTE = "INSERT INTO ticket_note (ticket_id, author, text) VALUES (3, 'Ann', 'The parcel is lost')"
WORD, CODE, IN_NOTE = (
    text(f"SELECT count(*) FROM search_entry WHERE keys @@ block_query(search_template({query}), 0)")
    for query in ("key_query('invoices')", "code_query('inv 2024 1')", "key_query('parcel')")
)


def found(database: Engine) -> list[int | None]:
    """How many tickets have the word, the code and the word of a note."""
    with database.begin() as connection:
        return [connection.scalar(question) for question in (WORD, CODE, IN_NOTE)]


@pytest.mark.slow
def test_words_are_found_all_along_and_codes_and_notes_after_the_filling() -> None:
    with made_folder() as made:
        server = EmbeddedServer.start(made / "data")
        opened = create_engine(server.url)
        try:
            with opened.begin() as connection:
                command.upgrade(_config(connection), BEFORE)
                connection.execute(text(TICKETS))
                connection.execute(text(NOTE))
            migrate(opened)
            assert found(opened) == [12, 0, 0]
            with opened.begin() as connection:
                assert connection.execute(text("SELECT below, has_words FROM search_backlog")).all() == [(13, True)]
                asked = text("SELECT fill_search_entries(5)")
                assert [connection.scalar(asked) for _ in range(4)] == [True, True, True, False]
            assert found(opened) == [12, 4, 1]
        finally:
            opened.dispose()
            server.stop()
