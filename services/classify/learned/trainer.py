"""One training, start to end, by one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import own_connection, transaction
from services.classify.learned import active, store
from services.classify.learned.labels import label_counts, read_labelled
from services.classify.learned.report import LearnedStatus, TrainingReport
from services.classify.rules import rules_of
from services.classify.training_progress import Progress, Report
from services.errors import Conflict
from services.taxonomy import categories

log = structlog.get_logger(__name__)

ACTOR = "classifier"  # who asks for a training that nobody asked for
TRAINING_LOCK = 0x6C65_6172_6E  # "learn"
# A training is due when this many labels are new and they are this share of those learned from, or after this time.
NEW_LABELS = 20
NEW_ANSWERS, FEW_LABELS = 10, 500  # of Review, where somebody waits to see what they bring; while there are few labels
NEW_SHARE = 0.05
NEW_AFTER_SECONDS = 3600.0
STARTING, READING = 0.01, 0.3  # of a training, about, are loading libraries and rules, and reading the tickets


class AlreadyTraining(Conflict):
    """Another process, or another thread of this one, is training."""

    def __init__(self) -> None:
        super().__init__("A training is under way already. Try again in a minute.")


def train_now(
    report: Report = lambda _done, _whole: None,
    *,
    finish: Callable[[Session, int], None] = lambda _session, _version: None,
) -> TrainingReport:
    """Learn from the confirmed tickets, store the version and use it; the figures are cross-validated.

    Raises AlreadyTraining, DatabaseAway, and whatever ``report`` raises, which is told how far it is before each step.
    ``finish`` is called last in the transaction that stores the version, with its number.
    """
    with training_lock():
        began = time.perf_counter()
        progress = Progress(report)
        step = progress.part(STARTING, 3)
        step()
        # scikit-learn takes a second and 60 MB to load, so only a process that trains does.
        from services.classify.learned.training import learn_fields  # noqa: PLC0415

        step()
        rules_of(categories())  # to read them takes a second or two
        step()
        labelled = read_labelled(progress.part(READING, max(label_counts().values())))
        learned = learn_fields(labelled, progress, share=1 - STARTING - READING)
        seconds = time.perf_counter() - began
        models = {one.report.field: one.model for one in learned if one.model is not None}
        answers = {one.report.field: one.left_out for one in learned if one.left_out is not None}
        reports = [one.report for one in learned]
        store.save(models, reports, labelled.last_event, seconds, answers=answers, finish=finish)
    active.refresh()
    stored = store.newest_report()
    assert stored is not None
    log.info("classifier_trained", version=stored.version, seconds=round(seconds, 1), takes_part=sorted(models))
    return stored


def status() -> LearnedStatus:
    """What is learned and what there is to learn from, for people. Raises DatabaseAway."""
    return LearnedStatus(store.newest_report(), label_counts(), is_training())


def is_training() -> bool:
    """Whether a training is under way, in whatever process."""
    with transaction() as session:
        return bool(session.scalar(_IS_TRAINING, {"high": TRAINING_LOCK >> 32, "low": TRAINING_LOCK & 0xFFFF_FFFF}))


def is_due(wait: float = 0.0) -> bool:
    """Whether enough was confirmed since the newest version, and that is at least ``wait`` seconds old."""
    thresholds = {"labels": NEW_LABELS, "answers": NEW_ANSWERS, "few": FEW_LABELS, "share": NEW_SHARE}
    thresholds |= {"seconds": NEW_AFTER_SECONDS, "wait": wait}
    with transaction() as session:
        return bool(session.scalar(_IS_DUE, thresholds))


@contextmanager
def training_lock() -> Iterator[None]:
    """What only one holds at a time in the whole installation; raises AlreadyTraining."""
    with own_connection() as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": TRAINING_LOCK}):
            raise AlreadyTraining
        yield


# PostgreSQL shows an advisory lock's key in two halves.
_IS_TRAINING = text(
    """
    SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 1
            AND classid::bigint = :high AND objid::bigint = :low
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
    """
)

# A confirmation is new when an event after the last training's created, brought back or classified the ticket.
_IS_DUE = text(
    """
    WITH last AS (
        SELECT coalesce(max(last_event), 0) AS event,
            coalesce(extract(epoch FROM now() - max(trained_at)), 1e9) AS seconds,
            coalesce(max((SELECT max(field.labels) FROM (
                SELECT sum(number::numeric) AS labels FROM jsonb_array_elements(report) AS entry,
                    jsonb_each_text(entry -> 'labels') AS of_value (key, number)
                GROUP BY entry -> 'field') AS field)), 0) AS labels
        FROM (SELECT * FROM classifier_model ORDER BY version DESC LIMIT 1) AS newest
    ), news AS (
        SELECT count(DISTINCT ticket_id) AS labels, count(DISTINCT ticket_id) FILTER (WHERE EXISTS (
            SELECT FROM review_answer AS answer WHERE answer.ticket_id = event.ticket_id AND NOT skipped
        )) AS answers
        FROM last JOIN ticket_event AS event ON event.id > last.event JOIN ticket ON ticket.id = event.ticket_id
        WHERE last.seconds >= :wait
            AND (kind IN ('created', 'restored')
                 OR field IN ('category', 'category_set_by', 'priority', 'priority_set_by'))
            AND (category_set_by <> 'classifier' OR priority_set_by <> 'classifier')
    )
    SELECT news.labels >= greatest(:labels, :share * last.labels)
        OR (news.answers >= :answers AND last.labels BETWEEN 1 AND :few)
        OR (news.labels > 0 AND last.seconds BETWEEN :seconds AND 1e8)
    FROM last, news
    """
)
