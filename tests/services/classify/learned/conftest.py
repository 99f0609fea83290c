from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.classify.learned import stop_background


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    yield
    stop_background()
