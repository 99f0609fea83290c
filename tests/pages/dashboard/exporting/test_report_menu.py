"""The button of the report on the Dashboard: the addresses of its files have the filter of the page."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from services.reports.week import last_week
from tests.pages.dashboard.support import filed_days_ago
from tests.pages.desk import opened, texts

pytestmark = pytest.mark.usefixtures("database")


def files(params: dict[str, str]) -> tuple[list[dict[str, list[str]]], str]:
    """The parameters of each file, and what the page says."""
    at = opened("dashboard/page.py", params)
    addresses = [urlsplit(str(link.proto.url)) for link in at.get("link_button")]
    assert {address.path for address in addresses} == {"api/reports/week/"}
    return [parse_qs(address.query) for address in addresses], texts(at)


def test_the_report_has_the_filter_of_the_page() -> None:
    filed_days_ago(0, 3, 9)
    first, last = last_week(datetime.now(UTC).date())
    week = {"created_after": [str(first)], "created_before": [str(last)]}
    found, said = files({"category": "billing"})
    assert found[:3] == [{"format": [kind], "category": ["billing"]} | week for kind in ("pdf", "html", "eml")]
    assert "Last week, " in said
    assert [one["format"] for one in found[3:]] == [["pdf"], ["html"], ["eml"]]
    assert all("created_before" not in one for one in found[3:])
    found, said = files({"created_after": str(first), "created_before": str(last), "undated": "counted"})
    assert found == [{"format": [kind], "undated": ["counted"]} | week for kind in ("pdf", "html", "eml")]
    assert "These days" not in said
    found, _ = files({"period": "all"})
    assert found == [{"format": [kind]} | week for kind in ("pdf", "html", "eml")]
