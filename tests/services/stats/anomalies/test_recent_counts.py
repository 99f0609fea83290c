"""The counts of the last weeks against a recount in plain Python."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services import taxonomy
from services.filters.ticket_filter import TicketFilter
from services.rollups import maintenance
from services.stats.anomalies.recent_counts import recent_counts
from services.stats.anomalies.spikes import DAYS
from tests.services.stats.anomalies.support import CATEGORIES, NOW, store

pytestmark = pytest.mark.usefixtures("database")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60 * 24 * 66),
            st.sampled_from(CATEGORIES[:2]),
            st.sampled_from(taxonomy.PRIORITIES[:2]),
        ),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"]),
    st.booleans(),
    st.booleans(),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_recent_counts_are_those_of_a_recount(
    made: list[tuple[int, str, str]], zone: str, fold: bool, of_tickets: bool
) -> None:
    """Across the end of summer time, from the rollups (folded or not) and from the tickets."""
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})
    store({"created_at": NOW - timedelta(minutes=m), "category": c, "priority": p} for m, c, p in made)
    if fold:
        maintenance.fold()
    now = NOW.astimezone(ZoneInfo(zone))
    counts = recent_counts(TicketFilter(assignee=("Ann",) if of_tickets else ()), now)
    whole: Counter[tuple[tuple[str, str], int]] = Counter()
    part: Counter[tuple[tuple[str, str], int]] = Counter()
    for minutes, category, priority in made:
        local = (NOW - timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
        day = (now.date() - local.date()).days
        gone = now.minute / 60
        for key in (("category", category), ("priority", priority)):
            if day < DAYS:
                whole[key, day] += 1
                part[key, day] += 1 if day == 0 or local.hour < now.hour else gone * (local.hour == now.hour)  # type: ignore[assignment]
    assert set(counts.series) == {key for key, _ in whole}
    for place, key in enumerate(counts.series):
        assert list(counts.whole[place]) == [whole[key, day] for day in range(DAYS)]
        assert list(counts.part[place]) == pytest.approx([part[key, day] for day in range(DAYS)])
    oldest = (NOW - timedelta(minutes=max(minutes for minutes, _, _ in made))).astimezone(ZoneInfo(zone)).date()
    assert counts.days_of_history == (now.date() - oldest).days
