"""Word the source of a suggestion and its confidence."""

from __future__ import annotations

from pages.widgets.formatting import percent, sureness
from services.classify.rule_figures import GUESS
from services.suggestion import Verdict
from services.suggestion_sources import SUGGESTION_SOURCES

_GUESSES, _GUESS = "A guess by its words:", "a guess by its words"  # where no rule fits, or its words weigh more


def source_phrase(source: str) -> str:
    """Phrase the source as the beginning of a sentence that ends with the suggested value."""
    if source == GUESS:
        return _GUESSES
    return next((row.suggests for row in SUGGESTION_SOURCES if row.key == source), "Suggested:")


def confidence_text(verdict: Verdict, source: str) -> str:
    """Word the confidence of a suggestion: a percentage where it was measured on this desk, else its source."""
    if verdict.measured:
        return f"**{percent(verdict.confidence)}**, {sureness(verdict.confidence)}"
    key = verdict.source or source
    name = _GUESS if key == GUESS else next((row.name for row in SUGGESTION_SOURCES if row.key == key), "suggested")
    return f"{name}, not yet measured here"
