"""The last steps: what a promise would decide, and the first ticket again, with every source side by side."""

from __future__ import annotations

import streamlit as st

from pages.tour.answering import LEARNED, RULES
from pages.tour.tour import Tour
from pages.widgets.chips import esc
from pages.widgets.formatting import percent
from pages.widgets.layout import card_header
from services import taxonomy
from services.classify import chain
from services.suggestion_sources import source_labels
from services.tour import lessons
from services.tour.teams import TEAMS, rule_answers, tour_tickets, typed_ticket

LEAST_PERCENT, MOST_PERCENT, USUAL_PERCENT = 2, 20, 10
MADE_UP = 0.97  # the confidence of the answer that is made up


def outcome(tour: Tour) -> None:
    """Both cards, and where to go from here."""
    with st.container(border=True, gap="small"):
        card_header("3. Let it decide, with a promise")
        _promise(tour)
    with st.container(border=True, gap="small"):
        card_header("4. The first ticket again")
        _first_ticket(tour)
    st.markdown("**That was it.** The same on your own tickets:")
    with st.container(horizontal=True):
        st.page_link("tickets/page.py", label="Import tickets", icon=":material/upload:")
        st.page_link("review/page.py", label="Review tickets", icon=":material/rate_review:")
        st.page_link("classifier/page.py", label="Measure every source", icon=":material/science:")


def _promise(tour: Tour) -> None:
    wanted = int(
        st.slider(
            "Wrong decisions allowed, at most", LEAST_PERCENT, MOST_PERCENT, USUAL_PERCENT, format="%d%%", width=420
        )
    )
    share = lessons.decided(tour.newest, wanted)
    if share is None:
        st.markdown(f"No confidence keeps **{wanted}%** yet: it takes more answers, or a looser promise.")
    else:
        st.markdown(
            f"**{share.decided} of {share.number} tickets** ({percent(share.decided / share.number)}) need no person:"
            f" those from {percent(share.threshold)} confidence on. {share.wrong} of them are decided wrongly"
            f" ({percent(share.wrong / share.decided)})."
        )
    st.caption(
        "Here the known teams stand in for the random answers that Review collects. The lower bound of what was right"
        " has to keep the promise, so few answers decide few tickets."
    )


def _first_ticket(tour: Tour) -> None:
    at = typed_ticket()
    ticket = tour_tickets()[at]
    st.markdown(f"“{esc(ticket.title)}” is for **{TEAMS[ticket.team].label}**.")
    with st.grid(3, min_column_width=220, border=True):
        with st.container(gap="xsmall"):
            _answer(RULES, *rule_answers()[at], is_measured=False)
        with st.container(gap="xsmall"):
            _answer(LEARNED, *tour.newest.answers[at], is_measured=tour.newest.learned)
        with st.container(gap="xsmall"):
            _language_model(ticket.title, ticket.description, ticket.team)


def _answer(source: str, key: str | None, share: float, *, is_measured: bool) -> None:
    st.markdown(f"**{source}**")
    said = TEAMS[key].label if key else "No clear suggestion"
    st.markdown(f"{said} {percent(share)}" if key and is_measured else said)


def _language_model(title: str, description: str, team: str) -> None:
    """A made-up answer, or the real one of a model that is set up, when somebody asks for it."""
    provider = next((name for name in chain.sources() if name not in chain.LOCAL), None)
    if provider is None:
        _answer("A language model", team, MADE_UP, is_measured=True)
        st.caption("Made up for this tour: no language model is set up.")
        return
    name = source_labels()[provider]
    st.markdown(f"**{esc(name)}**")
    if not st.button(f"Ask {name}", help="Sends this sample ticket to it. The call counts as one of today's."):
        return
    with st.spinner("Waiting for the answer"):
        trial = chain.trial(provider, title, description, examples=False)
    if trial.suggestion is None:
        st.caption(esc(trial.reason or "No answer."))
        return
    verdict = trial.suggestion.category
    label = taxonomy.category_labels().get(verdict.key or "", verdict.key or "No clear suggestion")
    st.markdown(f"{esc(label)} {percent(verdict.confidence)}")
    st.caption("Among the categories of your own desk, which it knows.")
