"""How far the primary's log was, and when: what a read on a replica has to have replayed to be recent enough."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

KEPT_SECONDS = 60.0  # a note of a position: longer than any replica that is used lags behind
NOTES_MAX = 1_000
_PAGE = 8192
_HEADERS = (24, 40)  # bytes: of a page of the log, and of the first one of a file
EVERYBODY = ""  # whose note counts for all


@dataclass(frozen=True, slots=True)
class _Position:
    lsn: int
    at: float


class ReplicaLog:
    """Positions of the primary's log by the monotonic clock, for reads that are at most ``bound`` seconds old.

    A position is a log sequence number, in bytes.
    """

    def __init__(self, bound: float) -> None:
        self.bound = bound
        self._lock = threading.Lock()
        self._samples: deque[_Position] = deque()
        self._notes: dict[str, _Position] = {}

    @staticmethod
    def _of_records(lsn: int) -> int:
        """Without the header of a page that has no record yet: a replica that has replayed all stands before it."""
        within = lsn % _PAGE
        return lsn - within if within in _HEADERS else lsn

    def sample(self, lsn: int, at: float) -> None:
        """The primary was asked at that moment, and its log reached so far."""
        with self._lock:
            self._samples.append(_Position(self._of_records(lsn), at))
            while self._samples[0].at < at - KEPT_SECONDS:
                self._samples.popleft()

    def note(self, name: str, lsn: int, at: float) -> None:
        """Whoever has this name has written or seen what the log has up to there; EVERYBODY is all of this process."""
        lsn = self._of_records(lsn)
        with self._lock:
            before = self._notes.pop(name, None)
            self._notes[name] = _Position(max(lsn, before.lsn) if before is not None else lsn, at)
            if len(self._notes) > NOTES_MAX:
                self._notes.pop(next(iter(self._notes)))

    def needed(self, name: str, now: float) -> int | None:
        """What a replica has to have replayed for a read of this person; None: the primary has not been heard lately.

        What was written before ``bound`` seconds ago is in it, and all that this person has written or seen.
        """
        with self._lock:
            recent = next((sample.lsn for sample in self._samples if sample.at >= now - self.bound), None)
            notes = [note for key in (name, EVERYBODY) if (note := self._notes.get(key)) is not None]
        if recent is None:
            return None
        return max([recent, *(note.lsn for note in notes if note.at >= now - KEPT_SECONDS)])

    def lag(self, replayed: int, now: float) -> float | None:
        """How many seconds behind a replica is that has replayed so far; None for more than KEPT_SECONDS."""
        with self._lock:
            there = [sample.at for sample in self._samples if sample.lsn <= replayed]
        return now - there[-1] if there else None
