"""How much of the last 30 days a promise would decide, never by a model that has seen the label."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from services.review import stream
from services.review.promise import InForce, Walk
from services.review.promises import FieldPromise
from services.review.stream import Share, Stream
from tests.pages.desk import filed
from tests.services.review.promise_support import execute

PROMISE = FieldPromise("category", 200, InForce(0.8, 200), Walk(0.8, 100, 97, 0.5))


def answers(total: int = 4) -> Stream:
    said = np.array(["billing", "billing", "account", ""], object)
    return Stream(1, total, {"category": said}, {"category": np.array([0.95, 0.5, 0.8, 0.0])})


def told(share: Share) -> tuple[int, int, float]:
    return share.decided, share.number, round(share.wrong, 6)


def test_what_would_be_decided_and_about_how_many_wrongly() -> None:
    assert told(stream.decided(answers(), PROMISE)) == (2, 4, 0.06)
    by_value = {key: told(share) for key, share in stream.decided_by_value(answers(), PROMISE).items()}
    assert by_value == {"account": (1, 1, 0.03), "billing": (1, 2, 0.03)}


def test_of_many_tickets_a_part_is_read_and_all_are_counted() -> None:
    assert told(stream.decided(answers(4_000), PROMISE)) == (2_000, 4_000, 60)


def test_without_a_threshold_nothing_is_decided() -> None:
    none = FieldPromise("category", 10, InForce(inf, 0), Walk())
    assert stream.decided(answers(), none) == Share(0, 4, 0)


def test_a_confirmed_ticket_is_counted_by_its_left_out_answer(database: None) -> None:
    ticket = filed(category="billing", touched=("category",))
    filed()
    execute(
        "INSERT INTO left_out_prediction VALUES ('category', :id, 'filing', 'billing', 'account', 0.7, 0.2, 1)",
        id=ticket.id,
    )
    found = stream.stream()
    assert (found.total, found.read) == (2, 2)
    assert sorted(found.predicted["category"]) == ["", "account"]
    assert sorted(found.confidence["category"].tolist()) == [0.0, pytest.approx(0.7)]
