"""The models that a server has, for whoever asks it for another one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from services.classify.llm.errors import ProviderError

MOST_SAID = 12
_MOST_READ = 1_000
_NAME = re.compile(r"[\w.:/@+\-]{1,100}")


def model_names(listing: Any) -> tuple[str, ...]:
    """The names in the answer to ``/v1/models``, sorted; what is no plain name is left out."""
    rows = listing.get("data") or listing.get("models") if isinstance(listing, dict) else listing
    if not isinstance(rows, list):
        return ()
    named = (row.get("id") or row.get("name") if isinstance(row, dict) else row for row in rows[:_MOST_READ])
    return tuple(sorted({name for name in named if isinstance(name, str) and _NAME.fullmatch(name)}))


def is_among(model: str, names: Collection[str]) -> bool:
    """Whether a server that lists these knows the model, which may stand there with ``:latest`` or ``models/``."""
    return bool({model, f"{model}:latest", f"models/{model}"} & {*names})


def in_words(names: Sequence[str]) -> str:
    """The names as a sentence lists them, the first MOST_SAID: "llama3.2, qwen3:8b and 3 more"."""
    said = ", ".join(names[:MOST_SAID])
    return f"{said} and {len(names) - MOST_SAID:,} more" if len(names) > MOST_SAID else said


class UnknownModel(ProviderError):
    """A server does not know the model that it is asked for: which one, which it has, and where to name one."""

    def __init__(self, label: str, model: str, status: int, offered: tuple[str, ...] = ()) -> None:
        self._said = (label, model, status)
        offers = f" It offers {in_words(offered)}." if offered and not is_among(model, offered) else ""
        super().__init__(f"{label} does not know the model {model} ({status}).{offers} OPENAI_MODEL names the model.")

    def offering(self, names: tuple[str, ...]) -> UnknownModel:
        """This error with the names of models that the server has."""
        return UnknownModel(*self._said, names)
