"""Ids that were imported as they stood: 1 234 or 1,234 (GLPI) and 1234.0 (a program beside empty cells), now 1234.

A row whose ticket is here by such an id is that ticket's, however the file writes it: it is there already.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.transfer.importing.foreign_cells import MARKS


def find(session: Session, prefix: str) -> None:
    """Mark the rows of the staging table whose ticket is here, or was merged, by an id of such a form."""
    session.execute(_FIND, {"prefix": prefix, "marks": list(MARKS)})


# The forms are those of plain_id: groups from four digits on, .0 from three on; each is looked up in an index.
_FIND = text(
    r"""
    WITH numbered AS MATERIALIZED (
        SELECT number, external_id, substr(external_id, char_length(:prefix) + 1) AS digits
        FROM staging
        WHERE own_id IS NULL AND starts_with(external_id, :prefix)
          AND substr(external_id, char_length(:prefix) + 1) ~ '^[0-9]{3,}$'
    ), wanted AS MATERIALIZED (
        SELECT number, :prefix || replace(regexp_replace(digits, '(\d)(?=(\d{3})+$)', '\1 ', 'g'), ' ', mark) AS older
        FROM numbered, unnest(CAST(:marks AS text[])) AS mark
        WHERE char_length(digits) BETWEEN 4 AND 18
        UNION ALL
        SELECT number, external_id || '.0' FROM numbered
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
