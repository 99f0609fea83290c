"""Each ticket has the topic that its text has: after a look, when it is new, edited, deleted, merged or restored."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import InvalidInput, NotFound
from services.filters.ticket_filter import TicketFilter
from services.filters.topics import topic_ids, topic_label
from services.listing import counting, ticket_pages
from services.live import changes
from services.privacy import requesters
from services.tickets import editing, merging
from services.tickets.schemas import TicketChange
from services.topics import deciding, naming, store
from services.topics.deciding import decide_new_tickets
from services.topics.rule import Rules, text_terms
from tests.pages.desk import filed
from tests.services.jobs.support import scalar
from tests.services.topics.support import file_texts, look, made_topics, texts

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]


def listed(topic: int) -> set[int]:
    """The tickets that the filter of a topic lists; their count agrees."""
    wanted = TicketFilter(topic=(str(topic),))
    found = {ticket.id for ticket in ticket_pages.page(wanted, size=100).tickets}
    assert counting.count(wanted) == (len(found), True)
    return found


def test_after_a_look_every_ticket_has_its_topic_by_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.jobs.work.topics.BATCH", 17)
    file_texts(texts(40))
    found = look()
    assert found == {"topics": 3, "new": 3, "texts": 120, "named": 0}
    with transaction() as session:
        rules = Rules((topic.id, topic.round, topic.rule) for topic in store.known_topics(session))
        rows = session.execute(text("SELECT id, title, description FROM ticket")).all()
    expected: dict[int | None, set[int]] = {}
    for row in rows:
        expected.setdefault(rules.topic_of(text_terms(row.title, row.description)), set()).add(row.id)
    assert {topic: listed(topic) for topic in expected if topic} == {t: ids for t, ids in expected.items() if t}
    assert scalar("SELECT count(*) FROM ticket_topic WHERE rules = (SELECT rules FROM topic_state)") == 120
    assert look() == {"topics": 3, "new": 0, "texts": 120, "named": 0}
    assert scalar("SELECT rules FROM topic_state") == 1


def test_new_and_edited_tickets_get_their_topic_and_those_that_leave_lose_it() -> None:
    printer, card = made_topics("printer", "card")
    assert decide_new_tickets() == 0
    mine, other = filed(title="Printer"), filed(title="A card", description="It is lost")
    assert decide_new_tickets() == 2
    assert (listed(printer), listed(card)) == ({mine.id}, {other.id})
    editing.edit(mine.id, TicketChange(title="A card", description="Lost too"))
    assert listed(printer) == set()
    assert decide_new_tickets() == 1
    assert listed(card) == {mine.id, other.id}
    editing.edit(mine.id, TicketChange(status="resolved"))
    assert listed(card) == {mine.id, other.id}
    editing.delete_ticket(mine.id)
    merging.merge([other.id], filed(title="Else").id)
    assert listed(card) == set()
    editing.restore(mine.id)
    decide_new_tickets()
    assert listed(card) == {mine.id}
    with transaction() as session:
        session.execute(text("TRUNCATE ticket, ticket_event"))
    assert scalar("SELECT count(*) FROM ticket_topic") == 0


def test_a_text_that_changes_while_it_is_decided_is_left_to_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    (printer,) = made_topics("printer")
    ticket = filed(title="Printer")

    def edited(title: str, description: str) -> frozenset[str]:
        monkeypatch.setattr(deciding, "text_terms", text_terms)
        editing.edit(ticket.id, TicketChange(title="A card", description="Lost"))
        return text_terms(title, description)

    monkeypatch.setattr(deciding, "text_terms", edited)
    decide_new_tickets()
    assert listed(printer) == set()
    assert scalar("SELECT count(*) FROM ticket_topic") == 0
    assert decide_new_tickets() == 1
    assert scalar("SELECT count(*) FROM ticket_topic WHERE topic_id IS NULL") == 1


def test_topics_whose_tickets_are_all_gone_go_too() -> None:
    ids = file_texts(texts(40))
    look()
    with transaction() as session:
        session.execute(text("DELETE FROM ticket WHERE id = ANY (:ids)"), {"ids": ids[20:]})
        session.execute(text("DELETE FROM ticket WHERE title LIKE 'Printer%'"))
    assert look()["topics"] == 2


def test_a_name_stays_and_an_empty_one_gives_the_words_back() -> None:
    (printer,) = made_topics("printer")
    seen = changes.current_version()
    assert topic_label(str(printer)) == "Printer, x"
    naming.rename(printer, "  Paper\n jams ")
    assert [(topic.id, topic.name) for topic in naming.list_topics()] == [(printer, "Paper jams")]
    assert (topic_label(str(printer)), topic_ids()) == ("Paper jams", (str(printer),))
    assert changes.current_version() > seen
    assert TicketFilter(topic=(str(printer),)).sentence(2) == '2 tickets, about "Paper jams"'
    naming.rename(printer, " ")
    assert topic_label(str(printer)) == "Printer, x"
    for name in ("x" * 61, "a\0b", "a\u202eb"):
        with pytest.raises(InvalidInput):
            naming.rename(printer, name)
    with pytest.raises(NotFound):
        naming.rename(printer + 1, "Other")


@pytest.mark.parametrize("topic", ["999", "abc", "-1", "1" * 30])
def test_a_topic_that_there_is_not_has_no_ticket_and_a_label(topic: str) -> None:
    filed()
    assert counting.count(TicketFilter.from_params({"topic": topic})) == (0, True)
    assert topic_label(topic) == f"Topic {topic}"


def test_an_erasure_takes_the_words_that_hardly_any_other_ticket_has() -> None:
    file_texts(texts(40))
    hers = [("", f"Zanzibar {title}", f"Zanzibar {description}") for _, title, description in texts(12, ("card",))]
    file_texts(hers, requester="Mei Lin")
    look()
    card = next(topic for topic in naming.list_topics() if "Zanzibar" in topic.words or "virtual card" in topic.words)
    naming.rename(card.id, "For MEI LIN")
    kept = "SELECT count(*) FROM topic WHERE terms ? 'zanzibar' OR array_to_string(words, ' ') ILIKE '%zanzibar%'"
    assert scalar(kept)
    requesters.erase("Mei Lin")
    assert scalar(kept) == 0
    assert "MEI" not in topic_label(str(card.id))
    assert look()["topics"] == scalar("SELECT count(DISTINCT topic_id) FROM ticket_topic")
