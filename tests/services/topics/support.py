"""Made-up tickets of known themes, and a desk where topics were looked for."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from db.engine import transaction
from services.jobs import store
from services.jobs.execution import execute
from services.jobs.work import topics as job
from services.topics import store as topic_store
from services.topics.definition import Changes, Definition
from services.topics.rule import Rule

THEMES: Mapping[str, tuple[str, str]] = {
    "rate": ("Exchange rate {}", "the exchange rate {} for euros, the exchange rate shown in the app {}"),
    "card": ("Virtual card {}", "my virtual card {} and the virtual card details do not open {}"),
    "printer": ("Printer {}", "the printer on the second floor {} and paper jams in the printer {}"),
}
WAYS = (
    "failed", "is missing", "was wrong", "did not show", "seems odd", "has changed", "vanished", "is late", "was shut",
)  # fmt: skip


def texts(each: int, themes: Sequence[str] = tuple(THEMES), *, seed: int = 1) -> list[tuple[str, str, str]]:
    """Theme, title and description of so many tickets of each theme, shuffled."""
    chance = random.Random(seed)
    found = []
    for theme in themes:
        title, description = THEMES[theme]
        for number in range(each):
            first, second, third = (chance.choice(WAYS) for _ in range(3))
            found.append((theme, f"{title.format(first)} {number % 7}", description.format(second, third)))
    chance.shuffle(found)
    return found


def file_texts(
    rows: Sequence[tuple[str, str, str]],
    *,
    days_ago: float = 1.0,
    requester: str | None = None,
    category: str = "general",
) -> list[int]:
    """Tickets with these texts, created then; returns their IDs."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    values = [
        {"title": title, "description": description, "at": at, "requester": requester, "category": category}
        for _, title, description in rows
    ]
    with transaction() as session:
        last = session.scalar(text("SELECT coalesce(max(id), 0) FROM ticket"))
        session.execute(_FILE, values)
        return list(session.scalars(text("SELECT id FROM ticket WHERE id > :last ORDER BY id"), {"last": last}))


def look() -> dict[str, int]:
    """Look for topics, by the job; returns what it found."""
    found = job.start(actor="local")
    execute(found.id)
    done = store.find(found.id)
    assert done.state == "finished", done.error
    return done.result or {}


def made_topics(*words: str) -> list[int]:
    """Topics, each of the tickets that have one word; returns their IDs."""
    definitions = tuple(Definition((word.capitalize(), "x"), Rule({word: 100.0}, 1.0)) for word in words)
    with transaction() as session:
        topic_store.store_changes(session, Changes(new=definitions), read=100)
        return list(session.scalars(text("SELECT id FROM topic ORDER BY id")))


_FILE = text(
    """
    INSERT INTO ticket (title, description, category, priority, requester, created_at)
    VALUES (:title, :description, :category, 'medium', :requester, :at)
    """
)
