"""The rules for changing categories, on a real PostgreSQL; and that everything else hears of a change at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from starlette.testclient import TestClient

from api.routes import api
from db import engine as engine_module
from db.engine import transaction
from services import categories, stats, taxonomy
from services.categories import CategoryChanged, CategoryForm, key_for
from services.classify import chain, learned
from services.classify.llm.prompt import Ask, build_prompt
from services.errors import Conflict, InvalidInput, NotFound
from services.filters.ticket_filter import TicketFilter
from services.taxonomy import Category
from tests.pages.desk import filed
from tests.services.classify.learned.support import eventually

SHIPPING = CategoryForm(label="Shipping", description="Parcels", keywords=("parcel^4", "lost in transit"))


def get(key: str) -> Category:
    """As the database has it."""
    with transaction() as session:
        return next(category for category in taxonomy.read(session) if category.key == key)


def active() -> list[str]:
    return [category.key for category in taxonomy.categories()]


def form(category: Category, **changes: Any) -> CategoryForm:
    seen = {"label": category.label, "description": category.description, "keywords": category.keywords}
    return CategoryForm(**seen | changes)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"label": " \u200b\n"}, "label", "A name is missing."),
        ({"label": "x" * 61}, "label", "A name has at most 60 characters; this one has 61."),
        ({"label": "a\0b"}, "label", "This contains a NUL character, which cannot be stored."),
        ({"description": "x" * 1001}, "description", "A description has at most 1,000 characters; this one has 1,001."),
        ({"keywords": ("refund^0",)}, "keywords", '"refund^0": The weight after ^ must be a number above 0'),
        ({"keywords": ("refund^x",)}, "keywords", '"refund^x": The weight after ^ must be a number above 0'),
        ({"keywords": ("fine", "!!!")}, "keywords", '"!!!": An entry needs a word'),
        ({"keywords": ("a, b",)}, "keywords", '"a, b": Write one word or phrase per line.'),
        ({"keywords": ("y" * 90,)}, "keywords", f'"{"y" * 39}…": An entry has at most 80 characters.'),
        ({"keywords": ("?", "!", "..", "--", ";")}, "keywords", "And 2 more."),
        ({"keywords": tuple(f"w{n}" for n in range(1001))}, "keywords", "A category has at most 1,000 keywords"),
        ({"keywords": ("half \ud800",)}, "keywords", "This contains half a character"),
    ],
)
def test_what_a_form_refuses(given: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        CategoryForm(**{"label": "Shipping"} | given)
    assert list(refused.value.fields) == [field]
    assert said in refused.value.fields[field][0]


@pytest.mark.parametrize(
    "given",
    [
        {"label": "x" * 60},
        {"description": "x" * 1000},
        {"keywords": tuple(f"w{n}" for n in range(1000))},
        {"keywords": ("y" * 80,)},
    ],
    ids=["label", "description", "keywords", "keyword"],
)
def test_what_a_form_just_takes(given: dict[str, Any]) -> None:
    taken = CategoryForm(**{"label": "Shipping"} | given)
    assert all(getattr(taken, name) == value for name, value in given.items())


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (("!" * 40,), f'"{"!" * 40}": '),
        (("!" * 41,), f'"{"!" * 39}…": '),
    ],
)
def test_only_a_long_entry_is_cut_where_it_is_named(entries: tuple[str, ...], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        CategoryForm(label="Shipping", keywords=entries)
    assert refused.value.fields["keywords"][0].startswith(said)


def test_of_three_bad_entries_all_are_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        CategoryForm(label="Shipping", keywords=("?", "!", ".."))
    said = refused.value.fields["keywords"][0]
    assert [entry in said for entry in ('"?": ', '"!": ', '"..": ', "more.")] == [True, True, True, False]


def test_what_a_form_tidies() -> None:
    tidy = CategoryForm(
        label="  Ship\nping ", description=" a\r\nb ", keywords=("", " parcel^4 ", "parcel^4", "\u200b")
    )
    assert (tidy.label, tidy.description, tidy.keywords) == ("Ship ping", "a\nb", ("parcel^4",))


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Shipping", "shipping"),
        ("Größe & Maß", "grosse_mass"),
        ("  Order / Delivery  ", "order_delivery"),
        ("2nd line", "category_2nd_line"),
        ("物流", "category"),
        ("Billing", "billing_2"),
        ("Open", "open_2"),
        ("Nobody", "nobody_2"),
        ("x" * 60, "x" * 40),
        ("x" * 39 + " abc", "x" * 39),
        ("y" * 60, "y" * 38 + "_2"),
        ("z" * 37 + " a", "z" * 37 + "_2"),
    ],
)
def test_a_key_is_made_from_the_label(label: str, key: str) -> None:
    assert key_for(label, {"billing", "billing_3", "y" * 40, f"{'z' * 37}_a"}) == key


@given(label=st.text(max_size=60), taken=st.sets(st.sampled_from(["a", "a_2", "category", "category_2"])))
def test_every_label_has_a_key_that_the_database_takes(label: str, taken: set[str]) -> None:
    key = key_for(label, taken)
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key)
    assert key not in taken


@pytest.mark.usefixtures("database")
class TestWrites:
    def test_add_is_at_the_end_and_everywhere_at_once(self) -> None:
        taxonomy.categories()  # fills the cache that has to be forgotten
        assert categories.add(SHIPPING) == "shipping"
        assert active() == ["billing", "technical", "account", "general", "shipping"]
        assert chain.instant("Parcel", "lost in transit").category.key == "shipping"
        prompt = build_prompt(Ask("t", "d", taxonomy.categories()))
        assert "shipping" in str(prompt)
        assert "Parcels" in str(prompt)
        assert TicketFilter.from_params({"category": "shipping"}).category == ("shipping",)
        assert stats.headline().category_breakdown["shipping"] == 0
        with TestClient(api, base_url="http://localhost") as client:
            assert client.get("/tickets/stats/").json()["category_breakdown"]["shipping"] == 0

    def test_edit_changes_all_but_the_key(self) -> None:
        before = get("billing")
        categories.edit(before, form(before, label="Money", keywords=("zebra^9",)))
        after = get("billing")
        assert (after.label, after.description, after.keywords) == ("Money", before.description, ("zebra^9",))
        assert taxonomy.label("billing") == "Money"
        assert chain.instant("", "a zebra").category.key == "billing"

    @pytest.mark.parametrize("label", ["technical", "TECHNICAL", "Téchnical"])
    def test_a_name_is_taken_whatever_its_capitals_and_accents(self, label: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            categories.add(CategoryForm(label=label))
        with pytest.raises(InvalidInput):
            categories.edit(get("billing"), form(get("billing"), label=label))
        assert refused.value.fields == {"label": ["There is a category called Technical already."]}

    def test_a_category_may_keep_its_own_name(self) -> None:
        before = get("billing")
        categories.edit(before, form(before, label="BILLING"))
        assert get("billing").label == "BILLING"

    def test_the_name_of_an_archived_one_is_taken_too(self) -> None:
        categories.archive("billing")
        with pytest.raises(InvalidInput, match="archived and can be brought back"):
            categories.add(CategoryForm(label="Billing"))

    def test_an_edit_of_what_somebody_else_changed_is_refused_and_shows_it(self) -> None:
        seen = get("billing")
        categories.edit(seen, form(seen, description="Theirs"))
        with pytest.raises(CategoryChanged) as refused:
            categories.edit(seen, form(seen, label="Mine"))
        assert refused.value.current.description == "Theirs"
        assert get("billing").label == "Billing"

    def test_an_edit_of_what_is_gone(self) -> None:
        with pytest.raises(NotFound):
            categories.edit(Category("gone", "Gone", "", (), archived=False), CategoryForm(label="Gone"))

    @pytest.mark.parametrize(
        ("key", "by", "order"),
        [
            ("account", -1, "billing account technical general"),
            ("billing", 1, "technical billing account general"),
            ("billing", -1, "billing technical account general"),
            ("general", 1, "billing technical account general"),
            ("general", -3, "general billing technical account"),
            ("general", -9, "general billing technical account"),
        ],
    )
    def test_move(self, key: str, by: int, order: str) -> None:
        categories.move(key, by, seen=active())
        assert active() == order.split()
        assert list(stats.headline().category_breakdown) == order.split()

    def test_a_move_in_a_list_that_changed_is_refused(self) -> None:
        seen = active()
        categories.move("general", -1, seen=seen)
        for key, list_seen in (("billing", seen), ("gone", active())):
            with pytest.raises(Conflict, match="changed meanwhile"):
                categories.move(key, 1, seen=list_seen)

    def test_archived_is_offered_no_more_and_keeps_its_tickets(self) -> None:
        ticket = filed(category="billing")
        categories.archive("billing")
        assert active() == ["technical", "account", "general"]
        assert chain.instant("Refund", "I want a refund of my invoice").category.key != "billing"
        assert stats.headline().category_breakdown["billing"] == 1
        assert TicketFilter.from_params({"category": "billing"}).category == (ticket.category,)
        with pytest.raises(Conflict, match="Billing is archived already"):
            categories.archive("billing")
        categories.restore("billing")
        assert active() == ["technical", "account", "general", "billing"]
        with pytest.raises(Conflict, match="Billing is active already"):
            categories.restore("billing")

    def test_the_last_active_one_stays(self) -> None:
        for key in ("billing", "technical", "account"):
            categories.archive(key)
        with pytest.raises(InvalidInput, match="last active category"):
            categories.archive("general")
        assert active() == ["general"]

    def test_two_leads_archive_the_last_two_at_the_same_moment(self) -> None:
        for key in ("billing", "technical"):
            categories.archive(key)
        outcomes = at_once(lambda: categories.archive("account"), lambda: categories.archive("general"))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InvalidInput", "NoneType"]
        assert len(active()) == 1

    def test_two_leads_edit_one_category_at_the_same_moment(self) -> None:
        seen = get("billing")
        outcomes = at_once(
            lambda: categories.edit(seen, form(seen, label="One")),
            lambda: categories.edit(seen, form(seen, label="Two")),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CategoryChanged", "NoneType"]

    def test_two_leads_add_the_same_category_at_the_same_moment(self) -> None:
        outcomes = at_once(lambda: categories.add(SHIPPING), lambda: categories.add(SHIPPING))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InvalidInput", "str"]

    def test_tickets_are_filed_while_a_lead_writes(self) -> None:
        with categories._writing("is looked at"):
            assert filed().id

    def test_a_change_right_before_the_database_goes_away_leaves_the_desk_with_categories(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taxonomy.categories()
        categories.add(SHIPPING)
        with monkeypatch.context() as patch:
            patch.setattr(engine_module, "_open", None)
            assert chain.instant("Refund", "I want a refund of my invoice").category.key == "billing"
        taxonomy.forget()
        assert active()[-1] == "shipping"

    def test_another_process_hears_of_a_change(self) -> None:
        learned.start_background(lambda: None, check_seconds=3600)
        try:
            eventually(lambda: _listening() == 1)
            taxonomy.categories()
            with transaction() as session:  # as another process would, which cannot call forget() in this one
                session.execute(text("UPDATE category SET label = 'Money' WHERE key = 'billing'"))
                taxonomy.announce(session)
            eventually(lambda: taxonomy.label("billing") == "Money", seconds=taxonomy.CACHE_SECONDS / 2)
        finally:
            learned.stop_background()


def _listening() -> int:
    with transaction() as session:
        return int(session.scalar(text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")) or 0)


def at_once(*writes: Callable[[], object]) -> list[object]:
    """What each returned or raised, all started together."""
    start = threading.Barrier(len(writes))

    def one(write: Callable[[], object]) -> object:
        start.wait()
        try:
            return write()
        except (Conflict, InvalidInput) as error:
            return error

    with ThreadPoolExecutor(len(writes)) as pool:
        return list(pool.map(one, writes))
