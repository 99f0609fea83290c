"""Bodies and headers that nobody sends by accident: each is refused in words, and the server stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from services.limits import BODY_MAX, DESCRIPTION_MAX
from tests.api.conftest import GOOD

JSON = {"Content-Type": "application/json"}
GOOD_TEXT = {"title": "Charged twice", "description": "My invoice was charged twice."}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (b"", "non_field_errors"),
        (b"{", "non_field_errors"),
        (b"[]", "non_field_errors"),
        (b'"text"', "non_field_errors"),
        (b"null", "non_field_errors"),
        (b'{"title": "a"} x', "non_field_errors"),
        (b'{"title": "\xff\xfe"}', "non_field_errors"),
        (b'\xef\xbb\xbf{"title": "a"}', "non_field_errors"),
        ('{"title": "a"}'.encode("utf-16"), "non_field_errors"),
        (b'{"version": NaN}', "non_field_errors"),
        (b'{"version": -Infinity}', "non_field_errors"),
        (b'{"version": ' + b"1" * 5000 + b"}", "non_field_errors"),
        (b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "non_field_errors"),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "non_field_errors"),
        (b'{"title": "a", "title": "b"}', "title"),
        (b'{"\\ud800": 1, "\\ud800": 2}', "?"),
        (b'{"version": 1e400}', "version"),
        (b'{"title": "\\ud800"}', "title"),
        (b'{"title": "\\u0000"}', "title"),
    ],
)
def test_a_bad_body(client: TestClient, body: bytes, wrong: str) -> None:
    answered = client.post("/api/tickets/", content=body, headers=JSON)
    assert answered.status_code == 400
    assert wrong in answered.json()
    assert all(isinstance(message, str) for messages in answered.json().values() for message in messages)


def test_the_name_of_an_unknown_field_can_be_anything(client: TestClient) -> None:
    for name in ("\\ud800", "\\u0000", "__proto__", "data", "x" * 1000, "\\r\\nSet-Cookie: a=b"):
        body = json.dumps(GOOD)[:-1] + f', "{name}": 1}}'
        answered = client.post("/api/tickets/", content=body.encode(), headers=JSON)
        assert (answered.status_code, len(answered.json())) == (400, 1), name
        assert "set-cookie" not in answered.headers


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 201),
        ("Application/JSON; charset=UTF-8", 201),
        ('application/json;charset="utf-8"', 201),
        ("application/json; charset=latin-1", 415),
        ("application/json-patch+json", 415),
        ("text/plain", 415),
        ("text/plain; application/json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
    ],
)
def test_only_json_in_utf8(client: TestClient, kind: str, status: int) -> None:
    answered = client.post("/api/tickets/", content=json.dumps(GOOD), headers={"Content-Type": kind})
    assert answered.status_code == status


def test_the_longest_ticket_fits_and_no_more(client: TestClient) -> None:
    longest = GOOD | {"title": "\U0001f600" * 200, "description": "\U0001f600" * DESCRIPTION_MAX}
    assert client.post("/api/tickets/", content=json.dumps(longest), headers=JSON).status_code == 201
    too_large = client.post("/api/tickets/", content=b" " * (BODY_MAX + 1), headers=JSON)
    assert (too_large.status_code, list(too_large.json())) == (413, ["detail"])


def test_a_body_without_a_length_is_read_no_further_than_allowed(client: TestClient) -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while read < 100:
            read += 1
            yield b" " * (BODY_MAX // 4)

    assert client.post("/api/tickets/", content=endless(), headers=JSON).status_code == 413


@pytest.mark.parametrize(("size", "status"), [(BODY_MAX - 1, 400), (BODY_MAX, 400), (BODY_MAX + 1, 413)])
@pytest.mark.parametrize("pieces", [1, 2], ids=["with a length", "in pieces"])
def test_the_largest_body_is_read_and_one_byte_more_is_not(
    client: TestClient, size: int, status: int, pieces: int
) -> None:
    content = b" " * size if pieces == 1 else iter([b" ", b" " * (size - 1)])
    answered = client.post("/api/tickets/", content=content, headers=JSON)
    assert (answered.status_code, f"{BODY_MAX:,} bytes" in answered.text) == (status, status == 413)


@pytest.mark.parametrize(
    ("count", "named", "more"),
    [
        (50, 50, None),
        (51, 50, "And 1 more."),
        (98, 50, "And 48 more."),
        (99, 0, "A JSON object has at most 100 fields here; this one has 101."),
        (1232, 0, "A JSON object has at most 100 fields here; this one has 1,234."),
    ],
)
def test_of_many_unknown_fields_the_first_are_named(
    client: TestClient, count: int, named: int, more: str | None
) -> None:
    unknown = {f"f{number:04}": 1 for number in range(count)}
    answered = client.post("/api/tickets/classify/", content=json.dumps(GOOD_TEXT | unknown), headers=JSON)
    told = answered.json()
    assert (answered.status_code, told.pop("non_field_errors", [None])) == (400, [more])
    assert list(told) == [f"f{number:04}" for number in range(named)]


@pytest.mark.parametrize("length", [99, 100, 101])
def test_of_a_long_name_the_beginning_is_told(client: TestClient, length: int) -> None:
    answered = client.post("/api/tickets/classify/", json=GOOD_TEXT | {"x" * length: 1})
    assert list(answered.json()) == ["x" * min(length, 100)]


@pytest.mark.parametrize(("count", "wrong"), [(500, "category"), (501, "non_field_errors")])
def test_parameters_are_counted_before_they_are_read(client: TestClient, count: int, wrong: str) -> None:
    answered = client.get(f"/api/tickets/?{'&'.join(['category=billing'] * count)}")
    assert (answered.status_code, list(answered.json())) == (400, [wrong])


@pytest.mark.parametrize("text", ["'; DROP TABLE ticket; --", "%s %(a)s :name {0}", "\\x00 \\' \" \n\r", "<script>"])
def test_text_is_only_text(client: TestClient, text: str) -> None:
    made = client.post("/api/tickets/", json=GOOD | {"description": text, "requester": text, "external_id": text})
    assert made.status_code == 201
    assert client.get(f"/api/tickets/{made.json()['id']}/").json() == made.json()
    listed = client.get("/api/tickets/", params={"search": text[:200], "assignee": text})
    assert listed.status_code == 200
    assert client.get("/api/tickets/").json()["count"] == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "ü", "a\tb", "x" * 256])
def test_a_bad_idempotency_key(client: TestClient, key: str) -> None:
    answered = client.post("/api/tickets/", json=GOOD, headers={b"Idempotency-Key": key.encode("latin-1")})
    assert (answered.status_code, list(answered.json())) == (400, ["Idempotency-Key"])


def test_a_link_cannot_be_made_to_lead_elsewhere(client: TestClient) -> None:
    client.post("/api/tickets/", json=GOOD)
    for host in ("evil.example", "localhost@evil.example", "localhost/evil", "a\\b", ""):
        assert client.get("/api/tickets/", headers={"Host": host}).status_code == 403
    redirect = client.get("//evil.example/api/tickets")
    assert "evil" not in redirect.headers.get("location", "")
