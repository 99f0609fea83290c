"""The Review page around its card, which a browser test drives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from db.engine import transaction
from db.tables.learning import ClassifierTraining
from tests.pages.desk import filed, opened, texts
from tests.services.review.support import answered, file_tickets

pytestmark = pytest.mark.usefixtures("database")

PAGE = "review/page.py"


def test_an_empty_desk_says_what_is_not_measured_yet() -> None:
    shown = texts(opened(PAGE))
    assert "Review" in shown
    assert shown.count("not measured yet. Random answers in Review measure it.") == 2


def test_answers_are_counted_and_measured() -> None:
    answered(30, category_suggested="billing", priority_suggested="high")
    answered(10, category_suggested="general", priority_suggested="low", blind=True, first=2_000_000)
    file_tickets(3)
    at = opened(PAGE)
    shown = texts(at)
    assert "**Category:** 75% right, between 60% and 86%, from 40 random answers." in shown
    assert "**Priority:** 25% right" in shown
    (table,) = at.table
    assert table.value.to_dict("list")["Suggestion shown"] == ["100% of 30", "0% of 30"]
    assert table.value.to_dict("list")["Suggestion hidden"] == ["0% of 10", "100% of 10"]
    assert "0 of 40 random tickets (0%) are skipped so far." in shown


def test_the_curve_is_drawn_from_the_second_training_on() -> None:
    answered(30)
    sample = {"number": 30, "accuracy": 0.5, "low": 0.3, "high": 0.7, "keywords_accuracy": 0.4}
    figures = [{"field": "category", "labels": 40, "in_use": True, "samples": {"random": sample}}]
    row = {"trained_at": datetime.now(UTC), "seconds": 1.0, "figures": figures}
    with transaction() as session:
        session.execute(insert(ClassifierTraining), [row | {"version": 1}])
    assert len(opened(PAGE).get("vega_lite_chart")) == 0
    with transaction() as session:
        session.execute(insert(ClassifierTraining), [row | {"version": 2}])
    assert len(opened(PAGE).get("vega_lite_chart")) == 1


def test_a_filter_is_named_and_counts_for_itself() -> None:
    shown = texts(opened(PAGE, {"category": "billing"}))
    assert "Only tickets that match" in shown
    assert "do not count as random" in shown


@pytest.mark.parametrize("page", ["tickets/page.py", "dashboard/page.py"])
def test_other_pages_lead_to_it_with_their_filter(page: str) -> None:
    filed(category="billing")
    at = opened(page, {"category": "billing"})
    links = [link.proto for link in at.get("page_link")]
    (review,) = [link for link in links if link.label == "Review these"]
    assert "category=billing" in review.query_string
