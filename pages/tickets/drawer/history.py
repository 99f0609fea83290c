"""History of a ticket: the suggestion and what was chosen, and the timeline. Foreign values are escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.formatting import ago, percent
from services import taxonomy
from services.review.decisions import DecidedField
from services.tickets.editing import SentText, ShownSuggestion, Ticket, TicketEvent
from services.tickets.fields import BY_NAME, CHOICES, DECIDERS, SUGGESTED

SET_BY = {"person": "a person", "import": "an import", "api": "a program", "classifier": "the classifier"}


def suggestion_and_choice(ticket: Ticket, shown: ShownSuggestion | None) -> None:
    """Draw who suggested what and what became of it; without a suggestion that was shown, who set the values."""
    if shown is None:
        st.caption(_set_by({BY_NAME[name].label: getattr(ticket, f"{name}_set_by") for name in SUGGESTED}))
        return
    st.header("Suggested and chosen", anchor=False)
    st.table({BY_NAME[name].label: _choice(name, shown) for name in ("category", "priority")}, border="horizontal")
    st.caption(f"Suggested by {esc(shown.model)}.")


def _set_by(deciders: Mapping[str, str]) -> str:
    """ "Priority set by a person. Category set by an import.", or one sentence where it was the same."""
    if len(set(deciders.values())) == 1:
        deciders = {" and ".join(deciders).capitalize(): next(iter(deciders.values()))}
    return " ".join(f"{labels} set by {SET_BY[who]}." for labels, who in deciders.items())


def _choice(name: str, shown: ShownSuggestion) -> str:
    suggested, chosen = getattr(shown, name), getattr(shown, f"{name}_chosen")
    chosen_chip = chip(chosen, taxonomy.label(chosen))
    if suggested is None:
        return f":gray[no suggestion, set to] {chosen_chip}"
    confidence = getattr(shown, f"{name}_confidence")
    share = "(no confidence stated)" if confidence is None else percent(confidence)
    said = f"{chip(suggested, taxonomy.label(suggested))} {share}"
    if suggested != chosen:
        return f"{said} :gray[changed to] {chosen_chip}"
    return f"{said} :gray[{'confirmed' if getattr(shown, f'{name}_touched') else 'accepted'}]"


def timeline(
    history: Sequence[TicketEvent],
    zone: ZoneInfo,
    decided: Sequence[DecidedField] = (),
    imported_from: str | None = None,
    classified_by: Mapping[int, str] | None = None,
) -> None:
    """Draw the history with what was ``decided``, newest event first; foreign values are escaped. ``imported_from``:
    the name of a file; ``classified_by``: what classified the ticket as one of many, by the number of the event.
    """
    by = classified_by or {}
    st.header("History", anchor=False)
    lines = [
        (event.at, f"**{esc(event.actor)}** {_event_markdown(event, imported_from)}{_by(by.get(event.id))}")
        for event in history
        if event.field not in DECIDERS
    ]
    for one in decided:
        lines += [(at, f"**classifier** {said}") for at, said in _decided_lines(one)]
    lines.sort(key=lambda line: line[0])
    what, when = [said for _, said in reversed(lines)], [_moment(at, zone) for at, _ in reversed(lines)]
    st.table(pd.DataFrame({"what": what}, index=when), border="horizontal", hide_header=True)


def _by(what: str | None) -> str:
    return f", classified by {esc(what)}" if what else ""


def _decided_lines(one: DecidedField) -> list[tuple[datetime, str]]:
    """What a promise did with a field, each with its time."""
    name, value = BY_NAME[one.field].label.lower(), _value(one.field, one.value)
    promised = f"promise of at most {one.wrong_percent}% wrong"
    said = [(one.at, f"decided {name} {value}, {percent(one.confidence)} sure, under the {promised}")]
    if one.sampled_at is not None:
        said.append((one.sampled_at, f"sampled {name} for Review"))
    if one.undone_at is not None:
        said.append((one.undone_at, f"gave {name} back to review"))
    return said


def what_was_sent(sent: SentText, zone: ZoneInfo) -> None:
    """The text that a language model was sent, masked, to be opened below the history."""
    label = f"Sent to {esc(sent.model)}, {_moment(sent.sent_at, zone)}"
    with st.expander(label, icon=":material/visibility_off:", key="sent_text"):
        several = "a similar ticket" if sent.examples == 1 else f"{sent.examples} similar tickets"
        with_others = f", together with {several}, masked as well" if sent.examples else ""
        st.caption(f"This masked text left this machine{with_others}.")
        st.code(f"{sent.title}\n\n{sent.description}".strip(), language=None, wrap_lines=True)


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local, now = at.astimezone(zone), datetime.now(zone)
    if local.date() == now.date():
        return f"Today {local:%H:%M}"
    return f"{local:%-d %b %H:%M}" if local.year == now.year else f"{local:%-d %b %Y %H:%M}"


def _event_markdown(event: TicketEvent, imported_from: str | None = None) -> str:
    if event.kind == "created" and imported_from is not None:
        return f"imported from {esc(imported_from)}" if imported_from else "imported it"
    if event.kind != "changed" or event.field is None:
        return {"created": "created it", "deleted": "deleted it", "restored": "restored it"}[event.kind]
    if event.field in OTHER_FIELDS:
        return OTHER_FIELDS[event.field](event)
    field = BY_NAME[event.field]
    name = field.label.lower()
    if field.kind in ("line", "text"):
        return f"changed the {name}"
    if not event.new_value:
        return f"cleared the {name}, it was {_value(event.field, event.old_value)}"
    before = f"{_value(event.field, event.old_value)} to " if event.old_value else ""
    return f"set {name} {before}{_value(event.field, event.new_value)}"


def _merge_markdown(event: TicketEvent) -> str:
    if event.field == "merged_into":
        return f"merged it into {esc(f'#{event.new_value}')}"
    if event.new_value is None:
        return f"took {esc(f'#{event.old_value}')} out again"
    return f"merged {esc(f'#{event.new_value}')} into it"


OTHER_FIELDS: dict[str, Callable[[TicketEvent], str]] = {
    "note": lambda event: f"{event.new_value} a note",
    "merged": _merge_markdown,
    "merged_into": _merge_markdown,
}  # what happened to a ticket, but to none of its fields


def _value(field: str, value: Any) -> str:
    return chip(value, taxonomy.label(value)) if field in CHOICES else esc(str(value))


def event_summary(event: TicketEvent) -> str:
    """Describe one history event as part of a sentence."""
    return f"{_event_markdown(event)}, by {esc(event.actor)}, {ago(event.at, datetime.now(UTC))}"
