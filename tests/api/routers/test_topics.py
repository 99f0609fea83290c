"""Topics over the API: their numbers, and the filter that lists their tickets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient

from services.topics.deciding import decide_new_tickets
from tests.services.topics.support import file_texts, made_topics, texts


def test_topics_are_listed_with_numbers_and_their_tickets_found(client: TestClient) -> None:
    assert client.get("/api/").json()["topics"] == "/api/topics/"
    assert client.get("/api/topics/").json() == {"looked_at": None, "read": 0, "topics": []}
    card, printer = made_topics("card", "printer")
    file_texts(texts(40, ("card",)), days_ago=2)
    file_texts(texts(40, ("printer",)), days_ago=12)
    decide_new_tickets()
    since = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    (first, second) = client.get("/api/topics/", params={"created_after": since}).json()["topics"]
    assert first == {
        "id": card, "name": "Card, x", "words": ["Card", "x"], "tickets": 40, "tickets_before": 0, "moved": "rising",
    }  # fmt: skip
    assert (second["id"], second["tickets"], second["tickets_before"], second["moved"]) == (printer, 0, 40, "falling")
    everything = client.get("/api/topics/").json()["topics"]
    assert {topic["tickets_before"] for topic in everything} == {None}
    assert client.get("/api/tickets/", params={"topic": f"{card},{printer}"}).json()["count"] == 80
    assert client.get("/api/tickets/stats/", params={"topic": str(card)}).json()["total_tickets"] == 40
    assert client.get("/api/topics/", params={"colour": "red"}).status_code == 400
    assert len(client.get("/api/export/", params={"format": "csv", "topic": str(card)}).text.splitlines()) == 41
