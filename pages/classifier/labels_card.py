"""Labels to check: confirmed tickets whose label looks wrong, one at a time, answered with one key."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import percent
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast
from services import access, taxonomy
from services.errors import TriageError
from services.review import suspects
from services.review.suspects import Suspect
from services.tickets.fields import BY_NAME, SUGGESTED

OPEN_FIELD, SKIPPED, REVIEWER = "suspect_field", "suspects_skipped", "suspect_reviewer"
KEYS = 9  # values that have a key of their own
EXPLAINED = (
    "Confirmed tickets whose label seems least likely to a model that has not seen it, worst first. Your answers are"
    " learned and never used as test cases."
)


def labels_card() -> None:
    """The section: how many there are for each field, and a button that opens them."""
    try:
        left = {field: suspects.suspects_left(field) for field in sorted(SUGGESTED)}  # category first
    except TriageError as error:
        show_outage(error, partial(suspects.suspects_left, SUGGESTED[0]))
        return
    if not any(left.values()):
        st.session_state.pop(OPEN_FIELD, None)
        st.caption("No label looks wrong. The next training looks again.")
        return
    st.caption(EXPLAINED)
    said = access.why_not("review")
    if said is not None:
        st.session_state.pop(OPEN_FIELD, None)
        st.caption(f"{', '.join(_counted(field, n) for field, n in left.items() if n)}. {esc(said)}")
        return
    with st.container(horizontal=True):
        for field, number in left.items():
            if number:
                label = f"Check {_counted(field, number)}"
                st.button(label, key=f"suspects_{field}", icon=":material/fact_check:", on_click=_open, args=(field,))
    chosen = st.session_state.get(OPEN_FIELD)
    if chosen:
        check_labels(str(chosen))


def _counted(field: str, number: int) -> str:
    return f"{number:,} {BY_NAME[field].label.lower()} label{'' if number == 1 else 's'}"


@st.dialog("Labels to check", width="large", on_dismiss=lambda: st.session_state.pop(OPEN_FIELD, None))
def check_labels(field: str) -> None:
    """One suspect after the other; keys: Enter confirms, 1 to 9 choose another value, S skips."""
    skipped: set[int] = st.session_state.setdefault(SKIPPED, set())
    suspected = suspects.suspects(field, limit=len(skipped) + 1)
    waiting = [one for one in suspected if one.ticket_id not in skipped]
    if not waiting:
        st.caption("Nothing left to check. The next training looks again.")
        return
    suspect = waiting[0]
    st.markdown(f"**{esc(suspect.title)}** [#{suspect.ticket_id}](/tickets?id={suspect.ticket_id})")
    with st.container(height=220, border=True):
        st.text(suspect.description)
    said, label = (chip(key, taxonomy.label(key)) for key in (suspect.predicted, suspect.label))
    st.markdown(
        f"Labelled {label}, to which the model gives {percent(suspect.chance)}. It suggests {said}"
        f" ({percent(suspect.confidence)})."
    )
    _choices(suspect)
    st.caption("Enter confirms the label, 1 to 9 choose a value, S skips.")


def _choices(suspect: Suspect) -> None:
    """The label that stands, the other values with the suggested one first, and skip."""
    stands = taxonomy.label(suspect.label)
    with st.container(horizontal=True):
        keep = partial(_answer, suspect, suspect.label)
        st.button(f"Confirm {esc(stands)}", key="suspect_confirm", type="primary", shortcut="Enter", on_click=keep)
        for place, value in enumerate(_values(suspect), start=1):
            shortcut = str(place) if place <= KEYS else None
            change = partial(_answer, suspect, value)
            st.button(esc(taxonomy.label(value)), key=f"suspect_{value}", shortcut=shortcut, on_click=change)
        st.button("Skip", key="suspect_skip", type="tertiary", shortcut="S", on_click=partial(_skip, suspect))


def _values(suspect: Suspect) -> list[str]:
    known = taxonomy.PRIORITIES if suspect.field == "priority" else [one.key for one in taxonomy.categories()]
    others = [key for key in known if key != suspect.label]
    return sorted(others, key=lambda key: key != suspect.predicted)


def _open(field: str) -> None:
    st.session_state[OPEN_FIELD] = field
    st.session_state[SKIPPED] = set()


def _skip(suspect: Suspect) -> None:
    st.session_state.setdefault(SKIPPED, set()).add(suspect.ticket_id)


def _answer(suspect: Suspect, value: str) -> None:
    reviewer = str(st.session_state.setdefault(REVIEWER, f"labels-{uuid4()}"))
    try:
        suspects.check(suspect, value, actor=ACTOR, reviewer=reviewer)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
