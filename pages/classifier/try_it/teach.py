"""This is wrong: teach it. The right answer becomes a label, is learned at once, and the text is asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.classifier.try_it.trials import Trials
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import percent
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, taxonomy
from services.classify import chain, learned
from services.classify.learned import taught
from services.errors import TriageError
from services.jobs import queue, store
from services.suggestion import Suggestion, Verdict

LOOK_AGAIN = "0.5s"
CATEGORY, PRIORITY, LESSON = "teach_category", "teach_priority", "teach_lesson"
SHOWN = 20  # taught texts
SNIPPET = 90  # characters of one
AS_IT_IS = "Leave it open"
EXPLAINED = (
    "Choose the right answer. It counts like several confirmed tickets and is learned at once; then the text is asked "
    "again. It is never used to measure accuracy."
)


@dataclass(slots=True)
class Lesson:
    """A text that was taught in this session: what was answered before, and the job that learns it.

    ``is_known`` once that has ended; ``trouble`` is why it came to nothing.
    """

    text: tuple[str, str]
    before: Suggestion
    job: int
    is_known: bool = False
    trouble: str = ""


def teach(running: Trials, *, ask_again: Callable[[], None]) -> None:
    """Offer to teach the text that was tried; while it is learned say so, and then what moved."""
    lesson: Lesson | None = st.session_state.get(LESSON)
    if lesson is not None and lesson.text == running.text:
        if not lesson.is_known:
            _wait(ask_again)
            return
        _show_move(lesson)
    if not access.allows("teach"):
        return
    with st.expander("This is wrong: teach it", icon=":material/school:"):
        st.caption(EXPLAINED)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            labels = taxonomy.category_labels()
            active = [category.key for category in taxonomy.categories()]
            _choice("Right category", CATEGORY, active, labels)
            _choice("Right priority", PRIORITY, list(taxonomy.PRIORITIES), {})
            st.button("Teach it", icon=":material/school:", on_click=_teach, args=(running.text,))


def taught_texts() -> None:
    """What was taught, each with a way to remove it; nothing where nothing was."""
    try:
        texts = taught.taught()
    except TriageError:
        return  # the section above says so
    if not texts:
        return
    with st.expander(f"Taught texts ({len(texts):,})", icon=":material/menu_book:"):
        for one in texts[:SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center", key=f"taught_{one.id}"):
                words = " ".join(f"{one.title} {one.description}".split())
                values = [taxonomy.label(key) for key in (one.category, one.priority) if key]
                said = f"{esc(words[:SNIPPET])}{'…' if len(words) > SNIPPET else ''} :gray[{esc(', '.join(values))}]"
                st.markdown(said, width="stretch")
                if access.allows("teach"):
                    st.button("Remove", key=f"unteach_{one.id}", type="tertiary", on_click=_unteach, args=(one.id,))
        if len(texts) > SHOWN:
            st.caption(f"And {len(texts) - SHOWN:,} older ones.")


def _choice(label: str, key: str, keys: list[str], labels: dict[str, str]) -> None:
    def shown(one: str | None) -> str:
        return AS_IT_IS if one is None else labels.get(one, taxonomy.label(one))

    st.selectbox(label, [None, *keys], format_func=shown, key=key, width=220)


def _teach(text: tuple[str, str]) -> None:
    category, priority = st.session_state.get(CATEGORY), st.session_state.get(PRIORITY)
    before = chain.instant(*text)

    def act() -> None:
        taught.teach(*text, category=category, priority=priority, actor=ACTOR)
        job = queue.enqueue("training", actor=ACTOR)
        st.session_state[LESSON] = Lesson(text, before, job.id)

    _try(act)


def _unteach(number: int) -> None:
    def act() -> None:
        taught.unteach(number)
        queue.enqueue("training", actor=ACTOR)
        queue_toast("Text removed. A training now forgets it.")

    _try(act)


@st.fragment(run_every=LOOK_AGAIN)
def _wait(ask_again: Callable[[], None]) -> None:
    """Say that it is being learned; once it is, ask the text again."""
    lesson: Lesson = st.session_state[LESSON]
    st.status("Learning. The text is asked again when that is done.")
    try:
        job = store.find(lesson.job)
        worker = job.state != "waiting" or store.has_worker()
    except TriageError:
        return  # the next look may succeed
    if job.is_open:
        if not worker:
            st.caption("No worker is running, so nothing is learned yet. An admin can start one (WORKERS).")
        return
    learned.refresh()
    lesson.is_known = True
    lesson.trouble = "" if job.state == "finished" else job.error or job.state
    ask_again()
    st.rerun()


def _show_move(lesson: Lesson) -> None:
    """What was answered before and what is answered now, by field."""
    if lesson.trouble:
        st.error(f"It is not learned yet. {esc(lesson.trouble)} Your lesson is kept.", icon=":material/error:")
        return
    now = chain.instant(*lesson.text)
    moved = [
        sentence
        for field, name in (("category", "Category"), ("priority", "Priority"))
        if (sentence := _sentence(name, getattr(lesson.before, field), getattr(now, field)))
    ]
    newest = learned.status().newest
    reasons = [
        f"The learned classifier is not in use for the {one.field} yet. {one.reason}"
        for one in (newest.fields if newest else ())
        if not one.in_use and one.labels
    ]
    st.success(" ".join(moved) or "Learned. The answers did not change.", icon=":material/school:")
    for reason in reasons:
        st.caption(esc(reason))


def _sentence(name: str, before: Verdict, now: Verdict) -> str:
    """What moved; empty where nothing did."""
    said, says = _answer(before), _answer(now)
    return f"{name}: {said} before, {says} now." if said != says else ""


def _answer(verdict: Verdict) -> str:
    if verdict.key is None:
        return "no clear suggestion"
    sure = f" {percent(verdict.confidence)}" if verdict.measured else ""
    return f"**{esc(taxonomy.label(verdict.key))}**{sure}"


def _try(action: Callable[[], None] | partial[None]) -> None:
    try:
        action()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
