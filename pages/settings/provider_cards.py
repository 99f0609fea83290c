"""Language model section of Settings: providers, their health, and a test. Keys are never shown."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.formatting import ago, duration
from pages.widgets.layout import card_header, chip_header
from services import taxonomy
from services.classify import chain
from services.classify.chain import Trial
from services.classify.llm.forms.quirks import effort_in_words, form_in_words, quirks_in_words
from services.classify.llm.forms.server_memory import ServerMemory
from services.classify.llm.network.model_names import in_words
from services.classify.llm.provider import ProviderState
from services.settings import Settings, settings
from services.suggestion_sources import model_setups

THEN = "Put it into the environment or `.env` and start the app again."
NOBODY_ASKED = (
    "No language model is set up. No text leaves this server; suggestions come from the learned classifier and the "
    "keyword rules."
)
TEST_TEXT = ("Wrong amount on an invoice", "The invoice lists two seats and we have one. Who can correct it?")


def provider_cards() -> None:
    """The whole section."""
    with st.spinner("Looking at the language models"):  # the first look loads their libraries
        states = {state.name: state for state in chain.states()}
    if not states:
        st.caption(NOBODY_ASKED)
    with st.grid(2, min_column_width=320):
        for name in (*states, *(name for name in chain.LANGUAGE_MODELS if name not in states)):
            with st.container(border=True, gap="small", height="stretch"):
                if name in states:
                    _provider(name)
                else:
                    _not_set_up(name)
    with st.container(border=True, gap="small"):
        card_header("Limits", "settings of the installation, read only")
        st.table(_limits(list(states.values()), settings()), border="horizontal", width="stretch")


@st.fragment
def _provider(name: str) -> None:
    """One provider; a test draws this card alone."""
    state = next(state for state in chain.states() if state.name == name)
    head, facts = st.container(), st.container()
    if st.button("Test", key=f"test_{name}", icon=":material/science:", help="Asks once, with a fixed harmless text."):
        with st.spinner(f"Asking {esc(state.model)}, at most {settings().llm_deadline:g} s"):
            st.session_state[f"trial_{name}"] = chain.trial(name, *TEST_TEXT, examples=False)
            st.session_state[f"offer_{name}"] = chain.offered(name)
        state = next(state for state in chain.states() if state.name == name)
    with head:
        chip_header(model_setups()[name].service, _chip(state))
    facts.table(_facts(state, settings()), border="horizontal", width="stretch")
    trial: Trial | None = st.session_state.get(f"trial_{name}")
    if trial is not None:
        _outcome(trial)
        _offer(name, trial.reason or "")
    if state.memory is not None and state.memory.first_ms is not None:
        _learned(state.memory)


def _outcome(trial: Trial) -> None:
    answer = trial.suggestion
    if answer is None:
        st.error(esc(trial.reason or "There was no answer."), icon=":material/error:")
        return
    verdicts = [taxonomy.label(verdict.key) for verdict in (answer.category, answer.priority) if verdict.key]
    st.success(
        f"Answered in {duration(answer.latency_ms)}: {esc(', '.join(verdicts) or 'no clear suggestion')}.",
        icon=":material/check_circle:",
    )


def _offer(name: str, said: str) -> None:
    """The models that a server has, where one has to be chosen and the error has not ``said`` it already."""
    names = in_words(st.session_state.get(f"offer_{name}") or ())
    if names and names not in said:
        setting = (model_setups()[name].model or "").upper()
        st.info(f"This server has: {esc(names)}. `{setting}` names the model.", icon=":material/list:")


def _learned(memory: ServerMemory) -> None:
    """How the server is asked, and what it does in its own way."""
    form = memory.known_form()
    st.table(
        {
            "Answer asked for as": esc(form_in_words(form)),
            "Reasoning effort": esc(effort_in_words(form)),
            "Time to first answer": duration(memory.first_ms or 0),
        },
        border="horizontal",
        width="stretch",
    )
    quirks = quirks_in_words(memory)
    if quirks:
        st.markdown("**What is special about this server**\n" + "\n".join(f"- {esc(quirk)}" for quirk in quirks))
    else:
        st.caption("No quirks known: this server takes every part of a request.")


def _not_set_up(name: str) -> None:
    setup = model_setups()[name]
    chip_header(setup.service, ":gray-badge[:material/power_off: Not set up]")
    chosen = settings().llm_provider
    if chosen not in ("auto", name):
        st.markdown(f"`LLM_PROVIDER` is `{chosen}`; `auto` asks every provider that has a key.")
    st.markdown(f"{setup.how_to} {THEN}")


def _chip(state: ProviderState) -> str:
    """How it is doing, as a chip."""
    now = datetime.now(UTC)
    if state.open_until is not None:
        left = max(1, round(state.open_until - now.timestamp()))
        return f":orange-badge[:material/pause_circle: Paused for {left:,} s]"
    if state.loading:
        return ":blue-badge[:material/hourglass_top: Loading the model]"
    if _budget_is_used_up(state, now):
        return ":orange-badge[:material/money_off: Daily budget used up]"
    if not state.healthy:
        return ":red-badge[:material/error: Failing]"
    if not state.calls:
        return ":gray-badge[:material/schedule: Not asked yet]"
    return ":green-badge[:material/check_circle: Healthy]"


def _budget_is_used_up(state: ProviderState, now: datetime) -> bool:
    """The budget is one of UTC days; an error of today about it holds until midnight."""
    if state.last_error is None or state.last_error_at is None or "daily budget" not in state.last_error:
        return False
    return datetime.fromtimestamp(state.last_error_at, UTC).date() == now.date()


def _facts(state: ProviderState, configuration: Settings) -> dict[str, str]:
    facts = {"Model": esc(state.model)}
    server = model_setups()[state.name].server
    if server and (address := getattr(configuration, server)):
        facts["Server"] = esc(_host(address))
    answered = state.calls - state.errors
    facts["Calls since start"] = f"{state.calls:,}, {state.errors:,} failed" if state.errors else f"{state.calls:,}"
    facts["Median answer"] = duration(state.median_ms) if answered and state.median_ms is not None else "–"
    if state.last_error is not None and state.last_error_at is not None:
        when = ago(datetime.fromtimestamp(state.last_error_at, UTC), datetime.now(UTC))
        facts["Last error"] = f"{esc(state.last_error)} :gray[{when}]"
    else:
        facts["Last error"] = "None"
    return facts


def _host(address: str) -> str:
    """Host and port; an address may carry a name and a password, which stay out."""
    return urlsplit(address).netloc.rpartition("@")[2]


def _limits(states: list[ProviderState], configuration: Settings) -> dict[str, str]:
    order = ", then ".join(esc(state.model) for state in states) or "none"
    calls = f"{configuration.llm_daily_calls:,} (days of UTC)" if configuration.llm_daily_calls else "no limit"
    return {
        "Order of use": f"{order} :gray[LLM\\_PROVIDER]",
        "Timeout": f"{configuration.llm_deadline:g} s, retries included :gray[LLM\\_DEADLINE]",
        "Calls at the same time": f"{configuration.llm_concurrency} to each :gray[LLM\\_CONCURRENCY]",
        "Calls a day": f"{calls} :gray[LLM\\_DAILY\\_CALLS]",
    }
