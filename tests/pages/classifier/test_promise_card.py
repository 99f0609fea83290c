"""Let it decide, Labels to check and Taxonomy on the Classifier page, through AppTest."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services import taxonomy
from services.classify.evaluation import category_groups
from services.classify.evaluation.category_groups import Groups, TicketGroup
from services.review import decisions, promises
from tests.pages.desk import click, filed, opened, run, texts
from tests.services.review.promise_support import decided, execute, random_answers, version

pytestmark = pytest.mark.usefixtures("database")


def section(name: str) -> AppTest:
    return opened("classifier/page.py", {"section": name})


def plain(at: AppTest) -> str:
    return texts(at).replace("\\", "").replace("\u2060", "").replace("*", "")


def test_without_answers_it_says_how_many_are_missing_and_cannot_be_switched_on() -> None:
    at = section("promise")
    assert "more random answers" in plain(at)
    assert next(button for button in at.button if button.label == "Let it decide").disabled


def test_a_lead_sees_what_it_would_decide_switches_it_on_and_off_and_undoes() -> None:
    version()
    random_answers(300, 100)
    filed(title="Refund")
    at = section("promise")
    assert "random answers were right" in plain(at)
    click(at, "Let it decide")
    running = promises.running()
    assert running is not None
    assert running.wrong_percent == 5
    assert "At most 5% wrong" in plain(at)
    decided(3, running.id)
    run(at)
    assert "Decided and left to people, by week" in plain(at)
    click(at, "Undo for 3 tickets")
    assert decisions.decided_now() == 0
    click(at, "Switch off")
    assert promises.running() is None


def test_the_slider_changes_the_promise() -> None:
    version()
    random_answers(300, 100)
    promises.begin(5, actor="lead")
    at = section("promise")
    at.slider[0].set_value(8)
    run(at)
    click(at, "Change to at most 8% wrong")
    running = promises.running()
    assert running is not None
    assert running.wrong_percent == 8


def test_the_end_of_a_promise_is_told_on_every_page_until_it_is_dismissed() -> None:
    promises.begin(5, actor="lead")
    figures = {"wrong_percent": 5, "field": "category", "answers": 20, "wrong": 6}
    promises.end("alarm", actor="promise", notice=figures)
    assert "6 of 20 sampled answers on category were wrong" in plain(section("promise"))
    at = opened("settings/page.py")
    assert "6 of 20 sampled answers on category were wrong" in plain(at)
    click(at, "Dismiss")
    assert "6 of 20" not in plain(at)


def test_a_label_is_checked_in_a_dialog() -> None:
    ticket = filed(title="Charged *twice*", category="technical", touched=("category",))
    execute(
        "INSERT INTO left_out_prediction VALUES ('category', :id, 'filing', 'technical', 'billing', 0.9, 0.02, 1)",
        id=ticket.id,
    )
    at = click(section("labels"), "Check 1 category label")
    assert "Labelled" in plain(at)
    assert "Charged twice" in plain(at)
    click(at, "Billing")
    assert execute("SELECT category FROM ticket WHERE id = :id", id=ticket.id) == [("billing",)]
    assert "No label looks wrong" in plain(at)


def test_a_group_becomes_a_category_after_a_look_at_what_would_change(monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = [filed(title=f"Virtual card {n}", description="a virtual card", category="general") for n in range(3)]
    group = TicketGroup(
        tuple(ticket.id for ticket in tickets),
        ("virtual card",),
        0.9,
        tuple((ticket.id, ticket.title) for ticket in tickets),
        tuple((ticket.title, ticket.description) for ticket in tickets),
    )
    monkeypatch.setattr(category_groups, "groups_in", lambda category: Groups(category, 3, (group,)))
    at = click(section("taxonomy"), "Look for groups")
    click(at, "What would change")
    assert "for 3 of the 3 tickets of the group" in plain(at)
    at.text_input(key="taxonomy_name_0").set_value("Virtual cards")
    click(at, "Make it a category")
    added = next(one for one in taxonomy.categories() if one.label == "Virtual cards")
    assert added.keywords == ("virtual card^4",)
    assert "is a category now" in "\n".join(str(one.value) for one in at.success)
