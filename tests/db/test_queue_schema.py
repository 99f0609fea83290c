"""The queue's schema, which our migrations make, is the one that the installed procrastinate expects."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, text

from db.engine import engine

pytestmark = pytest.mark.usefixtures("database")

PACKAGED = "packaged"

# What is in a schema, a line each, without the name of the schema.
CONTENT = text(
    """
    WITH part AS (
        SELECT pg_get_functiondef(pg_proc.oid) AS said FROM pg_proc
        WHERE pronamespace = CAST(:schema AS regnamespace) AND proname LIKE 'procrastinate%'
        UNION ALL
        SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
        WHERE relnamespace = CAST(:schema AS regnamespace) AND relname LIKE 'procrastinate%'
        UNION ALL
        SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = CAST(:schema AS regnamespace) AND relname LIKE 'procrastinate%' AND NOT tgisinternal
        UNION ALL
        SELECT relname || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        WHERE relnamespace = CAST(:schema AS regnamespace) AND relname LIKE 'procrastinate%'
        UNION ALL
        SELECT concat_ws(' ', relname, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
                         pg_get_expr(adbin, adrelid))
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = CAST(:schema AS regnamespace) AND relname LIKE 'procrastinate%' AND attnum > 0
            AND relkind IN ('r', 'c')
        UNION ALL
        SELECT typname || ' ' || enumsortorder || ' ' || enumlabel
        FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
        WHERE typnamespace = CAST(:schema AS regnamespace) AND typname LIKE 'procrastinate%'
    )
    SELECT replace(said, :schema || '.', '') AS said FROM part ORDER BY 1
    """
)


@pytest.fixture
def packaged() -> Iterator[Connection]:
    """A connection to which both are there, the packaged one in a schema of its own; nothing of it stays."""
    with engine().connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {PACKAGED}"))
        connection.execute(text(f"SET LOCAL search_path = {PACKAGED}"))
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(SchemaManager.get_schema())
        yield connection
        connection.rollback()


def test_our_migrations_make_what_the_package_ships(packaged: Connection) -> None:
    expected = packaged.scalars(CONTENT, {"schema": PACKAGED}).all()
    packaged.execute(text("SET LOCAL search_path = public"))
    assert len(expected) > 100
    assert packaged.scalars(CONTENT, {"schema": "public"}).all() == expected
