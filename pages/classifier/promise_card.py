"""Let it decide: a lead promises "at most N % wrong", and sees first what that would decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.classifier import charts
from pages.classifier.decided_chart import decided_chart
from pages.widgets.chips import chip, esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago, percent
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.layout import chip_header
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, taxonomy
from services.errors import TriageError
from services.review import decisions, monitoring, promises, stream
from services.review.promises import LEAST_PERCENT, MOST_PERCENT, FieldPromise, Running
from services.review.stream import Share, Stream
from services.tickets.fields import BY_NAME

FIELDS = ("category", "priority")
PERCENT = "promise_percent"
USUAL_PERCENT = 5
LABEL = "Wrong decisions allowed, at most"
MANY = 1_000
EXPLAINED = (
    "The classifier fills in what a program or an import leaves open. A promise decides which of these tickets need no "
    "review: those with enough confidence that no more than this share is wrong. Random answers in Review measure it, "
    "and its lower bound counts."
)
WHILE_ON = (
    f"{percent(monitoring.SHARE)} of what it decides goes to Review as a check, at least {monitoring.LEAST} and at most"
    f" {monitoring.MOST} tickets a week. It ends by itself when too many are wrong, or when nobody reviews them"
    f" for {monitoring.UNREVIEWED_DAYS} days."
)
FEW = "wrong too often for any number of answers in reach"


def promise_card() -> None:
    """The whole section."""
    try:
        running = promises.running()
        with st.container(border=True, gap="small"):
            chip_header("Promise", _chip(running))
            st.caption(EXPLAINED)
            choice(running)
        weeks()
    except TriageError as error:
        show_outage(error, promises.running)


def choice(running: Running | None) -> None:
    """The slider, what it would decide, and the switch."""
    if PERCENT not in st.session_state:
        st.session_state[PERCENT] = running.wrong_percent if running else USUAL_PERCENT
    percentage = int(st.slider(LABEL, LEAST_PERCENT, MOST_PERCENT, key=PERCENT, format="%d%%", width=420))
    fields = [promises.field_promise(field, percentage) for field in FIELDS]
    answers = stream.stream()
    with st.grid(2, min_column_width=320, border=True):
        for field in fields:
            with st.container(gap="small"):
                _field(field, answers, percentage)
    buttons(running, percentage, can_decide=any(field.decides for field in fields))
    if running is not None:
        _watched(running)


def weeks() -> None:
    """What was decided and what was left to people, by week."""
    weekly = stream.by_week()
    if weekly:
        st.markdown("**Decided and left to people, by week**")
        st.caption("Tickets of programs and imports with a field left open: blue was decided, grey is for people.")
        charts.draw(decided_chart(weekly), key="decided_by_week")


def buttons(running: Running | None, percentage: int, *, can_decide: bool) -> None:
    """Switch on, change, switch off, and undo what was decided; for others who may."""
    if (said := access.why_not("promise")) is not None:
        st.caption(esc(said))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if running is None or running.wrong_percent != percentage:
            label = "Let it decide" if running is None else f"Change to at most {percentage}% wrong"
            on = partial(
                _act, partial(promises.begin, percentage, actor=ACTOR), f"At most {percentage}% wrong, from now on."
            )
            st.button(label, type="primary", icon=":material/rule:", disabled=not can_decide, on_click=on)
        if running is not None:
            off = partial(
                _act,
                partial(promises.end, "person", actor=ACTOR),
                "Switched off. Every new ticket goes to review again.",
            )
            st.button("Switch off", icon=":material/toggle_off:", on_click=off)
        standing = decisions.decided_now()
        if standing:
            number = f"{MANY:,}+ tickets" if standing > MANY else f"{standing:,} ticket{'' if standing == 1 else 's'}"
            st.button(f"Undo for {number}", key="promise_undo", help=UNDO_HELP, on_click=_undo)
            st.markdown("[View decided tickets](/tickets?review=decided)")


UNDO_HELP = "Every decided ticket that no one has confirmed goes to Review. Categories and priorities stay."


def _field(field: FieldPromise, answers: Stream, percentage: int) -> None:
    """One field: how much it would decide, or what is missing."""
    name = BY_NAME[field.field].label
    st.subheader(name, anchor=False)
    if not field.decides:
        st.markdown(_missing(field, percentage))
        return
    whole = stream.decided(answers, field)
    st.markdown(decided_text(whole))
    sure, right = percent(field.in_force.threshold), percent(field.above.right / field.above.answers)
    st.caption(
        f"From {sure} confidence on: {field.above.right:,} of {field.above.answers:,} such random answers were right"
        f" ({right})."
    )
    values = stream.decided_by_value(answers, field)
    if values:
        table = {
            BY_NAME[field.field].label: [chip(key, taxonomy.label(key)) for key in values],
            "Decided": [f"{one.decided:,} of {one.number:,}" for one in values.values()],
            "Share": [percent(one.decided / one.number) if one.number else "–" for one in values.values()],
        }
        st.table(table, border="horizontal", width="stretch")


def decided_text(share: Share) -> str:
    """ "Of the last 30 days 412 of 530, 78%; about 11 wrong." """
    if not share.number:
        return f"No ticket was created in the last {stream.DAYS} days."
    whole = f"**{share.decided:,} of {share.number:,}**, {percent(share.decided / share.number)}"
    return f"Of the last {stream.DAYS} days {whole}; about {share.wrong:.0f} wrong."


def _missing(field: FieldPromise, percentage: int) -> str:
    """Why nothing would be decided."""
    have = f"{field.answers:,} random answer{'' if field.answers == 1 else 's'} so far"
    if field.missing is None:
        return f"No confidence keeps {percentage}%: even the most confident answers are {FEW} ({have})."
    where = "[Review](/review)" if access.allows("review") else "Review"
    more = f"about **{field.missing:,} more random answers** in {where}"
    return f"Not yet: {more} are likely to be enough ({have})."


def _watched(running: Running) -> None:
    """How the promise in force does, by the sample."""
    sample = monitoring.samples(running)
    said = [
        f"{BY_NAME[one.field].label} {one.answers - one.wrong:,} of {one.answers:,} sampled answers right,"
        f" {one.points} of {one.limit} points to the alarm"
        for one in monitoring.watched(running)
    ]
    st.caption(
        f"In the last 7 days {sample.decided:,} tickets decided, {sample.sampled:,} sampled, {sample.waiting:,} waiting"
        f" in Review. {'; '.join(said)}{'.' if said else ''}"
    )
    st.caption(WHILE_ON)


def _chip(running: Running | None) -> str:
    if running is None:
        return ":gray-badge[:material/toggle_off: Off]"
    since = esc(ago(running.started_at, datetime.now(UTC)))
    return f":green-badge[:material/check_circle: At most {running.wrong_percent}% wrong, {since}]"


def _undo() -> None:
    def undo() -> None:
        number = decisions.undo_decided(actor=ACTOR)
        queue_toast(f"{number:,} ticket{'' if number == 1 else 's'} to review.")

    _act(undo, "")


def _act(act: Callable[[], object], done: str) -> None:
    """Do what a click asks for and say so; whatever goes wrong is said as well."""
    try:
        act()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
        return
    if done:
        queue_toast(done)
