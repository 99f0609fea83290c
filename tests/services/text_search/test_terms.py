"""What a search finds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from db.engine import transaction
from db.tables.tickets import Ticket, TicketDocument
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, ticket_pages
from services.text_search import terms
from services.text_search.marks import Marked, mark
from tests.services.listing.support import insert_titles

pytestmark = pytest.mark.usefixtures("database")

TEXT = (
    "ÜBERWEISUNG über Karte",
    "Refunded to my cards by the bank 日本語. Error ERR-4031 in C:\\temp\\a_b, 100% sure; v2.17",
)
FINDS = [
    ("über", True),
    ("ÜBER", True),
    ("uber", True),
    ("Überw", True),
    ("refund card", True),
    ("refund cheque", False),
    ("refund or cheque", True),
    ("cheque or refund or", True),
    ("cheque OR karte", True),
    ("refund -cards", False),
    ("refund -cheque", True),
    ("-cheque", True),
    ('"refunded to my cards"', True),
    ('"cards my to"', False),
    ('"karte uberweisung"', False),
    ('"karte refunded"', False),
    ('-"refunded to my cards"', False),
    ('"refunded to', True),
    ('""', False),
    ("the", True),
    ("%", True),
    ("_", True),
    ("&", False),
    ("' OR 1=1 --", False),
    ("refund:* & !card | (", True),
    ("#1", True),
    ("#2", False),
    ("日本語", True),
    ("日本", True),
    # a word still being typed, and short words that are whole
    ("refun", True),
    ("refunded t", True),
    ("t refunded", False),
    ("to refunded", True),
    # codes: anywhere, also within a word, and every character as it stands
    ("ERR-4031", True),
    ("err-40", True),
    ("R-403", True),
    ("4031", True),
    ("4032", False),
    ("v2.1", True),
    ("v2_1", True),
    ("-031", False),
    ("-a_b", False),
    ("-a_c", True),
    ("a_b", True),
    ("aXb", False),
    ("100%", True),
    ("c:\\temp", True),
    ("refund 4031", True),
    ("refund -4031", False),
    ("cheque or 4031", True),
    ("cheque 4031", False),
    # within words, where words find nothing
    ("weisung", True),
    ("eisun efund", True),
    ("eisun cheque", False),
    ("weisung -cheque", False),
    # Chinese, Japanese and Korean words inside a run
    ("本語", True),
    ("語", True),
    ("語本", False),
    ("語 refund", True),
]


@pytest.mark.parametrize(
    ("title", "typed", "not_typed"),
    [
        ("I can't log in", "cant", "ant"),
        ("It doesn’t start", "doesnt", "oesnt"),
        ("Call Frau Müller", "mueller", "ueller"),
        ("Call Frau Müller", "muller", "moeller"),
        ("Öl läuft aus", "oel laeuft", "oel laft"),
        ("Freezer at +8 C", "+8 C", "+9 C"),
        ("Phone +49 30 12", "+49 30", "+49 31"),
        ("申请退款已提交", "退款", "款退"),
        ("계정 설정변경", "변경", "경변"),
        ("パスワードの再設定", "設定", "定設"),
    ],
)
def test_words_are_found_in_other_spellings_and_inside_a_run(title: str, typed: str, not_typed: str) -> None:
    insert_titles(title)
    assert (found_titles(typed), found_titles(not_typed)) == ([title], [])
    with transaction() as session:
        known = session.scalar(text("SELECT string_agg(words::text, ' ') FROM ticket_document"))
    assert not {"'mueller':", "'退款':", "'cant':"} & set(known.replace(":", ": ").split())


ANY_TEXT = [
    # numbers as they are written, and as they are asked for
    ("Call +49 (0)30 123-4567 today", "+49 30 1234567", "+49 30 1234568"),
    ("Call 030/1234567", "+49 30 123 45 67", "+49 40 123 45 67"),
    ("Call +49301234567", "030 1234567", "031 1234567"),
    ("Call +49 30 1234567", "0049301234567", "0049301234569"),
    ("Call +1 (555) 010-9998", "15550109998", "15550109997"),
    ("Call 555.010.9998", "+1 (555) 010-9998", "+1 (555) 011-9998"),
    ("IBAN DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 01"),
    ("IBAN DE89 3704 0044 0532 0130 00.", "de89370400440532013000", "de89370400440532013001"),
    ("IBAN DE89 3704 0044 0532 0130 00.", "0532 0130", "0532 0131"),
    ("Order 2024-11/00815 lost", "20241100815", "20241100816"),
    ("Order 20241100815 lost", "2024 11 00815", "2024 11 00816"),
    ("Order INV 2024 001 lost", "INV-2024-001", "INV-2024-002"),
    ("Order INV2024001 lost", "INV 2024 001", "INV 2024 003"),
    ("Order INV-2024-001 lost", "inv.2024.001", "inw.2024.001"),
    ("It is 12,50 € a month", "12.50", "12.60"),
    ("404 errors in 40 4 days", "404", "4044"),
    ("Room 20 24", "20 24", "2024"),
    # a minus that is a sign
    ("Freezer at -5 C", "freezer -5 C", "freezer -6 C"),
    ("Freezer at -18 °C", "freezer -18°C", "freezer -19°C"),
    ("Freezer at 4711", "freezer -4712", "freezer -4711"),
    # symbols and emoji
    ("Thanks 🙂!", "🙂", "🙁"),
    ("Great 👍🏽 work", "👍", "👎"),
    ("Warning ⚠️ again", "⚠", "☠"),
    ("Costs 5 €", "€", "£"),
    ("Size 3 × 4", "×", "÷"),
    ("All © 2024", "©", "®"),
    ("Order 41032", "41032", "10 3"),
    ("Send to max.muster@firma.de", "muster", "uster.n"),
    ("Send to max.muster@firma.de", "muster@firma.de", "muster@firmb.de"),
    ("See https://shop.example.com/orders", "(example.com/orders),", "example.com/ordess"),
    # scripts without spaces, alone and beside others
    ("我的申请退款已提交", "申请退款", "申请提交款"),
    ("手机iPhone坏了", "iphone", "iphones"),
    ("iPhone 手机坏了", "iPhone手机", "iPhone机手"),
    ("ฉันลืมรหัสผ่านของฉัน", "รหัส", "หัสร"),
    ("パスワード", "ワ", "ヲ"),
    ("Пароль WiFi сброшен", "...сброшен!", "сброшена"),
    ("שלום world", "«שלום»", "«שלוש»"),
]


@pytest.mark.parametrize(("title", "typed", "not_typed"), ANY_TEXT)
def test_any_text_is_found_however_it_is_written(title: str, typed: str, not_typed: str) -> None:
    insert_titles(title)
    assert (found_titles(typed), found_titles(not_typed)) == ([title], [])


def test_a_search_is_read_as_people_write() -> None:
    insert_titles("Refund & card", "Refund card", "5 C or less")
    assert len(found_titles("refund & card")) == 2  # signs between words are none of them
    assert found_titles("&") == ["Refund & card"]
    assert found_titles("refund -&") == found_titles("refund")
    assert found_titles("card -🙂") == ["Refund card", "Refund & card"]


def file_the_text() -> None:
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority) VALUES (:title, :text, 'billing', 'low')"
            ),
            {"title": TEXT[0], "text": TEXT[1]},
        )


def test_what_a_search_finds() -> None:
    file_the_text()
    found = {typed: bool(ticket_pages.page(TicketFilter(search=typed)).tickets) for typed, _ in FINDS}
    assert found == dict(FINDS)


def test_a_search_counts_what_it_finds_on_every_page() -> None:
    file_the_text()
    for typed, finds in FINDS:
        asked = TicketFilter(search=typed)
        assert (counting.count(asked), stats.headline(asked).total_tickets) == ((finds, True), finds), typed


def test_pieces_of_words_are_not_mixed_with_words() -> None:
    insert_titles("Payment", "Prepayment", "Repaymentform")
    assert found_titles("payment") == ["Payment"]
    assert stats.headline(TicketFilter(search="payment")).total_tickets == 1
    assert found_titles("aymen") == ["Repaymentform", "Prepayment", "Payment"]


@pytest.mark.parametrize("given", [{"category": ("billing",)}, {"created_before": date(2020, 1, 1)}], ids=str)
def test_nor_where_a_filter_leaves_none_of_the_tickets_with_the_word(given: dict[str, Any]) -> None:
    insert_titles("Payment", "Prepayment")
    with transaction() as session:
        session.execute(text("UPDATE ticket SET category = 'billing' WHERE title = 'Prepayment'"))
        session.execute(text("ALTER TABLE ticket DISABLE TRIGGER USER"))
        session.execute(text("UPDATE ticket SET created_at = '2019-01-01' WHERE title = 'Prepayment'"))
        session.execute(text("ALTER TABLE ticket ENABLE TRIGGER USER"))
    for typed, titles in (("payment", []), ("aymen", ["Prepayment"])):
        asked = TicketFilter(search=typed, **given)
        assert [ticket.title for ticket in ticket_pages.page(asked).tickets] == titles
        assert [ticket.title for ticket in ticket_pages.read_tickets(asked, limit=9)] == titles
        assert counting.count(asked) == (len(titles), True)


@pytest.mark.parametrize("typed", ["payment", "aymen"])
def test_nor_beyond_the_last_page(typed: str) -> None:
    insert_titles("Payment", "Prepayment", "Repaymentform")
    asked = TicketFilter(search=typed)
    every = ticket_pages.read_tickets(asked, limit=9)
    assert len(every) == (1 if typed == "payment" else 3)
    assert [ticket.id for ticket in ticket_pages.read_tickets(asked, limit=9, offset=1)] == [
        ticket.id for ticket in every[1:]
    ]
    assert ticket_pages.read_tickets(asked, limit=9, offset=3) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
    | st.text("ab1-'\"%_\\:&|!()<>* #or", max_size=30)
    | st.text("a-+(0)49 /.,°C€🙂👍🏽退款รหガß=~\\'\"", max_size=30)
)
def test_no_search_is_an_error(typed: str) -> None:
    asked = TicketFilter(search=typed)
    assert ticket_pages.page(asked).count == stats.headline(asked).total_tickets
    ticket_pages.page(asked, order="relevance")
    ticket_pages.did_you_mean(typed)
    ticket_pages.similar(typed)
    (marked,) = mark(typed, [Ticket(id=1, title=TEXT[0] + typed, description=TEXT[1])]).values() or [
        Marked([TEXT[0] + typed])
    ]
    assert "".join(marked.title) == TEXT[0] + typed


def test_a_term_in_which_the_database_sees_no_word_asks_for_nothing() -> None:
    insert_titles(*["refund x"] * 30, "refund", "x")
    found = {
        "² refund": 31,
        "₂ refund": 31,
        "ʼ refund": 31,
        "ʼ ² refund": 31,
        "refund ʻ x": 30,
        "㉈ refund x": 30,
        "ʼ ²": 0,
    }
    assert {typed: counting.count(TicketFilter(search=typed))[0] for typed in found} == found


def found_titles(typed: str) -> list[str]:
    return [ticket.title for ticket in ticket_pages.page(TicketFilter(search=typed)).tickets]


LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.mark.parametrize(
    "typed",
    [
        " ".join((LETTERS * 3)[:100]),
        " or ".join(LETTERS[:34]),
        " ".join(f"-{letter}" for letter in LETTERS),
        " ".join(f'"{letter}"' for letter in LETTERS),
        " ".join(f"{letter}.{letter}" for letter in LETTERS),
        " or ".join(f"{one}.{two}" for one in "abcd" for two in "abcdef"),
    ],
    ids=["letters", "alternatives", "excluded", "phrases", "codes", "alternative codes"],
)
def test_a_search_of_nothing_but_short_words_is_answered(typed: str) -> None:
    insert_titles(*LETTERS)
    read = TicketFilter.from_params({"search": typed[:200]})
    assert stats.headline(read).total_tickets == counting.count(read)[0]
    assert ticket_pages.page(read, order="relevance").count == counting.count(read)[0]
    ticket_pages.did_you_mean(typed[:200])


def test_a_search_can_have_hundreds_of_terms_and_each_counts_once() -> None:
    many = terms.Search(" or ".join(f"w{number}.x y{number}" for number in range(400)))
    assert many.size == 800
    with transaction() as session:
        session.execute(select(1).where(terms.as_ticket_condition(many.condition)))
    assert terms.Search("a b a or a b a or c").alternatives == terms.Search("a b or a b or c").alternatives


def test_the_words_of_a_search_are_looked_up_once_and_not_for_every_row() -> None:
    condition = terms.Search("of the or to be or is").condition
    statement = select(TicketDocument.ticket_id).where(condition)
    with transaction(plan_each=True) as session:
        compiled = statement.compile(dialect=session.connection().dialect)
        plan = session.connection().exec_driver_sql(f"EXPLAIN {compiled}", compiled.params).scalars().all()
    assert "tsquery(" not in "".join(plan)
