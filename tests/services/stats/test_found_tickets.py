"""What a search found as a condition: the same ids whether they are a list or a bit each."""

from __future__ import annotations

import pytest
from sqlalchemy import BigInteger, Select, column, func, select

from db.engine import transaction
from services.stats import found_tickets
from services.stats.found_tickets import FoundTickets

ASKED = func.generate_series(1, 200).table_valued(column("id", BigInteger), name="asked").render_derived()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("bits_max", [None, 8], ids=["bits", "too far apart"])
@pytest.mark.parametrize(
    "texts",
    [["7"], ["1,2,3", None], [None, "8,200"], ["16,9,17", "64,65", "", "127,128,129"], ["5000000000,12"]],
    ids=str,
)
def test_many_are_the_same_ids_as_few(
    texts: list[str | None], bits_max: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = FoundTickets(texts)
    assert not few.are_many
    listed = read(few)
    if bits_max:
        monkeypatch.setattr(found_tickets, "BITS_MAX", bits_max)
    monkeypatch.setattr(found_tickets, "MANY_IDS", 0)
    many = FoundTickets(texts)
    ids = [int(one) for text in texts if text for one in text.split(",")]
    assert many.are_many == (max(ids) - min(ids) < found_tickets.BITS_MAX)
    assert read(many) == listed == {one for one in ids if one <= 200}


def read(found: FoundTickets) -> set[int]:
    asked: Select[tuple[int]] = select(ASKED.c.id).where(found.condition(ASKED.c.id))
    with transaction() as session:
        return set(session.scalars(asked, found.parameters))


@pytest.mark.usefixtures("database")
def test_nothing_found_is_no_ticket() -> None:
    assert read(FoundTickets([None, ""])) == set()
