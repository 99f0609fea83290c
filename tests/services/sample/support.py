"""The sample as it is invented for some moments, without a database."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from services.classify.keywords.classifier import KeywordClassifier
from services.sample.sample_tickets import SampleTicket, make_sample
from services.seed.categories import SEED_CATEGORIES

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)  # a Wednesday


def invent_anew(now: datetime = NOON) -> list[SampleTicket]:
    return make_sample(now, KeywordClassifier({key: category.keywords for key, category in SEED_CATEGORIES.items()}))


invented = cache(invent_anew)
