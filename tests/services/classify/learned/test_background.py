"""The background thread: trains by itself, hears of other processes' versions, outlives the database's absence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from sqlalchemy import text

from db import engine as database_engine
from db.engine import server_address, transaction
from services import lifecycle
from services.classify import learned
from services.classify.learned import active, background, current, start_background, stop_background, store, train_now
from services.classify.learned.trainer import training_lock
from services.errors import DatabaseAway
from services.settings import ROOT
from tests.e2e.support.app_process import START_SECONDS
from tests.services.classify.learned.support import eventually, file_all, jargon

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]


def _version() -> int:
    found = active._classifier
    return found.version if found else 0


def test_it_trains_when_enough_is_confirmed() -> None:
    start_background(train_now, check_seconds=0.0, pause_seconds=0.0)
    file_all(jargon(120))
    eventually(lambda: _version() >= 1)
    file_all(jargon(40, seed=8))
    eventually(lambda: _version() >= 2)


def test_it_pauses_between_trainings() -> None:
    file_all(jargon(120))
    train_now()
    start_background(train_now, check_seconds=0.0, pause_seconds=3600)
    file_all(jargon(40, seed=8))
    # Two refreshes by NOTIFY are two rounds in which it could have trained.
    for version in (2, 3):
        store.save({}, [], last_event=0, seconds=0.1)
        eventually(lambda version=version: active._mark[0] == version)  # type: ignore[misc]
    assert store.newest_mark()[0] == 3


def test_it_hears_of_a_version_of_another_process() -> None:
    start_background(train_now, check_seconds=3600, pause_seconds=3600)
    eventually(_has_checked)  # the one time that it would train by itself
    file_all(jargon(120))
    address = server_address()
    done = subprocess.run(
        [sys.executable, "cli.py", "train"], cwd=ROOT, capture_output=True, text=True, timeout=START_SECONDS,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": address}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Category: 120 labels (account 30, billing 30, general 30, technical 30)" in done.stdout
    assert "It is in use." in done.stdout
    assert "Priority: 0 labels (none)" in done.stdout
    eventually(lambda: _version() == 1)


def test_it_listens_again_after_its_connection_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "RETRY_SECONDS", 0.01)
    start_background(train_now, check_seconds=3600, pause_seconds=3600)
    eventually(_has_checked)
    with transaction() as session:
        listening = text("SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN classifier_model'")
        cut = session.scalars(listening).one()
        session.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": cut})
    eventually(lambda: _is_listening(other_than=cut))
    file_all(jargon(120))
    train_now()
    active.forget()
    store.save(learned.store.load_newest().fields, [], last_event=0, seconds=0.1)  # type: ignore[union-attr]
    eventually(lambda: _version() == 2)


def test_a_reset_waits_for_the_training_and_takes_its_version_with_it() -> None:
    file_all(jargon(120))
    with training_lock():
        resetting = threading.Thread(target=lifecycle.reset)
        resetting.start()
        eventually(_waits_for_a_lock)
        store.save({}, [], last_event=0, seconds=0.1)
    resetting.join(20)
    assert store.newest_mark() == store.NO_VERSION


def _waits_for_a_lock() -> bool:
    with transaction() as session:
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(session.scalar(text(waiting)))


def test_it_starts_once_and_stops() -> None:
    start_background(train_now)
    first = background._keeper.running
    start_background(train_now)
    assert background._keeper.running is first
    assert first is not None
    stop_background()
    assert not first.is_alive()
    stop_background()


def test_while_the_database_is_away_the_last_version_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    file_all(jargon(120))
    train_now()
    monkeypatch.setattr(database_engine, "_open", None)
    monkeypatch.setattr(active, "CHECK_SECONDS", -1.0)
    monkeypatch.setattr(background, "RETRY_SECONDS", 0.01)
    with pytest.raises(DatabaseAway):
        train_now()
    answering = current()
    assert answering is not None
    assert answering.suggest("", "the Zephyr ledger", active={"billing", "general"}).category.key == "billing"
    start_background(train_now, check_seconds=0.0)
    learned.forget()
    assert current() is None
    monkeypatch.undo()
    learned.forget()
    eventually(lambda: current() is not None)


def _has_checked() -> bool:
    return background._keeper.running is not None and background._keeper.running._next_check > 0


def _is_listening(other_than: int = 0) -> bool:
    listening = text("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN classifier_model' AND pid <> :pid")
    with transaction() as session:
        return bool(session.scalar(listening, {"pid": other_than}))
