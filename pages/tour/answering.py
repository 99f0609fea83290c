"""The first two steps: a ticket types itself and keyword rules answer; the audience answers fifty and it learns."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.tour.tour import Tour
from pages.widgets.charts.gain_curve import gain_curve
from pages.widgets.component import component
from pages.widgets.formatting import percent
from pages.widgets.layout import card_header
from services.classify.evaluation.paired import sentence
from services.tour import lessons
from services.tour.teams import AUDIENCE, TEAMS, rule_answers, tour_tickets, typed_ticket

LOOK_AGAIN = "1s"
CARD = "tour_audience"
RULES, LEARNED = "Keyword rules", "Learned classifier"

_type = component(__file__.replace("answering", "typed_ticket"))
_mount = component(__file__.replace("answering", "audience_card"))


def typing(tour: Tour) -> None:
    """The ticket that types itself, and what the keyword rules say of it."""
    at = typed_ticket()
    ticket = tour_tickets()[at]
    with st.container(border=True, gap="small"):
        card_header("1. A ticket arrives")
        data = {"title": ticket.title, "description": ticket.description, "typed": tour.typed}
        if _type(key="tour_typed", data=data, on_typed_change=lambda: None).typed:
            tour.typed = True
        if not tour.typed:
            return
        key, _ = rule_answers()[at]
        said = f"**{TEAMS[key].label}**" if key else "no clear suggestion"
        st.markdown(f"{RULES} answer at once: {said}. They are wrong: it is for **{TEAMS[ticket.team].label}**.")
        if not tour.is_answering and st.button(f"Answer {AUDIENCE} tickets", type="primary"):
            tour.is_answering = True
            st.rerun()


def answering(tour: Tour) -> None:
    """The audience's tickets and the curve; while there is something to learn it looks again each second."""
    st.fragment(_answering, run_every=None if tour.is_over else LOOK_AGAIN)(tour)


def _answering(tour: Tour) -> None:
    was_over = tour.is_over
    state = st.session_state.get(CARD)
    tour.take_report(state.get("answers") if isinstance(state, Mapping) else None)
    tour.go_on()
    if tour.is_over and not was_over:
        st.rerun()
    with st.grid(2, min_column_width=320):
        with st.container(border=True, gap="small", height="stretch"):
            card_header("2. The audience answers")
            _card(tour)
            if len(tour.answers) < AUDIENCE:
                st.button(
                    "Answer the rest for me",
                    type="tertiary",
                    icon=":material/fast_forward:",
                    help="With the known team of each ticket.",
                    on_click=tour.answer_the_rest,
                )
            else:
                st.caption(f"{tour.matching} of {AUDIENCE} answers are the known team of the ticket.")
        with st.container(border=True, gap="small", height="stretch"):
            card_header("It learns", f"{tour.newest.labels} of {AUDIENCE} answers learned")
            _curve(tour)


def _card(tour: Tour) -> None:
    newest, tickets = tour.newest, tour_tickets()[:AUDIENCE]
    data = {
        "tickets": [{"title": ticket.title, "description": ticket.description} for ticket in tickets],
        "teams": [{"key": key, "label": team.label} for key, team in TEAMS.items()],
        "suggestions": [
            {"key": key, "share": share if newest.learned else None} for key, share in newest.answers[:AUDIENCE]
        ],
        "source": LEARNED if newest.learned else RULES,
        "answers": tour.answers,
        "learned": tour.learned_from,
        "revision": tour.revision,
    }
    _mount(key=CARD, data=data, on_answers_change=lambda: None)


def _curve(tour: Tour) -> None:
    points = [lesson.point for lesson in tour.lessons]
    drawn = gain_curve(points)
    spec = drawn.specification | {"datasets": drawn.data}
    st.vega_lite_chart(spec=spec, height=drawn.height, alt=drawn.description, key="tour_curve")
    number = points[-1].number
    st.caption(
        f"Right teams over the number of answers, with the 95% interval, on {number} other sample tickets whose team is"
        " known. Nobody answered these."
    )
    st.markdown(_standing(tour))


def _standing(tour: Tour) -> str:
    newest = tour.newest
    if tour.failed:
        return "Learning failed, so the keyword rules go on answering. The log of the server has the cause."
    right = f"**{percent(newest.point.accuracy)} right**"
    if not newest.labels:
        return f"{RULES} alone: {right}. It learns after {lessons.LEAST} answers, then every {lessons.EVERY}."
    if not newest.learned:
        return f"{RULES} still answer: {right}. What is learned is not better yet."
    return f"{LEARNED} takes over: {right}. {sentence(RULES, LEARNED, lessons.gain(newest))}"
