"""The card that shows the suggestion, where it comes from and why."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.draft import Draft
from pages.widgets.evidence import evidence
from pages.widgets.frame import card_head
from pages.widgets.wording import duration, percent
from services.classify import chain
from services.classify.suggestion import Suggestion, Verdict

BODY = 196  # pixels; the suggestion changes while typing, and nothing below it may move
NOTHING_TYPED = (
    "Start typing. After a few words a category and a priority appear here. You decide; nothing is filed by itself."
)
MODEL_AWAY = "The language model does not answer. This suggestion was made without it; the form works as usual."
LOOK_AGAIN = "0.4s"
NOT_SURE = "No clear category yet. A sentence more would help, or choose one yourself."


def suggestion_card(draft: Draft, labels: Mapping[str, str]) -> None:
    """Draw the card; ``labels`` names every category and priority."""
    with st.container(border=True, gap="small", height="stretch"):
        suggestion = draft.suggestion
        card_head("Suggestion", _source(draft) if suggestion else "")
        if draft.better.state == "waiting":
            wait(draft.written.read_text)
        with st.container(height=BODY, border=False, gap="small"):
            if suggestion is None:
                st.caption(NOTHING_TYPED)
                return
            st.table(_rows(suggestion, labels), border="horizontal", width="stretch")
            if draft.better.state == "failed":
                st.caption(MODEL_AWAY)
            if suggestion.category.key is None:
                st.caption(NOT_SURE)
            if suggestion.rationale:
                evidence("Words that decided", draft.written.read_text, suggestion.rationale, key="evidence")


def _source(draft: Draft) -> str:
    assert draft.suggestion is not None
    source = f"{esc(draft.suggestion.model)}, {duration(draft.suggestion.latency_ms)}"
    return f"{source}, asking {esc(draft.better.model)}" if draft.better.state == "waiting" else source


@st.fragment(run_every=LOOK_AGAIN)
def wait(text: tuple[str, str]) -> None:
    """Draw the page anew once the language model has answered, or will not."""
    if chain.better(*text).state != "waiting":
        st.rerun()


def _rows(suggestion: Suggestion, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        "Category": _verdict(suggestion.category, labels),
        "Priority": _verdict(suggestion.priority, labels),
    }


def _verdict(verdict: Verdict, labels: Mapping[str, str]) -> str:
    if verdict.key is None:
        return ":gray[No clear suggestion]"
    first = f"{chip(verdict.key, _name(verdict.key, labels))} **{percent(verdict.confidence)}** sure"
    if len(verdict.ranking) < 2:
        return first
    key, share = verdict.ranking[1]
    return f"{first}, then {esc(_name(key, labels))}\u00a0{percent(share)}"


def _name(key: str, labels: Mapping[str, str]) -> str:
    """A category's label, or its key in words while the database that knows it is away."""
    return labels.get(key) or key.replace("_", " ").capitalize()
