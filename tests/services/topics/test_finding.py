"""Topics are found with their words, keep their rules from week to week, and new ones come beside them."""

from __future__ import annotations

import pytest

from services.topics.definition import LOOKED_IN_MIN, Changes, KnownTopic
from services.topics.finding import find_changes
from services.topics.rule import Rules, text_terms
from tests.services.topics.support import texts

pytestmark = pytest.mark.slow


def pairs(rows: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [row[1:] for row in rows]


def known_after(changes: Changes, known: list[KnownTopic], read: int) -> list[KnownTopic]:
    """The topics there are then."""
    kept = [topic for topic in known if topic.id not in {*changes.gone, *changes.defined_anew}]
    kept += [KnownTopic(topic, one.rule, read, read) for topic, one in changes.defined_anew.items()]
    first = max((topic.id for topic in known), default=0) + 1
    return kept + [KnownTopic(first + place, one.rule, read, read) for place, one in enumerate(changes.new)]


def topics_of(rows: list[tuple[str, str, str]], known: list[KnownTopic]) -> dict[str, set[int | None]]:
    """The topics of the texts of each theme."""
    rules = Rules((topic.id, topic.round, topic.rule) for topic in known)
    found: dict[str, set[int | None]] = {theme: set() for theme, *_ in rows}
    for theme, *text in rows:
        found[theme].add(rules.topic_of(text_terms(*text)))
    return found


def test_each_theme_is_a_topic_whose_rule_holds_for_texts_that_were_not_read() -> None:
    changes = find_changes(pairs(texts(40)), [])
    known = known_after(changes, [], 120)
    of_theme = topics_of(texts(60, seed=9), known)
    assert sorted(map(len, of_theme.values())) == [1, 1, 1]
    assert None not in set().union(*of_theme.values())
    assert len(set().union(*of_theme.values())) == 3
    words = [" ".join(one.words) for one in changes.new]
    assert [sum(part in word for word in words) for part in ("euros", "card", "paper")] == [1, 1, 1]


def test_a_week_later_the_topics_are_the_same_and_a_new_theme_comes_beside_them() -> None:
    before = texts(60, ("rate", "card"))
    known = known_after(find_changes(pairs(before), []), [], 120)
    later = before[40:] + texts(25, seed=5)
    changes = find_changes(pairs(later), known)
    assert (len(changes.new), changes.defined_anew, changes.gone) == (1, {}, frozenset())
    assert changes.seen == {topic.id for topic in known}
    both = known_after(changes, known, len(later))
    assert topics_of(before, both) == topics_of(before, known)
    assert find_changes(pairs(later), both) == Changes(seen=frozenset(topic.id for topic in both))


def test_young_topics_keep_their_numbers_when_the_desk_has_grown() -> None:
    known = known_after(find_changes(pairs(texts(34)), []), [], 102)
    grown = texts(80, seed=3)
    changes = find_changes(pairs(grown), known)
    assert set(changes.defined_anew) == {topic.id for topic in known}
    assert (changes.new, changes.gone) == ((), frozenset())
    after = known_after(changes, known, 240)
    assert topics_of(grown, after) == topics_of(grown, known)


def test_a_young_topic_that_is_not_found_again_goes_unless_a_person_named_it() -> None:
    (first, *_) = known_after(find_changes(pairs(texts(60, ("printer",)) + texts(60, ("card",))), []), [], 120)
    other = pairs(texts(130, ("rate", "card")))
    lost = KnownTopic(77, next(iter(find_changes(pairs(texts(60)), []).new)).rule, 120)
    gone = KnownTopic(78, type(first.rule)({"zebra": 9.0}, 1.0), 120)
    assert 78 in find_changes(other, [lost, gone]).gone
    assert 78 not in find_changes(other, [lost, KnownTopic(78, gone.rule, 120, named=True)]).gone


@pytest.mark.parametrize(
    "rows",
    [
        [],
        pairs(texts(40))[: LOOKED_IN_MIN - 1],
        [("", "")] * 200,
        [("same", "same words")] * 200,
        [(f"{number:x}", f"{number * 7919:x}") for number in range(200)],
    ],
)
def test_where_there_is_nothing_to_tell_apart_nothing_is_found(rows: list[tuple[str, str]]) -> None:
    assert find_changes(rows, []) == Changes()


def test_words_are_written_as_the_tickets_write_them() -> None:
    rows = [(f"Kündigung {theme}", f"Die Kündigung des Vertrags, {text}") for theme, _, text in texts(20, ("card",))]
    rows += pairs(texts(60, ("rate", "printer")))
    words = {word for one in find_changes(rows, []).new for word in one.words}
    assert any("Kündigung" in word for word in words)
