"""No text takes masking long, however it was made; and what is masked unseen, where a text had all its looks."""

from __future__ import annotations

import re
import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.classify.llm.masking.kinds import KINDS
from services.classify.llm.masking.looks import MOST_PLACES, looked_at
from services.classify.llm.masking.masker import Masker
from services.classify.llm.masking.reading import MOST_LOOKS, Reading, Span

ALL = frozenset(kind.key for kind in KINDS)
CHARACTERS = 20_000
LONGEST = 1.0  # seconds; some hundredths are promised, and a machine may be busy

PIECES = [
        "a", "1", "1 ", "12 ", "4111 ", "0 1", "+1", "+", "@", "a@", "a.", "a@a.", "eyJ", "eyJa.", "eyJaaaaaaaa.",
        "password ", "password is ", "token=", "api key ", "DE89 ", "DE89 3704 ", "call ", "call me on ", "tel 0", "(0",
        "sk-", "00 1", "01 ", "-----BEGIN PRIVATE KEY-----", "://a:", "a[at]", "1-2-",
        "ann@example.com +49 171 1234567 ", "(", "[", "<", " ", "\n", "1(", "+(1", "0171-", "98765 43210;", "%40",
        "_at_", "at ", "a dot ", "12345678Z ", "my code ", "login a / ", "curl -u ", "/reset", "http://a?token=",
        "Hi A ", "Regards\n", "address 1 a ", "account number 1 ", "ssn 1", "密码是", "１２ ",
        "card 1 ", "aA1/", "1.",
        "pin. 4471 is wrong. ", "code by sms, 44-11-22, no. ", "code sms a1b2-c3d4 ", "password i put pallet4life ",
        "seed word one two card ", "wifi x / otters-hold-hands . ",
        "curl -u a:b ", "docker login -p x ", "sshpass -p a ", "echo a | sudo ", "net use * \\\\a b ", "sqlplus a/b ",
        "htpasswd -b a b ", "7z -p", "admin/", "admin:a ", "login as a with ", "a@a.aa:", "L: a P: b ", "a:1234:b:c:",
        "auth=('a','", "reset it to ", "use 12345 to verify ", "door press 1 2 3 4 ", "six digits 1 ", "license AB12-",
        "AUTH PLAIN a ", "username a password 0 ", "password value: ", "/private-a", "://a/reset?t=a1", "1//0",
        "answer security ", "first pet: ", "_sk-a", "key 1 not ", "ssid key a1 ", "{SHA}aa", "password auf a ",
        "1234567890:AA", "aaaaaaaaaaaaaa.atlasv1.", "MaaaaaaaaaaaaaaaaaaaaaaaA.", "A1B2-", "SG.a", "glpat-",
        "password for ", "8 (912) 345-67-89\n", "ﷺ", "a\u00ad", "my name is A ",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        Masker(ALL).mask(text)
        return time.process_time() - started

    assert seconds(20_000) < LONGEST
    once, twice = (min(seconds(length) for _ in range(3)) for length in (5_000, 10_000))
    assert twice < 3 * once + 0.01


FRAGMENTS = st.sampled_from(PIECES) | st.integers(0, 10**12).map(str) | st.text(max_size=6)


def _seconds(text: str) -> float:
    started = time.process_time()
    Masker(ALL).mask(text)
    return time.process_time() - started


@given(st.lists(FRAGMENTS, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_no_repetition_of_fragments_takes_long(fragments: list[str]) -> None:
    piece = "".join(fragments) or " "
    assert _seconds((piece * CHARACTERS)[:CHARACTERS]) < LONGEST


@given(st.lists(FRAGMENTS, min_size=2, max_size=4), st.integers(0, 1_000))
@settings(max_examples=20, deadline=None)
def test_nor_do_fragments_in_any_order(fragments: list[str], seed: int) -> None:
    pieces = Random(seed).choices([*fragments, *map(str, range(100))], k=6_000)
    assert _seconds("".join(pieces)[:CHARACTERS]) < LONGEST


def test_equal_surroundings_are_looked_at_once() -> None:
    looked: list[Span] = []

    def look(text: str, place: Span) -> list[Span]:
        looked.append(place)
        return [(place[1], place[1] + 2)]

    reading = Reading("key 17 " * 300)
    places = list(reading.places(frozenset({"key"})))
    found = list(looked_at(reading, places, look, behind=4, ahead=4))
    assert found == [(end, end + 2) for _, end in places]
    assert len(looked) == 2  # the first, before which nothing stands, and the second


def test_a_text_has_a_number_of_different_looks() -> None:
    looked: list[Span] = []

    def look(text: str, place: Span) -> list[Span]:
        looked.append(place)
        return []

    reading = Reading(" ".join(f"key {number:06}" for number in range(MOST_LOOKS + 5)))
    places = list(reading.places(frozenset({"key"})))
    found = list(looked_at(reading, places, look, behind=0, ahead=8))
    assert len(looked) == MOST_LOOKS
    assert [reading.text[slice(*span)][:6] for span in found] == [f"{MOST_LOOKS + number:06}" for number in range(5)]


def test_behind_very_many_places_everything_is_masked() -> None:
    text = "key " * (MOST_PLACES + 2)
    reading = Reading(text)
    found = list(looked_at(reading, reading.places(frozenset({"key"})), lambda *_: []))
    assert found == [(4 * MOST_PLACES, len(text))]


@pytest.mark.parametrize(
    "secret",
    [
        "password: Kx9#{:06}", "my pin is {:06}", "token=9f86d081884c7d65{:06}", "write to ann{:06}@example.com",
        "write to ann{:06} at example dot com", "call me on 0171 4{:06}", "+49 171 4{:06}",
        "IBAN DE893704004405321{:06}",
        "ssn 123{:06}", "account number 123{:06}",
    ],
)  # fmt: skip
def test_a_text_with_more_secrets_than_looks_has_them_all_masked(secret: str) -> None:
    values = [secret.format(number) for number in range(MOST_LOOKS + 300)]
    masked = Masker(ALL).mask(", ok.\n".join(values))
    assert not re.search(r"\d{6}(?!\d*\])", masked)


def test_nor_does_a_key_beside_them_leave_one_in_clear() -> None:
    """What is masked unseen then covers what was found before: its pieces are masked, not nothing."""
    words = ["".join(Random(number).choices("bcdfghklmnprstvwz", k=9)) for number in range(300)]
    masked = Masker().mask("\n".join(f"password: {word}, AKIAIOSFODNN7EXAMPLE" for word in words))
    assert [word for word in words if word in masked] == []


def test_the_pieces_of_a_span_between_what_is_blank_are_blanked() -> None:
    reading = Reading("one two three, four - five")
    assert reading.blank([(4, 7), (15, 19)]) == [(4, 7), (15, 19)]
    assert reading.blank([(0, 20), (8, 26), (4, 14)]) == [(0, 3), (8, 14), (20, 26)]
    assert reading.blank([(0, 26), (3, 4), (3, 3)]) == [(3, 4)]
