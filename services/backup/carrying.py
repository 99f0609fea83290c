"""What a restored desk takes over from the one that it replaces: tokens that were revoked, and the audit log."""

from __future__ import annotations

from typing import Any

import psycopg

from services.backup.places import Place

WRITTEN_AT_ONCE = 1_000  # entries


def carry_over(replaced: Place, restored: Place) -> None:
    """Revoke what was revoked since the backup, add the entries that it does not have, and note the restore.

    So a token does not come back to life, and nobody is rid of what the log says of them by an older backup.
    """
    with replaced.connect() as before, restored.connect() as after:
        if _has(before, "api_token"):
            revoked = [row[0] for row in before.execute("SELECT digest FROM api_token WHERE revoked_at IS NOT NULL")]
            after.execute(_REVOKE, (revoked,))
        if _has(before, "audit_entry"):
            _add_entries(before, after)
        after.execute(_RESTORED)


def _add_entries(before: psycopg.Connection[Any], after: psycopg.Connection[Any]) -> None:
    known = {row[0] for row in after.execute(_KNOWN)}
    with before.transaction(), before.cursor("entries") as entries, after.cursor() as cursor:
        entries.itersize = WRITTEN_AT_ONCE
        entries.execute(_ENTRIES)
        while rows := entries.fetchmany(WRITTEN_AT_ONCE):
            cursor.executemany(_ADD, [row[1:] for row in rows if row[0] not in known])


def _has(connection: psycopg.Connection[Any], table: str) -> bool:
    """Whether the desk is of a version that has it."""
    return connection.execute("SELECT to_regclass(%s)", (f"public.{table}",)).fetchone() != (None,)


_DIGEST = "md5(concat_ws(' ', at, actor, address, action, what))"
_KNOWN = f"SELECT {_DIGEST} FROM audit_entry"  # noqa: S608 - our own words
_ENTRIES = f"SELECT {_DIGEST}, at, actor, address, action, what FROM audit_entry ORDER BY id"  # noqa: S608 - our own
_REVOKE = "UPDATE api_token SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL AND digest = ANY(%s)"
_ADD = "INSERT INTO audit_entry (at, actor, address, action, what) VALUES (%s, %s, %s, %s, %s)"
_RESTORED = "INSERT INTO audit_entry (actor, action, what) VALUES ('local', 'restore', 'Brought a backup back')"
