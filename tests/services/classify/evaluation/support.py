"""A desk that is trained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.classify.learned import labels, train_now, trainer, training
from tests.services.classify.learned.support import file_all, jargon

_known: dict[tuple[int, str, str], Any] = {}  # what was read and learned of the same tickets before


def trained_desk(number: int = 80, *, set_by: str = "person") -> None:
    """Tickets whose jargon says the category, learned: once in a process, as it takes a second to learn the same."""
    file_all(jargon(number, set_by=set_by))

    def once(work: Callable[..., Any]) -> Callable[..., Any]:
        def known(*given: Any, **named: Any) -> Any:
            key = (number, set_by, work.__name__)
            if key not in _known:
                _known[key] = work(*given, **named)
            return _known[key]

        return known

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trainer, "read_labelled", once(labels.read_labelled))
        patch.setattr(training, "learn_fields", once(training.learn_fields))
        train_now()
