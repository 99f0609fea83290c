"""Reads: the headline numbers and every series of the dashboard, each one statement and one DataFrame ready to draw;
and all of them together."""

from __future__ import annotations

from services.stats.headline import Headline, headline
from services.stats.overview import Numbers, Overview, overview
from services.stats.resolution import time_to_resolution
from services.stats.series import AGES, acceptance, breakdown, category_by_priority, daily, open_by_age, week

__all__ = [
    "AGES",
    "Headline",
    "Numbers",
    "Overview",
    "acceptance",
    "breakdown",
    "category_by_priority",
    "daily",
    "headline",
    "open_by_age",
    "overview",
    "time_to_resolution",
    "week",
]
