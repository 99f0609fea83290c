"""Name topics: what a lead calls one stays its name; without a name the words that mark it stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from db.engine import transaction
from db.tables.topics import Topic
from services import access
from services.errors import InvalidInput, NotFound
from services.filters import topics as topic_names
from services.topics import store
from services.validation import one_line

NAME_MAX = 60
ACTION = "topics"


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic: its ID, its name, and the words that mark it."""

    id: int
    name: str
    words: tuple[str, ...]


def list_topics() -> list[NamedTopic]:
    """All topics by name."""
    with transaction(reads=True) as session:
        rows = session.execute(select(Topic.id, Topic.name, Topic.words)).all()
    topics = [NamedTopic(row.id, topic_names.name_of(row.name, row.words), tuple(row.words)) for row in rows]
    return sorted(topics, key=lambda topic: (topic.name.casefold(), topic.id))


def rename(topic_id: int, name: str) -> None:
    """Give a topic a name, which it keeps; an empty one gives it back to its words.

    Raises NotAllowed, InvalidInput for a name that is too long or cannot be stored, and NotFound.
    """
    access.require(ACTION)
    given = _checked(name)
    with transaction() as session:
        values = {"name": given or None, "named_by": "person" if given else None}
        if not session.scalars(update(Topic).where(Topic.id == topic_id).values(values).returning(Topic.id)).all():
            raise NotFound(f"There is no topic {topic_id}. It may be gone.")
        store.announce(session)
    topic_names.forget()


def _checked(name: str) -> str:
    line = one_line(name)
    if "\0" in line or len(line) > NAME_MAX or not line.isprintable():
        raise InvalidInput({"name": [f"Name a topic in one line of at most {NAME_MAX} characters."]})
    return line
