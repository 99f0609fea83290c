"""Small desks whose tickets teach something: texts that read like tickets, always the same ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from random import Random

from sqlalchemy import insert

from db.engine import transaction
from db.tables.tickets import Ticket
from services.classify.chain import keyword_classifier

# What this installation calls things: words that no keyword rule can know.
JARGON = {
    "billing": ["the Zephyr ledger", "a Kronos slip", "our Q-note", "the Morpeth sheet"],
    "technical": ["the Falcon gateway", "node Brunel", "a Tarn relay", "the Osprey cluster"],
    "account": ["my Juniper badge", "the Larch profile", "a Rowan seat", "our Alder roster"],
    "general": ["the Windermere room", "a Coniston visit", "the Ullswater brochure", "our Grasmere desk"],
}
FRAMES = [
    "Could someone look at {thing} before {day}? It is not as it was.",
    "{thing} again, since {day}. {name} asked me to tell you.",
    "Hello, I have a question about {thing}. Thanks, {name}",
    "We need {thing} to be seen to on {day}, says {name}.",
    "Still waiting for news on {thing}; {name} said {day}.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
NAMES = ["Priya", "Tom", "Aylin", "Sven", "Maria"]

Row = dict[str, object]


def jargon(number: int, *, seed: int = 7, set_by: str = "person", **fields: str) -> list[Row]:
    """Tickets whose category shows in the jargon alone; priorities as the classifier left them."""
    rng = Random(seed)
    return [ticket(category, _sentence(category, rng), set_by, **fields) for category in _spread(JARGON, number, rng)]


def noise(number: int) -> list[Row]:
    """The same texts with categories that have nothing to do with them."""
    rows, rng = jargon(number), Random(5)
    categories = [row["category"] for row in rows]
    rng.shuffle(categories)
    return [row | {"category": category} for row, category in zip(rows, categories, strict=True)]


def plain(number: int) -> list[Row]:
    """Tickets that the keyword rules get right, every one."""
    said = {
        "billing": "I was charged twice and need a refund for {name}, {day}",
        "technical": "The app crashes with an error on {day}, says {name}",
        "account": "I cannot log in since {day}, reset my password please, {name}",
    }
    rng = Random(3)
    rows = []
    for category in _spread(said, number, rng):
        text = said[category].format(name=rng.choice(NAMES), day=rng.choice(DAYS))
        assert keyword_classifier().suggest("Help", text).category.key == category
        rows.append(ticket(category, text, "person", title="Help"))
    return rows


def ticket(category: str, text: str, set_by: str = "person", **fields: str) -> Row:
    """One row of the ticket table."""
    row: Row = {"title": text[:60], "description": text, "category": category, "category_set_by": set_by}
    return row | {"priority": "medium", "priority_set_by": "classifier"} | fields


def file_all(rows: Iterable[Row]) -> None:
    """Put the rows into the database."""
    with transaction() as session:
        session.execute(insert(Ticket), list(rows))


def eventually(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until it holds; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def _spread(categories: Iterable[str], number: int, rng: Random) -> list[str]:
    keys = list(categories)
    spread = [keys[place % len(keys)] for place in range(number)]
    rng.shuffle(spread)
    return spread


def _sentence(category: str, rng: Random) -> str:
    thing = rng.choice(JARGON[category])
    return rng.choice(FRAMES).format(thing=thing, day=rng.choice(DAYS), name=rng.choice(NAMES))
