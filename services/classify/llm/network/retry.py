"""The one retry policy of all language models: what may pass is tried again, while there is time for an answer."""

from __future__ import annotations

import time
from collections.abc import Callable

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_any,
    stop_before_delay,
    wait_random_exponential,
)

MAX_ATTEMPTS = 3
# With less than this left before the deadline nobody tries again: the answer would come too late.
MIN_SECONDS_TO_RETRY = 0.25

_backoff = wait_random_exponential(multiplier=0.25, max=2)


def retrying(
    ends: float,
    *,
    is_retryable: Callable[[BaseException], bool],
    asked_to_wait: Callable[[BaseException], float | None],
    most: int = MAX_ATTEMPTS,
) -> AsyncRetrying:
    """Tries ``most`` times until ``ends`` (monotonic).

    With the wait that the provider asked for between two, else a random one that grows.
    """

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = asked_to_wait(error) if error else None
        return _backoff(state) if asked is None else asked

    left = ends - MIN_SECONDS_TO_RETRY - time.monotonic()
    stop = stop_any(stop_after_attempt(most), stop_before_delay(left))
    return AsyncRetrying(retry=retry_if_exception(is_retryable), wait=wait, stop=stop, reraise=True)
