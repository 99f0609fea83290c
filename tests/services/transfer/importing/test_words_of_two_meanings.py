"""Words that are a name or a date in one language and something else in another."""

from __future__ import annotations

from datetime import UTC

import pytest

from services.transfer.importing.other_systems.headers import canonical
from services.transfer.importing.other_systems.placeholders import is_nothing
from services.transfer.importing.times.dates import parse_time


@pytest.mark.parametrize("name", ["Inga", "Bos", "Leer", "Vide", "Na"])
def test_a_person_has_a_name(name: str) -> None:
    assert not is_nothing(name, person=True)
    assert is_nothing(name)
    assert is_nothing(name.lower(), person=True)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (["Numer", "Temat", "Stan", "Data", "Autor"], "date"),
        (["Nº", "Assunto", "Estado", "Data", "Autor"], "date"),
        (["ID", "Title", "Status", "Data", "Author"], "data"),
    ],
)
def test_data_is_a_date_beside_foreign_names(header: list[str], name: str) -> None:
    assert canonical(header)[3] == name


@pytest.mark.parametrize("written", ["pt., 4 gru 2026, 14:05", "pt. 4 gru 2026 14:05", "пт, 4 дек 2026, 14:05"])
def test_a_friday_in_short(written: str) -> None:
    read = parse_time(written, UTC, day_first=True)
    assert (read.year, read.month, read.day, read.hour) == (2026, 12, 4, 14)
