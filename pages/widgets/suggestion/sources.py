"""What people read of where a suggestion comes from and how often it is right."""

from __future__ import annotations

from pages.widgets.formatting import percent, sureness
from services.classify.rule_figures import GUESS
from services.suggestion import Verdict
from services.suggestion_sources import SUGGESTION_SOURCES

_GUESSES, _GUESS = "A guess by the keywords:", "a guess by the keywords"  # by the rules where they are silent


def suggests(source: str) -> str:
    """Who suggests, as the beginning of a sentence that ends with the value."""
    if source == GUESS:
        return _GUESSES
    return next((row.suggests for row in SUGGESTION_SOURCES if row.key == source), "Suggested:")


def standing(verdict: Verdict, source: str) -> str:
    """How sure an answer is: its percentage where that was measured on this desk, else whose answer it is."""
    if verdict.measured:
        return f"**{percent(verdict.confidence)}**, {sureness(verdict.confidence)}"
    key = verdict.source or source
    name = _GUESS if key == GUESS else next((row.name for row in SUGGESTION_SOURCES if row.key == key), "suggested")
    return f"{name}, not yet measured here"
