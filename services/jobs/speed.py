"""How fast a run is now: a job that reads first and then stores is told by the pace of the stage that it is in."""

from __future__ import annotations

from collections import deque


class Speed:
    """How many are done a second, over the later half of the time since the first note."""

    def __init__(self) -> None:
        self._notes: deque[tuple[float, int]] = deque()
        self._began: float | None = None

    def note(self, seconds: float, done: int) -> None:
        """Note how many were done at a moment of a clock that only goes forward."""
        self._began = seconds if self._began is None else self._began
        self._notes.append((seconds, done))
        while len(self._notes) > 2 and self._notes[1][0] <= (self._began + seconds) / 2:
            self._notes.popleft()

    @property
    def per_second(self) -> float | None:
        """None where nothing was done in that time."""
        if not self._notes:
            return None
        (began, before), (now, done) = self._notes[0], self._notes[-1]
        return (done - before) / (now - began) if now > began and done > before else None
