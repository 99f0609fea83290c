"""The rules of a draft, without a page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.new_ticket.draft.draft import Draft
from services.suggestion import Suggestion, Verdict


def suggestion(category: str | None = "billing", priority: str | None = "high") -> Suggestion:
    return Suggestion(Verdict(category, 0.9), Verdict(priority, 0.6), "keywords", "keyword rules", 1.0)


def report(draft: Draft, **changes: Any) -> dict[str, Any]:
    base = {"session": draft.session, "key": draft.key, "title": "T", "description": "", "requester": "", "choices": {}}
    return base | changes


@pytest.mark.parametrize(
    ("category", "priority", "choices", "chosen"),
    [
        ("billing", "high", {}, {"category": "billing", "priority": "high"}),
        (None, None, {}, {"priority": "medium"}),
        ("billing", "high", {"category": "general"}, {"category": "general", "priority": "high"}),
        (None, "low", {"priority": "critical"}, {"priority": "critical"}),
    ],
)
def test_a_person_decides_before_the_suggestion_before_the_usual(
    category: str | None, priority: str | None, choices: dict[str, str], chosen: dict[str, str]
) -> None:
    draft = Draft()
    draft.apply_report(report(draft, choices=choices))
    draft.take_suggestion(suggestion(category, priority))
    assert draft.chosen() == chosen


def test_nothing_is_filled_before_anything_is_typed() -> None:
    assert Draft().chosen() == {}


@given(st.text(), st.text(), st.sampled_from(["billing", "technical", None]), st.sampled_from(["low", "high", None]))
def test_no_suggestion_ever_changes_a_touched_choice(
    title: str, description: str, category: str | None, priority: str | None
) -> None:
    draft = Draft()
    draft.apply_report(report(draft, choices={"category": "general", "priority": "critical"}))
    draft.apply_report(report(draft, title=title, description=description, choices=draft.written.choices))
    draft.take_suggestion(suggestion(category, priority))
    assert draft.chosen() == {"category": "general", "priority": "critical"}


def test_reports_to_another_session_or_of_a_finished_draft_say_nothing() -> None:
    draft = Draft()
    old = report(draft)
    draft.apply_report(old)
    draft.apply_report(report(draft, session="another", title="X"))
    assert draft.written.texts["title"] == "T"
    draft.confirm("filed")
    draft.apply_report(old)
    assert draft.written.is_empty


def test_the_next_draft_has_a_key_of_its_own_and_knows_what_was_filed() -> None:
    draft = Draft()
    draft.apply_report(report(draft))
    before = draft.key
    draft.confirm("filed")
    assert draft.revision is not None
    assert (draft.revision.of, draft.revision.next) == (before, draft.key)
    assert draft.key != before
    assert draft.revision.seen["title"] == "T"


def test_a_second_click_counts_as_one_only_on_an_empty_draft_right_after(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft()
    assert not draft.is_second_click()
    draft.apply_report(report(draft))
    draft.confirm("filed")
    assert draft.is_second_click()
    draft.apply_report(report(draft))
    assert not draft.is_second_click()
    draft.confirm("filed")
    draft._filed_at -= 10
    assert not draft.is_second_click()


def test_undo_is_over_once_something_is_typed() -> None:
    draft = Draft()
    draft.apply_report(report(draft))
    draft.clear()
    assert draft.cleared is not None
    draft.apply_report(report(draft, title="New"))
    assert draft.cleared is None
    draft.undo_clear()
    assert draft.written.texts["title"] == "New"


def test_clearing_nothing_offers_no_undo() -> None:
    draft = Draft()
    draft.set_errors({"title": "missing"})
    draft.clear()
    assert draft.cleared is None
    assert draft.errors == {}
    assert draft.revision is None


def test_a_draft_of_the_browsers_own_replaces_the_key_and_the_suggestion() -> None:
    draft = Draft()
    draft.apply_report(report(draft))
    draft.take_suggestion(suggestion())
    key = str(uuid4())
    draft.apply_report(report(draft, key=key))
    assert draft.key == key
    assert draft.suggestion is None
    assert draft.needs_suggestion


def test_an_error_goes_with_the_text_it_was_about() -> None:
    draft = Draft()
    draft.apply_report(report(draft))
    draft.set_errors({"description": "missing", "category": "missing"})
    draft.apply_report(report(draft, title="Other"))
    assert set(draft.errors) == {"description", "category"}
    draft.take_suggestion(suggestion())
    assert set(draft.errors) == {"description"}
    draft.apply_report(report(draft, description="Now"))
    assert draft.errors == {}
