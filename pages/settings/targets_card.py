"""Targets on the Settings page: working hours, and times by priority and category."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.error_messages import action_message
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.layout import card_header
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_toast
from services import reporting, taxonomy
from services.errors import InvalidInput, TriageError
from services.filters.phrases import WEEKDAYS
from services.jobs.requests import target_changes
from services.targets.policy import DAY_MINUTES, MINUTES_MAX, Policy, TargetTimes, WorkingHours, current_policy

TURN, ADDED = "targets_turn", "targets_added"  # in the session: how often they were saved, and rows that were added
NOW, PAST = "Tickets created from now on", "All tickets, including past ones"
HOUR = 60
_SEPARATORS = re.compile(r"[\s,;]+")
Row = tuple[str, str | None]  # priority and category


def targets_card() -> None:
    """The whole section."""
    try:
        policy, zone = current_policy(), reporting.time_zone().key
    except TriageError as error:
        show_outage(error, reporting.today)
        return
    with st.container(border=True, gap="small"):
        card_header("Targets", _side(policy))
        st.caption(
            "How soon a ticket's status must first change and how soon it must be resolved, in working hours."
            " Tickets, filters and the dashboard show which are kept, at risk or breached."
        )
        _zone_note(policy, zone)
        hours, holidays = _working_hours(policy.hours if policy else WorkingHours(), zone)
        targets = [_target(row, policy) for row in _rows(policy)]
        _add_category()
        counts = st.radio("Counts for", (NOW, PAST), key=_key("counts"), horizontal=True)
        if st.button("Save targets", type="primary", key="save_targets"):
            _save(hours, holidays, targets, past=counts == PAST)


def _side(policy: Policy | None) -> str:
    if policy is None or not policy.targets:
        return "none set"
    since = policy.since.astimezone(reporting.time_zone()) if policy.since else None
    counts_for = f"tickets created since {since:%-d %b %Y}" if since else "all tickets"
    return f"{len(policy.targets):,} set, for {counts_for}"


def _zone_note(policy: Policy | None, zone: str) -> None:
    if policy is not None and policy.zone != zone:
        st.caption(
            f"These targets count the hours of {esc(policy.zone)}, the time zone when they were saved."
            f" Save them again to count in {esc(zone)}."
        )


def _working_hours(hours: WorkingHours, zone: str) -> tuple[WorkingHours, str]:
    """What is chosen, without the holidays, and these as they were typed."""
    st.markdown(f"**Working hours** :gray[:small[{esc(zone)}]]")
    days = st.pills(
        "Working days", range(1, 8), default=list(hours.weekdays), selection_mode="multi",
        format_func=lambda day: WEEKDAYS[day - 1][:3], key=_key("days"),
    )  # fmt: skip
    with st.container(horizontal=True):
        opens = st.time_input("From", _clock(hours.opens), key=_key("opens"), step=900, width=140)
        closes = st.time_input(
            "To", _clock(hours.closes), key=_key("closes"), step=900, width=140, help="00:00 is the end of the day."
        )
    written = "\n".join(map(str, hours.holidays))
    typed = st.text_area(
        "Holidays",
        written,
        key=_key("holidays"),
        height=80,
        width=320,
        placeholder="2026-12-25",
        help="One date per line.",
    )
    chosen = tuple(days or ())
    return WorkingHours(chosen, _minutes(opens), _minutes(closes) or DAY_MINUTES), typed


def _rows(policy: Policy | None) -> list[Row]:
    """Every priority, the most urgent first, and the categories that have times of their own."""
    of_categories = [(one.priority, one.category) for one in policy.targets if one.category] if policy else []
    added: list[Row] = st.session_state.get(ADDED, [])
    urgent = [row.key for row in reversed(taxonomy.PRIORITY_ROWS)]
    return [*((key, None) for key in urgent), *dict.fromkeys([*of_categories, *added])]


def _target(row: Row, policy: Policy | None) -> TargetTimes:
    """The two fields of a row, as they are typed."""
    priority, category = row
    of = f" and {taxonomy.label(category)}" if category else ""
    name = f"{taxonomy.label(priority)}{of}"
    known = {(one.priority, one.category): one for one in policy.targets} if policy else {}
    kept = known.get(row, TargetTimes(priority, category))
    chips = chip(priority, taxonomy.label(priority)) + (
        f" {chip(category, taxonomy.label(category))}" if category else ""
    )
    with st.container(gap="xsmall"):
        st.markdown(chips)
        with st.container(horizontal=True):
            times = [
                _hours_field(f"{esc(name)}: hours to {what}", minutes, _key(f"{priority}_{category or ''}_{what}"))
                for what, minutes in (
                    ("first status change", kept.respond_minutes),
                    ("resolution", kept.resolve_minutes),
                )
            ]
    return TargetTimes(priority, category, *times)


def _hours_field(label: str, minutes: int | None, key: str) -> int | None:
    value = None if minutes is None else minutes / HOUR
    typed = st.number_input(
        label,
        0.0,
        float(MINUTES_MAX // HOUR),
        value,
        step=0.5,
        format="%g",
        key=key,
        placeholder="No target",
        width=320,
    )
    return round(typed * HOUR) or None if typed is not None else None


def _add_category() -> None:
    """Two boxes and a button that add a row for a category."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Priority", [row.key for row in reversed(taxonomy.PRIORITY_ROWS)], format_func=taxonomy.label,
            key="target_priority", width=160,
        )  # fmt: skip
        st.selectbox(
            "Category", [one.key for one in taxonomy.categories()], format_func=taxonomy.label,
            key="target_category", width=200,
        )  # fmt: skip
        st.button("Add targets for this category", key="add_target", on_click=_add)
    st.caption(
        "A category without times of its own has those of the priority. To remove a target, leave its field empty."
    )


def _add() -> None:
    row: Row = (st.session_state["target_priority"], st.session_state["target_category"])
    st.session_state[ADDED] = [*st.session_state.get(ADDED, []), row]


def _save(hours: WorkingHours, holidays: str, targets: Iterable[TargetTimes], *, past: bool) -> None:
    try:
        hours = WorkingHours(hours.weekdays, hours.opens, hours.closes, _dates(holidays))
        job = target_changes.change_targets(hours, list(targets), past=past, actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state.pop(ADDED, None)
    queue_toast("Targets saved. All tickets are being recounted." if job else "Targets saved. They count from now on.")
    st.rerun()


def _dates(typed: str) -> tuple[date, ...]:
    """Raises InvalidInput with the first word that is no date."""
    days = []
    for word in filter(None, _SEPARATORS.split(typed)):
        try:
            days.append(date.fromisoformat(word))
        except ValueError:
            raise InvalidInput(
                {"holidays": [f"{word[:40]!r} is not a date. Write 2026-12-25, one date per line."]}
            ) from None
    return tuple(days)


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % DAY_MINUTES, HOUR))


def _minutes(shown: time | None) -> int:
    return 0 if shown is None else shown.hour * HOUR + shown.minute


def _key(name: str) -> str:
    """A key of its own for each saving: the fields begin anew with what was saved."""
    return f"target_{name}_{st.session_state.get(TURN, 0)}"
