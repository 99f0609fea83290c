"""Run a form's save; keep the input and record errors or a conflict.

At most one of these is there: ``errors`` by field, ``trouble`` in words, or ``theirs``, when somebody else was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import submit_message
from services.categories import CategoryChanged
from services.errors import InvalidInput, StaleVersion


def run_save(form: str, write: Callable[[], str]) -> str | None:
    """Run ``write`` and return its message; None where it failed, which the session records. For callbacks."""
    forget_outcome(form)
    try:
        return write()
    except (StaleVersion, CategoryChanged) as error:
        record_conflict(form, error.current)
    except InvalidInput as error:
        st.session_state[f"{form}_errors"] = {name: messages[0] for name, messages in error.fields.items()}
    except Exception as error:  # noqa: BLE001  what was typed stays, whatever happened
        record_failure(form, submit_message(error))
    return None


def forget_outcome(form: str) -> None:
    """Forget recorded errors and conflicts."""
    for outcome in ("errors", "trouble", "theirs"):
        st.session_state.pop(f"{form}_{outcome}", None)


def record_failure(form: str, words: str) -> None:
    """Record that nothing was saved, and why."""
    forget_outcome(form)
    st.session_state[f"{form}_trouble"] = words


def record_conflict(form: str, current: object) -> None:
    """Record a conflict: ``current`` is what somebody else saved first."""
    forget_outcome(form)
    st.session_state[f"{form}_theirs"] = current


def errors_of(form: str) -> Mapping[str, str]:
    """The first error of each field."""
    errors: Mapping[str, str] = st.session_state.get(f"{form}_errors", {})
    return errors


def conflicting_version(form: str) -> Any:
    """The version that somebody else saved first, None without a conflict."""
    return st.session_state.get(f"{form}_theirs")


def show_failure(form: str) -> None:
    """Show the recorded failure that belongs to no field, if there is one."""
    if f"{form}_trouble" in st.session_state:
        st.error(esc(st.session_state[f"{form}_trouble"]), icon=":material/error:")
