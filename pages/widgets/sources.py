"""What people read of where a suggestion comes from and how often it is right."""

from __future__ import annotations

from pages.widgets.formatting import percent, sureness
from services.suggestion import Verdict

_SUGGESTS = {
    "gemini": "Gemini suggests",
    "openai": "The language model suggests",
    "learned": "The learned classifier suggests",
    "keywords": "Keyword rules suggest",
    "guess": "A guess by the keywords:",
}
_NAMES = {
    "gemini": "Gemini",
    "openai": "language model",
    "keywords": "keyword rules",
    "guess": "a guess by the keywords",
}


def suggests(source: str) -> str:
    """Who suggests, as the beginning of a sentence that ends with the value."""
    return _SUGGESTS.get(source, "Suggested:")


def standing(verdict: Verdict, source: str) -> str:
    """How sure an answer is: its percentage where that was measured on this desk, else whose answer it is."""
    if verdict.measured:
        return f"**{percent(verdict.confidence)}**, {sureness(verdict.confidence)}"
    return f"{_NAMES.get(verdict.source or source, 'suggested')}, not yet measured here"
