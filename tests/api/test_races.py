"""Several clients at once, over HTTP: one ticket a key, one winner a version."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from db.engine import transaction
from tests.api.conftest import GOOD


def at_once(number: int, call: Callable[[int], httpx2.Response]) -> list[httpx2.Response]:
    """What ``number`` threads were answered that began together."""
    answers: list[httpx2.Response] = []
    barrier = threading.Barrier(number)

    def run(place: int) -> None:
        barrier.wait()
        answers.append(call(place))

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_clients_on_one_version(server: str) -> None:
    made = httpx2.post(f"{server}/api/tickets/", json=GOOD)
    path = f"{server}/api/tickets/{made.json()['id']}/"
    answers = at_once(
        6,
        lambda place: httpx2.patch(path, json={"assignee": f"P{place}"}, headers={"If-Match": made.headers["etag"]}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    winner = next(answer.json()["assignee"] for answer in answers if answer.status_code == 200)
    after = httpx2.get(path).json()
    assert (after["assignee"], after["version"]) == (winner, 2)


def test_one_key_is_one_ticket(server: str) -> None:
    answers = at_once(6, lambda _: httpx2.post(f"{server}/api/tickets/", json=GOOD, headers={"Idempotency-Key": "k"}))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert httpx2.get(f"{server}/api/tickets/").json()["count"] == 1


def test_one_external_id_is_one_ticket(server: str) -> None:
    answers = at_once(6, lambda _: httpx2.post(f"{server}/api/tickets/", json=GOOD | {"external_id": "Z"}))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]


KEY = {"Idempotency-Key": "abc"}


def test_the_same_key_and_body_is_answered_as_before(client: TestClient) -> None:
    first = client.post("/api/tickets/", json=GOOD, headers=KEY)
    client.patch(f"/api/tickets/{first.json()['id']}/", json={"title": "Changed since"})
    reordered = dict(reversed(list(GOOD.items())))
    again = client.post("/api/tickets/", json=reordered, headers=KEY)
    assert (again.status_code, again.json()) == (201, first.json())
    assert [again.headers[name] for name in ("location", "etag")] == [first.headers[n] for n in ("location", "etag")]
    assert client.get("/api/tickets/").json()["count"] == 1


def test_the_same_key_with_another_body_is_refused(client: TestClient) -> None:
    client.post("/api/tickets/", json=GOOD, headers=KEY)
    answered = client.post("/api/tickets/", json=GOOD | {"title": "Another"}, headers=KEY)
    assert (answered.status_code, list(answered.json())) == (409, ["detail"])
    assert client.post("/api/tickets/", json=GOOD, headers={"Idempotency-Key": "other"}).status_code == 201


def test_what_failed_can_be_tried_again_under_its_key(client: TestClient) -> None:
    blocker = client.post("/api/tickets/", json=GOOD | {"external_id": "Z"}).json()["id"]
    body: dict[str, Any] = GOOD | {"external_id": "Z"}
    assert client.post("/api/tickets/", json=body, headers=KEY).status_code == 409
    client.delete(f"/api/tickets/{blocker}/")
    assert client.post("/api/tickets/", json=body, headers=KEY).status_code == 201


@pytest.mark.parametrize(("hours", "is_new"), [(23, False), (25, True)])
def test_a_key_is_kept_for_a_day(client: TestClient, hours: int, is_new: bool) -> None:
    first = client.post("/api/tickets/", json=GOOD, headers=KEY).json()
    with transaction() as session:
        age = {"age": f"{hours} hours"}
        session.execute(text("UPDATE idempotency_key SET created_at = now() - CAST(:age AS interval)"), age)
    second = client.post("/api/tickets/", json=GOOD, headers=KEY)
    assert (second.status_code, second.json()["id"] != first["id"]) == (201, is_new)


def test_old_keys_are_removed(client: TestClient) -> None:
    for key in ("a", "b"):
        client.post("/api/tickets/", json=GOOD, headers={"Idempotency-Key": key})
    with transaction() as session:
        session.execute(text("UPDATE idempotency_key SET created_at = now() - interval '26 hours'"))
    client.post("/api/tickets/", json=GOOD, headers={"Idempotency-Key": "c"})
    with transaction() as session:
        assert session.scalars(text("SELECT key FROM idempotency_key")).all() == ["c"]
