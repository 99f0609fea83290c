"""Component with the fields of a draft: live while typing, kept by the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import streamlit as st

from pages.new_ticket.draft.draft import FORM_FIELDS, TEXTS, Draft
from pages.widgets.component import component
from services import taxonomy
from services.settings import settings
from services.tickets.fields import BY_NAME

DEBOUNCE_MS = 400
# A model's answer is asked for at a longer pause than the instant one: each question takes time and may cost.
ASK_PAUSE_MS = 300
ASK_PATH = "api/tickets/classify/"  # relative to the page, which may stand below a base path
ASK_SLACK = 2  # seconds that the browser waits beyond the model's deadline
FILLED = "Filled from the suggestion"
USUAL = f"{taxonomy.label(taxonomy.USUAL_PRIORITY)} by default"
AREA_HEIGHT = 246

Options = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class DraftField:
    """One field as the component draws it. ``max`` counts characters; ``height``, in pixels, is that of an area."""

    name: str
    label: str
    placeholder: str
    kind: Literal["text", "area", "choice"] = "text"
    max: int = 0
    height: int = 0

    @classmethod
    def of(cls, name: str) -> DraftField:
        """The field of a ticket of that name."""
        field = BY_NAME[name]
        kind: Literal["text", "area", "choice"] = _KINDS.get(field.kind, "text")
        return cls(name, field.label, field.hint, kind, field.limit, AREA_HEIGHT if kind == "area" else 0)


_KINDS: Mapping[str, Literal["area", "choice"]] = {"text": "area", "choice": "choice"}
_mount = component(__file__)


def draft_fields(
    draft: Draft, fields: Sequence[DraftField], *, key: str, options: Options | None = None, reports: bool = False
) -> None:
    """Draw the fields. ``options`` are (key, label) pairs per choice.

    The one group on a page that ``reports`` keeps what the browser says in the session state; ``reported`` reads it.
    """
    data: dict[str, Any] = {
        "fields": [asdict(one) for one in fields],
        "texts": list(TEXTS),
        "options": {name: [list(pair) for pair in pairs] for name, pairs in (options or {}).items()},
        "session": draft.session,
        "draft": draft.key,
        "revision": draft.revision.as_data() if draft.revision else None,
        "fill": draft.fill(),
        "suggested": draft.suggested(),
        "notes": _notes(draft),
        "errors": draft.errors,
        "attempt": draft.attempt,
        "refused": next((name for name in FORM_FIELDS if name in draft.errors), None),
        "debounce": DEBOUNCE_MS,
        "reports": reports,
        "asks": _asks() if draft.model == "waiting" else None,
    }
    _mount(key=key, data=data, on_value_change=lambda: None)


def reported(key: str) -> object:
    """What the browser last said through the group ``key``; None before it spoke."""
    state = st.session_state.get(key)
    return state.get("value") if isinstance(state, Mapping) else None


def _asks() -> dict[str, Any]:
    """How the browser asks for the language model's answer; times in milliseconds."""
    timeout = round((settings().llm_deadline + ASK_SLACK) * 1000)
    return {"path": ASK_PATH, "pause": ASK_PAUSE_MS, "timeout": timeout}


def _notes(draft: Draft) -> dict[str, str]:
    suggested, filled = draft.suggested(), draft.fill()
    # Where something else is suggested than what was filled in, the offer beside it says so.
    return {
        name: FILLED if name in suggested else USUAL for name, key in filled.items() if suggested.get(name, key) == key
    }
