"""Reads: the headline numbers, times to resolution, and all that the dashboard shows, as DataFrames ready to draw."""

from __future__ import annotations

from services.stats.drilldown import Drilldown
from services.stats.headline import Headline, headline
from services.stats.imports import ImportOfDay, imports_between
from services.stats.resolution import time_to_resolution
from services.stats.series.overview import Numbers, Overview, overview, overview_against
from services.stats.series.selects import AGES

__all__ = [
    "AGES",
    "Drilldown",
    "Headline",
    "ImportOfDay",
    "Numbers",
    "Overview",
    "headline",
    "imports_between",
    "overview",
    "overview_against",
    "time_to_resolution",
]
