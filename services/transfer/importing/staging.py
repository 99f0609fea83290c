"""The staging table: rows come in by COPY, and those that break a rule of a ticket are told why, set by set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.classify import chain
from services.reporting import time_zone
from services.taxonomy import UNRESOLVED, categories
from services.tickets.fields import BY_NAME, NAMES, SUGGESTED
from services.transfer.importing import older_ids, repeated_ids
from services.transfer.importing.plan import Plan, normalise_word
from services.transfer.importing.row_reader import STAGED, RowReader
from services.transfer.installation import own_prefix

Rows = Iterable[tuple[int, Sequence[str] | str]]


@dataclass(frozen=True, slots=True)
class Staged:
    """How many rows obey the rules, how many do not, and how many were added to another, of which ``cut`` in part."""

    valid: int
    rejected: int
    added: int = 0
    cut: int = 0

    @property
    def rows(self) -> int:
        return self.valid + self.rejected + self.added


def category_words() -> dict[str, str]:
    """Key by folded key and label of the categories that an import may use."""
    known = categories()
    return {normalise_word(category.label): category.key for category in known} | {
        normalise_word(c.key): c.key for c in known
    }


def stage(session: Session, rows: Rows, plan: Plan) -> Staged:
    """Copy rows into the staging table, which goes with the transaction, and mark those that break a rule."""
    session.execute(_CREATE_STAGING)
    reader = RowReader(plan, chain.instant, category_words(), time_zone(), own_prefix(session))
    _copy(session, (reader.values(line, cells) for line, cells in rows))
    session.execute(_INDEX_STAGING)
    session.execute(_INDEX_ADDED)
    session.execute(_FIND_PROBLEMS)
    if plan.foreign and "external_id" in plan.columns:
        older_ids.find(session, plan.id_prefix)
    added, cut = repeated_ids.settle(session, plan.repeated) if "external_id" in plan.columns else (0, 0)
    valid, rejected = session.execute(_COUNT).one()
    return Staged(valid, rejected, added, cut)


def rejected(session: Session, limit: int | None) -> list[tuple[int, str]]:
    """Line and reason of the first ``limit`` rows that stay out, or of all."""
    return [(line, problem) for line, problem in session.execute(_REJECTED, {"limit": limit})]


def _copy(session: Session, rows: Iterable[tuple[object, ...]]) -> None:
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY staging ({', '.join(STAGED)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _too_long(*names: str) -> str:
    """WHEN clauses for texts with more characters than their fields take."""
    return "\n        ".join(
        f"WHEN char_length({name}) > {BY_NAME[name].limit}"
        f" THEN 'the {name} has more than {BY_NAME[name].limit} characters'"
        for name in names
    )


_CREATE_STAGING = text(
    f"""
    CREATE TEMPORARY TABLE staging (
        number integer GENERATED ALWAYS AS IDENTITY,
        line integer, title text, description text, category text, category_set_by decided_by,
        priority text, priority_set_by decided_by, status text, created_at timestamptz, resolved_at timestamptz,
        {", ".join(f"{name} text" for name in NAMES)}, external_id text, own_id bigint,
        {", ".join(f"{name}_review review_state, {name}_confidence real" for name in SUGGESTED)},
        promise_id bigint, version bigint, notes jsonb, problem text, added_to integer
    ) ON COMMIT DROP
    """
)
_INDEX_STAGING = text("CREATE UNIQUE INDEX ON staging (number)")
_INDEX_ADDED = text("CREATE INDEX ON staging (added_to) WHERE added_to IS NOT NULL")

# The constraints of the ticket table, in words. Only the first of several problems is named.
_PROBLEM = f"""
    CASE
        WHEN is_blank(title) THEN 'title and description are empty'
        {_too_long("title", "description")}
        WHEN NOT EXISTS (SELECT FROM category WHERE key = staging.category AND archived_at IS NULL)
            THEN 'unknown category ' || quote_literal(left(category, 40))
        WHEN priority <> ALL (enum_range(NULL::ticket_priority)::text[])
            THEN 'unknown priority ' || quote_literal(left(priority, 40))
        WHEN status <> ALL (enum_range(NULL::ticket_status)::text[])
            THEN 'unknown status ' || quote_literal(left(status, 40))
        {_too_long(*NAMES, "external_id")}
        WHEN created_at < (SELECT timezone(reporting_zone(), timestamp '1900-01-01')) THEN 'created_at lies before 1900'
        WHEN created_at > now() + interval '1 day' THEN 'created_at lies in the future'
        WHEN resolved_at > now() + interval '1 day' THEN 'resolved_at lies in the future'
        WHEN resolved_at < coalesce(created_at, now()) THEN 'resolved_at lies before created_at'
        WHEN resolved_at IS NOT NULL AND status IN {UNRESOLVED} THEN 'has resolved_at, but is ' || status
    END
"""

# Only the rows that have a problem are written again.
_FIND_PROBLEMS = text(
    f"UPDATE staging SET problem = {_PROBLEM} WHERE problem IS NULL AND {_PROBLEM} IS NOT NULL"  # noqa: S608 - our own
)

_COUNT = text("SELECT count(*) FILTER (WHERE problem IS NULL AND added_to IS NULL), count(problem) FROM staging")
_REJECTED = text("SELECT line, problem FROM staging WHERE problem IS NOT NULL ORDER BY line LIMIT :limit")
