"""The labels: the confirmed tickets and taught texts that a training reads, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from scipy import sparse
from sqlalchemy import text

from db.engine import transaction
from services.classify.keywords.priority.rules import PRIORITY_RULES
from services.classify.linear.features import COLUMNS, READ_CHARS, count, joined
from services.classify.linear.hints import Hints, keyword_hints
from services.classify.rules import Rules, rules_of
from services.suggestion import Verdict
from services.taxonomy import PRIORITIES, categories

FIELDS = ("category", "priority")
NEWEST = 20_000  # confirmed tickets a training reads, newest first
OF_EACH_VALUE = 200  # and these of every category and priority, however old, so that rare ones stay
BATCH = 100


@dataclass(frozen=True, slots=True)
class FieldLabels:
    """The labels of one field, side by side and oldest first.

    ``counts`` are rows of features.count, ``keywords`` what the rules answer, ``tickets`` the numbers (negative: a
    taught text), ``samples`` where each label comes from (samples.py).
    """

    counts: sparse.csr_array
    labels: Sequence[str]
    keywords: Sequence[Verdict]
    tickets: Sequence[int]
    samples: Sequence[str]


@dataclass(slots=True)
class Labelled:
    """What a training reads, oldest first, side by side: numbers, counts of features, and per field what was confirmed
    (None: nothing), where that comes from and what the rules answer. ``last_event`` is the newest event of any ticket
    at the time, ``hints`` the rules' entries.
    """

    last_event: int
    counts: sparse.csr_array
    tickets: list[int] = field(default_factory=list)
    labels: dict[str, list[str | None]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    samples: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    keywords: dict[str, list[Verdict]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    hints: dict[str, Hints] = field(default_factory=dict)

    def of(self, name: str) -> FieldLabels:
        """The labels of one field."""
        confirmed = [place for place, label in enumerate(self.labels[name]) if label is not None]
        return FieldLabels(
            self.counts[confirmed],
            [label for label in self.labels[name] if label is not None],
            [self.keywords[name][at] for at in confirmed],
            [self.tickets[at] for at in confirmed],
            [self.samples[name][at] for at in confirmed],
        )


def read_labelled(pause: Callable[[], None] = lambda: None) -> Labelled:
    """Read and count the texts to learn from, a batch at a time; ``pause`` is called before each is classified.

    Labels of archived categories are left out.
    """
    active = categories()
    entries = {category.key: category.keywords for category in active}
    rules = rules_of(active)
    batches = [count([])]
    with transaction(statement_timeout=0) as session:
        labelled = Labelled(session.scalar(_LAST_EVENT) or 0, sparse.csr_array((0, COLUMNS)))
        bounds: dict[str, Any] = {"newest": NEWEST, "of_each": OF_EACH_VALUE, "chars": READ_CHARS}
        bounds |= {"categories": [category.key for category in active], "priorities": list(PRIORITIES)}
        with closing(session.execute(_TRAINING, bounds, execution_options={"yield_per": BATCH})) as training:
            for rows in training.partitions():
                batches.append(count(joined(row.title, row.description) for row in rows))
                for row in rows:
                    pause()
                    _append(labelled, row, rules)
    labelled.hints = {"category": keyword_hints(entries), "priority": keyword_hints(PRIORITY_RULES)}
    labelled.counts = sparse.vstack(batches, format="csr")
    return labelled


def label_counts() -> dict[str, int]:
    """How many labels there are now, by field; more than NEWEST count as one more, archived categories nothing."""
    with transaction() as session:
        return dict(session.execute(_COUNTS, {"most": NEWEST + 1}).one()._asdict())


def _append(labelled: Labelled, row: Any, rules: Rules) -> None:
    answer = rules.suggest(row.title, row.description)
    labelled.tickets.append(row.id)
    for name in FIELDS:
        labelled.labels[name].append(getattr(row, name))
        labelled.samples[name].append(getattr(row, f"{name}_sample"))
        labelled.keywords[name].append(getattr(answer, name))


_LAST_EVENT = text("SELECT max(id) FROM ticket_event")


def _sample(name: str) -> str:
    """Where the label of a field comes from. One that a picked answer changed is no longer the one drawn at random."""
    return f"""
        CASE WHEN first.drawn = 'random' AND (first.{name} = ticket.{name} OR NOT first.picked_later) THEN 'random'
             WHEN first.drawn IS NOT NULL THEN 'picked'
             ELSE CASE ticket.{name}_set_by WHEN 'import' THEN 'import' WHEN 'api' THEN 'api' ELSE 'filing' END
        END
    """


# The first answer of each ticket in Review: how it was drawn, and whether a later one was not drawn at random.
FIRST_ANSWERS = """
    SELECT DISTINCT ON (ticket_id) ticket_id, drawn, category, priority,
        bool_or(drawn <> 'random') OVER (PARTITION BY ticket_id) AS picked_later
    FROM review_answer WHERE NOT skipped ORDER BY ticket_id, id
"""
CATEGORY_SAMPLE, PRIORITY_SAMPLE = _sample("category"), _sample("priority")

# A category or priority that nobody confirmed, or whose category is archived, comes as NULL.
_TRAINING = text(
    f"""
    WITH chosen AS (
        (SELECT id FROM ticket
         WHERE category_set_by <> 'classifier' OR priority_set_by <> 'classifier'
         ORDER BY created_at DESC, id DESC LIMIT :newest)
        UNION
        SELECT of_category.id FROM unnest(CAST(:categories AS text[])) AS category_key, LATERAL
        (SELECT id FROM ticket WHERE category = category_key AND category_set_by <> 'classifier'
         ORDER BY created_at DESC, id DESC LIMIT :of_each) AS of_category
        UNION
        SELECT of_priority.id FROM unnest(CAST(:priorities AS ticket_priority[])) AS priority_key, LATERAL
        (SELECT id FROM ticket WHERE priority = priority_key AND priority_set_by <> 'classifier'
         ORDER BY created_at DESC, id DESC LIMIT :of_each) AS of_priority
        UNION
        (SELECT ticket_id FROM review_answer WHERE NOT skipped ORDER BY id DESC LIMIT :newest)
    ), first AS MATERIALIZED ({FIRST_ANSWERS}), labelled AS (
        SELECT id, created_at, title, left(description, :chars) AS description,
            CASE WHEN category_set_by <> 'classifier' AND ticket.category = ANY (:categories)
                 THEN ticket.category END AS category,
            CASE WHEN priority_set_by <> 'classifier' THEN ticket.priority::text END AS priority,
            {CATEGORY_SAMPLE} AS category_sample, {PRIORITY_SAMPLE} AS priority_sample
        FROM ticket JOIN chosen USING (id) LEFT JOIN first ON first.ticket_id = ticket.id
        WHERE description <> removed_text()
        UNION ALL
        SELECT -id, created_at, title, left(description, :chars),
            CASE WHEN category = ANY (:categories) THEN category END, priority::text, 'taught', 'taught'
        FROM taught_example
    )
    SELECT * FROM labelled WHERE category IS NOT NULL OR priority IS NOT NULL ORDER BY created_at, id
    """  # noqa: S608 - our own
)

_COUNTS = text(
    """
    SELECT (SELECT count(*) FROM (
               SELECT FROM ticket JOIN category ON category.key = ticket.category
               WHERE category_set_by <> 'classifier' AND archived_at IS NULL AND ticket.description <> removed_text()
               LIMIT :most
           ) AS counted) + (SELECT count(*) FROM taught_example JOIN category ON category.key = category
               WHERE archived_at IS NULL) AS category,
           (SELECT count(*) FROM (
               SELECT FROM ticket WHERE priority_set_by <> 'classifier' AND description <> removed_text() LIMIT :most
           ) AS counted) + (SELECT count(priority) FROM taught_example) AS priority
    """
)
