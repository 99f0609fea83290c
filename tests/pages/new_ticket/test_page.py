"""The page through AppTest, on a real database; ``Browser`` plays the browser's part: the reports it would send."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from pages.new_ticket.draft.draft import Draft
from pages.widgets import error_messages
from services import categories, reporting, stats
from services.categories import CategoryForm
from services.classify import guess_line
from services.errors import DatabaseAway, QueryTooSlow
from services.listing import ticket_pages
from services.tickets import editing
from services.transfer.importing import loading

ROUTER = Path(__file__).resolve().parents[3] / "pages" / "router.py"
TEXT_GROUP = "new_ticket_text"
BILLING = "I was charged twice for one payment and want a refund."

pytestmark = pytest.mark.usefixtures("database")


class Browser:
    """A session with the page, and a browser that obeys the component's protocol."""

    def __init__(self) -> None:
        self.at = AppTest.from_file(str(ROUTER), default_timeout=120).run()
        assert not self.at.exception
        self.written: dict[str, Any] = {"title": "", "description": "", "requester": "", "choices": {}}
        self.key = self.data()["draft"]

    def data(self) -> dict[str, Any]:
        """What Python last told the fields."""
        return next(data for data in self._components() if data.get("reports"))

    def lists(self) -> list[dict[str, Any]]:
        """The lists of tickets on the page."""
        return [data for data in self._components() if "rows" in data]

    def _components(self) -> list[dict[str, Any]]:
        return [json.loads(node.proto.json) for node in self.at.get("bidi_component") if node.proto.json]

    def write(self, *, answered: bool = False, **changes: Any) -> Browser:
        """Type or choose, and report it; ``answered``: the question about this text has come to an end."""
        self.written |= changes
        report = {"session": self.data()["session"], "key": self.key, **self.written, "answered": answered}
        self.at.session_state[TEXT_GROUP] = {"value": report}
        self.at.run()
        assert not self.at.exception
        return self

    def click(self, label: str) -> Browser:
        next(button for button in self.at.button if button.label.startswith(label)).click().run()
        assert not self.at.exception
        return self

    def obey(self) -> Browser:
        """Take the revision over, as the browser does."""
        revision = self.data()["revision"]
        if revision and revision["of"] == self.key:
            self.key = revision["next"]
            self.written = {**revision["texts"], "choices": revision["choices"]}
        return self

    @property
    def toasts(self) -> list[str]:
        return [toast.value for toast in self.at.toast]

    @property
    def metrics(self) -> dict[str, str]:
        return {metric.label: metric.value for metric in self.at.metric}


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def raise_away(*_: object, **__: object) -> None:
        raise DatabaseAway

    with monkeypatch.context() as patch:
        for module, name in ((editing, "create"), (stats, "headline"), (ticket_pages, "latest")):
            patch.setattr(module, name, raise_away)
        yield


def test_an_empty_desk_says_what_to_do(browser: Browser) -> None:
    assert browser.metrics == {"Open": "0", "Created today": "0", "Resolved today": "0", "Avg. per day": "–"}
    captions = [caption.value for caption in browser.at.caption]
    assert any(caption.startswith("Start typing") for caption in captions)
    assert any(caption.startswith("No tickets yet.") for caption in captions)


def test_text_fills_the_choices_nobody_touched(browser: Browser) -> None:
    browser.write(description=BILLING)
    assert browser.data()["fill"]["category"] == "billing"
    assert browser.data()["notes"]["category"] == "Filled from the suggestion"
    browser.write(description="Lorem ipsum")
    assert browser.data()["fill"] == {"priority": "medium"}
    assert browser.data()["notes"] == {"priority": "Medium by default"}
    browser.write(description="")
    assert browser.data()["fill"] == {}


def offered(browser: Browser) -> list[str]:
    """The categories that can be chosen."""
    return [key for data in browser._components() for key, _ in data.get("options", {}).get("category", ())]


def test_a_category_that_was_added_meanwhile_can_be_suggested_and_chosen(browser: Browser) -> None:
    categories.add(CategoryForm(label="Shipping", keywords=("parcel^5",)))
    browser.write(title="Where is it", description="The parcel is lost")
    assert browser.data()["suggested"]["category"] == "shipping"
    assert "shipping" in offered(browser)


def test_a_guess_is_offered_and_fills_nothing_in(browser: Browser) -> None:
    browser.write(title="Where is it", description="The card is lost, which currency is it")
    data = browser.data()
    assert "category" in data["suggested"]
    assert data["fill"] == {"priority": "medium"}
    guess_line.set_guess_line(0.1)
    browser.write(title="Where is it?")
    assert browser.data()["fill"]["category"] == browser.data()["suggested"]["category"]
    guess_line.set_guess_line(0.5)


def test_a_category_that_was_archived_meanwhile_is_refused_and_no_longer_offered(browser: Browser) -> None:
    browser.write(title="Charged twice", description=BILLING, choices={"category": "billing"})
    categories.archive("billing")
    browser.click("Submit ticket")
    assert "archived" in browser.data()["errors"]["category"]
    assert "billing" not in offered(browser)
    assert browser.data()["fill"].get("category") != "billing"
    assert ticket_pages.newest_id() == 0


def test_submit_files_one_ticket_counts_it_and_starts_the_next_draft(browser: Browser) -> None:
    browser.write(title="Charged twice", description=BILLING, requester="  Amira ")
    first_key = browser.key
    browser.click("Submit").click("Submit")
    ticket = ticket_pages.latest(10)
    assert [one.title for one in ticket] == ["Charged twice"]
    assert (ticket[0].requester, str(ticket[0].submission_key)) == ("Amira", first_key)
    assert (ticket[0].category, ticket[0].category_set_by) == ("billing", "classifier")
    assert browser.metrics["Created today"] == "1"
    assert browser.data()["draft"] != first_key
    assert browser.data()["errors"] == {}
    browser.obey().write(title="Another", description=BILLING).click("Submit")
    assert browser.toasts[-1] == "Ticket #2 created. [Open ticket](/tickets?id=2)"
    assert browser.metrics["Created today"] == "2"


def test_a_touched_choice_is_filed_as_the_persons_own(browser: Browser) -> None:
    browser.write(title="Charged twice", description=BILLING, choices={"priority": "critical"}).click("Submit")
    ticket = ticket_pages.latest(1)[0]
    assert (ticket.priority, ticket.priority_set_by) == ("critical", "person")
    assert (ticket.category, ticket.category_set_by) == ("billing", "classifier")
    shown = editing.shown_suggestion(ticket.id)
    assert shown is not None
    assert (shown.category, shown.category_touched, shown.priority_touched) == ("billing", False, True)


def test_text_never_read_before_the_click_is_classified_at_the_click(browser: Browser) -> None:
    report = {"session": browser.data()["session"], "key": browser.key, **browser.written}
    browser.at.session_state[TEXT_GROUP] = {"value": report | {"title": "At once", "description": BILLING}}
    browser.click("Submit")
    assert [ticket.category for ticket in ticket_pages.latest(10)] == ["billing"]


def test_what_is_missing_is_named_at_its_field_and_the_text_stays(browser: Browser) -> None:
    browser.write(description="Lorem ipsum").click("Submit")
    assert browser.data()["errors"] == {
        "title": "A title is missing. One line is enough.",
        "category": "A category is missing. Choose one.",
    }
    assert browser.data()["refused"] == "title"
    assert browser.data()["revision"] is None
    browser.write(title="Now there is one")
    assert list(browser.data()["errors"]) == ["category"]
    browser.write(choices={"category": "general"}).click("Submit")
    assert [ticket.category for ticket in ticket_pages.latest(10)] == ["general"]


def test_a_retry_of_a_submit_that_was_never_confirmed_makes_no_second_ticket(browser: Browser) -> None:
    browser.write(title="Once", description=BILLING)
    editing.create(
        editing.NewTicket(
            title="Once", description=BILLING, category="billing", priority="high", submission_key=_uuid(browser.key)
        )
    )
    old = browser.key
    browser.click("Submit")
    assert len(ticket_pages.latest(10)) == 1
    assert browser.data()["draft"] != old


def _uuid(key: str) -> Any:
    from uuid import UUID

    return UUID(key)


@pytest.mark.usefixtures("database")
def test_with_the_database_away_text_and_key_stay_and_the_next_submit_works(
    browser: Browser, request: pytest.FixtureRequest
) -> None:
    key = browser.key
    browser.write(title="Later", description=BILLING)
    request.getfixturevalue("away")
    browser.click("Submit")
    assert [error.value for error in browser.at.error] == [error_messages.SUBMIT_AWAY]
    assert browser.data()["draft"] == key
    assert browser.data()["revision"] is None


def test_a_page_opened_while_the_database_is_away_has_dashes_and_a_notice(away: None) -> None:
    browser = Browser()
    assert set(browser.metrics.values()) == {"–"}
    assert [warning.value for warning in browser.at.warning] == [error_messages.READ_AWAY]


def test_a_slow_database_is_told_apart_from_an_absent_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow() -> None:
        raise QueryTooSlow

    monkeypatch.setattr(stats, "headline", too_slow)
    assert [warning.value for warning in Browser().at.warning] == [str(QueryTooSlow())]


def test_an_unexpected_error_keeps_the_text_and_is_logged_without_it(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = "secret words of the ticket"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(message)

    monkeypatch.setattr(editing, "create", fail)
    browser.write(title="secret words", description=BILLING).click("Submit")
    assert [error.value for error in browser.at.error] == [error_messages.UNEXPECTED]
    logged = capsys.readouterr().out + capsys.readouterr().err + caplog.text
    assert "RuntimeError" in logged
    assert "secret words" not in logged
    assert browser.data()["revision"] is None


def test_clear_keeps_everything_for_undo(browser: Browser) -> None:
    browser.write(title="Typed", description=BILLING, choices={"priority": "low"}).click("Clear").obey()
    assert browser.written["title"] == ""
    assert browser.data()["fill"] == {}
    browser.click("Cleared").obey()
    assert (browser.written["title"], browser.written["choices"]) == ("Typed", {"priority": "low"})
    assert browser.data()["fill"]["category"] == "billing"


def test_a_new_session_waits_for_the_browsers_own_draft() -> None:
    browser = Browser()
    browser.key = str(uuid4())
    browser.write(title="From before the restart", description=BILLING, choices={"category": "technical"})
    assert browser.data()["draft"] == browser.key
    browser.click("Submit")
    assert [(one.title, one.category) for one in ticket_pages.latest(10)] == [("From before the restart", "technical")]


@pytest.mark.parametrize(
    "report", [None, "x", {}, {"session": 1}, {"session": "s", "key": "not a key"}, {"value": {"title": None}}]
)
def test_nonsense_from_the_browser_is_ignored(browser: Browser, report: object) -> None:
    browser.at.session_state[TEXT_GROUP] = {"value": report}
    browser.at.run()
    assert not browser.at.exception
    draft: Draft = browser.at.session_state["draft"]
    assert draft.written.is_empty


def test_days_are_those_of_the_reporting_time_zone() -> None:
    reporting.set_time_zone("Asia/Tokyo", instead_of="UTC")
    loading.import_csv(io.BytesIO(b"title,created_at\nPrinter,2025-12-31T23:30:00Z\n"))
    (row,) = Browser().lists()[0]["rows"]
    assert "1 Jan" in row["facts"]
