"""The Settings page through AppTest, on a real database: time zone, counts, sample tickets, reset, outages."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from db import engine as engine_module
from db import reading
from db.engine import transaction
from db.replica import ReplicaState
from pages.widgets.error_messages import READ_AWAY
from services import categories, lifecycle, reporting, stats, taxonomy
from services.categories import CategoryForm
from services.jobs import store
from services.process.version import VERSION
from services.rollups import maintenance
from services.sample import sample_tickets
from tests.e2e.support.app_process import wait_until
from tests.pages.desk import click, filed, run, texts
from tests.pages.settings.support import away, section
from tests.services.jobs.support import worker_thread

pytestmark = pytest.mark.usefixtures("database")


def _word(at: AppTest) -> TextInput:
    """The field in which a reset is confirmed."""
    return next(field for field in at.text_input if field.label == "Type reset to confirm")


def test_days_are_counted_in_the_zone_that_is_chosen() -> None:
    at = section("data")
    at.selectbox[0].set_value("Pacific/Auckland")
    click(run(at), "Use this time zone")
    assert reporting.time_zone().key == "Pacific/Auckland"
    assert "Days now start at midnight in Pacific/Auckland" in at.toast[0].value.replace("\\", "").replace("\u2060", "")


def test_a_zone_that_somebody_else_changed_is_not_overwritten() -> None:
    at = section("data")
    at.selectbox[0].set_value("Asia/Tokyo")
    run(at)
    reporting.set_time_zone("Europe/Paris", instead_of="UTC")
    at.button[0].click()
    run(at)
    assert reporting.time_zone().key == "Europe/Paris"


def test_the_version_stands_below() -> None:
    assert f"Triage Desk {VERSION}" in texts(section("data"))


def test_the_read_replica_is_told_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "replica_state", lambda: ReplicaState(used=True, lag=0.2))
    monkeypatch.setattr(lifecycle, "replica_state", reading.replica_state)
    assert f"Triage Desk {VERSION} · The read replica is in use, 0.2 s behind." in texts(section("data"))


def test_the_numbers_are_checked_and_counted_anew() -> None:
    filed()
    maintenance.fold()
    at = section("data")
    at.button(key="check_counts").click()
    assert run(at).toast[0].value == "Every number is right."
    with transaction() as session:
        session.execute(text("UPDATE rollup_total SET n = n + 1"))
    at.button(key="check_counts").click()
    assert "differ from a full count" in run(at).toast[0].value
    at.button(key="rebuild_counts").click()
    assert run(at).button(key="rebuild_counts").disabled
    with worker_thread():
        wait_until(lambda: not store.is_open("rebuild"), "they are rebuilt")
    assert "Statistics rebuilt" in texts(run(at))
    assert maintenance.verify().differing == 0


@pytest.mark.slow
def test_sample_tickets_come_and_go() -> None:
    mine = filed()
    at = section("data")
    at.button(key="load_sample").click()
    run(at)
    with worker_thread():
        wait_until(lambda: not store.is_open("sample"), "they are loaded")
    assert "sample tickets loaded" in texts(run(at))
    loaded, of = sample_tickets.count_loaded()
    assert loaded == of > 500
    at.button(key="remove_sample").click()
    assert sample_tickets.count_loaded() == (of, of)
    click(run(at), f"Remove {of} sample tickets")
    with worker_thread():
        wait_until(lambda: not store.is_open("sample"), "they are removed")
    assert sample_tickets.count_loaded() == (0, of)
    assert stats.headline().total_tickets == 1
    assert mine.id


@pytest.mark.parametrize("typed", ["", "rese", "Reset", "reset everything"])
def test_reset_needs_the_word(typed: str) -> None:
    filed()
    at = section("data")
    _word(at).set_value(typed)
    assert run(at).button(key="reset").disabled


def test_reset_says_what_goes_and_deletes_it() -> None:
    filed()
    categories.add(CategoryForm(label="Shipping"))
    at = section("data")
    assert "Deletes the 1 ticket with history" in texts(at)
    assert "every saved view" in texts(at)
    _word(at).set_value("reset")
    run(at).button(key="reset").click()
    run(at)
    assert stats.headline().total_tickets == 0
    assert [category.key for category in taxonomy.categories()] == ["billing", "technical", "account", "general"]
    assert _word(at).value == ""
    assert at.button(key="reset").disabled


def test_a_reset_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    filed()
    at = section("data")
    _word(at).set_value("reset")
    run(at)
    with monkeypatch.context() as patch:
        patch.setattr(lifecycle, "reset", away)
        at.button(key="reset").click()
        assert "is not responding" in run(at).error[0].value
    assert stats.headline().total_tickets == 1


@pytest.mark.parametrize("name", ["categories", "learned", "data"])
def test_without_a_database_each_section_says_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        assert READ_AWAY in texts(section(name))


def test_a_section_that_does_not_exist_is_the_first() -> None:
    assert "Add category" in [button.label for button in section("nonsense").button]
