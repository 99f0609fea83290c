"""Learn from the audience's answers in a process of its own, and measure on sample tickets whose team is known."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from services.classify.evaluation.paired import Difference, difference
from services.classify.intervals import wilson
from services.review import promise
from services.review.gain import Point
from services.settings import ROOT
from services.tour.teams import AUDIENCE, rule_answers, tour_tickets

LEAST, EVERY = 20, 10  # answers before the first lesson, and between two


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is answered after ``labels`` answers: of each ticket the team and the confidence.

    ``learned``: by the learned classifier, which was not worse than the rules; else by these.
    """

    labels: int
    learned: bool
    answers: tuple[tuple[str | None, float], ...]

    @property
    def point(self) -> Point:
        """How right it is on the tickets that nobody answered, for the curve."""
        right, number = int(_right(self.answers).sum()), len(self.answers) - AUDIENCE
        between = wilson(right, number)
        return Point(self.labels, number, right / number, between.low, between.high)


@dataclass(frozen=True, slots=True)
class Decided:
    """Of ``number`` tickets ``decided`` need no person, ``wrong`` of them decided wrongly; from ``threshold`` on."""

    number: int
    decided: int
    wrong: int
    threshold: float


def first_lesson() -> Lesson:
    """What the keyword rules say before anybody has answered."""
    return Lesson(0, False, rule_answers())


def prepare() -> None:
    """Have the process that learns begun, so that the first lesson need not wait for it."""
    _pool().submit(_child)


def start_lesson(answers: Sequence[str]) -> Future[Lesson]:
    """Learn the teams that the audience chose for the first tickets, one lesson after the other."""
    return _pool().submit(_learn, tuple(answers))


def gain(lesson: Lesson) -> Difference:
    """By how much it is right more often than the keyword rules, on the same tickets."""
    return difference(_right(rule_answers()), _right(lesson.answers))


def decided(lesson: Lesson, wrong_percent: int) -> Decided | None:
    """What a promise of so many wrong would decide of the tickets that nobody answered; None: nothing keeps it."""
    right = _right(lesson.answers)
    confidence = np.array([share for _, share in lesson.answers[AUDIENCE:]])
    walked = promise.walk(confidence, right, wrong_percent / 100, promise.ALLOWED_ERROR)
    if not walked.keeps:
        return None
    return Decided(len(right), walked.answers, walked.answers - walked.right, walked.threshold)


def _right(answers: Sequence[tuple[str | None, float]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    tickets = tour_tickets()[AUDIENCE:]
    return np.array([key == ticket.team for (key, _), ticket in zip(answers[AUDIENCE:], tickets, strict=True)])


def _learn(answers: Sequence[str]) -> Lesson:
    learned: list[tuple[str, float]] | None = json.loads(_child().ask(json.dumps(answers)))
    if learned is None:
        return Lesson(len(answers), False, rule_answers())
    return Lesson(len(answers), True, tuple((key, share) for key, share in learned))


class _Child:
    """The process that learns: scikit-learn would stay in the memory of the app, and its work hold up the pages."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "services.tour.learning"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended, as it does when nobody has asked for a while."""
        return self._process.poll() is None

    def ask(self, question: str) -> str:
        """One line for another; raises OSError or ValueError where it ends meanwhile."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


_children: list[_Child] = []  # one at most; the thread of the pool alone looks at it


def _child() -> _Child:
    if not _children or not _children[0].is_alive:
        _children[:] = [_Child()]
    return _children[0]


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="tour")
