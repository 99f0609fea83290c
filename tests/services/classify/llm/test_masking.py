"""What leaves the machine: no address, number or secret of a person; everything that a ticket is about."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.llm.masking import Masker

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
HEX = "9f86d081884c7d659a2feaa0c55ad015"
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----"
PGP = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdGBGa2\n=x1Yz\n-----END PGP PRIVATE KEY BLOCK-----"

# (text, what has to be masked in it, in the order of the text)
CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # e-mail addresses
    ("Write to ann.smith@example.com today", ("ann.smith@example.com",)),
    ("Mail: ann+tickets@mail.example.co.uk.", ("ann+tickets@mail.example.co.uk",)),
    ("<o'brien@example.com> and BOB_99@EXAMPLE.ORG", ("brien@example.com", "BOB_99@EXAMPLE.ORG")),
    ("jörg@müller.de schreibt", ("jörg@müller.de",)),
    ("john (at) example (dot) com", ("john (at) example (dot) com",)),
    ("mailto:help@sub.domain.example?subject=x", ("help@sub.domain.example",)),
    ("The @mention of @ann and user@localhost stay", ()),
    ("price is 5@10 and a@b", ()),
    # phone numbers
    ("Call +49 171 1234567 now", ("+49 171 1234567",)),
    ("+1 (415) 555-2671", ("+1 (415) 555-2671",)),
    ("+44 20 7946 0958, thanks", ("+44 20 7946 0958",)),
    ("+33612345678", ("+33612345678",)),
    ("0049 30 901820", ("0049 30 901820",)),
    ("(555) 123-4567 is mine", ("(555) 123-4567",)),
    ("My number: 555-123-4567", ("555-123-4567",)),
    ("415.555.2671 after five", ("415.555.2671",)),
    ("1-800-555-0199", ("1-800-555-0199",)),
    ("Handy 0171 1234567", ("0171 1234567",)),
    ("Büro 030/1234567", ("030/1234567",)),
    ("(030) 90 18 20", ("(030) 90 18 20",)),
    ("06 12 34 56 78", ("06 12 34 56 78",)),
    ("01.42.68.53.00", ("01.42.68.53.00",)),
    ("07700 900123 (mobile)", ("07700 900123",)),
    ("phone: 5550123456", ("5550123456",)),
    ("call me back on 79460958", ("79460958",)),
    ("Tel. 4711 0815", ("4711 0815",)),
    ("whatsapp 0611223344", ("0611223344",)),
    ("Móvil 612 34 56 78", ("612 34 56 78",)),
    # cards
    ("Card 4111 1111 1111 1111 declined", ("4111 1111 1111 1111",)),
    ("4111-1111-1111-1111", ("4111-1111-1111-1111",)),
    ("5500005555555559", ("5500005555555559",)),
    ("Amex 3782 822463 10005", ("3782 822463 10005",)),
    ("Order 12 with 4111 1111 1111 1111", ("4111 1111 1111 1111",)),
    ("2223003122003222 and 6011111111111117", ("2223003122003222", "6011111111111117")),
    ("4111111111111111 5500005555555559", ("4111111111111111", "5500005555555559")),
    ("Order 4111111111111112 fails Luhn", ()),
    # the shortest and the longest that there are, and what is one digit shorter or longer
    ("Maestro 507485260578", ("507485260578",)),
    ("Maestro 6708 1836 5849 2941 469", ("6708 1836 5849 2941 469",)),
    ("Visa 4222222222222", ("4222222222222",)),
    ("Visa 4081836584929414653", ("4081836584929414653",)),
    ("UnionPay 6208183658492941460", ("6208183658492941460",)),
    ("Serial 50787789325, 421753377274743417 and 67241592066112579763", ()),
    ("Tracking 1Z999AA10123456784", ()),
    ("Serial 8412345678901234", ()),
    # IBANs
    ("IBAN DE89 3704 0044 0532 0130 00 please", ("DE89 3704 0044 0532 0130 00",)),
    ("GB82WEST12345698765432", ("GB82WEST12345698765432",)),
    ("fr14 2004 1010 0505 0001 3m02 606 is ours", ("fr14 2004 1010 0505 0001 3m02 606",)),
    ("CH93-0076-2011-6238-5295-7", ("CH93-0076-2011-6238-5295-7",)),
    ("DE89 3704 0044 0532 0130 01 has a wrong checksum", ()),
    ("Part DE12 3456 and AB12 3456 7890", ()),
    # keys, tokens, passwords
    ("sk-proj-abcDEF1234567890abcdEFGH", ("sk-proj-abcDEF1234567890abcdEFGH",)),
    ("AIzaSyA1234567890abcdefghijklmnopqrstuv", ("AIzaSyA1234567890abcdefghijklmnopqrstuv",)),
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", ("ghp_16C7e42F292c6912E7710c838347Ae178B4a",)),
    ("github_pat_11ABCDEFG0123456789_abcdefghij", ("github_pat_11ABCDEFG0123456789_abcdefghij",)),
    ("AKIAIOSFODNN7EXAMPLE", ("AKIAIOSFODNN7EXAMPLE",)),
    ("xoxb-123456789012-abcdefABCDEF", ("xoxb-123456789012-abcdefABCDEF",)),
    ("glpat-abcdef1234567890ABCD", ("glpat-abcdef1234567890ABCD",)),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", ("sk_live_4eC39HqLyjWDarjtT1zdp7dc",)),
    (f"Authorization: Bearer {JWT}", (JWT,)),
    (PEM, (PEM,)),
    (f"before {PEM} between {PGP} after", (PEM, PGP)),
    (f"cut off:\n{PEM[:-10]}", (PEM[:-10],)),
    (f"its end is lost: {PEM.partition('-----END')[0]}and so on", (f"{PEM.partition('-----END')[0]}and so on",)),
    (f"its first line alone: {PEM.splitlines()[0]}", (PEM.splitlines()[0],)),
    ("-----BEGIN PUBLIC KEY-----\nMIIBIj\n-----END PUBLIC KEY-----", ()),
    (f"token {HEX}", (HEX,)),
    (f"API_KEY={HEX}", (HEX,)),
    (f'"client_secret": "{HEX}"', (HEX,)),
    ("password: Summer2026!", ("Summer2026",)),
    ("my password is hunter22", ("hunter22",)),
    ("Passwort lautet Geheim#77", ("Geheim#77",)),
    ("PIN is 4711", ("4711",)),
    ("CVV: 123", ("123",)),
    ("postgres://app:s3cr3t-pw@db:5432/x", ("app:s3cr3t-pw",)),
    ("The password is wrong", ()),
    ("password expired on 2026-11-05", ()),
    ("My password is 90 days old", ()),
    ("the token: expired", ()),
    ("Reset the password in version 2.14.3", ()),
    ("keyboard key F12 and primary key ticket_id", ()),
    # what a ticket is about
    ("Order 123-456-7890 is late", ()),
    ("Order number: 4155552671", ()),
    ("Invoice INV-2026-000123 over 1,234.56 EUR", ()),
    ("Ticket #4711 and case 00123456", ()),
    ("Version 10.15.7 build 19H2026", ()),
    ("Error 0x80070005 and ORA-01017", ()),
    ("HTTP 503 since 2026-11-05 10:30:15", ()),
    ("on 05/11/2026 10:30 and 01.02.2026 12", ()),
    ("2026-11-05T10:30:15+00:00", ()),
    ("192.168.178.42 and 10.0.0.1:8080", ()),
    ("MAC 00:1A:2B:3C:4D:5E, fe80::1", ()),
    ("commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", ()),
    ("id 550e8400-e29b-41d4-a716-446655440000", ()),
    ("Seriennummer 0171 1234567", ()),
    ("1 000 000 rows, 12 000 000 000 bytes", ()),
    ("Phone does not ring since 3 days", ()),
    ("Room 0.12.345, desk 12-34-56", ()),
    ("I was charged 1,299.00 twice, 2 x 649.50", ()),
)


@pytest.mark.parametrize(("text", "private"), CASES, ids=[text[:40] for text, _ in CASES])
def test_exactly_what_is_private_is_masked(text: str, private: tuple[str, ...]) -> None:
    expected = text
    for value in private:
        expected = expected.replace(value, "\0")
    assert _without_numbers(Masker().mask(text)) == expected


def _without_numbers(masked: str) -> str:
    return re.sub(r"\[(?:EMAIL|PHONE|CARD|IBAN|SECRET)_\d+\]", "\0", masked)


def test_a_value_keeps_its_placeholder_in_all_texts_of_a_request() -> None:
    masker = Masker()
    assert masker.mask("ann@example.com, bob@example.com") == "[EMAIL_1], [EMAIL_2]"
    assert masker.mask("Bob@Example.com; +49 171 1234567") == "[EMAIL_2]; [PHONE_1]"
    assert masker.mask("+49 (171) 123-4567") == "[PHONE_1]"


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", "1 ", "12 ", "4111 ", "0 1", "+1", "+", "@", "a@", "a.", "a@a.", "eyJ", "eyJa.", "eyJaaaaaaaa.",
        "password ", "password is ", "token=", "api key ", "DE89 ", "DE89 3704 ", "call ", "call me on ", "tel 0", "(0",
        "sk-", "00 1", "01 ", "-----BEGIN PRIVATE KEY-----", "://a:", "a[at]", "1-2-",
        "ann@example.com +49 171 1234567 ",
    ],
)  # fmt: skip
def test_no_text_makes_masking_slow(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    Masker().mask(text)
    assert time.process_time() - started < 0.5


PRIVATE = (
    "ann.smith@example.com",
    "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "+49 171 1234567",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    JWT,
    PEM,
)
words = st.text(max_size=60) | st.lists(
    st.sampled_from([*PRIVATE, *"a1-[]:@+\n", "password", "key is", "call", "order", "DE89", "4111"])
).map(" ".join)


@given(words, st.sampled_from(PRIVATE), words)
def test_whatever_stands_around_it_what_is_private_is_masked(before: str, value: str, after: str) -> None:
    masker = Masker()
    masked = masker.mask(f"{before} {value} {after}")
    assert value not in masked
    assert re.search(r"\[(?:EMAIL|PHONE|CARD|IBAN|SECRET)_\d+\]", masked)


@given(st.text(st.characters(exclude_characters="@0123456789", exclude_categories=["Nd"]), max_size=300))
def test_a_text_without_a_digit_or_an_at_sign_has_nothing_private(text: str) -> None:
    assert Masker().mask(text) == text
