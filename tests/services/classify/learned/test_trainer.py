"""When the learned classifier takes part, and what it learns from."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text, update

from db.engine import transaction
from db.tables.tickets import Category, Ticket
from services import taxonomy
from services.classify.learned import AlreadyTraining, current, labels, status, train_now, trainer
from services.classify.learned.report import FieldReport
from services.classify.learned.trainer import is_due
from services.lifecycle import reset
from services.suggestion import Suggestion, Verdict
from services.tickets import editing
from services.tickets.schemas import NewTicket, TicketChange
from tests.services.classify.learned.support import Row, file_all, jargon, noise, plain, ticket

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

ACTIVE = frozenset({"billing", "technical", "account", "general"})


def category_report() -> FieldReport:
    return train_now().fields[0]


@pytest.mark.parametrize(
    ("rows", "takes_part", "reason"),
    [
        pytest.param(list, False, "Not enough labels", id="no tickets"),
        pytest.param(lambda: jargon(16), False, "Not enough labels", id="four of each"),
        pytest.param(lambda: jargon(36), True, "", id="nine of each"),
        pytest.param(
            lambda: [row for row in jargon(120) if row["category"] == "billing"],
            False, "Not enough labels", id="one category",
        ),
        pytest.param(lambda: jargon(120), True, "", id="better than the keywords"),
        pytest.param(lambda: plain(120), True, "", id="as good as the keywords"),
        pytest.param(lambda: noise(120), False, "the most common value", id="noise"),
        pytest.param(lambda: jargon(120, set_by="import"), True, "", id="imported"),
        pytest.param(lambda: jargon(120, set_by="api"), True, "", id="through the API"),
        pytest.param(lambda: jargon(120, set_by="classifier"), False, "Not enough labels", id="pre-fills let stand"),
        pytest.param(
            lambda: [ticket(key, "\U0001f600...", title="!") for key in ("general", "billing") for _ in range(30)],
            False, "no words", id="texts without words",
        ),
    ],
)  # fmt: skip
def test_takes_part(rows: Callable[[], list[Row]], takes_part: bool, reason: str) -> None:
    if found := rows():
        file_all(found)
    report = category_report()
    assert (report.in_use, current() is not None) == (takes_part, takes_part)
    assert reason in report.reason
    assert current() is None or "category" in current().fields  # type: ignore[union-attr]


def test_the_figures_are_those_of_both_on_the_same_tickets() -> None:
    file_all(jargon(120))
    report = train_now()
    category, priority = report.fields
    assert category.labels == {"account": 30, "billing": 30, "general": 30, "technical": 30}
    assert category.accuracy is not None
    assert category.keywords_accuracy is not None
    assert category.accuracy > 0.9
    assert category.keywords_accuracy < 0.5
    assert (priority.labels, priority.accuracy, priority.in_use) == ({}, None, False)
    told = status()
    assert told.newest == report
    assert told.labels_now == {"category": 120, "priority": 0}


def test_confirmed_tickets_are_counted_no_further_than_one_more_than_a_training_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(labels, "NEWEST", 20)
    file_all(jargon(24))
    assert status().labels_now == {"category": 21, "priority": 0}


def test_each_field_is_for_itself() -> None:
    priorities = {"billing": "low", "technical": "critical", "account": "high", "general": "medium"}
    rows = jargon(120, set_by="classifier")
    file_all(row | {"priority": priorities[str(row["category"])], "priority_set_by": "person"} for row in rows)
    assert [field.in_use for field in train_now().fields] == [False, True]
    learned = current()
    assert learned is not None
    suggestion = learned.suggest("", "The Falcon gateway again", active=ACTIVE)
    assert (suggestion.category, suggestion.priority.key) == (Verdict(), "critical")


def test_a_pre_fill_let_stand_is_no_label_and_a_touched_one_is() -> None:
    shown = Suggestion(Verdict("billing", 0.9), Verdict("low", 0.9), "keywords", "keyword rules", 1.0)
    new = NewTicket(title="A", description="B", category="billing", priority="low")
    editing.create(new, shown=shown)
    assert status().labels_now == {"category": 0, "priority": 0}
    editing.create(new, shown=shown, touched={"category"})
    assert status().labels_now == {"category": 1, "priority": 0}


def test_an_answer_of_always_the_commonest_is_not_better() -> None:
    rows = [*plain(30), *(ticket("general", f"About {number} of those", title="Note") for number in range(170))]
    file_all(rows)
    report = category_report()
    if report.in_use:
        assert report.macro_f1 is not None
        assert report.keywords_macro_f1 is not None
        assert report.macro_f1 >= report.keywords_macro_f1


def test_an_archived_category_is_neither_learned_nor_answered() -> None:
    file_all(jargon(160))
    train_now()
    learned = current()
    assert learned is not None
    left = ACTIVE - {"billing"}
    verdict = learned.suggest("", "about the Zephyr ledger", active=left).category
    assert verdict.key in left
    assert {key for key, _ in verdict.ranking} == left
    assert sum(chance for _, chance in verdict.ranking) == pytest.approx(1)
    assert learned.suggest("", "about the Zephyr ledger", active=()).category == Verdict()
    with transaction() as session:
        session.execute(update(Category).where(Category.key == "billing").values(archived_at=text("now()")))
    taxonomy.forget()
    assert "billing" not in category_report().labels


def test_a_new_category_is_answered_from_its_first_label() -> None:
    with transaction() as session:
        session.add(Category(key="facilities", label="Facilities"))
    taxonomy.forget()
    file_all(jargon(120))
    file_all([ticket("facilities", "The Helvellyn door of the cellar squeaks")])
    report = category_report()
    assert (report.in_use, report.labels["facilities"]) == (True, 1)
    answer = current().suggest("", "Helvellyn door squeaks", active=ACTIVE | {"facilities"})  # type: ignore[union-attr]
    assert answer.category.key == "facilities"


def test_rare_categories_stay_when_only_the_newest_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.classify.learned.labels.NEWEST", 40)
    monkeypatch.setattr("services.classify.learned.labels.OF_EACH_VALUE", 15)
    old = [row | {"created_at": "2020-01-01"} for row in jargon(80)]
    file_all([*old, *(ticket("general", f"Coniston visit {number}") for number in range(100))])
    assert category_report().labels == {"account": 15, "billing": 15, "general": 40, "technical": 15}


def test_the_same_tickets_give_the_same_model() -> None:
    file_all(jargon(120))
    train_now()
    first = current()
    train_now()
    second = current()
    assert first is not None
    assert second is not None
    assert second.version == first.version + 1
    assert (first.fields["category"].weights == second.fields["category"].weights).all()
    assert first.fields["category"].scale == second.fields["category"].scale


def test_of_two_trainers_one_trains() -> None:
    file_all(jargon(60))
    under_way, go_on = threading.Event(), threading.Event()

    def report(*_: int) -> None:
        under_way.set()
        assert go_on.wait(20)

    first = threading.Thread(target=train_now, args=(report,))
    first.start()
    assert under_way.wait(20)
    with pytest.raises(AlreadyTraining):
        train_now()
    go_on.set()
    first.join(20)
    assert train_now().version == 2


def test_a_training_given_up_stores_nothing_and_frees_the_lock() -> None:
    file_all(jargon(60))

    def report(*_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        train_now(report)
    assert status().newest is None
    assert train_now().version == 1


def test_is_due_after_enough_confirmations(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_due()
    file_all(jargon(19))
    assert not is_due()
    file_all(jargon(1))
    assert is_due()
    train_now()
    assert not is_due()
    file_all(jargon(50, set_by="classifier"))
    assert not is_due()
    with transaction() as session:
        session.execute(update(Ticket).where(Ticket.category_set_by == "classifier").values(category_set_by="person"))
    assert is_due()
    assert not is_due(wait=60)


def test_a_correction_counts_as_new() -> None:
    file_all(jargon(40))
    train_now()
    with transaction() as session:
        session.execute(update(Ticket).where(Ticket.id <= 20).values(category="general"))
        moved = session.scalar(text("SELECT count(DISTINCT ticket_id) FROM ticket_event WHERE field = 'category'"))
    assert is_due() == (moved >= 20)
    editing.edit(40, TicketChange(title="Another title"))


def test_few_confirmations_count_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    file_all(jargon(40))
    train_now()
    monkeypatch.setattr(trainer, "NEW_AFTER_SECONDS", 0.0)
    assert not is_due()
    file_all(jargon(1))
    assert is_due()


def test_a_large_desk_waits_for_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer, "NEW_LABELS", 2)
    file_all(jargon(100))
    train_now()
    file_all(jargon(4))
    assert not is_due()
    file_all(jargon(1))
    assert is_due()


def test_a_reset_forgets_what_was_learned() -> None:
    file_all(jargon(120))
    train_now()
    assert current() is not None
    reset()
    assert current() is None
    assert status().newest is None


def test_ten_answers_of_review_are_enough_while_labels_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    file_all(jargon(40))
    train_now()
    file_all(jargon(10))
    assert not is_due()
    with transaction() as session:
        answered = "SELECT id, 'local', 'ann', 'random', false, false, category, priority, version FROM ticket"
        columns = "ticket_id, actor, reviewer, drawn, blind, skipped, category, priority, version"
        session.execute(text(f"INSERT INTO review_answer ({columns}) {answered} WHERE id > 41"))
        assert not is_due()
    with transaction() as session:
        session.execute(text(f"INSERT INTO review_answer ({columns}) {answered} WHERE id = 41"))
    assert is_due()
    monkeypatch.setattr(trainer, "FEW_LABELS", 30)
    assert not is_due()
