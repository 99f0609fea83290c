"""The database goes away, or is slow, between typing and submitting; the application keeps running."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import expect

from pages.widgets.error_messages import READ_AWAY, SUBMIT_AWAY
from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import BILLING, Form, ticket_count
from tests.e2e.support.own_database import Server


@pytest.fixture(scope="module")
def app(app_on_server: AppProcess) -> AppProcess:
    return app_on_server


def test_killed_between_typing_and_submitting(form: Form, app: AppProcess, server: Server) -> None:
    before = ticket_count(app)
    form.write("Filed once it is back")
    form.priority.select_option("critical")
    expect(form.category).to_have_value("billing")
    server.kill()
    form.submit.click()
    expect(form.page.get_by_text(SUBMIT_AWAY)).to_be_visible()
    assert form.title.input_value() == "Filed once it is back"
    form.page.reload()
    form.ready()
    expect(form.page.get_by_text(READ_AWAY)).to_be_visible()
    expect(form.counter("Open")).to_have_text("–")
    expect(form.category).to_have_value("")  # nobody knows the categories now
    expect(form.title).to_have_value("Filed once it is back")
    server.start()
    expect(form.counter("Open")).to_have_text(str(before))
    expect(form.priority).to_have_value("critical")
    expect(form.category).to_have_value("billing")
    form.submit.click()
    form.expect_filed()
    expect(form.page.get_by_text(SUBMIT_AWAY)).to_have_count(0)
    assert ticket_count(app) == before + 1
    assert "Traceback" not in app.log()


def test_what_is_typed_while_a_submit_is_under_way_starts_the_next_draft(
    form: Form, app: AppProcess, server: Server
) -> None:
    before = ticket_count(app)
    form.write("While it waits")
    expect(form.category).to_have_value("billing")
    with psycopg.connect(server.url) as blocker:
        blocker.execute("LOCK TABLE ticket IN EXCLUSIVE MODE")
        form.submit.click()
        wait_until(lambda: _is_waiting(server), "the submit waits for the lock")
        form.description.press("Control+End")
        form.description.press_sequentially(" And another thing")
    form.expect_filed()
    expect(form.title).to_have_value("")
    expect(form.description).to_have_value("And another thing")
    assert ticket_count(app) == before + 1
    with psycopg.connect(server.url) as connection:
        newest = connection.execute("SELECT description FROM ticket ORDER BY id DESC LIMIT 1").fetchone()
    assert newest == (BILLING,)


def _is_waiting(server: Server) -> bool:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()
    return row is not None and row[0] > 0


def test_a_kill_9_in_the_middle_of_a_submit_makes_one_ticket(form: Form, app: AppProcess, server: Server) -> None:
    before = ticket_count(app)
    form.write("Exactly once")
    expect(form.category).to_have_value("billing")
    with psycopg.connect(server.url) as blocker:
        blocker.execute("LOCK TABLE suggestion IN EXCLUSIVE MODE")
        form.submit.click()
        wait_until(lambda: _is_waiting(server), "the submit waits for the lock")
        app.kill()
    app.start()
    form.page.reload()
    form.ready()
    expect(form.title).to_have_value("Exactly once")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1
