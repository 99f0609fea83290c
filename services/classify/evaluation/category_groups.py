"""Groups inside a category, of its tickets, and what would change if one became a category of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from db.engine import transaction
from services.classify.evaluation.groups import EXAMPLES, MOST_TEXTS, Group, find_groups
from services.classify.linear.features import READ_CHARS
from services.classify.rules import Rules
from services.taxonomy import Category, categories

NEWEST = 20_000  # tickets of the category, of which a random part is read
ASKED = 400  # recent tickets of any category, to see what would change
PHRASE_WEIGHT, WORD_WEIGHT = 4, 3
NEW = "*new*"  # stands for the category that is not there yet: no key can be it


@dataclass(frozen=True, slots=True)
class TicketGroup:
    """Tickets of one category that read alike: their ids, the words that mark them, and the titles of some."""

    tickets: tuple[int, ...]
    words: tuple[str, ...]
    likeness: float
    examples: tuple[tuple[int, str], ...]
    texts: tuple[tuple[str, str], ...]

    @property
    def keywords(self) -> tuple[str, ...]:
        """The words as entries of keyword rules."""
        return tuple(f"{word}^{PHRASE_WEIGHT if ' ' in word else WORD_WEIGHT}" for word in self.words)

    @property
    def search(self) -> str:
        """A search that finds most of them."""
        return " or ".join(f'"{word}"' if " " in word else word for word in self.words[:3])


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a category, and how many of its tickets were read."""

    category: str
    read: int
    groups: tuple[TicketGroup, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Of ``asked`` recent tickets, how many would get the new category suggested, by what is suggested now ("": none);
    ``caught`` are those of the group.
    """

    asked: int
    moved: dict[str, int]
    caught: int


def groups_in(category: str) -> Groups:
    """The groups among a random part of the newest tickets of a category. Takes a second or two."""
    with transaction(statement_timeout=20) as session:
        bounds = {"category": category, "newest": NEWEST, "most": MOST_TEXTS, "chars": READ_CHARS}
        rows = session.execute(_OF_CATEGORY, bounds).all()
    texts = [(row.title, row.description) for row in rows]
    groups = find_groups(texts)
    ids, titles = [row.id for row in rows], [row.title for row in rows]
    return Groups(category, len(rows), tuple(_of_tickets(group, ids, titles, texts) for group in groups))


def preview(keywords: Sequence[str], texts: Sequence[tuple[str, str]]) -> Change:
    """What the keyword rules would suggest with a new category of these keywords; ``texts`` are those of its group."""
    active = {one.key: one.keywords for one in categories()}
    before, after = Rules(active), Rules({**active, NEW: tuple(keywords)})
    with transaction(statement_timeout=20) as session:
        rows = session.execute(_RECENT, {"most": ASKED, "newest": NEWEST, "chars": READ_CHARS}).all()
    moved: Counter[str] = Counter()
    for row in rows:
        if after.suggest(row.title, row.description).category.key == NEW:
            moved[before.suggest(row.title, row.description).category.key or ""] += 1
    caught = sum(after.suggest(*one).category.key == NEW for one in texts[:ASKED])
    return Change(len(rows), dict(moved.most_common()), caught)


def without_tickets(active: Sequence[Category]) -> list[str]:
    """The active categories that have no ticket at all."""
    with transaction() as session:
        return list(session.scalars(_WITHOUT, {"keys": [category.key for category in active]}))


def _of_tickets(
    group: Group, ids: Sequence[int], titles: Sequence[str], texts: Sequence[tuple[str, str]]
) -> TicketGroup:
    nearest = group.places[:EXAMPLES]
    return TicketGroup(
        tuple(ids[place] for place in group.places),
        group.words,
        group.likeness,
        tuple((ids[place], titles[place]) for place in nearest),
        tuple(texts[place] for place in group.places),
    )


# A hash of the id is as good as chance, and the same each time.
_OF_CATEGORY = text(
    """
    SELECT id, title, left(description, :chars) AS description
    FROM (SELECT id, title, description FROM ticket WHERE category = :category
          ORDER BY created_at DESC, id DESC LIMIT :newest) AS newest
    ORDER BY hashint8(id) LIMIT :most
    """
)
_RECENT = text(
    """
    SELECT title, left(description, :chars) AS description
    FROM (SELECT id, title, description FROM ticket ORDER BY created_at DESC, id DESC LIMIT :newest) AS newest
    ORDER BY hashint8(id) LIMIT :most
    """
)
_WITHOUT = text(
    """
    SELECT key FROM unnest(CAST(:keys AS text[])) AS active (key)
    WHERE NOT EXISTS (SELECT FROM ticket WHERE ticket.category = active.key)
    """
)
