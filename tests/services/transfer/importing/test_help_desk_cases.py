"""Headers and words of other help desks and trackers: each column and word is taken for what it means there."""

from __future__ import annotations

import pytest

from services.transfer.importing.other_systems.systems import guess
from services.transfer.importing.other_systems.vocabulary import guess_values
from services.transfer.importing.plan import LEFT_OUT, normalise_word
from tests.services.transfer.importing import help_desk_cases as cases

FIELDS = (
    "title", "description", "status", "priority", "created_at", "resolved_at", "requester", "assignee", "external_id",
)  # fmt: skip
OF_A_QUEUE = ("external_id", "created_at", "title", "requester", "priority", "status", "resolved_at", "assignee")


def meanings(field: str, words: list[str]) -> list[str]:
    return [guess_values(field, [word], {})[word] for word in map(normalise_word, words)]


@pytest.mark.parametrize(("system", "header", "columns"), cases.HEADERS, ids=range(len(cases.HEADERS)))
def test_a_header(system: str, header: str, columns: str) -> None:
    names = header.split(";" if ";" in header else ",")
    found = guess(names)
    read = (names[found.columns[field]] if field in found.columns else "-" for field in FIELDS)
    assert (found.system, "|".join(read)) == (system, columns)
    assert found.id_prefix == cases.ID_PREFIXES.get(system, found.id_prefix)


@pytest.mark.parametrize("language", cases.OSTICKET_COLUMNS)
def test_the_columns_of_a_queue_in_osticket(language: str) -> None:
    for field, name in zip(OF_A_QUEUE, cases.OSTICKET_COLUMNS[language].split("|"), strict=True):
        header = [name] if field == "title" else ["Title", name]
        assert guess(header).columns.get(field) == len(header) - 1, name


@pytest.mark.parametrize("language", cases.OSTICKET_STATUSES)
def test_the_words_of_osticket(language: str) -> None:
    statuses = cases.OSTICKET_STATUSES[language].split()
    assert meanings("status", statuses) == ["open", "resolved", "closed", "closed"]
    priorities = cases.OSTICKET_PRIORITIES.get(language, "Low|Normal|High|Emergency").split("|")
    assert meanings("priority", priorities) == ["low", "medium", "high", "critical"]


@pytest.mark.parametrize("language", cases.ZAMMAD_STATUSES)
def test_the_statuses_of_zammad(language: str) -> None:
    words = cases.ZAMMAD_STATUSES[language].split("|")
    assert meanings("status", words) == ["open", "open", "in_progress", "in_progress", "closed", "closed"]


@pytest.mark.parametrize(
    ("field", "key", "words"),
    [
        *(("status", key, words) for key, words in cases.STATUSES.items()),
        *(("priority", key, words) for key, words in cases.PRIORITIES.items()),
    ],
)
def test_a_word_of_a_team(field: str, key: str, words: str) -> None:
    found = zip(words.split("|"), meanings(field, words.split("|")), strict=True)
    assert {word: meant for word, meant in found if meant != key} == {}


@pytest.mark.parametrize(
    "word", ["ready to close?!", "pronto para teste", "listo para pruebas", "zu klären", "deleted", "no reply", "in"]
)
def test_a_word_that_only_begins_like_one_for_done_is_asked(word: str) -> None:
    assert meanings("status", [word])[0] in (LEFT_OUT, "open")


@pytest.mark.parametrize(("word", "key"), [("2.0", "open"), ("5,0", "closed"), ("3", "in_progress")])
def test_a_number_as_programs_write_it_beside_empty_cells(word: str, key: str) -> None:
    own = {"2": "open", "3": "in_progress", "5": "closed"}
    assert guess_values("status", [word], {}, own)[word] == key
