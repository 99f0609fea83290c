"""By what a ticket was classified, in words: "learned model of 29 Nov", "keyword rules", "Gemini (its model)"."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.engine import transaction
from db.tables.classify_many import ClassifyRun
from db.tables.tickets import TicketEvent
from services import reporting
from services.suggestion_sources import SUGGESTION_SOURCES, model_setups, source_labels


def phrase(source: str, model: str, made_at: datetime | None, zone: ZoneInfo) -> str:
    """What answered, to stand behind "classified by"; ``made_at`` is when a learned classifier was trained."""
    if source in model_setups():
        return f"{source_labels()[source]} ({model})"
    if made_at is not None:
        local, now = made_at.astimezone(zone), datetime.now(zone)
        return f"learned model of {local:%-d %b}{'' if local.year == now.year else f' {local:%Y}'}"
    return next((one.name for one in SUGGESTION_SOURCES if one.key == source), source)


def of_events(history: Iterable[TicketEvent]) -> dict[int, str]:
    """The phrase of each event of a history that classified the ticket as one of many, by the event's number."""
    runs = {event.id: event.run_id for event in history if event.run_id is not None}
    phrases = of_runs(set(runs.values()))
    return {event: phrases[run] for event, run in runs.items() if run in phrases}


def of_runs(runs: Collection[int]) -> dict[int, str]:
    """The phrase of each run, by its number."""
    if not runs:
        return {}
    zone, row = reporting.time_zone(), ClassifyRun
    wanted = select(row.id, row.source, row.model, row.made_at).where(row.id.in_(runs))
    with transaction() as session:
        rows = session.execute(wanted).all()
    return {one.id: phrase(one.source, one.model, one.made_at, zone) for one in rows}
