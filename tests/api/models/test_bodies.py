"""Bodies from their models: the schema says what the check does."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from api.models import bodies
from services.errors import InvalidInput
from services.validation import Fields
from tests.api.conftest import GOOD

MODELS: list[type[Fields]] = [bodies.NewTicket, bodies.TicketChange, bodies.TicketReplacement, bodies.TextToClassify]
VALUES: list[Any] = [
    None, True, 0, 1, 1.0, 1.5, 2**31 - 1, 2**31, [], {}, "", "1", "x", " \u200b", "a\0b", "x" * 200, "x" * 201,
    "x" * 20_000, "x" * 20_001, "billing", "old", "low", "open", "123e4567-e89b-12d3-a456-426614174000",
    "123e4567e89b12d3a456426614174000",
]  # fmt: skip


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_schema_and_check_agree(model: type[Fields]) -> None:
    validator = jsonschema_rs.validator_for(bodies.body_schemas(("billing",))[model.__name__])
    good = {name: value for name, value in (GOOD | {"priority": "low"}).items() if name in model.model_fields}
    bodies_sent: list[dict[str, Any]] = [
        good | {name: value} for name in (*model.model_fields, "self", "nonsense") for value in VALUES
    ]
    bodies_sent += [{name: value for name, value in good.items() if name != left_out} for left_out in good]
    for sent in bodies_sent:
        assert validator.is_valid(sent) == is_accepted(model, sent), sent


def is_accepted(model: type[Fields], sent: dict[str, Any]) -> bool:
    try:
        model(**sent)
    except InvalidInput:
        return False
    return True


def test_every_wrong_field_is_told_at_once_the_version_too(client: TestClient, ticket: dict[str, Any]) -> None:
    path = f"/api/tickets/{ticket['id']}/"
    answered = client.patch(path, json={"version": 0, "title": " ", "id": 7})
    assert (answered.status_code, set(answered.json())) == (400, {"version", "title", "id"})
