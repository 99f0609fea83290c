"""The report from the command line: a filter that means nothing is refused, not passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.reports import terminal
from services.reports.making import Format, Report


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[TicketFilter]:
    """The filters of which a report is made."""
    filters: list[TicketFilter] = []

    def week_report(of: TicketFilter, kind: Format, **_: object) -> Report:
        filters.append(of)
        return Report(f"report.{kind}", kind, b"made", charts=True)

    monkeypatch.setattr(terminal, "week_report", week_report)
    return filters


@pytest.mark.parametrize(
    "given", ["categorie=billing", "billing", "category=billing&stat=open", "https://desk/dashboard?categorie=billing"]
)
def test_what_means_nothing_is_refused(given: str, tmp_path: Path, asked: list[TicketFilter]) -> None:
    with pytest.raises(InvalidInput, match="Unknown"):
        terminal.report(str(tmp_path / "week.html"), filtered=given, address="")
    assert asked == []


@pytest.mark.parametrize(
    ("given", "category"),
    [
        ("", ()),
        ("category=billing", ("billing",)),
        ("?category=billing,account&period=all&undated=counted", ("billing", "account")),
        ("https://desk/dashboard?category=billing&compare=2026-01-01", ("billing",)),
    ],
)
def test_an_address_of_the_dashboard_is_taken(
    given: str, category: tuple[str, ...], tmp_path: Path, asked: list[TicketFilter]
) -> None:
    terminal.report(str(tmp_path / "week.html"), filtered=given, address="")
    assert [of.category for of in asked] == [category]
    assert (tmp_path / "week.html").read_bytes() == b"made"
