"""Groups of texts that read alike: found, named, the same each time, and only where there are some."""

from __future__ import annotations

import random

import pytest

from services.classify.evaluation import category_groups
from services.classify.evaluation.groups import find_groups
from services.taxonomy import categories
from tests.pages.desk import filed

TOPICS = {
    "virtual card": "my virtual card {} in the app please help with the virtual card details",
    "exchange rate": "the exchange rate {} for euros looks different from the exchange rate shown",
    "top up": "my top up {} by bank and the top up limit was reached",
}
WAYS = ("failed", "is missing", "was wrong", "did not show", "seems odd", "has changed", "vanished", "is late")


def texts(each: int = 30) -> list[tuple[str, str, str]]:
    """Topic, title and description, shuffled."""
    found = [
        (topic, f"{WAYS[number % len(WAYS)]} {number % 7}", text.format(WAYS[number % len(WAYS)]))
        for topic, text in TOPICS.items()
        for number in range(each)
    ]
    random.Random(1).shuffle(found)
    return found


def test_each_topic_is_a_group_with_its_words() -> None:
    rows = texts()
    groups = find_groups([row[1:] for row in rows])
    assert {frozenset(rows[place][0] for place in group.places) for group in groups} == {
        frozenset([topic]) for topic in TOPICS
    }
    assert {word for group in groups for word in group.words} & set(TOPICS)
    assert sum(group.size for group in groups) == len(rows)


def test_the_same_texts_give_the_same_groups() -> None:
    rows = [row[1:] for row in texts()]
    assert find_groups(rows) == find_groups(rows)


@pytest.mark.parametrize("rows", [[], [("a", "b")] * 5, [("", "")] * 50, [("same", "same words")] * 50])
def test_where_there_is_nothing_to_tell_apart_there_is_no_group(rows: list[tuple[str, str]]) -> None:
    assert find_groups(rows) == []


@pytest.mark.slow
def test_the_groups_of_a_category_and_what_would_change(database: None) -> None:
    for topic, title, description in texts(14):
        filed(title=title, description=description, category="general", requester=topic)
    filed(title="Refund", description="I was charged twice, refund", category="billing")
    found = category_groups.groups_in("general")
    assert found.read == 42
    group = next(one for one in found.groups if "virtual" in " ".join(one.words))
    assert len(group.tickets) == 14
    assert len(group.examples) == 3
    change = category_groups.preview(group.keywords, group.texts)
    assert (change.asked, change.caught) == (43, 14)
    assert sum(change.moved.values()) == 14
    assert group.search == '"card details" or app or help'
    assert set(category_groups.without_tickets(categories())) == {"technical", "account"}
