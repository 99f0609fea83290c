"""All that is known about a requester, as a JSON document in pieces, by the list of columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.privacy import dashboards, named, views
from services.privacy.columns import AT_OTHER_TICKETS, OF_TICKET, OTHERS, OfTicket
from services.privacy.finding import FOUND, ids_of, same
from services.privacy.matching import has_name, mentions_name, parameters

BATCH = 200  # tickets read at a time
SECRETS = ("digest", "begun", "id_token")  # of a session: they would let somebody in
# Of somebody who works at the desk, too: rows that are told whole.
PERSONAL = {"person": "name", "sign_in_session": "person", "audit_entry": "actor"}


def pieces(session: Session, name: str) -> Iterator[bytes]:
    """The document: each ticket with what belongs to it, then what else has the name, then what it did at the desk."""
    yield b'{"requester": ' + _json(name) + b', "tickets": ['
    given = parameters(name)
    result = session.execute(_TICKETS, given, execution_options={"yield_per": BATCH})
    for place, row in enumerate(result.scalars()):
        yield (b",\n" if place else b"\n") + _json(row)
    given |= {"tickets": ids_of(session, name)}
    yield b"\n]"
    for key, value in _others(session, name, given):
        yield b",\n" + _json(key) + b": " + _json(value)
    yield b"}\n"


def _others(session: Session, name: str, given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for one in named.ALL:
        yield one.told, list(session.scalars(text(one.rows), given))
    asked = views.of_requester(session, name)
    yield "saved_views", [{"name": view.name, "params": view.params} for view in asked]
    saved = dashboards.touched(session, partial(same, session, name))
    yield "saved_dashboards", list(session.scalars(_DASHBOARDS, {"ids": list(saved)}))
    yield "taught_texts", list(session.scalars(_TAUGHT, given))
    yield "mentioned_in", {place: number for place, number in _counted(session, _MENTIONS, given) if number}
    yield "did_at_the_desk", {place: number for place, number in _counted(session, _DESK, given) if number}
    for table, column in PERSONAL.items():
        yield table, list(session.scalars(text(_personal(table, column)), given))


def _counted(session: Session, statements: dict[str, str], given: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for place, statement in statements.items():
        yield place, int(session.scalar(text(statement), given) or 0)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()


def _of_ticket(one: OfTicket) -> str:
    rows = f"FROM {one.table} AS line WHERE ticket_id = found.id"
    value = "to_jsonb(line)" if one.is_one else "jsonb_agg(to_jsonb(line) ORDER BY line)"
    return f"'{one.told}', (SELECT {value} {rows})"


def _personal(table: str, column: str) -> str:
    row = "to_jsonb(line)" + "".join(f" - '{secret}'" for secret in SECRETS)
    of_person = f"FROM {table} AS line WHERE lower({column}) = lower(:name) ORDER BY line"
    return f"SELECT {row} {of_person}"


_TICKETS = text(
    f"""
    SELECT found.ticket || jsonb_build_object('in_trash_since', deleted_at, {", ".join(map(_of_ticket, OF_TICKET))})
    FROM ({FOUND}) AS found ORDER BY id
    """  # noqa: S608 - our own
)
_DASHBOARDS = text("SELECT to_jsonb(line) FROM saved_dashboard AS line WHERE id = ANY(:ids) ORDER BY id")
_TAUGHT = text(
    f"""
    SELECT to_jsonb(line) FROM taught_example AS line
    WHERE {has_name("title")} OR {has_name("description")} ORDER BY id
    """  # noqa: S608 - our own
)
_MENTIONS = {
    "ticket": f"""
        SELECT count(*) FROM ticket_document
        WHERE {mentions_name("folded")} AND ticket_id <> ALL (CAST(:tickets AS bigint[]))
    """  # noqa: S608 - our own
} | {
    f"{one.table}.{column}": f"SELECT count(*) FROM {one.table} WHERE {has_name(column)}"  # noqa: S608 - our own
    for one in OTHERS
    for column in one.words
}
_DESK = {
    f"{table}.{column}": f"SELECT count(*) FROM {table} WHERE lower({column}) = lower(:name)"  # noqa: S608 - our own
    for table, column in (*((one.table, column) for one in OTHERS for column in one.desk), *AT_OTHER_TICKETS)
}
