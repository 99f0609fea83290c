"""What was chosen for a file is offered again for the next one with the same columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from db.engine import transaction
from db.tables.jobs import ImportMapping
from services import access
from services.transfer.importing.plan import ASIDE, PROBLEM_COLUMN, Plan, is_export_of_here, written_here
from services.transfer.note_column import note_column

REMEMBERED_MAX = 200  # mappings; the ones not used for the longest time go


def remember(header: Sequence[str], plan: Plan) -> None:
    """Keep the plan for files with this header."""
    chosen = asdict(plan) | {
        "columns": {name: _named(header, place) for name, place in plan.columns.items()},
        "fallbacks": {name: [_named(header, place) for place in places] for name, places in plan.fallbacks.items()},
    }
    del chosen["notes"]  # told by the header
    del chosen["undated"]  # a day that was chosen for one file is not that of the next
    values = {"columns": _signature(header), "plan": chosen, "used_at": func.now()}
    statement = upsert(ImportMapping).values(values)
    newest = select(ImportMapping.columns).order_by(ImportMapping.used_at.desc()).limit(REMEMBERED_MAX)
    access.require("import")
    with transaction() as session:
        session.execute(statement.on_conflict_do_update(index_elements=["columns"], set_=values))
        session.execute(delete(ImportMapping).where(ImportMapping.columns.not_in(newest)))


def remembered(header: Sequence[str]) -> Plan | None:
    """What was chosen for a file with this header, in whatever order its columns are now."""
    with transaction() as session:
        chosen = session.scalar(select(ImportMapping.plan).where(ImportMapping.columns == _signature(header)))
    return None if chosen is None else _plan(chosen, header)


def _plan(chosen: dict[str, Any], header: Sequence[str]) -> Plan:
    known = {field.name for field in fields(Plan)}
    kept = {name: value for name, value in chosen.items() if name in known}
    here = {_named(header, place): place for place in range(len(header))}
    places = {name: here[column] for name, column in chosen["columns"].items() if column in here}
    behind = {
        name: tuple(here[column] for column in columns if column in here)
        for name, columns in chosen.get("fallbacks", {}).items()
    }
    given = {"columns": places, "fallbacks": behind, "own": written_here(header), "undated": ASIDE}
    given["exported"] = is_export_of_here(header)
    return Plan(**kept | given | {"notes": note_column(header, places)})


def _named(header: Sequence[str], place: int) -> str:
    """The name of a column; of several with one name (Jira's comments) the second ends in a line break and 2."""
    name, before = header[place], header[:place].count(header[place])
    return f"{name}\n{before + 1}" if before else name


def _signature(header: Sequence[str]) -> str:
    """The same for the same columns in any order, with or without the reasons that a list of rejected rows adds."""
    names = sorted(name for name in header if name != PROBLEM_COLUMN)
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()
