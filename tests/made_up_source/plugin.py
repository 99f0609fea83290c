"""Add a row to the suggestion sources before anything reads them, as editing the registry would.

Everything that a provider takes by hand: the row, its module of ``services.classify.llm``, a colour slot of the chart.
A pytest plugin, since what loops over the rows does so when it is imported.
"""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import Any

from services import suggestion_sources
from services.suggestion_sources import SUGGESTION_SOURCES, ModelSetup, SuggestionSource

KEY = "sibyl"
ANSWER = {
    "category_words": ["charged twice"],
    "category": "account",
    "category_confidence": 0.9,
    "priority_words": [],
    "priority": "critical",
    "priority_confidence": 0.6,
}
_ROW = SuggestionSource(
    key=KEY,
    label="Sibyl",
    phrase="the Sibyl",
    suggests="Made-up suggests",
    name="made-up",
    setup=ModelSetup(
        service="Sibyl of Cumae",
        settings=("openai_api_key",),
        how_to="Set `SIBYL_LEAVES`.",
        missing="Not set up. It takes leaves.",
    ),
)
# Neither first nor last: its place in the list is not its number in the database.
suggestion_sources.SUGGESTION_SOURCES = (*SUGGESTION_SOURCES[:1], _ROW, *SUGGESTION_SOURCES[1:])


class _Connection:
    async def ask(self, _prompt: Any, _schema: Any) -> str:
        return json.dumps(ANSWER)

    async def close(self) -> None:
        return None


def _connected_model(_settings: Any, may_call: Any) -> Any:
    from services.classify.llm.provider import LanguageModel

    return LanguageModel(KEY, "Sibyl", "leaves", _Connection, concurrency=1, may_call=may_call)


_module = ModuleType(f"services.classify.llm.{KEY}")
_module.__dict__["connected_model"] = _connected_model
sys.modules[_module.__name__] = _module
