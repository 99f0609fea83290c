"""Ids that were imported as they stood: 1 234 or 1,234 (GLPI) and 1234.0 (a program beside empty cells), now 1234.

Ids of systems that were not recognised once had no prefix, or that of another system. A row whose ticket is here by
such an id is that ticket's, however the file writes it: it is there already.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.transfer.importing.foreign_cells import MARKS
from services.transfer.importing.other_systems.system_rows import SYSTEMS

_OLDER_PREFIXES = {system.id_prefix: system.older_prefix for system in SYSTEMS if system.older_prefix is not None}


def find(session: Session, prefix: str) -> None:
    """Mark the rows of the staging table whose ticket is here, or was merged, by an id of such a form."""
    older = _OLDER_PREFIXES.get(prefix, prefix)
    session.execute(_FIND, {"prefix": prefix, "prefixes": sorted({prefix, older}), "marks": list(MARKS)})


# The forms are those of plain_id: groups from four digits on, .0 from three on; each is looked up in an index.
_FIND = text(
    r"""
    WITH named AS MATERIALIZED (
        SELECT number, prefix, substr(external_id, char_length(:prefix) + 1) AS id
        FROM staging, unnest(CAST(:prefixes AS text[])) AS prefix
        WHERE own_id IS NULL AND starts_with(external_id, :prefix)
    ), wanted AS MATERIALIZED (
        SELECT number, prefix || replace(regexp_replace(id, '(\d)(?=(\d{3})+$)', '\1 ', 'g'), ' ', mark) AS older
        FROM named, unnest(CAST(:marks AS text[])) AS mark
        WHERE id ~ '^[0-9]{4,18}$'
        UNION ALL
        SELECT number, prefix || id || '.0' FROM named WHERE id ~ '^[0-9]{3,}$'
        UNION ALL
        SELECT number, prefix || id FROM named WHERE prefix <> :prefix
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
