"""Categories that need a lead's eye: confused with each other, overlapping, or nearly empty.

By left-out predictions: each confirmed ticket was answered by a model that has not seen it. A pair is *confused* when
the tickets of one are surely answered as the other more often than chance errors explain; it *overlaps* when that goes
both ways, so that one category would do, or a better line between the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from sqlalchemy import text

from db.engine import transaction

LEAST_CONFUSED = 5  # tickets, to speak of
LEAST_SHARE = 0.10  # of a category's tickets, surely (the lower bound)
OVERLAP_SHARE = 0.20  # each way
NEARLY_EMPTY = 10  # confirmed tickets of a category, below which little can be learned or measured
NEARLY_EMPTY_SHARE = 0.01  # of all confirmed ones
EXAMPLES = 3
DEVIATIONS = 1.645  # of the normal distribution: one-sided 95 %


@dataclass(frozen=True, slots=True)
class Confused:
    """Of ``number`` tickets labelled ``label``, ``confused`` are answered as ``other``; ``tickets`` are examples.

    ``back`` of ``back_number`` go the other way.
    """

    label: str
    other: str
    confused: int
    number: int
    back: int
    back_number: int
    tickets: tuple[int, ...] = ()

    @property
    def overlaps(self) -> bool:
        """Whether it goes both ways so often that the line between the two is not clear."""
        there, back = self.confused / self.number, self.back / max(1, self.back_number)
        return min(there, back) >= OVERLAP_SHARE


@dataclass(frozen=True, slots=True)
class NearlyEmpty:
    """A category with few confirmed tickets."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is to look at, the most important first."""

    confused: tuple[Confused, ...]
    nearly_empty: tuple[NearlyEmpty, ...]


def findings(active: Sequence[str]) -> Findings:
    """What the left-out predictions of categories say of the ``active`` ones."""
    with transaction() as session:
        rows = session.execute(_COUNTS).all()
        labels: dict[str, int] = {row.label: row.number for row in session.execute(_LABELS)}
    counts = {(row.label, row.predicted): row.number for row in rows}
    examples = {(row.label, row.predicted): tuple(row.tickets) for row in rows}
    return find(counts, {key: labels.get(key, 0) for key in active}, examples)


def find(
    counts: Mapping[tuple[str, str], int],
    labels: Mapping[str, int],
    examples: Mapping[tuple[str, str], tuple[int, ...]] | None = None,
) -> Findings:
    """The findings of a confusion matrix: ``counts`` by label and prediction, ``labels`` confirmed by category."""
    numbers = {key: sum(n for (label, _), n in counts.items() if label == key) for key in labels}
    pairs = []
    for pair in combinations(sorted(labels), 2):
        label, other = max((pair, pair[::-1]), key=lambda way: counts.get(way, 0))
        confused = counts.get((label, other), 0)
        if confused >= LEAST_CONFUSED and _surely(confused, numbers[label]) >= LEAST_SHARE:
            tickets = (examples or {}).get((label, other), ())
            back = counts.get((other, label), 0)
            pairs.append(Confused(label, other, confused, numbers[label], back, numbers[other], tickets))
    total = sum(labels.values())
    few = max(NEARLY_EMPTY, NEARLY_EMPTY_SHARE * total) if total >= NEARLY_EMPTY * max(1, len(labels)) else 0
    empty = [NearlyEmpty(key, number) for key, number in labels.items() if number < few]
    most_first = sorted(pairs, key=lambda one: (-one.overlaps, -one.confused / one.number, one.label))
    return Findings(tuple(most_first), tuple(sorted(empty, key=lambda one: (one.number, one.label))))


def _surely(hits: int, number: int) -> float:
    """The lower bound of a share (Wilson)."""
    if number == 0:
        return 0.0
    share, squared = hits / number, DEVIATIONS**2
    centre = share + squared / (2 * number)
    spread = DEVIATIONS * sqrt(share * (1 - share) / number + squared / (4 * number**2))
    return (centre - spread) / (1 + squared / number)


_COUNTS = text(
    """
    SELECT label, predicted, count(*) AS number,
           (array_agg(ticket_id ORDER BY confidence DESC, ticket_id))[1:3] AS tickets
    FROM left_out_prediction WHERE field = 'category' GROUP BY label, predicted
    """
)
_LABELS = text("SELECT label, count(*) AS number FROM left_out_prediction WHERE field = 'category' GROUP BY label")
