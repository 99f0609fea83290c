"""The line that a lead sets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.classify import guess_line
from services.errors import InvalidInput

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    guess_line.forget()
    yield
    guess_line.forget()


def test_the_line_is_a_half_until_somebody_sets_it() -> None:
    assert guess_line.guess_line() == 0.5
    for line in (0.75, 0.0, 1.0):
        guess_line.set_guess_line(line)
        assert guess_line.guess_line() == line


@pytest.mark.parametrize("line", [-0.01, 1.01, float("nan")])
def test_no_share_is_refused(line: float) -> None:
    with pytest.raises(InvalidInput):
        guess_line.set_guess_line(line)
