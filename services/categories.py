"""What a lead changes of the categories: add, edit, order, archive, bring back.

Writers come one after the other, and each compares the categories with those the person saw, so nobody overwrites what
somebody else has just saved. Every process hears of a change at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import tickets as tables
from services import access, taxonomy
from services.access import audit
from services.classify.keywords.phrases import check_entry
from services.errors import Conflict, InvalidInput, NotFound
from services.filters.ticket_filter import NOBODY
from services.limits import CATEGORY_DESCRIPTION_MAX, CATEGORY_LABEL_MAX, KEYWORDS_MAX
from services.taxonomy import PRIORITIES, STATUSES, Category
from services.validation import Fields, Storable, short_text, trimmed

KEY_MAX = 40
NAMED_ENTRIES = 3  # bad keyword entries that an error names
QUOTED = 40  # characters of such an entry

# Keys that mean something else in a URL, a chip or a label.
_RESERVED = frozenset({*PRIORITIES, *STATUSES, NOBODY})


class CategoryChanged(Conflict):
    """Somebody else saved first; ``current`` is the category as it is now."""

    def __init__(self, current: Category) -> None:
        self.current = current
        super().__init__(
            f"Someone else changed {current.label} while you were editing. Review the changes, then save again."
        )


_label = partial(short_text, most=CATEGORY_LABEL_MAX, missing="A name is missing.", what="A name")


def _description(value: str) -> str:
    described = trimmed(value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(described) > CATEGORY_DESCRIPTION_MAX:
        raise ValueError(
            f"A description has at most {CATEGORY_DESCRIPTION_MAX:,} characters; this one has {len(described):,}."
        )
    return described


def _keywords(entries: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(filter(None, map(trimmed, entries))))
    if len(kept) > KEYWORDS_MAX:
        raise ValueError(f"A category has at most {KEYWORDS_MAX:,} keywords; these are {len(kept):,}.")
    bad = [(entry, problem) for entry in kept if (problem := check_entry(entry))]
    if bad:
        named = [f"{_quoted(entry)}: {problem}" for entry, problem in bad[:NAMED_ENTRIES]]
        more = [f"And {len(bad) - NAMED_ENTRIES:,} more."] if len(bad) > NAMED_ENTRIES else []
        raise ValueError(" ".join([*named, *more]))
    return kept


def _quoted(entry: str) -> str:
    return f'"{entry[: QUOTED - 1]}…"' if len(entry) > QUOTED else f'"{entry}"'


class CategoryForm(Fields):
    """A category as a person fills it in; ``keywords`` are entries such as ``refund^3``. Raises InvalidInput."""

    label: Annotated[str, AfterValidator(_label), Storable]
    description: Annotated[str, AfterValidator(_description), Storable] = ""
    keywords: Annotated[tuple[Annotated[str, Storable], ...], AfterValidator(_keywords)] = ()


def add(form: CategoryForm) -> str:
    """Put a new category at the end and return its key. Raises InvalidInput when the name is taken."""
    with _writing(f"{form.label} added") as session:
        known = taxonomy.read(session)
        _refuse_taken_label(session, form.label)
        key = key_for(form.label, {category.key for category in known})
        session.execute(insert(tables.Category).values(key=key, position=_next_position(), **_values(form)))
    return key


def edit(before: Category, form: CategoryForm) -> None:
    """Save what ``form`` says of the category that the person saw as ``before``.

    Raises CategoryChanged when it is not as ``before`` any more, NotFound, and InvalidInput when the name is taken.
    """
    with _writing(f"{before.key} changed") as session:
        current = _find(taxonomy.read(session), before.key)
        if _content(current) != _content(before):
            raise CategoryChanged(current)
        _refuse_taken_label(session, form.label, other_than=before.key)
        session.execute(update(tables.Category).where(tables.Category.key == before.key).values(**_values(form)))


def move(key: str, by: int, *, seen: Sequence[str]) -> None:
    """Move an active category ``by`` places (-1 is up); ``seen`` are the keys of the active ones on the screen.

    At the end of the list nothing happens. Raises Conflict when they are not as ``seen`` any more.
    """
    with _writing(f"{key} moved") as session:
        order = [category.key for category in taxonomy.read(session) if not category.archived]
        if order != list(seen) or key not in order:
            raise Conflict("The list of categories changed meanwhile. Look at it, then move again.")
        place = order.index(key)
        order.insert(max(0, place + by), order.pop(place))
        session.execute(update(tables.Category), [{"key": key, "position": n} for n, key in enumerate(order)])


def archive(key: str) -> None:
    """Offer and suggest the category no more; its tickets keep it. Raises InvalidInput for the last active one."""
    with _writing(f"{key} archived") as session:
        known = taxonomy.read(session)
        category = _find(known, key)
        if category.archived:
            raise Conflict(f"{category.label} is archived already.")
        if all(other.archived or other.key == key for other in known):
            raise InvalidInput({"category": ["The last active category cannot be archived. Add another one first."]})
        session.execute(update(tables.Category).where(tables.Category.key == key).values(archived_at=datetime.now(UTC)))


def restore(key: str) -> None:
    """Make an archived category active again, at the end of the list."""
    with _writing(f"{key} restored") as session:
        category = _find(taxonomy.read(session), key)
        if not category.archived:
            raise Conflict(f"{category.label} is active already.")
        values = {"archived_at": None, "position": _next_position()}
        session.execute(update(tables.Category).where(tables.Category.key == key).values(**values))


def key_for(label: str, taken: Collection[str]) -> str:
    """A key made from a label: plain letters, digits and underscores, none of those ``taken``."""
    plain = unicodedata.normalize("NFKD", label.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    start = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    start = (start if start[:1].isalpha() else f"category_{start}".strip("_"))[:KEY_MAX].rstrip("_")
    key, number = start, 1
    while key in taken or key in _RESERVED:
        number += 1
        ending = f"_{number}"
        key = start[: KEY_MAX - len(ending)].rstrip("_") + ending
    return key


@contextmanager
def _writing(what: str) -> Iterator[Session]:
    """A transaction that no other writer of categories is in; filing tickets goes on meanwhile."""
    access.require("categories")
    with transaction() as session:
        session.execute(text("LOCK TABLE category IN SHARE ROW EXCLUSIVE MODE"))
        yield session
        audit.note(session, "settings", f"Category {what}")
        taxonomy.announce(session)
    taxonomy.forget()


def _find(known: Sequence[Category], key: str) -> Category:
    category = next((category for category in known if category.key == key), None)
    if category is None:
        raise NotFound(f"There is no category {key} any more.")
    return category


def _refuse_taken_label(session: Session, label: str, other_than: str | None = None) -> None:
    """Two categories of one name could not be told apart; capitals and accents make no other name."""
    table = tables.Category
    same = select(table.label, table.archived_at).where(
        func.fold(table.label) == func.fold(label), table.key != (other_than or "")
    )
    row = session.execute(same.limit(1)).one_or_none()
    if row is not None:
        rest = "; it is archived and can be restored." if row.archived_at else "."
        raise InvalidInput({"label": [f"There is a category called {row.label} already{rest}"]})


def _content(category: Category) -> tuple[str, str, tuple[str, ...]]:
    return category.label, category.description, category.keywords


def _values(form: CategoryForm) -> dict[str, object]:
    return form.model_dump() | {"keywords": list(form.keywords)}


def _next_position() -> object:
    return select(func.coalesce(func.max(tables.Category.position) + 1, 0)).scalar_subquery()
