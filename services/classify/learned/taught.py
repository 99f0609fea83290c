"""Taught texts: labels without a ticket, which somebody gave on the Classifier page because an answer was wrong."""

from __future__ import annotations

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.learning import TaughtExample
from services import access, taxonomy
from services.errors import InvalidInput
from services.limits import DESCRIPTION_MAX, TITLE_MAX
from services.taxonomy import PRIORITIES

MOST = 1_000


def teach(title: str, description: str, *, category: str | None, priority: str | None, actor: str) -> int:
    """Keep a text with its right answer for the next training, in place of what was taught for the same text.

    Returns its number. Raises InvalidInput by field.
    """
    _check(title, description, category, priority)
    values = {"category": category, "priority": priority, "actor": access.acting_name(actor)}
    same = [text("md5(title || E'\\n' || description)")]
    row = insert(TaughtExample).values(title=title, description=description, **values)
    kept = row.on_conflict_do_update(index_elements=same, set_=values | {"created_at": func.now()})
    access.require("teach")
    with transaction(actor=actor) as session:
        number: int = session.scalars(kept.returning(TaughtExample.id)).one()
        if (session.scalar(select(func.count()).select_from(TaughtExample)) or 0) > MOST:
            raise InvalidInput({"non_field_errors": [f"{MOST:,} texts are taught already. Remove some first."]})
    return number


def taught(limit: int = MOST) -> list[TaughtExample]:
    """What was taught, newest first."""
    newest = select(TaughtExample).order_by(TaughtExample.created_at.desc(), TaughtExample.id.desc()).limit(limit)
    with transaction() as session:
        return list(session.scalars(newest))


def unteach(number: int) -> None:
    """Remove a taught text; the next training no longer reads it."""
    access.require("teach")
    with transaction() as session:
        session.execute(delete(TaughtExample).where(TaughtExample.id == number))


def _check(title: str, description: str, category: str | None, priority: str | None) -> None:
    wrong: dict[str, list[str]] = {}
    if not f"{title}{description}".strip():
        wrong["description"] = ["A text is missing. One line is enough."]
    if len(title) > TITLE_MAX or len(description) > DESCRIPTION_MAX:
        wrong["description"] = [f"A title has {TITLE_MAX} and a description {DESCRIPTION_MAX:,} characters at most."]
    if category is not None and category not in {one.key for one in taxonomy.categories()}:
        wrong["category"] = ["Choose a category in use."]
    if priority is not None and priority not in PRIORITIES:
        wrong["priority"] = [f"Choose from: {', '.join(PRIORITIES)}."]
    if category is None and priority is None:
        wrong["non_field_errors"] = ["Choose the right category or priority."]
    if wrong:
        raise InvalidInput(wrong)
