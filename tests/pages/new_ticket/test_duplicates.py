"""Possible duplicates on the New ticket page."""

from __future__ import annotations

from typing import Any

import pytest

from services import access
from services.errors import DatabaseAway, QueryTooSlow
from services.listing import ticket_pages
from services.listing.ticket_pages import Similar
from services.tickets import editing, merging
from tests.pages.desk import filed
from tests.pages.new_ticket.test_page import BILLING, Browser

pytestmark = pytest.mark.usefixtures("database")


def heading(browser: Browser) -> str:
    return str(browser.at.subheader[-1].value)


def rows(browser: Browser) -> list[dict[str, Any]]:
    return list(browser.lists()[-1]["rows"])


def test_a_ticket_that_reads_alike_is_shown_until_the_text_is_another() -> None:
    ticket = filed(title="Charged twice", description=BILLING)
    filed(title="Printer on the third floor", description="It smokes since this morning")
    browser = Browser()
    assert heading(browser) == "Latest tickets"
    browser.write(title="Charged twice", description=BILLING)
    assert heading(browser) == "1 possible duplicate"
    (row,) = rows(browser)
    assert (row["title"], row["address"]) == ("Charged twice", f"/tickets?id={ticket.id}")
    assert [chip["label"] for chip in row["chips"]] == ["Open"]
    assert row["facts"] == f"#{ticket.id}, just now, 100% alike"
    browser.write(title="Guest access", description="An auditor needs to see the reports of May")
    assert heading(browser) == "Latest tickets"


def test_no_more_than_three_and_too_few_words_have_none() -> None:
    for _ in range(4):
        filed(title="Charged twice", description=BILLING)
    browser = Browser().write(title="Charged twice", description=BILLING)
    assert heading(browser) == "3 possible duplicates"
    assert len(rows(browser)) == 3
    browser.write(title="Charged", description="twice")
    assert heading(browser) == "Latest tickets"


@pytest.mark.parametrize("error", [DatabaseAway, QueryTooSlow])
def test_a_search_that_fails_is_not_mentioned(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(ticket_pages, "similar", fail)
    browser = Browser().write(title="Charged twice", description=BILLING)
    assert heading(browser) == "Latest tickets"
    assert not browser.at.error
    assert browser.data()["fill"]["category"] == "billing"


def test_it_is_looked_up_once_for_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def similar(text: str, *, limit: int) -> list[Similar]:
        asked.append(text)
        return []

    monkeypatch.setattr(ticket_pages, "similar", similar)
    browser = Browser().write(title="Charged twice", description=BILLING)
    browser.write(choices={"priority": "low"}).write(requester="Amira").write(answered=True)
    assert asked == [f"Charged twice\n{BILLING}"]


@pytest.mark.parametrize("odd", ["half \ud800 a character", "a NUL \0 character"])
def test_text_that_no_database_takes_breaks_nothing(odd: str) -> None:
    filed(title="Charged twice", description=BILLING)
    browser = Browser().write(title="Charged twice", description=f"{BILLING} {odd}")
    assert heading(browser) == "1 possible duplicate"


def test_a_draft_is_submitted_into_the_ticket_that_it_repeats_and_counted_once() -> None:
    ticket = filed(title="Charged twice", description=BILLING)
    browser = (
        Browser().write(title="Charged twice again", description=BILLING).click(f"Submit and merge into #{ticket.id}")
    )
    assert browser.toasts[-1] == f"Ticket #2 created and merged into #1. [Open ticket](/tickets?id={ticket.id})"
    assert [(one.id, one.title) for one in merging.merged_into(ticket.id)] == [(2, "Charged twice again")]
    assert browser.metrics["Created today"] == "1"
    assert browser.data()["errors"] == {}


def test_a_draft_whose_duplicate_is_gone_is_created_all_the_same() -> None:
    ticket = filed(title="Charged twice", description=BILLING)
    browser = Browser().write(title="Charged twice", description=BILLING)
    editing.delete_ticket(ticket.id)
    browser.click(f"Submit and merge into #{ticket.id}")
    assert browser.toasts[-1].startswith("Ticket #2 created, not merged. There is no ticket")
    assert [one.id for one in ticket_pages.latest(5)] == [2]


def test_whoever_may_not_merge_is_not_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    filed(title="Charged twice", description=BILLING)
    monkeypatch.setattr(access, "allows", lambda action: action != "merge")
    browser = Browser().write(title="Charged twice", description=BILLING)
    assert heading(browser) == "1 possible duplicate"
    assert not [button for button in browser.at.button if "merge" in button.label]
