"""What a saved dashboard shows, from URL parameters and back."""

from __future__ import annotations

from datetime import date

import pytest

from services.dashboards import look
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter

TODAY = date(2026, 11, 30)
ALL = ("cards", "all")


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("query", "saved"),
    [
        ("", (("period", "30"), ALL)),
        ("period=all", (("period", "all"), ALL)),
        ("created_after=2026-11-24", (("period", "7"), ALL)),
        ("created_after=2026-11-23", (("created_after", "2026-11-23"), ALL)),
        (
            "created_after=2026-11-24&created_before=2026-11-30",
            (("created_after", "2026-11-24"), ("created_before", "2026-11-30"), ALL),
        ),
        ("status=open,closed&period=365", (("status", "open"), ("status", "closed"), ("period", "365"), ALL)),
        ("?cards=week,ages&undated=counted", (("period", "30"), ("undated", "counted"), ("cards", "week,ages"))),
        ("compare=year", (("period", "30"), ("compare", "year"), ALL)),
        ("against=status%3Dopen", (("period", "30"), ("against", "status=open"), ALL)),
        ("against=", (("period", "30"), ("against", ""), ALL)),
    ],
)
def test_what_is_saved(query: str, saved: look.Params) -> None:
    """A period with a name is saved by its length: next week it is another one."""
    found = look.look_from_query(query, TODAY)
    assert found == saved
    assert look.from_query(look.to_query(found)) == found
    assert look.settled(found, TODAY) == found


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("sort=age", "sort: There is no such parameter."),
        ("status=gone", "status: Unknown value 'gone'."),
        ("period=8", "period: Choose from: 7, 30, 90, 365, all."),
        ("period=7&period=30", "period: Give this once."),
        ("period=7&created_after=2026-11-23", "period: Give either a period or days of creation."),
        ("cards=week,gone", "cards: There is no card 'gone'."),
        ("cards=", "cards: There is no card ''."),
        ("compare=tomorrow", "compare: Write year or a day as 2026-11-14."),
        ("against=status%3Dgone", "against: This is no filter."),
        ("undated=yes", "undated: Choose from: counted."),
        ("search=" + "x" * 4_000, "Send at most 4,000 characters."),
    ],
)
def test_what_programs_may_not_send(query: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        look.look_from_query(query, TODAY)
    assert caught.value.fields["query"][0].startswith(said)


@pytest.mark.usefixtures("database")
def test_what_is_no_more_is_left_out_when_it_is_read() -> None:
    saved = (("status", "open"), ("category", "gone"), ("period", "30"), ("cards", "gone,week"))
    assert look.settled(saved, TODAY) == (("status", "open"), ("period", "30"), ("cards", "week"))
    assert look.settled((("created_after", "2026-11-24"), ALL), TODAY) == (("period", "7"), ALL)


def test_a_page_without_parameters_is_the_standard() -> None:
    assert look.look_of(TicketFilter(), {}, TODAY) == look.standard()


@pytest.mark.parametrize(
    ("saved", "left"),
    [
        ((("status", "open"), ALL), (("status", "open"), ALL)),
        ((("requester", "Ana"), ALL), None),
        ((("requester", "Ana"), ("requester", "Bo"), ALL), (("requester", "Bo"), ALL)),
        ((("against", "requester=Ana"), ALL), (ALL,)),
        ((("against", "requester=Ana&requester=Bo"), ALL), (("against", "requester=Bo"), ALL)),
    ],
)
def test_without_a_requester(saved: look.Params, left: look.Params | None) -> None:
    assert look.without_requester(saved, {"Ana"}) == left
