"""What may be measured on what: where labels come from, and that no test case was seen by the model that answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

import numpy as np
import pytest
from sqlalchemy import insert, select, text

from db.engine import transaction
from db.tables.learning import LeftOutPrediction, ReviewAnswer, TaughtExample
from services.classify.learned import store, train_now
from services.classify.learned.cross_validation import same_words
from services.classify.learned.labels import read_labelled
from services.classify.learned.samples import FILING, IMPORT, PICKED, RANDOM, TAUGHT
from services.classify.learned.training import Learned, learn
from services.classify.linear.features import count
from services.suggestion import Suggestion, Verdict
from services.tickets import editing
from services.tickets.schemas import NewTicket, TicketChange
from tests.services.classify.learned.support import file_all, jargon, ticket

pytestmark = pytest.mark.slow

NOTHING = Verdict()
DRAWN = ("random", "margin", "suspect", "filter", "sampled")


def answered(ticket_id: int, drawn: str, category: str = "billing", *, skipped: bool = False) -> None:
    """Somebody answers in Review, or skips."""
    if not skipped:
        editing.edit(ticket_id, TicketChange(category=category, priority="low"))
    given = {} if skipped else {"category": category, "priority": "low", "version": 1}
    row = {"ticket_id": ticket_id, "actor": "a", "reviewer": "r", "drawn": drawn, "blind": False, "skipped": skipped}
    with transaction() as session:
        session.execute(insert(ReviewAnswer).values(**row, **given))


def unconfirmed() -> int:
    """A ticket as a program leaves it: the classifier chose both."""
    new = NewTicket(title="A", description="B", category="general", priority="medium")
    with transaction() as session:
        return editing.create_within(session, new, left_open={"category", "priority"}, set_by="api").ticket.id


def answered_as(drawn: str) -> None:
    answered(unconfirmed(), drawn)


def skipped_first(drawn: str) -> None:
    number = unconfirmed()
    answered(number, "random", skipped=True)
    answered(number, drawn)


def corrected_later(by: str, category: str) -> None:
    number = unconfirmed()
    answered(number, "random")
    answered(number, by, category)


def accepted() -> None:
    shown = Suggestion(Verdict("billing", 0.9), Verdict("low", 0.9), "keywords", "keyword rules", 1.0)
    editing.create(NewTicket(title="A", description="B", category="billing", priority="low"), shown=shown)


def taught() -> None:
    with transaction() as session:
        session.execute(insert(TaughtExample).values(actor="a", description="B", category="billing"))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("door", "samples"),
    [
        *((partial(answered_as, drawn), [RANDOM if drawn == "random" else PICKED]) for drawn in DRAWN),
        (lambda: skipped_first("margin"), [PICKED]),
        (lambda: skipped_first("random"), [RANDOM]),
        (lambda: answered(unconfirmed(), "random", skipped=True), []),
        (lambda: corrected_later("suspect", "billing"), [RANDOM]),
        (lambda: corrected_later("suspect", "account"), [PICKED]),
        (lambda: corrected_later("random", "account"), [RANDOM]),
        (lambda: file_all([ticket("billing", "B", "import")]), [IMPORT]),
        (lambda: file_all([ticket("billing", "B", "api")]), ["api"]),
        (lambda: file_all([ticket("billing", "B", "person")]), [FILING]),
        (accepted, []),
        (taught, [TAUGHT]),
    ],
)  # fmt: skip
def test_where_a_label_comes_from(door: Callable[[], None], samples: list[str]) -> None:
    door()
    assert list(read_labelled().of("category").samples) == samples


@pytest.mark.usefixtures("database")
def test_a_random_answer_is_read_however_old_its_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.classify.learned.labels.NEWEST", 3)
    monkeypatch.setattr("services.classify.learned.labels.OF_EACH_VALUE", 0)
    answered(unconfirmed(), "random")
    file_all(ticket("general", f"B {number}") for number in range(5))
    assert Counter(read_labelled().of("category").samples) == {RANDOM: 1, FILING: 3}


def chance_labels(texts: list[str], samples: list[str], labels: list[str] | None = None) -> Learned:
    """A desk whose labels have nothing to do with its texts, unless ``labels`` says so."""
    rng = Random(3)
    keys = labels or [rng.choice("ab") for _ in texts]
    return learn("category", count(texts), keys, [NOTHING] * len(texts), samples=samples)


def word(number: int) -> str:
    """A word that shares no piece with another."""
    return "".join(
        chr(97 + (number * step + shift) % 26) for step, shift in ((1, 0), (7, 3), (11, 5), (17, 1), (3, 9), (5, 2))
    )


def test_what_was_picked_is_learned_from_and_never_a_test_case() -> None:
    rng = Random(1)
    keys = [rng.choice("ab") for _ in range(26)]
    asked = [f"{word(number)} is here" for number in range(26)]
    picked = [f"Now {word(number)} {word(number)}" for number in range(26)]
    alone = chance_labels(asked, [RANDOM] * 26, keys)
    helped = chance_labels([*asked, *picked], [RANDOM] * 26 + [PICKED] * 26, [*keys, *keys])
    assert helped.left_out is not None
    assert len(helped.left_out.tickets) == helped.report.samples[RANDOM].number == 26
    assert set(helped.report.samples) == {RANDOM}
    assert helped.report.accuracy == 1.0  # each by its picked twin, which is in every training part
    assert alone.report.accuracy is not None
    assert alone.report.accuracy < 0.8
    assert sum(helped.report.labels.values()) == 52


@pytest.mark.parametrize("sample", [RANDOM, PICKED, TAUGHT])
def test_another_ticket_with_the_same_words_is_not_seen_either(sample: str) -> None:
    texts = [f"{word(number)} is here" for number in range(26)]
    keys = ["a", "b"] * 13
    found = chance_labels([*texts, *texts], [RANDOM] * 26 + [sample] * 26, [*keys, *keys])
    assert found.report.accuracy is not None
    assert found.report.accuracy < 0.8  # 1.0, if the other one taught it


def test_the_same_words_are_found_and_none_are_like_no_others() -> None:
    assert same_words(count(["A b", "c", "a B", "!", "?", "c"])).tolist() == [0, 1, 0, 3, 4, 1]


def test_without_enough_test_cases_nothing_is_measured() -> None:
    rows = jargon(60)
    texts, keys = [str(row["description"]) for row in rows], [str(row["category"]) for row in rows]
    found = chance_labels(texts, [PICKED] * 41 + [RANDOM] * 19, keys)
    assert (found.model, found.left_out, found.report.accuracy) == (None, None, None)
    assert "not picked or taught" in found.report.reason


def test_samples_have_figures_of_their_own() -> None:
    rows = jargon(80)
    texts, keys = [str(row["description"]) for row in rows], [str(row["category"]) for row in rows]
    rng = Random(2)
    wrong = [rng.choice(keys) for _ in range(40)]
    found = chance_labels(texts, [RANDOM] * 40 + [IMPORT] * 40, [*keys[:40], *wrong]).report
    assert list(found.samples) == [RANDOM, IMPORT]
    random, imported = found.samples.values()
    assert random.number == imported.number == 40
    assert random.accuracy > imported.accuracy
    assert random.low < random.accuracy < random.high
    assert found.accuracy == pytest.approx((random.accuracy + imported.accuracy) / 2)


@pytest.mark.usefixtures("database")
def test_a_training_replaces_the_left_out_answers_and_keeps_its_figures() -> None:
    file_all([*jargon(60), *jargon(20, seed=8, set_by="import")])
    with transaction() as session:
        tickets = session.scalars(text("SELECT id FROM ticket ORDER BY id LIMIT 10")).all()
        categories = {row.id: row.category for row in session.execute(text("SELECT id, category FROM ticket"))}
    for number in tickets[:5]:
        answered(number, "margin", categories[number])
    for number in tickets[5:]:
        answered(number, "random", categories[number])
    for version in (1, 2):
        report = train_now().fields[0]
        with transaction() as session:
            kept = session.scalars(select(LeftOutPrediction).where(LeftOutPrediction.field == "category")).all()
        assert {row.version for row in kept} == {version}
        assert Counter(row.sample for row in kept) == {FILING: 50, IMPORT: 20, RANDOM: 5}
        assert not {row.ticket_id for row in kept} & set(tickets[:5])
        right = np.mean([row.label == row.predicted for row in kept])
        assert right == pytest.approx(report.accuracy)
        assert all(row.label_chance <= row.confidence + 1e-6 for row in kept)
        assert all((row.label == row.predicted) == (row.label_chance > row.confidence - 1e-6) for row in kept)
    assert [one.version for one in store.trainings(10)] == [2, 1]
    figures = store.trainings(1)[0].figures[0]
    assert (figures["accuracy"], figures["labels"], figures["samples"][RANDOM]["number"]) == (report.accuracy, 80, 5)
