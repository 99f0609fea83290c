"""Saving a form: what goes wrong is kept in the session under the form's name, and what was typed stays.

At most one of these is there: ``errors`` by field, ``trouble`` in words, or ``theirs``, when somebody else was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import trouble
from services.categories import CategoryChanged
from services.errors import InvalidInput, StaleVersion


def saved(form: str, write: Callable[[], str]) -> str | None:
    """What there is to tell once ``write`` has saved; None where the session says what went wrong. For callbacks."""
    forget_outcome(form)
    try:
        return write()
    except (StaleVersion, CategoryChanged) as error:
        others_were_faster(form, error.current)
    except InvalidInput as error:
        st.session_state[f"{form}_errors"] = {name: messages[0] for name, messages in error.fields.items()}
    except Exception as error:  # noqa: BLE001  what was typed stays, whatever happened
        went_wrong(form, trouble(error))
    return None


def forget_outcome(form: str) -> None:
    """Nothing went wrong yet."""
    for outcome in ("errors", "trouble", "theirs"):
        st.session_state.pop(f"{form}_{outcome}", None)


def went_wrong(form: str, words: str) -> None:
    """Nothing was done, and ``words`` say why."""
    forget_outcome(form)
    st.session_state[f"{form}_trouble"] = words


def others_were_faster(form: str, current: object) -> None:
    """``current`` is what there is now."""
    forget_outcome(form)
    st.session_state[f"{form}_theirs"] = current


def errors_of(form: str) -> Mapping[str, str]:
    """The first thing that is wrong with each field."""
    errors: Mapping[str, str] = st.session_state.get(f"{form}_errors", {})
    return errors


def theirs_of(form: str) -> Any:
    """What there is now that somebody else was faster; None else."""
    return st.session_state.get(f"{form}_theirs")


def draw_trouble(form: str) -> None:
    """Say what went wrong with all of it, if anything did."""
    if f"{form}_trouble" in st.session_state:
        st.error(esc(st.session_state[f"{form}_trouble"]), icon=":material/error:")
