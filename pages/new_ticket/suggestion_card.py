"""The suggestion card: suggested values, their source and deciding words, and whether a better answer is due."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.new_ticket.draft.draft import Draft
from pages.new_ticket.phone_layout import SUGGESTION
from pages.widgets.chips import chip, esc
from pages.widgets.formatting import duration, percent
from pages.widgets.layout import card_header
from pages.widgets.suggestion.evidence import evidence
from pages.widgets.suggestion.sources import confidence_text
from services.classify import chain
from services.suggestion import Suggestion, Verdict
from services.suggestion_sources import SUGGESTION_SOURCES

# Pixels. The suggestion changes while typing and what stands below it must not move, so each part has its place: the
# answer, the words that decided (four lines where the answer takes one each), a notice.
BODY = 278
NOTICE = 62
READING = 34
NOTHING_TYPED = "Start typing to see a suggested category and priority here. You decide; nothing is submitted for you."
WAITING = "Reading the ticket. You can keep typing."
MODEL_AWAY = "The language model is not responding."
MODEL_LOADING = "The language model is loading."
WITHOUT_IT = {
    source.key: f"This suggestion comes from {source.origin} instead. You can submit as usual."
    for source in SUGGESTION_SOURCES
    if not source.setup
}
NOT_SURE = "No clear category yet. Add a sentence, or choose one yourself."


def suggestion_card(draft: Draft, labels: Mapping[str, str]) -> None:
    """Draw the card; ``labels`` names every category and priority."""
    with st.container(border=True, gap="small", height="stretch", key=SUGGESTION):
        suggestion = draft.suggestion
        card_header("Suggestion", _source(suggestion) if suggestion else "")
        if suggestion is None:
            st.container(height=BODY, border=False).caption(NOTHING_TYPED)
            return
        with st.container(height=BODY - NOTICE, border=False, gap="small"):
            answer(draft, suggestion, labels)
        with st.container(height=NOTICE, border=False, gap="xsmall"):
            notice(draft, suggestion)


def answer(draft: Draft, suggestion: Suggestion, labels: Mapping[str, str]) -> None:
    """What is suggested and why; a skeleton while nothing speaks yet and a better answer is due."""
    if draft.model == "waiting" and not draft.suggested():
        st.skeleton(height=NOTICE)
        return
    st.table(_rows(suggestion, labels), border="horizontal", width="stretch")
    if suggestion.rationale:
        evidence("Deciding words", draft.written.read_text, suggestion, labels, key="evidence")


def notice(draft: Draft, suggestion: Suggestion) -> None:
    """A better answer is on its way, or will not come, or nothing speaks for a category."""
    unsure = suggestion.category.key is None
    if draft.model == "waiting":
        if draft.suggested():
            st.skeleton(height=READING)
        st.caption(WAITING)
    elif draft.model == "failed":
        why = MODEL_LOADING if chain.is_loading() else MODEL_AWAY
        st.caption(f"{why} {NOT_SURE if unsure else WITHOUT_IT[suggestion.source]}")
    elif unsure:
        st.caption(NOT_SURE)


def _source(suggestion: Suggestion) -> str:
    return f"{esc(suggestion.model)}, {duration(suggestion.latency_ms)}"


def _rows(suggestion: Suggestion, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        "Category": _verdict(suggestion.category, suggestion.source, labels),
        "Priority": _verdict(suggestion.priority, suggestion.source, labels),
    }


def _verdict(verdict: Verdict, source: str, labels: Mapping[str, str]) -> str:
    if verdict.key is None:
        return ":gray[No clear suggestion]"
    chipped = chip(verdict.key, _name(verdict.key, labels))
    first = f"{chipped} {confidence_text(verdict, source)}"
    if verdict.doubt:
        return f"{first}. {esc(verdict.doubt)}"
    if len(verdict.ranking) < 2 or not verdict.measured:
        return first
    key, share = verdict.ranking[1]
    return f"{first}, then {esc(_name(key, labels))}\u00a0{percent(share)}"


def _name(key: str, labels: Mapping[str, str]) -> str:
    """A category's label, or its key in words while the database that knows it is away."""
    return labels.get(key) or key.replace("_", " ").capitalize()
