"""Migration 0028 keeps the figures of the trainings that were there."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from db.migrate import HERE
from services.classify.learned import store
from tests.services.classify.evaluation.support import trained_desk


@pytest.mark.slow
@pytest.mark.usefixtures("database")
def test_the_figures_of_earlier_versions_are_kept() -> None:
    trained_desk(40)
    (kept,) = store.trainings(5)
    begins = "INSERT INTO classifier_training"
    statement = begins + (HERE / "sql" / "0028_evaluation.sql").read_text().partition(begins)[2].partition(";")[0]
    with transaction() as session:
        session.execute(text("DELETE FROM classifier_training"))
        session.connection().exec_driver_sql(statement)
    (carried,) = store.trainings(5)
    assert (carried.version, carried.trained_at, carried.seconds) == (kept.version, kept.trained_at, kept.seconds)
    assert carried.figures == [field | {"samples": {}} for field in kept.figures]
