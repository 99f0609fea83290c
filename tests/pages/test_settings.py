"""The Settings page through AppTest, on a real database."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from db import engine as engine_module
from db.engine import transaction
from pages.widgets.notices import READ_AWAY
from services import categories, lifecycle, reporting, rollups, sample, stats, taxonomy
from services.categories import CategoryForm
from services.classify import chain, learned
from services.classify.provider import ProviderState
from services.errors import DatabaseAway
from services.settings import settings
from tests.pages.desk import click, filed, opened, run, texts
from tests.services.classify.learned.support import eventually, file_all, jargon
from tests.services.classify.model_server import ModelServer, reply
from tests.services.classify.test_openai import completion
from tests.services.classify.wire_cases import GOOD

pytestmark = pytest.mark.usefixtures("database")

USED_UP = "The daily budget of calls to Gemini is used up."
PAGE_OF_A_FIRST_RUN = "dashboard.py"


def section(name: str) -> AppTest:
    """The page with one of its sections open."""
    at = opened(PAGE_OF_A_FIRST_RUN)  # only then does AppTest know that settings.py is /admin
    at.query_params["section"] = name
    return run(at.switch_page("settings.py"))


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


def away(*_: Any, **__: Any) -> None:
    raise DatabaseAway


def test_the_categories_with_their_tickets() -> None:
    filed(category="technical")
    said = texts(section("categories"))
    assert "**Technical** :gray[:small[key technical, 221 keywords]]" in said
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
    click(at, "Apply mine on top")
    assert taxonomy.label("billing") == "Money"
    assert "zebra^9" in keywords("billing")


def test_theirs_can_be_taken() -> None:
    at = fill(edit("billing"), label="Mine")
    lead_edits_too("billing", label="Theirs")
    click(click(at, "Save changes"), "Take theirs")
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
    click(at, "Bring back")
    assert taxonomy.categories()[-1].key == "billing"


def test_the_last_active_category_says_why_it_stays() -> None:
    for key in ("billing", "technical", "account"):
        categories.archive(key)
    at = click(click(edit("general"), "Archive"), "Archive General")
    assert "The last active category cannot be archived" in texts(at)
    assert [category.key for category in taxonomy.categories()] == ["general"]


def test_without_a_key_it_says_which_settings_to_set() -> None:
    said = texts(section("models"))
    assert "no text leaves this machine" in said
    assert "`GOOGLE_API_KEY`" in said
    assert "`OPENAI_BASE_URL`" in said


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], ModelServer]]:
    """Sets up an OpenAI-compatible server that behaves like this, with a key and a password in its address."""
    servers: list[ModelServer] = []

    def set_up(behaviour: Any) -> ModelServer:
        servers.append(ModelServer(behaviour))
        servers[-1].__enter__()
        monkeypatch.setenv("OPENAI_BASE_URL", f"{servers[-1].url}/v1".replace("http://", "http://joe:pass-w0rd@"))
        monkeypatch.setenv("OPENAI_API_KEY", "sk-s3cret")
        monkeypatch.setenv("LLM_DEADLINE", "2")
        settings.cache_clear()
        chain._providers.cache_clear()
        return servers[-1]

    yield set_up
    chain.close()
    for server in servers:
        server.__exit__(None, None, None)
    monkeypatch.undo()
    settings.cache_clear()
    chain._providers.cache_clear()


@pytest.mark.parametrize(
    ("behaviour", "chip", "outcome"),
    [
        (reply(completion(json.dumps(GOOD))), "Healthy", "Answered in"),
        (reply({"error": {"message": "no"}}, 401), "Failing", "key"),
    ],
    ids=["well", "refused"],
)
def test_a_provider_is_tested_and_shows_no_secret(model: Any, behaviour: Any, chip: str, outcome: str) -> None:
    filed(title="Wrong amount on the invoice of Xyzzy", description="It lists two seats and we have one")
    server = model(behaviour)
    at = section("models")
    assert "Not asked yet" in texts(at)
    click(at, "Test")
    told = [*at.success, *at.error]
    assert outcome in told[0].value
    run(at)
    assert chip in texts(at)
    shown = texts(at) + "".join(table.value.to_string() for table in at.table) + told[0].value
    shown = shown.replace("\\", "")
    assert "127.0.0.1" in shown
    assert "s3cret" not in shown
    assert "pass-w0rd" not in shown
    assert "The invoice lists two seats" in str(server.requests[0].body)
    assert "Xyzzy" not in str(server.requests[0].body)  # the text is fixed: no ticket goes with it


@pytest.mark.parametrize(
    ("state", "chip"),
    [
        ({"open_until": 4e9}, "Paused for"),
        ({"last_error": USED_UP, "last_error_at": 0.0}, "Healthy"),
        ({"last_error": USED_UP, "last_error_at": time.time()}, "Daily budget used up"),
    ],
)
def test_what_stands_in_the_way_of_a_provider(
    monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], chip: str
) -> None:
    usual: dict[str, Any] = {"open_until": None, "last_error": None, "last_error_at": None}
    one = ProviderState("gemini", "m", healthy=True, calls=1, errors=0, median_ms=5.0, **usual | state)
    monkeypatch.setattr(chain, "states", lambda: (one,))
    assert chip in texts(section("models"))


def test_training_goes_on_in_the_background_and_shows_its_figures() -> None:
    file_all(jargon(120))
    assert "Not trained yet." in texts(section("learned"))
    learned.start_background(check_seconds=3600, pause_seconds=0)
    try:
        eventually(lambda: learned.status().newest is not None)  # as it does by itself
        at = click(section("learned"), "Train now")
        eventually(lambda: not learned.request().due)
        said = texts(run(at))
    finally:
        learned.stop_background()
    assert "Version 2, trained just now" in said
    assert "120 confirmed tickets" in said
    assert "Takes part" in said
    assert "Not enough labels" in said  # priority


def test_a_training_that_cannot_be_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    at = click(section("learned"), "Train now")
    assert "Only a running server trains" in at.toast[0].value
    learned.start_background(check_seconds=3600, pause_seconds=0)
    try:
        with learned.trainer.training_lock():
            assert section("learned").button[0].disabled
            learned.train_soon()
            eventually(lambda: not learned.request().due)
        assert "under way already" in texts(section("learned"))
        learned.train_now()
        assert "under way already" not in texts(section("learned"))
    finally:
        learned.stop_background()


def test_days_are_counted_in_the_zone_that_is_chosen() -> None:
    at = section("data")
    at.selectbox[0].set_value("Pacific/Auckland")
    click(run(at), "Count days in it")
    assert reporting.time_zone().key == "Pacific/Auckland"
    assert "Days are counted in Pacific/Auckland now" in at.toast[0].value.replace("\\", "").replace("\u2060", "")


def test_a_zone_that_somebody_else_changed_is_not_overwritten() -> None:
    at = section("data")
    at.selectbox[0].set_value("Asia/Tokyo")
    run(at)
    reporting.set_time_zone("Europe/Paris", instead_of="UTC")
    at.button[0].click()
    run(at)
    assert reporting.time_zone().key == "Europe/Paris"


def test_the_numbers_are_checked_and_counted_anew() -> None:
    filed()
    rollups.fold()
    at = section("data")
    at.button(key="check_counts").click()
    assert run(at).toast[0].value == "Every number is right."
    with transaction() as session:
        session.execute(text("UPDATE rollup_total SET n = n + 1"))
    at.button(key="check_counts").click()
    assert "differ from a recount" in run(at).toast[0].value
    at.button(key="rebuild_counts").click()
    assert run(at).toast[0].value == "Everything is counted anew."
    assert rollups.verify().differing == 0


def test_sample_tickets_come_and_go() -> None:
    mine = filed()
    at = section("data")
    at.button(key="load_sample").click()
    assert "sample tickets loaded" in run(at).toast[0].value
    loaded, of = sample.loaded()
    assert loaded == of > 500
    at.button(key="remove_sample").click()
    assert sample.loaded() == (of, of)
    click(run(at), f"Remove {of} sample tickets")
    assert sample.loaded() == (0, of)
    assert stats.headline().total_tickets == 1
    assert mine.id


@pytest.mark.parametrize("typed", ["", "rese", "Reset", "reset everything"])
def test_reset_needs_the_word(typed: str) -> None:
    filed()
    at = section("data")
    at.text_input[0].set_value(typed)
    assert run(at).button(key="reset").disabled


def test_reset_says_what_goes_and_deletes_it() -> None:
    filed()
    categories.add(CategoryForm(label="Shipping"))
    at = section("data")
    assert "Deletes the 1 ticket with history" in texts(at)
    assert "every saved view" in texts(at)
    at.text_input[0].set_value("reset")
    run(at).button(key="reset").click()
    run(at)
    assert stats.headline().total_tickets == 0
    assert [category.key for category in taxonomy.categories()] == ["billing", "technical", "account", "general"]
    assert at.text_input[0].value == ""
    assert at.button(key="reset").disabled


def test_a_reset_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    filed()
    at = section("data")
    at.text_input[0].set_value("reset")
    run(at)
    with monkeypatch.context() as patch:
        patch.setattr(lifecycle, "reset", away)
        at.button(key="reset").click()
        assert "does not answer" in run(at).error[0].value
    assert stats.headline().total_tickets == 1


@pytest.mark.parametrize("name", ["categories", "learned", "data"])
def test_without_a_database_each_section_says_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        assert READ_AWAY in texts(section(name))


def test_a_section_that_does_not_exist_is_the_first() -> None:
    assert "Add category" in [button.label for button in section("nonsense").button]
