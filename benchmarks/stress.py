"""Writers against each other and against a server that is killed: `make stress`, or python -m benchmarks.stress.

Random creations, edits, bulk edits and deletions, through the application and by hand-written SQL, now and then a
TRUNCATE, while the counts are folded; the embedded server is shut down at once (SIGQUIT) in between and started again
by whoever comes next. At the end nothing that was acknowledged may be missing from the history, no two writers may have
blocked each other for good, and every count has to equal a recount. One line of JSON; exit status 1 if not.

Measured with 16 writers for 30 s and two kills: see benchmarks/records/0008-rollups.md.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import close_database, open_database, transaction
from services.errors import DatabaseAway, NotFound, QueryTooSlow, StaleVersion
from services.rollups import maintenance, worker
from services.tickets import editing
from services.tickets.schemas import NewTicket, TicketChange

CATEGORIES = ("billing", "technical", "account", "general")
PRIORITIES = ("low", "medium", "high", "critical")
STATUSES = ("open", "in_progress", "resolved", "closed")
EXPECTED = (DatabaseAway, NotFound, QueryTooSlow, StaleVersion)


class Writer(threading.Thread):
    """One client; every operation has a name of its own as actor, so that the history shows whether it is there."""

    def __init__(self, number: int, until: float, truncates: bool) -> None:
        super().__init__(daemon=True)
        self._number, self._until, self._rng = number, until, Random(number)  # noqa: S311 - nothing secret
        self._operations: list[Callable[[str], bool]] = [
            *[self._create] * 4,
            self._edit, self._edit, self._bulk_edit, self._delete_one, self._insert_sql, self._update_sql,
            self._delete_sql,
        ]  # fmt: skip
        self._truncates = truncates
        self.acknowledged: list[str] = []
        self.outcomes: Counter[str] = Counter()

    def run(self) -> None:
        turn = 0
        while time.monotonic() < self._until:
            turn += 1
            self._one(f"w{self._number}-{turn}")

    def _one(self, actor: str) -> None:
        truncate = self._truncates and self._rng.random() < 0.01
        operation = self._truncate if truncate else self._rng.choice(self._operations)
        try:
            if operation(actor):
                self.acknowledged.append(actor)
            self.outcomes["done"] += 1
        except EXPECTED as error:
            self.outcomes[type(error).__name__] += 1
        except DBAPIError as error:
            self.outcomes[str(getattr(error.orig, "sqlstate", None) or type(error.orig).__name__)] += 1

    def _create(self, actor: str) -> bool:
        editing.create(NewTicket(title="t", description="d", category=self._category(), priority=self._priority(),
                                 status=self._status()), actor=actor)  # fmt: skip
        return True

    def _edit(self, actor: str) -> bool:
        change = TicketChange(status=self._status(), category=self._category(), title=f"t {actor}")
        editing.edit(self._some_id(), change, actor=actor)
        return True

    def _delete_one(self, actor: str) -> bool:
        editing.delete_ticket(self._some_id(), actor=actor)
        return True

    def _bulk_edit(self, actor: str) -> bool:
        return self._sql(
            actor,
            "UPDATE ticket SET priority = CAST(:priority AS ticket_priority), status = CAST(:status AS ticket_status),"
            " requester = :actor"
            " WHERE id IN (SELECT id FROM ticket WHERE id % 50 = :remainder ORDER BY id LIMIT 200 FOR UPDATE)",
        )

    def _insert_sql(self, actor: str) -> bool:
        return self._sql(
            actor,
            "INSERT INTO ticket (title, description, category, priority, status, created_at)"
            " SELECT 't', 'd', :category,"
            " CAST(:priority AS ticket_priority), CAST(:status AS ticket_status), now() - i * interval '7 hours'"
            " FROM generate_series(1, 20) AS i",
        )

    def _update_sql(self, actor: str) -> bool:
        return self._sql(actor, "UPDATE ticket SET category = :category, requester = :actor WHERE id = :id")

    def _delete_sql(self, actor: str) -> bool:
        return self._sql(actor, "DELETE FROM ticket WHERE id IN (SELECT id FROM ticket ORDER BY id LIMIT 5 FOR UPDATE)")

    def _truncate(self, actor: str) -> bool:
        self._sql(actor, "TRUNCATE ticket")
        return False  # leaves nothing in the history

    def _sql(self, actor: str, sql: str) -> bool:
        """Whether it changed anything."""
        given = {"category": self._category(), "priority": self._priority(), "status": self._status(), "actor": actor,
                 "id": self._some_id(), "remainder": self._rng.randrange(50)}  # fmt: skip
        with transaction(actor=actor) as session:
            changed: int = session.execute(text(sql), given).rowcount  # type: ignore[attr-defined]
        return changed > 0

    def _some_id(self) -> int:
        with transaction() as session:
            newest = session.scalar(text("SELECT max(id) FROM ticket")) or 1
        return max(1, newest - self._rng.randrange(300))

    def _category(self) -> str:
        return self._rng.choice(CATEGORIES)

    def _priority(self) -> str:
        return self._rng.choice(PRIORITIES)

    def _status(self) -> str:
        return self._rng.choice(STATUSES)


def stress(folder: Path, *, writers: int, seconds: float, kills: int) -> dict[str, object]:
    """Run it on an embedded server in ``folder``; what happened."""
    open_database(None, folder, pool_size=writers + 4)
    worker.start_background()
    try:
        until = time.monotonic() + seconds
        threads = [Writer(number, until, truncates=number % 4 == 0) for number in range(writers)]
        for thread in threads:
            thread.start()
        for _ in range(kills):
            time.sleep(seconds / (kills + 1))
            _kill(folder)
        for thread in threads:
            thread.join()
        return _result(threads)
    finally:
        worker.stop_background()
        close_database()


def _kill(folder: Path) -> None:
    """Immediate shutdown: nothing is finished, nothing is written."""
    postmaster = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGQUIT)


def _result(threads: list[Writer]) -> dict[str, object]:
    acknowledged = {actor for thread in threads for actor in thread.acknowledged}
    with transaction() as session:
        known = set(session.scalars(text("SELECT DISTINCT actor FROM ticket_event")))
        left = session.scalar(text("SELECT count(*) FROM ticket"))
    outcomes: Counter[str] = sum((thread.outcomes for thread in threads), Counter())
    before_fold = maintenance.verify().differing
    maintenance.fold()
    return {
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - known),
        "drift": max(before_fold, maintenance.verify().differing),
        "deadlocks": outcomes["40P01"],
        "outcomes": dict(outcomes),
        "tickets_left": left,
    }


def main() -> None:
    """Print what happened; exit status 1 if anything was lost, drifted or deadlocked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--kills", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stress-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        result = stress(Path(folder), writers=given.writers, seconds=given.seconds, kills=given.kills)
    print(json.dumps(result))
    sys.exit(bool(result["lost"] or result["drift"] or result["deadlocks"]))


if __name__ == "__main__":
    main()
