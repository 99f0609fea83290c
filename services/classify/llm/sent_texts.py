"""That a language model was sent a text, until a ticket is created from it; known to every process of the desk.

Of the text itself nothing is kept, so that a draft that is never submitted leaves none of its words: what was sent is
made again from the ticket's text, which was masked by the kinds that are kept here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.suggestions import SentDraft
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.classify.llm.prompt import Ask, usable_examples
from services.classify.llm.provider import Provider


@dataclass(frozen=True, slots=True)
class Sending:
    """Which model was sent a text and when, beside how many examples; ``masked`` has the keys of the kinds."""

    source: str
    model: str
    examples: int
    masked: frozenset[str]
    at: datetime


def keep(text: str, provider: Provider, ask: Ask) -> None:
    """Note that a provider was sent ``ask``, under the text that it is about."""
    values = {
        "sent_at": func.now(),
        "source": provider.name,
        "model": provider.model,
        "examples": len(usable_examples(ask)),
        "masked": sorted(ask.masked),
    }
    best_effort(lambda: _keep(_key(text), values), None)


def find(text: str) -> Sending | None:
    """The last time that a text was sent; None where it was not, or while the database is away."""
    return best_effort(lambda: _find(_key(text)), None)


def _keep(key: str, values: dict[str, object]) -> None:
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        session.execute(
            insert(SentDraft)
            .values(key=key, **values)
            .on_conflict_do_update(index_elements=[SentDraft.key], set_=values)
        )


def _find(key: str) -> Sending | None:
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        row = session.scalar(select(SentDraft).where(SentDraft.key == key))
        if row is None:
            return None
        return Sending(row.source, row.model, row.examples, frozenset(row.masked), row.sent_at)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
