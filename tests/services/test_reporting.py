"""The reporting time zone: what can be chosen, and that one choice is not overwritten by another."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting, stats
from services.errors import Conflict, InvalidInput
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")


def test_every_zone_that_is_offered_is_one_here_and_in_the_database() -> None:
    names = reporting.time_zones()
    assert names[0] == "UTC"
    assert {"Europe/Berlin", "America/New_York", "Asia/Kolkata"} < set(names)
    with transaction() as session:
        asked = text("SELECT n FROM unnest(CAST(:names AS text[])) AS n WHERE NOT is_time_zone(n)")
        assert session.scalars(asked, {"names": list(names)}).all() == []


def test_days_are_counted_in_the_chosen_zone_at_once() -> None:
    filed()
    for name in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # 25 hours apart: never the same day
        reporting.set_time_zone(name, instead_of=reporting.time_zone().key)
        assert reporting.today() == datetime.now(UTC).astimezone(ZoneInfo(name)).date()
        assert stats.headline().created_today == 1


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "CET+1", "utc\0", "'; DROP TABLE ticket"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="There is no time zone"):
        reporting.set_time_zone(name, instead_of="UTC")
    assert reporting.time_zone().key == "UTC"


def test_the_choice_of_somebody_faster_stays() -> None:
    reporting.set_time_zone("Asia/Tokyo", instead_of="UTC")
    with pytest.raises(Conflict, match="Asia/Tokyo"):
        reporting.set_time_zone("Europe/Paris", instead_of="UTC")
    assert reporting.time_zone().key == "Asia/Tokyo"
