"""The state of one tour, in the session of a tab alone: what was typed, answered and learned."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import structlog

from services.tour import lessons
from services.tour.lessons import Lesson
from services.tour.teams import AUDIENCE, TEAMS, tour_tickets

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Tour:
    """``lessons``: the rules' first, then one every ten answers. ``revision`` changes when Python sets the answers."""

    typed: bool = False
    is_answering: bool = False
    answers: list[str] = field(default_factory=list)
    revision: int = 0
    lessons: list[Lesson] = field(default_factory=lambda: [lessons.first_lesson()])
    running: Future[Lesson] | None = None
    failed: bool = False

    @property
    def newest(self) -> Lesson:
        """The lesson whose answers are suggested now."""
        return self.lessons[-1]

    @property
    def is_over(self) -> bool:
        """Whether all that the audience answers is learned, or cannot be."""
        return self.newest.labels == AUDIENCE or (self.failed and len(self.answers) == AUDIENCE)

    @property
    def matching(self) -> int:
        """How many answers are the known team of their ticket."""
        return sum(key == ticket.team for key, ticket in zip(self.answers, tour_tickets(), strict=False))

    @property
    def learned_from(self) -> int:
        """How many answers are learned, or are being."""
        return self._due() if self.running is not None else self.newest.labels

    def take_report(self, report: object) -> None:
        """Take the answers that the browser reported, unless they are of before Python set them."""
        if not isinstance(report, Mapping) or report.get("revision") != self.revision:
            return
        given: Any = report.get("answers")
        if not isinstance(given, list) or len(given) > AUDIENCE or not all(key in TEAMS for key in given):
            return
        if len(given) >= self.learned_from:
            self.answers = given

    def answer_the_rest(self) -> None:
        """Answer what is left with the known teams."""
        self.answers += [ticket.team for ticket in tour_tickets()[len(self.answers) : AUDIENCE]]
        self.revision += 1

    def go_on(self) -> None:
        """Take the lesson that has ended, and begin the next that is due."""
        if self.running is not None and self.running.done():
            self._take(self.running)
            self.running = None
        if self.running is None and not self.failed and self._due() <= len(self.answers):
            self.running = lessons.start_lesson(self.answers[: self._due()])

    def _due(self) -> int:
        return max(lessons.LEAST, self.newest.labels + lessons.EVERY)

    def _take(self, done: Future[Lesson]) -> None:
        try:
            self.lessons.append(done.result())
        except Exception as error:  # noqa: BLE001  whatever happened, the tour goes on without it
            log.warning("tour_lesson_failed", error=type(error).__name__)
            self.failed = True
