"""Columns, words and months of thirteen languages, as translations of help desks have them."""

# ruff: noqa: E501 - headers as they are written

from __future__ import annotations

from datetime import UTC

import pytest

from services.transfer.importing.other_systems.headers import PLAIN, canonical
from services.transfer.importing.other_systems.systems import guess
from services.transfer.importing.other_systems.vocabulary import guess_values
from services.transfer.importing.plan import normalise_word
from services.transfer.importing.times.dates import parse_time
from tests.services.transfer.importing.language_cases import COLUMNS, MONTHS, PRIORITIES, STATUSES


@pytest.mark.parametrize(("language", "field", "names"), COLUMNS)
def test_a_column_is_that_of_its_field(language: str, field: str, names: str) -> None:
    known = {*PLAIN[field], *(("queue",) if field == "category" else ())}  # Request Tracker's category
    assert {
        name: one for name, one in zip(names.split("|"), canonical(names.split("|")), strict=True) if one not in known
    } == {}


@pytest.mark.parametrize(
    ("field", "key", "words"),
    [*(("status", *one[1:]) for one in STATUSES), *(("priority", *one[1:]) for one in PRIORITIES)],
)
def test_a_word_means_its_key(field: str, key: str, words: str) -> None:
    folded = [normalise_word(word) for word in words.split("|")]
    assert {word: meant for word, meant in guess_values(field, folded, {}).items() if meant != key} == {}


@pytest.mark.parametrize("names", MONTHS)
def test_a_month_in_any_place_of_a_date(names: str) -> None:
    for number, name in enumerate(names.split(), start=1):
        for written in (f"4 {name} 2026", f"4. {name.upper()} 2026 14:05", f"04/{name}/26 2:05 PM", f"4-{name}-2026"):
            found = parse_time(written, UTC, day_first=True)
            assert (found.year, found.month, found.day) == (2026, number, 4), written


@pytest.mark.parametrize(
    ("header", "system", "columns"),
    [
        # GLPI: what stands behind a person says who that is
        ("ID;Başlık;Birim;Durum;Son güncelleme;Açılış tarihi;Öncelik;Talep eden - Talep eden;Atanan - Teknisyen;Kategori;", "GLPI",
         "Başlık|Durum|Öncelik|Açılış tarihi|Talep eden - Talep eden|Atanan - Teknisyen|ID"),
        ("Tunnus;Otsikko;Yksikkö;Tila;Viimeisin päivitys;Avauspäivä;Prioriteetti;Pyytäjä - Pyytäjä;Määritetty - Teknikko", "GLPI",
         "Otsikko|Tila|Prioriteetti|Avauspäivä|Pyytäjä - Pyytäjä|Määritetty - Teknikko|Tunnus"),
        ("ID;Název;Entita;Stav;Poslední aktualizace;Datum otevření;Priorita;Žadatel - Žadatel;Přiřazeno - Technik;Přiřazeno - Skupina techniků", "GLPI",
         "Název|Stav|Priorita|Datum otevření|Žadatel - Žadatel|Přiřazeno - Technik|ID"),
        ("Nummer;Titel;Kund;Ägare;Status;Prioritet;Grupp;Skapad;Stängd den", "Zammad",
         "Titel|Status|Prioritet|Skapad|Kund|Ägare|Nummer"),
        ("Nøkkel;Sammendrag;Rapportør;Tildelt;Status;Prioritet;Opprettet;Løst;Beskrivelse;Sakstype", "Jira Service Management",
         "Sammendrag|Status|Prioritet|Opprettet|Rapportør|Tildelt|Nøkkel"),
        ("Temat;Opis;Stan;Priorytet;Zgłaszający;Przypisany do;Utworzono;Rozwiązano;Nr zgłoszenia", "",
         "Temat|Stan|Priorytet|Utworzono|Zgłaszający|Przypisany do|Nr zgłoszenia"),
        # a title in Swedish, a category in German
        ("Ärendenummer;Rubrik;Beskrivning;Status;Prioritet;Anmälare;Handläggare;Skapad;Avslutad", "",
         "Rubrik|Status|Prioritet|Skapad|Anmälare|Handläggare|Ärendenummer"),
        ("Nr;Titel;Rubrik;Status;Priorität;Melder;Bearbeiter;Erstellt", "",
         "Titel|Status|Priorität|Erstellt|Melder|Bearbeiter|Nr"),
        # capitals without the dots and marks of small letters
        ("NO;BAŞLIK;DURUM;ÖNCELİK;MÜŞTERİ;SORUMLU;KAYIT TARİHİ", "", "BAŞLIK|DURUM|ÖNCELİK|KAYIT TARİHİ|MÜŞTERİ|SORUMLU|NO"),
    ],
)  # fmt: skip
def test_a_header_in_its_language(header: str, system: str, columns: str) -> None:
    names = header.split(";")
    found = guess(names)
    fields = ("title", "status", "priority", "created_at", "requester", "assignee", "external_id")
    assert (found.system, "|".join(names[found.columns[field]] for field in fields)) == (system, columns)
