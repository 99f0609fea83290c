"""Reads: the headline numbers and every series of the dashboard, each one statement and one DataFrame ready to draw."""

from __future__ import annotations

from services.stats.headline import Headline, headline
from services.stats.resolution import time_to_resolution
from services.stats.series import AGES, acceptance, breakdown, category_by_priority, daily, open_by_age, week

__all__ = [
    "AGES",
    "Headline",
    "acceptance",
    "breakdown",
    "category_by_priority",
    "daily",
    "headline",
    "open_by_age",
    "time_to_resolution",
    "week",
]
