"""How much a text is in tokens, about, and what tokens cost where prices are given (LLM_PRICES)."""

from __future__ import annotations

from services.settings import settings

CHARS_PER_TOKEN = 4.0  # of English by the tokenizers in use; other languages take more


def tokens(text: str) -> float:
    """About how many tokens a text is."""
    return len(text) / CHARS_PER_TOKEN


def price(source: str, tokens_in: float, tokens_out: float) -> float | None:
    """What so many tokens cost with a language model, in the currency of LLM_PRICES; None where no price is given."""
    each = settings().prices.get(source)
    return None if each is None else (tokens_in * each[0] + tokens_out * each[1]) / 1_000_000
