"""What real servers refuse, and in which words: a table of fakes at the wire, one row a quirk.

The words are those of each project's documentation, source or issue threads; no real server is called.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.services.classify.llm.model_server import Behaviour, ModelServer, Request, reply
from tests.services.classify.llm.wire_cases import GOOD

Body = dict[str, Any]
WHOLE = json.dumps(GOOD)


def by_request(answer: Callable[[Request], tuple[int, Any]]) -> Behaviour:
    """A server that looks at what it is asked: ``answer`` gives status and body."""

    def behave(server: ModelServer, connection: socket.socket) -> None:
        status, body = answer(server.requests[-1])
        reply(body, status)(server, connection)

    return behave


def completion(text: str = WHOLE) -> Body:
    message = {"role": "assistant", "content": text}
    return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}


def candidate(text: str = WHOLE) -> Body:
    return {"candidates": [{"content": {"parts": [{"text": text}], "role": "model"}, "finishReason": "STOP"}]}


def schema_of(body: Body) -> Body:
    return (body.get("response_format") or {}).get("json_schema", {}).get("schema", {})  # type: ignore[no-any-return]


def has_bounds(body: Body) -> bool:
    return "minimum" in json.dumps(schema_of(body) or body.get("generationConfig", {}))


def has_schema(body: Body) -> bool:
    return bool(schema_of(body))


def json_mode(body: Body) -> bool:
    return body.get("response_format") == {"type": "json_object"}


def has_format(body: Body) -> bool:
    return "response_format" in body


def has_system(body: Body) -> bool:
    return any(message["role"] == "system" for message in body["messages"])


def asks_more_than(tokens: int) -> Callable[[Body], bool]:
    return lambda body: max(body.get("max_tokens", 0), body.get("max_completion_tokens", 0)) > tokens


def has(name: str, *values: Any) -> Callable[[Body], bool]:
    return lambda body: name in body and (not values or body[name] in values)


def openai_error(message: str, **more: Any) -> Body:
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None, **more}}


@dataclass(frozen=True)
class Quirk:
    """A server that refuses what ``refuses`` finds, with ``status`` and ``error``; it answers in ``takes`` requests.

    ``keeps``: what the request that is answered has to carry still. ``is_said``: whether the server says what
    it refuses.
    """

    server: str
    refuses: Callable[[Body], bool]
    status: int
    error: Any
    takes: int = 2
    keeps: Callable[[Body], bool] = lambda body: True
    is_said: bool = True

    def behaviour(self, answer: Callable[[], Body] = completion) -> Behaviour:
        return by_request(lambda request: (self.status, self.error) if self.refuses(request.body) else (200, answer()))
