"""Rows with an id that an earlier row of the same file has: rejected by name, or their text added to the first.

An export of comments has a line for each comment of a ticket, all with its id. A spreadsheet that has shortened long
ids (1.23457E+15) makes one of many: such rows are never added to each other.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.limits import DESCRIPTION_MAX
from services.transfer.importing.plan import Repeated

CUT_NOTE = f"\n\n[The file has more text for this ticket. It was cut at {DESCRIPTION_MAX:,} characters.]"
SHORTENED = r"[0-9][.,][0-9]+E[+][0-9]+$"  # by a spreadsheet


def settle(session: Session, repeated: Repeated) -> tuple[int, int]:
    """Settle what becomes of such rows in the staging table.

    Returns how many were added to another, and how many tickets' texts were cut.
    """
    added = cut = 0
    if repeated == "append":
        values = {"most": DESCRIPTION_MAX, "note": CUT_NOTE, "shortened": SHORTENED}
        added, cut = session.execute(_APPEND, values).one()
    session.execute(_REJECT, {"shortened": SHORTENED})
    return added, cut


_TWICE = """
    twice AS MATERIALIZED (
        SELECT external_id, min(number) AS first FROM staging
        WHERE external_id IS NOT NULL AND problem IS NULL AND added_to IS NULL
        GROUP BY external_id HAVING count(*) > 1
    )
"""

_REJECT = text(
    f"""
    WITH {_TWICE}
    UPDATE staging SET problem = 'has the id of line ' || earlier.line
        || CASE WHEN staging.external_id ~ :shortened THEN ', which a spreadsheet has shortened' ELSE '' END
    FROM twice JOIN staging AS earlier ON earlier.number = twice.first
    WHERE staging.external_id = twice.external_id AND staging.number <> twice.first
        AND staging.problem IS NULL AND staging.added_to IS NULL
    """  # noqa: S608 - our own
)

# Texts are joined as far as they begin within the limit, so that however many there are, little is put together.
_APPEND = text(
    f"""
    WITH {_TWICE}, later AS MATERIALIZED (
        SELECT staging.number, staging.description, twice.first, first.description AS before,
               staging.description IS DISTINCT FROM first.description AS says_more
        FROM twice
        JOIN staging AS first ON first.number = twice.first
        JOIN staging ON staging.external_id = twice.external_id AND staging.number <> twice.first
        WHERE twice.external_id !~ :shortened AND staging.problem IS NULL
    ), measured AS (
        SELECT *, char_length(before) + sum(char_length(description) + 2) OVER (
            PARTITION BY first ORDER BY number ROWS UNBOUNDED PRECEDING
        ) AS upto
        FROM later WHERE says_more
    ), joined AS (
        SELECT first, before || E'\\n\\n'
                   || string_agg(description, E'\\n\\n' ORDER BY number)
                      FILTER (WHERE upto - char_length(description) - 2 < :most) AS description,
               max(upto) > :most AS cut
        FROM measured GROUP BY first, before
    ), written AS (
        UPDATE staging SET description = CASE
            WHEN cut THEN left(joined.description, :most - char_length(:note)) || :note ELSE joined.description
        END
        FROM joined WHERE staging.number = joined.first
    ), marked AS (
        UPDATE staging SET added_to = later.first FROM later WHERE staging.number = later.number
    )
    SELECT (SELECT count(*) FROM later), (SELECT count(*) FROM joined WHERE cut)
    """  # noqa: S608 - our own
)
