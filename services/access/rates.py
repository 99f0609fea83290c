"""Rate limits by name: so many calls a minute for each token, person or address; the rest has to wait.

Each process decides at once, by what it knows, and tells the others through the database once a second.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from db.engine import transaction
from services.errors import TriageError

NAMES_MAX = 20_000  # that a process remembers; whoever is forgotten begins anew
MINUTE = 60.0
DEBT_MOST = 2 * MINUTE  # what several processes allowed at once has to be waited for, else each goes on at its own rate


class RateLimit:
    """Token buckets: a minute's calls may come at once, after that they come back evenly."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._full_at: OrderedDict[bytes, float] = OrderedDict()  # when a bucket is full again (monotonic)
        self._untold: dict[bytes, float] = {}  # seconds that were taken of it since the last exchange

    def take(self, name: str, a_minute: int, *, cost: float = 1.0) -> int:
        """0 when one more call may come now, else the whole seconds after which to try again."""
        digest, each = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest(), MINUTE / a_minute
        with self._lock:
            now = time.monotonic()
            missing = max(0.0, self._full_at.get(digest, now) - now)
            over = missing + each - MINUTE
            if over > 1e-6:
                return max(1, math.ceil(over))
            if cost:
                self._keep(digest, now + missing + cost * each)
                self._untold[digest] = self._untold.get(digest, 0.0) + cost * each
        return 0

    def exchange(self) -> None:
        """Tell the other processes what was taken here, and learn what they took of the same names.

        While the database is away each process counts by itself.
        """
        with self._lock:
            told, self._untold = self._untold, {}
        if not told:
            return
        with suppress(TriageError, SQLAlchemyError):
            missing = _told(told)
            with self._lock:
                now = time.monotonic()
                for name, seconds in missing.items():
                    self._keep(name, now + seconds + self._untold.get(name, 0.0))

    def forget(self) -> None:
        """Forget all calls counted in this process."""
        with self._lock:
            self._full_at.clear()
            self._untold.clear()

    def _keep(self, digest: bytes, full_at: float) -> None:
        self._full_at[digest] = full_at
        self._full_at.move_to_end(digest)
        while len(self._full_at) > NAMES_MAX:
            self._untold.pop(self._full_at.popitem(last=False)[0], None)


def _told(taken: Mapping[bytes, float]) -> dict[bytes, float]:
    """Add what was taken, in seconds by name; what is missing of these now."""
    names = sorted(taken)
    given = {"names": names, "seconds": [taken[name] for name in names], "most": DEBT_MOST}
    with transaction(bookkeeping=True) as session:
        session.execute(_FORGET)
    with transaction(bookkeeping=True) as session:
        return {row.name: row.missing for row in session.execute(_TELL, given)}


# In the order of names, as every process does, so that none waits for another that waits for it.
_TELL = text(
    """
    INSERT INTO call_rate AS rate (name, full_at)
    SELECT name, now() + make_interval(secs => least(seconds, :most))
    FROM unnest(CAST(:names AS bytea[]), CAST(:seconds AS float[])) AS told (name, seconds)
    ON CONFLICT (name) DO UPDATE SET full_at = least(
        greatest(rate.full_at, now()) + (excluded.full_at - now()), now() + make_interval(secs => :most)
    )
    RETURNING name, extract(epoch FROM full_at - now())::float AS missing
    """
)
_FORGET = text(
    """
    DELETE FROM call_rate WHERE name IN (
        SELECT name FROM call_rate WHERE full_at < now() LIMIT 1000 FOR UPDATE SKIP LOCKED
    )
    """
)
