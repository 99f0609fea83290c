"""A card with what one source says of a text."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.formatting import duration
from pages.widgets.layout import card_header
from pages.widgets.suggestion.evidence import evidence
from pages.widgets.suggestion.sources import confidence_text
from services.classify.chain import Trial
from services.suggestion import Verdict
from services.suggestion_sources import source_labels

NAMES = source_labels()
WAITING = 116  # pixels, about an answer's height


def trial_card(source: str, trial: Trial | None, text: tuple[str, str], labels: Mapping[str, str]) -> None:
    """Show what one source answers for the text that is tried.

    ``trial`` is None while the source is asked, ``labels`` names every category and priority.
    """
    with st.container(gap="small"):
        card_header(NAMES[source], esc(trial.model) if trial else "")
        if trial is None:
            st.skeleton(height=WAITING)
            st.caption("Reading the text.")
        elif trial.suggestion is None:
            st.caption(esc(trial.reason or ""))
        else:
            suggestion = trial.suggestion
            rows = {
                "Category": _verdict(suggestion.category, source, labels),
                "Priority": _verdict(suggestion.priority, source, labels),
                "Time": duration(suggestion.latency_ms),
            }
            st.table(rows, border="horizontal", width="stretch")
            if suggestion.rationale:
                evidence("Deciding words", text, suggestion, labels, key=f"trial_{source}")
            else:
                st.caption("It names no deciding words.")


def _verdict(verdict: Verdict, source: str, labels: Mapping[str, str]) -> str:
    if verdict.key is None:
        return ":gray[No clear suggestion]"
    label = labels.get(verdict.key, verdict.key)
    doubt = f". {esc(verdict.doubt)}" if verdict.doubt else ""
    return f"{chip(verdict.key, label)} {confidence_text(verdict, source)}{doubt}"
