"""What a new database begins with, and what older ones get of newer keywords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, create_engine, text

from db.embedded.server import EmbeddedServer
from db.migrate import _config, migrate
from services.classify.keywords.keyword_table import entries, languages
from services.seed.categories import SEED_CATEGORIES
from tests.data_folders import made_folder
from tests.services.seed.migration import differing

BEFORE = "0019"
TABLE = """
    2  refund, bill

    1  cost, Refund
    [de]
    3  Rechnung, bill
    """


@pytest.fixture
def old() -> Iterator[Engine]:
    """A database of the version before the newer keywords."""
    with made_folder() as made:
        server = EmbeddedServer.start(made / "data")
        opened = create_engine(server.url)
        with opened.begin() as connection:
            command.upgrade(_config(connection), BEFORE)
        yield opened
        opened.dispose()
        server.stop()


def keywords(connection: Connection) -> dict[str, list[str]]:
    return {row.key: row.keywords for row in connection.execute(text("SELECT key, keywords FROM category"))}


def test_a_table_gives_entries_and_the_language_of_each() -> None:
    assert entries(TABLE) == ("refund^2", "bill^2", "cost", "Rechnung^3")
    assert languages(TABLE) == {"Rechnung": "de"}


@pytest.mark.slow
def test_a_new_database_has_the_shipped_categories(old: Engine) -> None:
    migrate(old)
    with old.begin() as connection:
        stored = connection.execute(
            text("SELECT key, label, description, keywords FROM category ORDER BY position")
        ).all()
        assert [tuple(row) for row in stored] == [
            (key, seed.label, seed.description, list(seed.keywords)) for key, seed in SEED_CATEGORIES.items()
        ]


@pytest.mark.slow
def test_an_older_database_gets_the_newer_keywords_where_nobody_touched_them(old: Engine) -> None:
    with old.begin() as connection:
        first = keywords(connection)
        changes = {
            "billing": sorted(first["billing"]),  # the same in another order
            "account": [*first["account"], "fob^3"],
            "general": first["general"][1:],
        }
        for key, changed in changes.items():
            connection.execute(
                text("UPDATE category SET keywords = :kept WHERE key = :key"), {"kept": changed, "key": key}
            )
        connection.execute(
            text(
                "INSERT INTO category (key, label, keywords) VALUES ('fleet', 'Fleet', '{van}'), ('none', 'None', '{}')"
            )
        )
    migrate(old)
    with old.begin() as connection:
        now = keywords(connection)
    shipped = {key: list(seed.keywords) for key, seed in SEED_CATEGORIES.items()}
    assert now == shipped | {"account": changes["account"], "general": changes["general"], "fleet": ["van"], "none": []}


@pytest.mark.slow
def test_the_sql_for_new_keywords_changes_what_differs_and_is_untouched(old: Engine) -> None:
    migrate(old)
    with old.begin() as connection:
        connection.execute(text("UPDATE category SET keywords = '{invoice^3,ÖPNV}' WHERE key = 'billing'"))
        (sql,) = differing(keywords(connection))
        connection.execute(text("UPDATE category SET keywords = '{van}' WHERE key = 'general'"))
        connection.exec_driver_sql(sql)
        now = keywords(connection)
    assert now["billing"] == list(SEED_CATEGORIES["billing"].keywords)
    assert now["general"] == ["van"]
