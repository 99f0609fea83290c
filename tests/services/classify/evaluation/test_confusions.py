"""Categories that are confused, overlap or are nearly empty, by a confusion matrix."""

from __future__ import annotations

import pytest

from services.classify.evaluation.confusions import Confused, NearlyEmpty, find

Counts = dict[tuple[str, str], int]


def matrix(**rows: dict[str, int]) -> tuple[Counts, dict[str, int]]:
    counts = {(label, predicted): number for label, row in rows.items() for predicted, number in row.items()}
    return counts, {label: sum(row.values()) for label, row in rows.items()}


@pytest.mark.parametrize(
    ("there", "back", "found"),
    [
        (4, 0, False),  # too few to speak of
        (5, 0, False),  # 5 of 100 may be chance
        (30, 0, True),
        (0, 30, True),
    ],
)
def test_what_is_confused(there: int, back: int, found: bool) -> None:
    counts, labels = matrix(
        billing={"billing": 100 - there, "account": there}, account={"account": 100 - back, "billing": back}
    )
    assert bool(find(counts, labels).confused) == found


def test_a_pair_is_named_by_its_worse_side_and_overlaps_when_it_goes_both_ways() -> None:
    counts, labels = matrix(
        billing={"billing": 60, "account": 40}, account={"account": 70, "billing": 30}, general={"general": 100}
    )
    (one,) = find(counts, labels, {("billing", "account"): (7, 9)}).confused
    assert one == Confused("billing", "account", 40, 100, 30, 100, (7, 9))
    assert one.overlaps
    assert not Confused("billing", "account", 40, 100, 3, 100).overlaps


def test_overlapping_pairs_come_first_then_the_most_confused() -> None:
    counts, labels = matrix(
        a={"a": 20, "b": 80}, b={"b": 100}, c={"c": 70, "d": 30}, d={"d": 75, "c": 25}, e={"e": 70, "a": 30}
    )
    assert [(one.label, one.other) for one in find(counts, labels).confused] == [("c", "d"), ("a", "b"), ("e", "a")]


def test_a_category_with_few_labels_is_nearly_empty_once_there_are_labels_at_all() -> None:
    counts, labels = matrix(billing={"billing": 60}, account={"account": 3}, general={})
    assert find(counts, labels).nearly_empty == (NearlyEmpty("general", 0), NearlyEmpty("account", 3))
    assert find({}, {"billing": 0, "account": 0}).nearly_empty == ()
