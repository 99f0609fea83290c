"""The categories on the Settings page, through AppTest, on a real database."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.settings.categories import category_drawer
from services import categories, lifecycle, taxonomy
from services.categories import CategoryForm
from tests.pages.desk import click, filed, run, texts
from tests.pages.settings.support import away, section

pytestmark = pytest.mark.usefixtures("database")


def edit(key: str) -> AppTest:
    """The page with the drawer of one category."""
    at = section("categories")
    at.button(key=f"edit_{key}").click()
    return run(at)


def fill(at: AppTest, **fields: str) -> AppTest:
    """Type into the drawer."""
    for name, value in fields.items():
        widget = at.text_input if name == "label" else at.text_area
        widget(key=f"category_{name}").set_value(value)
    return run(at)


def keywords(key: str) -> tuple[str, ...]:
    return next(category.keywords for category in taxonomy.categories(archived=True) if category.key == key)


def test_the_categories_with_their_tickets() -> None:
    filed(category="technical")
    said = texts(section("categories"))
    assert "**Technical** :gray[:small[key technical, 431 keywords]]" in said
    assert "Archived" not in said


def test_a_category_is_added() -> None:
    at = click(section("categories"), "Add category")
    fill(at, label="Shipping *fast*", description="Parcels", keywords="parcel^4\n\nlost in transit")
    at.button(key="save_category").click()
    run(at)
    assert keywords("shipping_fast") == ("parcel^4", "lost in transit")
    assert at.toast[0].value == r"Shipping \*fast\* added."
    assert r"**Shipping \*fast\***" in texts(at)
    assert not at.text_area


def test_an_edit_is_given_up_by_its_button() -> None:
    at = edit("billing")
    fill(at, label="Money")
    at.button(key="cancel_category").click()
    run(at)
    assert not [button for button in at.button if button.key == "save_category"]
    assert taxonomy.label("billing") == "Billing"


def test_a_bad_keyword_is_named_and_nothing_typed_is_lost() -> None:
    at = fill(edit("billing"), label="Money", keywords="refund^3\nrefund^99")
    click(at, "Save changes")
    assert "refund^99" in at.error[0].value.replace("\\", "")
    assert "Nothing was saved" in at.error[0].value
    assert at.text_area(key="category_keywords").value == "refund^3\nrefund^99"
    assert taxonomy.label("billing") == "Billing"
    click(fill(at, keywords="refund^3"), "Save changes")
    assert (taxonomy.label("billing"), keywords("billing")) == ("Money", ("refund^3",))


def test_an_edit_without_a_database_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    at = fill(edit("billing"), label="Money")
    with monkeypatch.context() as patch:
        patch.setattr(categories, "edit", away)
        click(at, "Save changes")
        assert "Your text is still here" in texts(at)
    click(at, "Save changes")
    assert taxonomy.label("billing") == "Money"


def lead_edits_too(key: str, **changes: Any) -> None:
    seen = next(category for category in taxonomy.categories() if category.key == key)
    given = {"label": seen.label, "description": seen.description, "keywords": seen.keywords}
    categories.edit(seen, CategoryForm(**given | changes))


def test_the_second_of_two_leads_sees_what_changed_and_applies_theirs_on_top() -> None:
    at = fill(edit("billing"), label="Money")
    lead_edits_too("billing", description="All about *money*", keywords=(*keywords("billing"), "zebra^9"))
    click(at, "Save changes")
    assert r'the description is "All about \*money\*"; zebra^9 added' in texts(at)
    assert taxonomy.label("billing") == "Billing"
    click(at, "Save my changes anyway")
    assert taxonomy.label("billing") == "Money"
    assert "zebra^9" in keywords("billing")


def test_theirs_can_be_taken() -> None:
    at = fill(edit("billing"), label="Mine")
    lead_edits_too("billing", label="Theirs")
    click(click(at, "Save changes"), "Discard my changes")
    assert at.text_input(key="category_label").value == "Theirs"
    assert taxonomy.label("billing") == "Theirs"


def test_a_category_that_a_reset_removed_meanwhile_is_not_opened_as_a_new_one() -> None:
    categories.add(CategoryForm(label="Shipping"))
    at = section("categories")
    lifecycle.reset()
    at.button(key="edit_shipping").click()
    assert "is gone" in run(at).toast[0].value
    assert not at.text_area


def test_archiving_says_how_many_tickets_keep_it_and_is_undone() -> None:
    filed(category="billing")
    at = click(edit("billing"), "Archive")
    assert "1 ticket keeps it" in texts(at)
    click(at, "Archive Billing")
    assert "Archived" in texts(at)
    assert "billing" not in [category.key for category in taxonomy.categories()]
    click(at, "Restore")
    assert taxonomy.categories()[-1].key == "billing"


def test_the_last_active_category_says_why_it_stays() -> None:
    for key in ("billing", "technical", "account"):
        categories.archive(key)
    at = click(click(edit("general"), "Archive"), "Archive General")
    assert "The last active category cannot be archived" in texts(at)
    assert [category.key for category in taxonomy.categories()] == ["general"]


def test_the_second_of_two_clicks_on_apply_mine_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {}  # the first one has saved and closed the drawer
    monkeypatch.setattr(st, "session_state", state)
    category_drawer._apply_mine(taxonomy.categories()[0])
    assert state == {}
