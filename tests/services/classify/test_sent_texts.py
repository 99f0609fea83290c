"""What a language model was sent of a ticket is kept with it, masked; of a text that became no ticket nothing is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.routes import api
from db.engine import transaction
from services.classify import chain
from services.classify.llm.masking import switches
from services.limits import SENT_DRAFT_DAYS, SENT_TEXT_DAYS
from services.tickets import editing, trash
from tests.services.classify.chain_support import language_models
from tests.services.classify.llm.model_server import ModelServer, reply
from tests.services.classify.llm.test_openai import completion
from tests.services.classify.llm.wire_cases import GOOD

pytestmark = pytest.mark.usefixtures("database", "loopback_only")

TEXT = {"title": "Charged twice", "description": "Write to ann@example.com or call +49 171 1234567."}
MASKED = "Write to [EMAIL_1] or call [PHONE_1]."
SIGNED = "\n\nKind regards,\nAnn Lee"
ANSWERS = reply(completion(json.dumps(GOOD)))
REFUSES = reply({"error": {"message": "no"}}, 500)


def created(**more: Any) -> int:
    response = TestClient(api, base_url="http://localhost").post("/tickets/", json={**TEXT, **more})
    assert response.status_code == 201
    ticket_id: int = response.json()["id"]
    return ticket_id


def kept(table: str = "sent_text") -> int:
    with transaction() as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


@pytest.mark.parametrize("behaviour", [ANSWERS, REFUSES], ids=["answered", "failed"])
def test_a_ticket_whose_text_was_sent_shows_it_masked(behaviour: Any) -> None:
    with ModelServer(behaviour) as server, language_models(deadline=3, openai=f"{server.url}/v1"):
        sent = editing.sent_text(created())
        assert server.requests
    assert sent is not None
    assert (sent.source, sent.title, sent.description) == ("openai", TEXT["title"], MASKED)
    assert sent.examples == 0


def test_nothing_is_kept_where_nothing_was_sent() -> None:
    with ModelServer(ANSWERS) as server, language_models(deadline=3, openai=f"{server.url}/v1"):
        assert editing.sent_text(created(category="billing", priority="low")) is None
        chain.classify(**TEXT)  # a draft that is never submitted
        assert kept() == 0
    with language_models(deadline=1):
        assert editing.sent_text(created()) is None


@pytest.mark.parametrize("behaviour", [ANSWERS, REFUSES], ids=["answered", "failed"])
def test_what_another_process_sent_is_known_as_it_was_masked_then(behaviour: Any) -> None:
    with ModelServer(behaviour) as server, language_models(deadline=3, openai=f"{server.url}/v1"):
        chain.classify(TEXT["title"], f"{TEXT['description']}{SIGNED}")
        assert server.requests
        switches.set_switch("name", on=True)
        chain.forget()  # as in a process that sent nothing
        sent = editing.sent_text(
            created(description=f"{TEXT['description']}{SIGNED}", category="billing", priority="low")
        )
    assert sent is not None
    assert (sent.description, sent.examples) == (f"{MASKED}{SIGNED}", 0)


def test_it_goes_after_some_weeks() -> None:
    with ModelServer(ANSWERS) as server, language_models(deadline=3, openai=f"{server.url}/v1"):
        old, recent = created(), created()
        chain.classify("", "another one")
    lapse = timedelta(days=SENT_TEXT_DAYS, minutes=1)
    with transaction() as session:
        session.execute(
            text("UPDATE sent_text SET sent_at = :at WHERE ticket_id = :id"),
            {"at": datetime.now(UTC) - lapse, "id": old},
        )
        session.execute(
            text("UPDATE sent_draft SET sent_at = :at WHERE key = (SELECT min(key) FROM sent_draft)"),
            {"at": datetime.now(UTC) - timedelta(days=SENT_DRAFT_DAYS, minutes=1)},
        )
    trash.empty_trash()
    assert kept("sent_draft") == 1
    assert [editing.sent_text(ticket_id) is None for ticket_id in (old, recent)] == [True, False]
