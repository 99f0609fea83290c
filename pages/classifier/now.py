"""Now: which source answers which field and why, how each one is doing, and every version of the learned classifier."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago, duration, percent
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast
from services import access
from services.classify import standing
from services.classify.learned import is_training
from services.classify.learned import store as trainings
from services.classify.standing import FieldStanding, SourceStanding, Standing
from services.errors import TriageError
from services.jobs import queue, store
from services.settings import settings
from services.suggestion_sources import source_labels

LOOK_AGAIN = "1s"
VERSIONS = 50
LEARNED_ICON, RULES_ICON = ":material/model_training:", ":material/key:"


def now_section() -> None:
    """The whole section; where the database does not answer, that."""
    try:
        now, busy = standing.standing(), store.is_open("training")
    except TriageError as error:
        show_outage(error, standing.standing)
        return
    with st.grid(2, min_column_width=320, border=True):
        for one in now.fields:
            _field(one)
    busy = busy or now.status.training
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(_sources(now), width="stretch")
        if access.allows("teach"):
            st.button("Train now", icon=":material/model_training:", disabled=busy, on_click=_train)
    if busy:
        _wait()
    _versions()


def _field(one: FieldStanding) -> None:
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{one.field.capitalize()}**", width="content")
            st.markdown(_chips(one), width="content")
        st.markdown(f":small[{esc(one.why)}]")


def _chips(one: FieldStanding) -> str:
    """Who answers, first to last."""
    names = source_labels()
    parts = [f":blue-badge[:material/cloud: {esc(names[one.first])}]"] if one.first else []
    colour = "green" if one.at_once == "learned" else "gray"
    return " ".join(
        [
            *parts,
            f":{colour}-badge[{LEARNED_ICON if one.at_once == 'learned' else RULES_ICON} {esc(names[one.at_once])}]",
        ]
    )


def _sources(now: Standing) -> str:
    """A line for each source that is set up, and one for those that are not."""
    lines = [_source(one) for one in now.sources]
    if any(one.provider for one in now.sources):
        limit = settings().llm_daily_calls
        of = f" of {limit:,}" if limit else ""
        lines.append(f":gray[Calls to language models today: {now.calls_today:,}{of}.]")
    if now.not_set_up:
        names = " and ".join(one.label for one in now.not_set_up)
        verb = "are" if len(now.not_set_up) > 1 else "is"
        settings_link = " [Settings](/admin?section=models)" if access.allows("settings") else ""
        lines.append(f":gray[{names} {verb} not set up.]{settings_link}")
    return "  \n".join(f":small[{line}]" for line in lines)


def _source(one: SourceStanding) -> str:
    """ "**Gemini** gemini-3.5-flash-lite: healthy, 640 ms at the median, 120 calls, 2 errors, 96 answers today"."""
    begin = f"**{esc(one.source.label)}**"
    state = one.provider
    if state is None:
        return f"{begin} {esc(one.model)}".rstrip() if one.model else f"{begin}: rules of this installation"
    facts = ["healthy" if state.healthy else "failing"]
    median = one.median_ms_today or state.median_ms
    facts += [f"{duration(median)} at the median"] if median else []
    facts += [f"{state.calls:,} call{'' if state.calls == 1 else 's'} since start, {state.errors:,} failed"]
    facts += [f"{one.answers_today or 0:,} answers today"]
    facts += [f"about {one.cost_today:,.2f} today"] if one.cost_today else []
    last = f" :gray[Last error: {esc(state.last_error)}]" if state.last_error else ""
    return f"{begin} {esc(one.model)}: {', '.join(facts)}.{last}"


def _train() -> None:
    try:
        if not store.is_open("training"):
            queue.enqueue("training", actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))


@st.fragment(run_every=LOOK_AGAIN)
def _wait() -> None:
    """Show that a training is under way, and rerun the page once it has ended."""
    try:
        ended, nobody = not is_training() and not store.is_open("training"), store.nobody_works()
    except TriageError:
        return  # the next look may succeed
    if nobody:
        st.warning(store.NOBODY_ON_ANY, icon=":material/warning:")
    else:
        st.status("The learned classifier is being trained. Everything else works meanwhile.")
    if ended:
        st.rerun()


def _versions() -> None:
    """Every training with its figures, also of those whose model is gone; nothing before the first."""
    try:
        versions = trainings.trainings(VERSIONS)
    except TriageError:
        return
    if not versions:
        return
    with st.expander("Every version", icon=":material/history:"):
        now = datetime.now(UTC)
        rows = [_version(one.version, ago(one.trained_at, now), field) for one in versions for field in one.figures]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _version(version: int, when: str, field: dict[str, object]) -> dict[str, object]:
    def share(name: str) -> str:
        value = field.get(name)
        return percent(value) if isinstance(value, float | int) else "–"

    def two_decimals(name: str) -> str:
        value = field.get(name)
        return f"{value:.2f}" if isinstance(value, float | int) else "–"

    return {
        "Version": version,
        "Trained": when,
        "Field": str(field["field"]).capitalize(),
        "Labels": field["labels"],
        "Accuracy": share("accuracy"),
        "Macro-F1": two_decimals("macro_f1"),
        "Calibration error": two_decimals("calibration_error"),
        "Keyword rules": share("keywords_accuracy"),
        "In use": "Yes" if field.get("in_use") else "No",
    }
