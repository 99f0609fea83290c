"""The shipped rules on lists of everyday texts, which were written before the rules: the figures they promise."""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from services.classify.function_words import FUNCTION_WORDS, language
from services.classify.guess_line import DEFAULT, is_guess
from services.classify.keywords.category.shipped import FOREIGN as FOREIGN_CATEGORIES
from services.classify.keywords.phrases import ENGLISH, PhraseRules, language_of
from services.classify.keywords.priority.guarding.guards import FOREIGN_GUARDS, GUARDS
from services.classify.keywords.priority.pairs import GROUPS, PAIRS
from services.classify.keywords.priority.parts import FOREIGN_PARTS, PARTS
from services.classify.keywords.priority.rules import FOREIGN_PRIORITY, PRIORITY_RULES
from services.classify.rules import Rules, as_measured
from services.classify.stemming import read
from services.seed.categories import SEED_CATEGORIES

DATA = Path(__file__).parent / "data"
ENTRIES = {key: seed.keywords for key, seed in SEED_CATEGORIES.items()}
RULES = Rules(ENTRIES)
KEYWORDS = RULES.keywords
GRAVE = ("security", "safety", "data", "outage")


def _foreign(rules: Mapping[str, Sequence[str]], languages: Mapping[str, Mapping[str, str]]) -> PhraseRules:
    """The entries that are not English."""
    abroad = {
        key: [entry for entry in entries if language_of(entry.partition("^")[0], languages[key]) != ENGLISH]
        for key, entries in rules.items()
    }
    return PhraseRules(abroad, frozenset(), languages=languages)


CATEGORIES_ABROAD = dict.fromkeys(ENTRIES, FOREIGN_CATEGORIES)
FOREIGN = {
    "categories": _foreign(ENTRIES, CATEGORIES_ABROAD),
    "priorities": _foreign(PRIORITY_RULES, FOREIGN_PRIORITY),
    "parts": _foreign(PARTS, FOREIGN_PARTS),
    "guards": _foreign(GUARDS, FOREIGN_GUARDS),
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", ["everyday_priorities.csv", "everyday_priorities_later.csv"])
def test_four_of_five_priorities_are_right_and_nothing_grave_is_missed(name: str) -> None:
    answers = [(row, RULES.suggest("", row["text"]).priority.key) for row in rows(name)]
    right = [(key or "medium") == row["priority"] for row, key in answers]
    assert sum(right) >= 0.8 * len(right)
    assert [row["text"] for row, key in answers if row["kind"] in GRAVE and key in (None, "low")] == []


def accepted(row: dict[str, str]) -> set[str]:
    return {*row["priority"].split("|"), *filter(None, [row.get("also_ok")])}


def is_grave(row: dict[str, str]) -> bool:
    kinds = (*GRAVE, "data loss", "data_loss", "whole-group outage")
    return row["kind"] in kinds and not {"low", "medium"} & accepted(row)


@pytest.mark.parametrize(
    ("name", "share", "missed"),
    [
        ("priorities_by_others.csv", 0.9, 0),
        ("priorities_by_others_later.csv", 0.66, 2),
        ("priorities_blind.csv", 0.9, 0),
        ("priorities_of_many_trades.csv", 0.88, 12),
    ],
)
def test_priorities_of_lists_that_were_written_before_the_rules(name: str, share: float, missed: int) -> None:
    answers = [(row, RULES.suggest(row["title"], row["description"]).priority.key) for row in rows(name)]
    right = [(key or "medium") in accepted(row) for row, key in answers]
    assert sum(right) >= share * len(right)
    assert sum(key in (None, "low") for row, key in answers if is_grave(row)) <= missed


def test_categories_of_texts_by_somebody_who_had_not_seen_the_rules() -> None:
    right: dict[str, list[bool]] = {}
    for row in rows("categories_by_others.csv"):
        said = RULES.suggest(row["title"], row["description"]).category
        right.setdefault(row["language"], []).append(said.key == row["category"])
    assert all(sum(right[code]) >= 0.75 * len(right[code]) for code in ("de", "fr", "es", "it", "pt", "nl", "pl"))
    assert sum(map(sum, right.values())) >= 0.75 * sum(map(len, right.values()))


def test_a_title_that_misleads_does_not_outweigh_a_description() -> None:
    texts = rows("misleading_titles.csv")
    said = [RULES.suggest(row["title"], row["description"]).category.key for row in texts]
    assert sum(key == row["category"] for key, row in zip(said, texts, strict=True)) >= 0.8 * len(texts)


@pytest.mark.parametrize("title", ["Slow", "Question", "Help", "Problem", "Account", "Update"])
def test_a_clear_text_is_filled_in_whatever_its_title(title: str) -> None:
    said = as_measured(RULES.suggest(title, "I was charged twice, please refund"), {}).category
    assert said.key == "billing"
    assert not is_guess(said, DEFAULT)


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        ("Printer", "How do I get a refund?", "technical"),
        ("Refund", "The page was slow", "billing"),
        ("Error", "I forgot my password and cannot sign in", "account"),
        ("Invoice", "", "billing"),
    ],
)
def test_a_title_counts_twice_where_the_description_says_no_more(title: str, description: str, expected: str) -> None:
    assert RULES.suggest(title, description).category.key == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We are completely offline since 9 am", "critical"),
        ("I clicked a phishing link and typed my password", "critical"),
        ("There is smoke coming out of the server rack", "critical"),
        ("Ich glaube, wir wurden gehackt", "critical"),
        ("There was an outage yesterday but everything is fine again", "low"),
        ("Everything was fine. Now there is an outage", "critical"),
        ("I cannot work until this is fixed: outage", "critical"),
        ("This is time-critical", "high"),
        ("I would like to join the Critical Thinking course", "low"),
        ("Great, the whole shop is dead, take your time", "critical"),
        ("Take your time", "low"),
        ("All four stores are down", "critical"),
        ("22 agents without a connection", "critical"),
        ("Please delete the old project folder", None),
        ("Nobody is blocked by this", "low"),
        ("Last year's data breach: is there a report?", "low"),
        ("The backup overwrote production with last week's copy", "critical"),
        ("We had a security incident in 2021, is there a report?", "low"),
        ("Hi, where can I change my language?", "low"),
        ("Can you repair the door?", None),
        ("Thank you for the new door", "low"),
        ("The door sticks. Thanks in advance", None),
        ("We bought an Emergency Kit for the hall", "low"),
        ("The tender has to be uploaded by 2 pm", "high"),
        ("My laptop does not boot", "high"),
    ],
)
def test_guards_and_pairs(text: str, expected: str | None) -> None:
    assert KEYWORDS.suggest("", text).priority.key == expected


def test_small_words_and_numbers_alone_are_no_deciding_words() -> None:
    said = KEYWORDS.suggest("", "Nobody can pay by card since 9:00").priority
    assert (said.key, said.words) == ("critical", ("Nobody can", "pay by card"))
    said = KEYWORDS.suggest("", "Nobody in the hall can use the tills").priority
    assert (said.key, said.words) == ("critical", ("Nobody",))


def test_parts_of_a_pair_may_stand_in_title_and_description() -> None:
    assert KEYWORDS.suggest("Phones dead", "The entire hotline since eight").priority.key == "critical"
    assert KEYWORDS.suggest("Phones in the hall", "The entire hotline moves").priority.key is None


@pytest.mark.parametrize("text", ['Please add the button "Report outage"', "Rename the label Emergency to Contacts"])
def test_what_names_something_is_not_urgent(text: str) -> None:
    assert KEYWORDS.suggest("", text).priority.key not in ("critical", "high")


def test_categories_are_found_in_seven_languages() -> None:
    right: dict[str, list[bool]] = {}
    for row in rows("foreign_categories.csv"):
        right.setdefault(row["language"], []).append(RULES.suggest("", row["text"]).category.key == row["category"])
    assert all(sum(right[code]) >= 0.75 * len(right[code]) for code in ("de", "fr", "es"))
    assert sum(map(sum, right.values())) >= 0.61 * sum(map(len, right.values()))
    assert not any(right["ja"])


@pytest.mark.parametrize("group", FOREIGN)
def test_no_entry_in_another_language_hears_a_common_english_word(group: str) -> None:
    words = (DATA / "common_english.txt").read_text(encoding="utf-8").split()
    assert len(words) > 3_000
    assert [word for word in words if FOREIGN[group].find(read(word), 1)[0]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is important.", None),
        ("The import of the format was not identified", None),
        ("Mehrere Rechnungen fehlen im Kontoauszug", "billing"),
        ("La facture et les factures", "billing"),
        ("Combien coûte la formation pour débutants, une question", "general"),
        ("Las facturaciones no llegan", "billing"),
    ],
)
def test_entries_are_stemmed_by_their_language(text: str, expected: str | None) -> None:
    scores: dict[str, float] = {}
    for hit in FOREIGN["categories"].find(read(text), 1)[0]:
        scores[hit.entry.key] = scores.get(hit.entry.key, 0.0) + hit.entry.weight
    assert max(scores, key=lambda key: scores[key], default=None) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I have no idea what this is", "en"),
        ("Ich weiß nicht, was das ist", "de"),
        ("Je ne sais pas ce que c'est", "fr"),
        ("Hej, jag kan inte logga in på min dator", None),
        ("Lorem ipsum dolor sit amet", None),
        ("三月の請求書", None),
        ("asdf qwertz", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert language(text) == code
    if code is None:
        assert RULES.suggest("", text).category.source in ("", "keywords")


@pytest.mark.parametrize("code", sorted(set(FUNCTION_WORDS) - {"en"}))
def test_a_small_word_of_another_language_says_nothing_that_is_not_written_so(code: str) -> None:
    """German "die" is no English "died", Spanish "para" no "parada"."""
    rules = PhraseRules(PARTS, frozenset(), languages=FOREIGN_PARTS)
    small = sorted(FUNCTION_WORDS[code] - FUNCTION_WORDS["en"])
    hits = [hit for hit in rules.find(read(", ".join(small)), 1)[0] if hit.first == hit.last]
    written = {word for entries in PARTS.values() for entry in entries for word in read(entry).folded}
    assert [hit.reading.folded[hit.first] for hit in hits if hit.reading.folded[hit.first] not in written] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is smoke in the room", "critical"),
        ("No data lost, only the icon is odd", None),
        ("The customer cannot open the file", None),
        ("Our customers cannot open the shop", "critical"),
        ("All files have been gone since last week", "critical"),
        ("Die Zahlung ist da", None),
        ("Please sort the list", None),
        ("Which size may an attachment have", "low"),
        ("The notes of the 2021 breach are in the archive", "low"),
        ("Congratulations, all the tills are dead, take your time", "critical"),
        ("I found two logins from another country", "critical"),
        ("Ein Regal ist umgekippt", "critical"),
        ("La moitié des bornes ne répond plus", "critical"),
        ("El niño se ha caído del columpio", "critical"),
    ],
)
def test_kinds_of_events(text: str, expected: str | None) -> None:
    assert KEYWORDS.suggest("", text).priority.key == expected


@pytest.mark.parametrize(
    "pattern",
    [
        *("database gone ", "everyone down, ", "at 5 pm ", "12 patients ", '"fire" button ', "last year's breach "),
        *("works again. ", "alle Kassen tot ", "how many? ", "not not lost ", "„hot child "),
    ],
)
def test_a_repetition_is_answered_soon(pattern: str) -> None:
    """Some 50 ms of processor time; the limit is for a pattern that takes the square of its length."""
    started = time.process_time()
    RULES.suggest("Help", (pattern * 20_000)[:20_000])
    assert time.process_time() - started < 5


def test_every_part_of_a_pair_has_words() -> None:
    used = {name for pair in PAIRS for name in (pair.first, pair.second, *pair.also)}
    assert used | {"every", *GROUPS} == set(PARTS) | {"soon"}
    assert set(FUNCTION_WORDS) == {"en", "de", "fr", "es", "it", "pt", "nl", "pl"}


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        ("suggestion re: outage page", "nice to have an RSS feed of it", "low"),
        ("Suggestion: outage page", "It would be nice to have, but the page does not load for anyone", "critical"),
        ("survey answer", "very satisfied. emergency call out took 9 minutes", "low"),
        ("Tutto rientrato", "Stanotte il gestionale era fermo, è ripartito. Lo scrivo per completezza.", "low"),
        ("alarm went off", "turned out to be a spider. Logging it because the procedure says so.", "low"),
        ("page", "It turned out to be a scam and I typed my PIN and card number", "critical"),
        ("Whole bookings team is cut off", "One call in four drops. We are ringing people back meanwhile.", "high"),
        ("Great, all the tills are dead", "Take your time", "critical"),
        ("Herr Notfall neu im Haus", "Bitte ein Türschild anlegen.", "low"),
        ("Mr. Fire", "New colleague Mr. Fire needs a desk", "low"),
    ],
)
def test_what_a_text_is_as_a_whole_bears_on_its_urgent_words(title: str, description: str, expected: str) -> None:
    assert KEYWORDS.suggest(title, description).priority.key == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the guard on the saw has been taken off", "critical"),
        ("Der Gabelstapler bremst nicht", "critical"),
        ("les freins ne répondent plus, il ne freine pas", "critical"),
        ("Huele a cloro en el sótano", "critical"),
        ("Fahrstuhl steckt fest, Frau Meier sitzt drin", "critical"),
        ("J'ai laissé un faux technicien prendre le contrôle de mon PC", "critical"),
        ("pagamos una factura falsa", "critical"),
        ("salary list is readable for the whole company", "critical"),
        ("unbekannter Benutzer mit Adminrechten angelegt", "high"),
        ("Gift cards can be redeemed endlessly", "critical"),
        ("I formatted the wrong disk", "high"),
        ("the nightly backup has failed every night", "high"),
        ("ticket machines at every station are out", "critical"),
        ("Serverraum stand offen", "high"),
    ],
)
def test_any_thing_with_anything_that_befalls_it(text: str, expected: str) -> None:
    assert KEYWORDS.suggest("", text).priority.key == expected
