"""Targets on the Settings page, through AppTest, on a real database."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from db.engine import transaction
from services import reporting
from services.jobs import store
from services.jobs.requests import target_changes
from services.targets.policy import TargetTimes, WorkingHours, current_policy
from tests.pages.desk import click, run, texts
from tests.pages.settings.support import section

pytestmark = pytest.mark.usefixtures("database")


def hours(at: AppTest, label: str, value: float) -> None:
    field = next(one for one in at.number_input if one.label == label)
    field.set_value(value)


def test_targets_are_set_with_working_hours_and_holidays_and_shown_again() -> None:
    at = section("targets")
    assert "none set" in texts(at)
    hours(at, "Critical: hours to first status change", 0.5)
    hours(at, "Critical: hours to resolution", 4.0)
    at.time_input[0].set_value(time(8, 30))
    at.time_input[1].set_value(time(0, 0))
    at.text_area[0].set_value("2026-12-25\n2026-12-24")
    at.selectbox(key="target_priority").set_value("low")
    at.selectbox(key="target_category").set_value("billing")
    run(click(at, "Add targets for this category"))
    hours(at, "Low and Billing: hours to resolution", 40.0)
    click(at, "Save targets")
    policy = current_policy()
    assert policy is not None
    holidays = (date(2026, 12, 24), date(2026, 12, 25))
    assert policy.hours == WorkingHours((1, 2, 3, 4, 5), 510, 1440, holidays)
    assert policy.targets == (TargetTimes("critical", None, 30, 240), TargetTimes("low", "billing", None, 2400))
    assert policy.since is not None
    assert not store.is_open("targets")
    again = section("targets")
    assert "2 set, for tickets created since" in texts(again)
    shown = {field.label: field.value for field in again.number_input if field.value is not None}
    assert shown == {
        "Critical: hours to first status change": 0.5, "Critical: hours to resolution": 4.0,
        "Low and Billing: hours to resolution": 40.0,
    }  # fmt: skip
    hours(again, "Low and Billing: hours to resolution", 0.0)
    again.radio[0].set_value(again.radio[0].options[1])
    click(again, "Save targets")
    policy = current_policy()
    assert policy is not None
    assert (policy.targets, policy.since) == ((TargetTimes("critical", None, 30, 240),), None)
    assert store.is_open("targets")


def test_the_day_since_which_they_count_is_one_of_the_reporting_time_zone() -> None:
    reporting.set_time_zone("Pacific/Kiritimati", instead_of="UTC")
    target_changes.change_targets(WorkingHours(), [TargetTimes("high", None, 60)], past=False, actor="local")
    with transaction() as session:
        session.execute(text("UPDATE target_policy SET since = '2026-01-01 20:00Z'"))
    assert "1 set, for tickets created since 2 Jan 2026" in texts(section("targets"))


@pytest.mark.parametrize("typed", ["25.12.2026", "2026-13-01", "Christmas"])
def test_what_is_no_holiday_is_named_and_what_was_typed_stays(typed: str) -> None:
    at = section("targets")
    at.text_area[0].set_value(typed)
    hours(at, "High: hours to resolution", 8.0)
    click(at, "Save targets")
    assert "is not a date" in texts(at)
    assert at.text_area[0].value == typed
    assert next(one.value for one in at.number_input if one.label == "High: hours to resolution") == 8.0
    assert current_policy() is None
