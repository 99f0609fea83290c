"""Ids that were imported with their blanks: GLPI writes 1 234 or 1,234, kept as 1234 now and once as it stood.

A row whose ticket is here by such an id is that ticket's, however the file writes it: it is there already.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.transfer.importing.foreign_cells import MARKS


def find(session: Session, prefix: str) -> None:
    """Mark the rows of the staging table whose ticket is here, or was merged, by an id with such marks."""
    session.execute(_FIND, {"prefix": prefix, "marks": list(MARKS)})


# Of a number of less than four digits there is one form; each other form is looked up in an index.
_FIND = text(
    r"""
    WITH wanted AS MATERIALIZED (
        SELECT number, :prefix || replace(
                   regexp_replace(substr(external_id, char_length(:prefix) + 1), '(\d)(?=(\d{3})+$)', '\1 ', 'g'),
                   ' ', mark
               ) AS older
        FROM staging, unnest(CAST(:marks AS text[])) AS mark
        WHERE own_id IS NULL AND starts_with(external_id, :prefix)
          AND substr(external_id, char_length(:prefix) + 1) ~ '^[0-9]{4,18}$'
    ), here AS MATERIALIZED (
        SELECT number, found.id
        FROM wanted, LATERAL (
            SELECT id FROM ticket WHERE external_id = older
            UNION ALL
            SELECT id FROM ticket_trash WHERE merged_into IS NOT NULL AND ticket ->> 'external_id' = older
            LIMIT 1
        ) AS found
    )
    UPDATE staging SET own_id = here.id FROM here WHERE staging.number = here.number
    """
)
