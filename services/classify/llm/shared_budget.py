"""The daily budget of calls to language models, counted in the database for all processes together."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.suggestions import ModelCalls
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.classify.llm.daily_budget import DailyBudget


def calls_today() -> int:
    """How many calls all processes made today (UTC); 0 without a limit, since then none is counted."""
    today = func.date(func.timezone("UTC", func.now()))
    with transaction() as session:
        return session.scalar(select(ModelCalls.calls).where(ModelCalls.day == today)) or 0


class SharedBudget:
    """At most ``limit`` calls a day (UTC); 0 is no limit. While the database is away this process counts for itself."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._own = DailyBudget(limit)

    def __call__(self) -> bool:
        """Count one call; False when there is none left today."""
        if self._limit == 0:
            return True
        counted = best_effort(self._count, None)
        return self._own() if counted is None else counted

    def _count(self) -> bool:
        """One statement, so that no two processes can take the same last call."""
        today = func.date(func.timezone("UTC", func.now()))
        one_more = (
            insert(ModelCalls)
            .values(day=today, calls=1)
            .on_conflict_do_update(
                index_elements=[ModelCalls.day],
                set_={"calls": ModelCalls.calls + 1},
                where=ModelCalls.calls < self._limit,
            )
            .returning(ModelCalls.calls)
        )
        with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
            return session.scalar(one_more) is not None
