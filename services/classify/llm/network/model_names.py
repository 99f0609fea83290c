"""The models that a server offers, for the error about one that it does not have."""

from __future__ import annotations

import re
from typing import Any

from services.classify.llm.errors import ProviderError

MAX_NAMES = 12
_NAME = re.compile(r"[\w.:/@+\-]{1,100}")


def model_names(listing: Any) -> tuple[str, ...]:
    """The names in the answer to ``/v1/models``, sorted, at most MAX_NAMES; what is no plain name is left out."""
    rows = listing.get("data") or listing.get("models") if isinstance(listing, dict) else listing
    if not isinstance(rows, list):
        return ()
    named = (row.get("id") or row.get("name") if isinstance(row, dict) else row for row in rows[:1_000])
    return tuple(sorted({name for name in named if isinstance(name, str) and _NAME.fullmatch(name)})[:MAX_NAMES])


def unknown_model(label: str, model: str, status: int, offered: tuple[str, ...]) -> ProviderError:
    """Which model the server does not know, which it offers, and where to name one."""
    offers = f" It offers {', '.join(offered)}." if offered else ""
    return ProviderError(f"{label} does not know the model {model} ({status}).{offers} OPENAI_MODEL names the model.")
