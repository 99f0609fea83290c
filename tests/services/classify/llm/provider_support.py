"""A connection that says what it is told to, and a language model behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from services.classify.llm.prompt import Prompt
from services.classify.llm.provider import LanguageModel
from tests.services.classify.llm.wire_cases import GOOD

ANSWER = json.dumps(GOOD)


class FakeConnection:
    """Says what it is told to, in turn; the last again and again."""

    def __init__(self, *answers: str | Exception | Callable[[], str]) -> None:
        self.answers = answers
        self.asked = 0

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        self.asked += 1
        answer = self.answers[min(self.asked, len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, str) else answer()

    async def close(self) -> None: ...


def model(connection: Any, *, concurrency: int = 2, may_call: Callable[[], bool] = lambda: True) -> LanguageModel:
    return LanguageModel("gemini", "Gemini", "m", lambda: connection, concurrency=concurrency, may_call=may_call)
