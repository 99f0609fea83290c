"""The OpenAPI document: each word in it is one of the standard, each reference leads somewhere, each example works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from api.models import schemas as models
from services import taxonomy
from services.access import tokens
from services.settings import settings

# What a schema, a parameter and a header of this document may say (OpenAPI 3.1, JSON Schema 2020-12).
SCHEMA = {
    "$ref", "type", "properties", "required", "additionalProperties", "examples", "enum", "const", "anyOf", "items",
    "oneOf", "minProperties",
    "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "default", "title",
    "description", "contentMediaType",
}  # fmt: skip
PARAMETER = {"name", "in", "required", "schema", "description", "style", "explode", "$ref"}


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/api/openapi.json").json())


def nodes(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of the document with the key it stands under."""
    yield key, node
    for name, part in node.items() if isinstance(node, dict) else ():
        yield from nodes(part, name)
    for part in node if isinstance(node, list) else ():
        yield from nodes(part, key)


def schemas(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    whole = [*document["components"]["schemas"].values()]
    whole += [part for key, part in nodes([document["paths"], document["components"]]) if key == "schema"]
    while whole:
        schema = whole.pop()
        yield schema
        whole += [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
        whole += [schema[name] for name in ("items", "additionalProperties") if isinstance(schema.get(name), dict)]


def test_every_word_of_a_schema_is_known(document: dict[str, Any]) -> None:
    assert {word for schema in schemas(document) for word in schema} <= SCHEMA
    types = {name for schema in schemas(document) for name in [schema.get("type", "null")] if isinstance(name, str)}
    assert types == {"object", "array", "string", "integer", "number", "boolean", "null"}
    formats = {schema["format"] for schema in schemas(document) if "format" in schema}
    assert formats == {"date", "date-time", "uuid"}


@pytest.mark.parametrize(
    ("operation", "statuses", "headers", "parameters"),
    [
        ("index", "200 400 401 403 429 503", "", 0),
        ("list_tickets", "200 400 401 403 404 429 503", "", 28),
        ("create_ticket", "200 201 400 401 403 409 413 415 429 503", "ETag Location", 1),
        ("read_statistics", "200 400 401 403 429 503", "", 24),
        ("classify", "200 400 401 403 413 415 429 503", "", 0),
        ("read_ticket", "200 400 401 403 404 429 503", "ETag", 1),
        ("change_ticket", "200 400 401 403 404 409 413 415 429 503", "ETag", 2),
        ("replace_ticket", "200 400 401 403 404 409 413 415 429 503", "ETag", 2),
        ("delete_ticket", "204 400 401 403 404 409 429 503", "", 2),
        ("read_history", "200 400 401 403 404 429 503", "", 1),
        ("list_notes", "200 400 401 403 404 429 503", "", 1),
        ("add_note", "201 400 401 403 404 413 415 429 503", "", 1),
        ("edit_note", "200 400 401 403 404 413 415 429 503", "", 2),
        ("delete_note", "204 400 401 403 404 429 503", "", 3),
        ("list_day_notes", "200 400 401 403 429 503", "", 2),
        ("add_day_note", "201 400 401 403 413 415 429 503", "", 0),
        ("change_day_note", "200 400 401 403 404 409 413 415 429 503", "", 1),
        ("remove_day_note", "204 400 401 403 404 429 503", "", 1),
        ("list_dashboards", "200 400 401 403 429 503", "", 0),
        ("save_dashboard", "201 400 401 403 409 413 415 429 503", "", 0),
        ("choose_first_dashboard", "200 400 401 403 404 413 415 429 503", "", 0),
        ("read_dashboard", "200 400 401 403 404 429 503", "", 1),
        ("change_dashboard", "200 400 401 403 404 409 413 415 429 503", "", 1),
        ("remove_dashboard", "204 400 401 403 404 429 503", "", 1),
        ("list_merged", "200 400 401 403 404 429 503", "", 1),
        ("merge_ticket", "200 400 401 403 404 409 413 415 429 503", "", 2),
        ("undo_merge", "200 400 401 403 404 409 429 503", "ETag", 1),
        ("read_week_report", "200 400 401 403 429 503", "", 26),
        ("list_entries", "200 400 401 403 429 503", "", 3),
        ("listen", "200 400 401 403 429 503", "", 0),
        ("change_many", "200 202 400 401 403 409 413 415 429 503", "Location", 1),
        ("list_jobs", "200 400 401 403 429 503", "", 4),
        ("read_job", "200 400 401 403 404 429 503", "", 1),
        ("cancel_job", "200 400 401 403 404 409 429 503", "", 1),
        ("classify_many", "202 400 401 403 409 413 415 429 503", "Location", 0),
        ("next_review", "200 400 401 403 429 503", "", 26),
        ("review_ticket", "200 400 401 403 404 409 413 415 429 503", "", 1),
        ("read_classifier", "200 400 401 403 429 503", "", 0),
        ("train", "202 400 401 403 409 429 503", "Location", 0),
        ("list_evaluations", "200 400 401 403 429 503", "", 0),
        ("evaluate", "202 400 401 403 409 413 415 429 503", "Location", 0),
        ("read_evaluation", "200 400 401 403 404 429 503", "", 1),
    ],
)
def test_what_each_operation_takes_and_answers(
    operation: str, statuses: str, headers: str, parameters: int, document: dict[str, Any]
) -> None:
    operations = [one for path in document["paths"].values() for one in path.values()]
    (found,) = [one for one in operations if one["operationId"] == operation]
    told = {
        name for answer in found["responses"].values() for name in answer.get("headers", {}) if name != "Retry-After"
    }
    assert (" ".join(sorted(found["responses"])), " ".join(sorted(told))) == (statuses, headers)
    assert len(found.get("parameters", ())) == parameters
    assert ("requestBody" in found) is ("415" in statuses)
    assert len(operations) == 42


def test_every_header_of_an_answer_is_described(document: dict[str, Any]) -> None:
    words = {name: set(header) for name, header in document["components"]["headers"].items()}
    assert words == {name: {"description", "required", "schema"} for name in ("ETag", "Location", "Retry-After")}
    assert {header["required"] for header in document["components"]["headers"].values()} == {True}


def test_every_parameter_says_where_it_stands(document: dict[str, Any]) -> None:
    parameters = document["components"]["parameters"]
    assert {word for parameter in parameters.values() for word in parameter} <= PARAMETER
    names = {name: re.sub("^(job|note|audit|day_notes|report)_", "", name) for name in parameters}
    assert {name: given["name"] for name, given in parameters.items()} == names
    assert {name for name, given in parameters.items() if given["in"] == "header"} == {"Idempotency-Key", "If-Match"}
    assert {given["in"] for given in parameters.values()} == {"header", "query"}
    assert {given.get("style") for given in parameters.values()} == {None, "form"}


def test_it_says_what_one_has_to_bring(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> list[list[str]]:
        document = client.get("/api/openapi.json", headers={"Authorization": f"Bearer {written}"}).json()
        assert {name for one in document["security"] for name in one} == set(document["components"]["securitySchemes"])
        return [list(one) for one in document["security"]]

    written = tokens.make_token("reader", "read", days=1)[1]
    assert asked() == [["token"], []]
    monkeypatch.setattr(settings(), "oidc_issuer", "https://login.example.com")
    assert asked() == [["token"], ["session"]]
    monkeypatch.setattr(settings(), "require_sign_in", False)
    assert asked() == [["token"], ["session"], []]
    monkeypatch.setattr(settings(), "oidc_issuer", "")
    monkeypatch.setattr(settings(), "sign_in_header", "x-forwarded-email")
    monkeypatch.setattr(settings(), "require_sign_in", True)
    assert asked() == [["token"]]


def test_every_reference_leads_to_a_part_and_every_part_is_referred_to(document: dict[str, Any]) -> None:
    referred = {part for key, part in nodes(document) if key == "$ref"}
    components = {
        f"#/components/{kind}/{name}"
        for kind, parts in document["components"].items()
        if kind != "securitySchemes"
        for name in parts
    }
    assert referred == components


@pytest.mark.parametrize(
    ("schema", "method", "path", "status"),
    [
        ("NewTicket", "POST", "/api/tickets/", 201),
        ("TicketChange", "PATCH", "/api/tickets/{id}/", 200),
        ("TicketReplacement", "PUT", "/api/tickets/{id}/", 200),
        ("TextToClassify", "POST", "/api/tickets/classify/", 200),
    ],
)
@pytest.mark.parametrize("archived", [False, True])
def test_every_example_works(
    schema: str,
    method: str,
    path: str,
    status: int,
    archived: bool,
    client: TestClient,
    ticket: dict[str, Any],
) -> None:
    if archived:
        from sqlalchemy import text

        from db.engine import transaction

        with transaction() as session:
            session.execute(text("UPDATE category SET archived_at = now() WHERE key IN ('billing', 'general')"))
        taxonomy.forget()
    body = client.get("/api/openapi.json").json()["components"]["schemas"][schema]
    (example,) = body["examples"]
    assert example.keys() <= body["properties"].keys()
    answered = client.request(method, path.format(id=ticket["id"]), json=example)
    assert answered.status_code == status, answered.text
    if schema != "TextToClassify":
        assert example.items() <= answered.json().items()


def test_bodies_say_what_must_be_there(document: dict[str, Any]) -> None:
    required = {name: schema.get("required", []) for name, schema in document["components"]["schemas"].items()}
    everything = ["title", "description", "category", "priority"]
    assert (required["NewTicket"], required["TicketReplacement"]) == (everything[:2], everything)
    assert (required["TicketChange"], required["TextToClassify"]) == ([], ["description"])
    assert required["ChangeEvent"] == ["event", "id", "data"]


def test_every_example_is_as_its_schema_says(document: dict[str, Any]) -> None:
    examples = {name: schema.get("examples", []) for name, schema in document["components"]["schemas"].items()}
    assert sum(map(len, examples.values())) > 10
    for name, given in examples.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        for example in given:
            jsonschema_rs.validate(schema, example)
            properties = document["components"]["schemas"][name].get("properties")
            if hasattr(models, name) and name != "Conflict" and properties:
                assert example.keys() == properties.keys(), name
