"""Random histories of tickets, and what the rollups have to say of them, counted in plain Python."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, text

from db.engine import engine, transaction
from tests.services.rollups.targets_support import TARGET_OPERATIONS, check_targets, set_targets

# Within 50 hours, three weeks apart, so that many fall on the same days and a month may end between them.
AGO = "make_interval(hours => (:seed * 7 + i) % 50, days => 21 * ((:seed + i) % 3))"
COLUMNS = "(title, description, category, priority, status, created_at, resolved_at)"
ROWS = (
    "SELECT 't', 'd', (ARRAY['billing','technical','account'])[1 + (:seed + i) % 3],"
    " (ARRAY['low','high'])[1 + (:seed + i) % 2]::ticket_priority,"
    " (ARRAY['open','in_progress','resolved','closed'])[1 + (:seed + i) % 4]::ticket_status,"
    f" now() - {AGO}, CASE WHEN (:seed + i) % 4 >= 2 THEN now() - {AGO} / 2 END"
    " FROM generate_series(1, 1 + :seed % 5) AS i"
)
INSERT = f"INSERT INTO ticket {COLUMNS} {ROWS}"
SUGGEST = (
    "INSERT INTO suggestion (ticket_id, created_at, source, model, latency_ms, category, category_confidence,"
    " category_chosen, category_touched, priority, priority_confidence, priority_chosen, priority_touched)"
    " SELECT id, now() - make_interval(hours => :seed % 50), (ARRAY['gemini','openai','learned','keywords'])"
    "[1 + :seed % 4], 'm', 1, (ARRAY['billing', NULL])[1 + :seed % 2], 0.5, category, false,"
    " (ARRAY['low', 'high', NULL])[1 + :seed % 3]::ticket_priority, 0, priority, false"
    " FROM ticket WHERE id % 3 = :seed % 3"
)
RESTORE = (
    "INSERT INTO ticket (id, title, description, category, priority, status, created_at, resolved_at)"
    " OVERRIDING SYSTEM VALUE"
    " SELECT trash.id, 't', 'd', kept.category, kept.priority, kept.status, kept.created_at, kept.resolved_at"
    " FROM ticket_trash AS trash, jsonb_populate_record(NULL::ticket, trash.ticket) AS kept"
    " WHERE trash.id % 2 = :seed % 2 ORDER BY trash.id"
)
MERGE = (
    "MERGE INTO ticket USING generate_series(1, 9) AS given ON ticket.id = given AND given % 2 = :seed % 2"
    " WHEN MATCHED AND priority = 'low' THEN DELETE WHEN MATCHED THEN UPDATE SET status = 'in_progress'"
    " WHEN NOT MATCHED AND given % 4 = :seed % 4 THEN"
    " INSERT (title, description, category, priority) VALUES ('t', 'd', 'account', 'high')"
)
# Each with a number as :seed.
OPERATIONS = {
    "nothing": "SELECT :seed",
    "insert": INSERT,
    "copy": f"COPY ticket {COLUMNS} FROM STDIN",
    "resolve": "UPDATE ticket SET status = 'resolved' WHERE id % 3 = :seed % 3",
    "reopen": "UPDATE ticket SET status = 'open' WHERE id % 4 = :seed % 4",
    "take up": "UPDATE ticket SET status = 'in_progress' WHERE id % 4 = :seed % 4",
    "close": "UPDATE ticket SET status = 'closed' WHERE id % 5 = :seed % 5",
    "assign": "UPDATE ticket SET assignee = (ARRAY['Ann', 'Bo', NULL])[1 + (id + :seed) % 3] WHERE id % 2 = :seed % 2",
    "assign again": "INSERT INTO ticket_event (ticket_id, kind, field, new_value, actor, at)"
    " SELECT id, 'changed'::event_kind, 'assignee', 'Ann', 'm', now() - make_interval(days => :seed % 50) FROM ticket"
    " WHERE id % 3 = :seed % 3",
    "sort": "UPDATE ticket SET category = (ARRAY['billing','technical'])[1 + id % 2] WHERE id % 3 = :seed % 3",
    "swap": "UPDATE ticket SET priority = CASE priority WHEN 'low' THEN 'high' ELSE 'low' END::ticket_priority",
    "close and sort": "UPDATE ticket SET status = 'closed', category = 'account' WHERE id % 3 = :seed % 3",
    "retitle": "UPDATE ticket SET title = 'another' WHERE id % 2 = :seed % 2",
    "resolved earlier": "UPDATE ticket SET resolved_at = created_at + interval '1 hour' WHERE resolved_at IS NOT NULL",
    "merge": MERGE,
    "delete": "DELETE FROM ticket WHERE id % 4 = :seed % 4",
    "restore": RESTORE,
    "suggest": SUGGEST,
    "forget suggestions": "DELETE FROM suggestion WHERE id % 2 = :seed % 2",
    "choose again": "UPDATE suggestion SET category_chosen = 'billing' WHERE id % 2 = :seed % 2",
    "earlier": "UPDATE ticket_event SET at = at - interval '40 hours' WHERE id % 3 = :seed % 3",
    "arrived earlier": "UPDATE ticket_event SET resolved_at = resolved_at - interval '30 hours'"
    " WHERE id % 2 = :seed % 2",
    "remark": "INSERT INTO ticket_event (ticket_id, kind, field, old_value, new_value, actor)"
    " SELECT DISTINCT ticket_id, 'changed'::event_kind, 'status', 'open', 'closed', 'm' FROM ticket_event"
    " WHERE ticket_id % 3 = :seed % 3",
    "undo": "UPDATE ticket_event SET undone = NOT undone WHERE field = 'status' AND id % 3 = :seed % 3",
    "forget history": "DELETE FROM ticket_event WHERE id % 3 = :seed % 3",
    "empty trash": "DELETE FROM ticket_trash",
    "upsert": "INSERT INTO ticket (title, description, category, priority, external_id)"
    " VALUES ('t', 'd', 'billing', 'low', 'E' || :seed % 3)"
    " ON CONFLICT (external_id) DO UPDATE SET category = 'technical'",
    "remove old": "SELECT remove_tickets(ARRAY(SELECT id FROM ticket WHERE id % 3 = :seed % 3), 'infinity')",
    "strip": "SELECT strip_tickets(ARRAY(SELECT id FROM ticket WHERE id % 3 = :seed % 3), 'infinity')",
    "forget counts": "DELETE FROM retained_count WHERE n = 1 AND :seed % 3 = 0",
    "fold": "SELECT fold_stats(), fold_target_counts(), fold_work_counts() WHERE :seed >= 0",
    "truncate": "TRUNCATE ticket",
    "truncate history": "TRUNCATE ticket_event",
    "truncate suggestions": "TRUNCATE suggestion",
    "truncate counts": "TRUNCATE retained_count",
    "move days": "UPDATE setting SET value = (ARRAY['Asia/Kathmandu','America/St_Johns','UTC'])[1 + :seed % 3]"
    " WHERE key = 'reporting_time_zone'",
    "forget settings": "DELETE FROM setting WHERE :seed % 2 = 0",
    **TARGET_OPERATIONS,
}
# What counts something anew also mends it, so it comes seldom, and what was there is compared before.
MENDING = ("truncate", "truncate history", "truncate suggestions", "truncate counts", "move days", "forget settings")
WRITES_HISTORY = (
    "remark",
    "undo",
    "earlier",
    "arrived earlier",
    "forget history",
    "forget counts",
    "truncate counts",
    "truncate history",
)
OFTEN = [name for name in OPERATIONS if name not in MENDING]
CHOICES = [*OFTEN * 3, *["fold", "reopen", "delete", "restore", "suggest", "remove old"] * 4, *MENDING * 2]

DONE = ("resolved", "closed")
SOURCES = ("gemini", "openai", "learned", "keywords")
Key = tuple[Any, ...]


def start_with_tickets() -> None:
    """A dozen tickets, the same each time, some of them folded."""
    with transaction() as session:
        session.execute(
            text("TRUNCATE ticket, ticket_event, ticket_trash, suggestion, retained_count RESTART IDENTITY")
        )
        session.execute(
            text(
                "INSERT INTO setting (key, value) VALUES ('reporting_time_zone', 'Asia/Kathmandu')"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            )
        )
        set_targets(session)
        for seed in (3, 4):
            session.execute(text(INSERT), {"seed": seed})
        session.execute(text("SELECT fold_stats(), fold_target_counts(), fold_work_counts()"))
        session.execute(text(INSERT), {"seed": 2})


def run(connection: Connection, name: str, seed: int) -> None:
    """One operation in the transaction of ``connection``."""
    if name != "copy":
        connection.execute(text(OPERATIONS[name]), {"seed": seed})
        return
    rows = connection.execute(text(ROWS), {"seed": seed}).all()
    with connection.connection.cursor().copy(OPERATIONS[name]) as copy:
        for row in rows:
            copy.write_row(row)


def check(*, history_is_whole: bool = False) -> None:
    """What the rollups say now is what a count in Python says of the same moment.

    With a whole history every ticket that is not resolved was created or reopened once more than it was resolved.
    """
    with engine().connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        # Before the snapshot, which would show a table truncated meanwhile as empty and its counts as they were.
        connection.execute(
            text("LOCK TABLE ticket, ticket_event, suggestion, retained_count, ticket_target IN ACCESS SHARE MODE")
        )
        expected, folded = recount(connection), kept(connection)
        waiting = connection.execute(
            text("SELECT fact::text, day, slot, category, priority, status, n FROM stat_delta")
        )
        whole = summed([*folded.items(), *((tuple(row[:-1]), row[-1]) for row in waiting)])
        assert whole == expected
        assert sums(connection) == expected_sums(folded)
        zone, days = connection.execute(text("SELECT zone, days FROM rollup_state")).one()
        assert zone == reporting_zone(connection).key
        check_targets(connection, ZoneInfo(zone))
        assert days == len({key[1] for key in folded if key[0] == "created"})
    if history_is_whole:
        sign = {"created": 1, "resolved": -1, "reopened": 1}
        backlog = summed((key[3:], n * sign.get(key[0], 0)) for key, n in whole.items())
        assert backlog == summed((key[3:], n) for key, n in whole.items() if key[0] == "created" and key[5] not in DONE)


def recount(connection: Connection) -> Counter[Key]:
    """The counts by fact, day, slot, category, priority and status, from the tickets and what is told of them.

    And from what removed tickets left: by quarters of an hour, in whatever zone days are counted now.
    """
    zone, found = reporting_zone(connection), Counter[Key]()
    kinds: dict[int, tuple[str, str, str]] = {}
    for ticket in read(connection, "ticket"):
        kind = kinds[ticket.id] = (ticket.category, ticket.priority, ticket.status)
        created = ticket.created_at.astimezone(zone)
        found["created", created.date(), created.hour, *kind] += 1
        if ticket.resolved_at:
            slot = bucket((ticket.resolved_at - ticket.created_at).total_seconds())
            found["duration", day(ticket.resolved_at, zone), slot, *kind] += 1
    for event in read(connection, "ticket_event"):
        move = moved(event)
        if move and event.ticket_id in kinds:
            found[move, day(event.resolved_at or event.at, zone), 0, *kinds[event.ticket_id]] += 1
    for shown in read(connection, "suggestion"):
        if shown.ticket_id in kinds:
            found["suggested", day(shown.created_at, zone), outcome(shown), *kinds[shown.ticket_id]] += 1
    for row in read(connection, "retained_count"):
        local = row.at.astimezone(zone)
        of = row.category, row.priority, row.status
        found[row.fact, local.date(), local.hour if row.fact == "created" else row.slot, *of] += row.n
    return found


def moved(event: Row[Any]) -> str | None:
    if event.resolved_at:
        return "resolved"
    if event.undone:
        return None
    if event.field != "status" or (event.old_value in DONE) == (event.new_value in DONE):
        return None
    return "resolved" if event.new_value in DONE else "reopened"


def bucket(seconds: float) -> int:
    """The number of the first bucket whose limit, a power of 1.04, is not exceeded."""
    return math.ceil(math.log(max(seconds, 1)) / math.log(1.04))


def outcome(shown: Row[Any]) -> int:
    def chosen(suggested: str | None, taken: str) -> int:
        return 0 if suggested is None else 1 if suggested == taken else 2

    fields = chosen(shown.category, shown.category_chosen), chosen(shown.priority, shown.priority_chosen)
    return SOURCES.index(shown.source) * 9 + fields[0] * 3 + fields[1]


def kept(connection: Connection) -> Counter[Key]:
    """The same as the finest rollups say it, without what is not folded yet."""
    return summed((key, n) for level, key, n in of_days(connection) if level == 0)


def of_days(connection: Connection) -> Iterator[tuple[int, Key, int]]:
    """What the rollups of days say on each level: category, priority and status are None where any is counted."""
    for row in read(connection, "rollup_created"):
        for hour in range(24):
            yield row.level, ("created", row.day, hour, *kind(row)), row._mapping[f"h{hour}"]
    for row in read(connection, "rollup_flow"):
        for move in ("resolved", "reopened"):
            yield row.level, (move, row.day, 0, *kind(row)), row._mapping[move]
    for row in read(connection, "rollup_suggestion"):
        yield row.level, ("suggested", row.day, row.outcome, *kind(row)), row.n
    for row in read(connection, "rollup_duration"):
        if row.span == "day":
            yield row.level, ("duration", row.since, row.bucket, *kind(row)), row.n


def sums(connection: Connection) -> Counter[Key]:
    """What is kept beside them to be read at once."""
    found: list[tuple[Key, int]] = [(("total", *kind(row)), row.n) for row in read(connection, "rollup_total")]
    found += [(("n", row.day, *kind(row)), row.n) for row in read(connection, "rollup_created")]
    found += [(("month", row.level, row.month, *kind(row)), row.n) for row in read(connection, "rollup_month")]
    found += [(("level", level, *key), n) for level, key, n in of_days(connection) if level]
    for row in read(connection, "rollup_day"):
        found += [(("created", row.day), row.created), (("duration", row.day), row.resolved)]
    for row in read(connection, "rollup_duration"):
        if row.span != "day":
            found.append(((f"{row.span} of times", row.level, row.since, row.bucket, *kind(row)), row.n))
    return summed(found)


def expected_sums(finest: Counter[Key]) -> Counter[Key]:
    found: list[tuple[Key, int]] = []
    for (fact, since, slot, *of), n in finest.items():
        if fact == "created":
            found += [(("total", *of), n), (("created", since), n)]
            for level, wider in levels(of):
                found += [(("n", since, *wider), n), (("month", level, since.replace(day=1), *wider), n)]
        if fact == "duration":
            found.append((("duration", since), n))
            for level, wider in levels(of):
                found += [(("all of times", level, date(1, 1, 1), slot, *wider), n)]
                found += [(("month of times", level, since.replace(day=1), slot, *wider), n)]
        kept_levels = (7,) if fact == "duration" else range(1, 8)
        found += [
            (("level", level, fact, since, slot, *of_level), n)
            for level, of_level in levels(of)
            if level in kept_levels
        ]
    return summed(found)


def levels(of: Sequence[Any]) -> Iterator[tuple[int, Key]]:
    """A category, a priority and a status with some, all or none of them replaced by any, and the level of that."""
    for level in range(8):
        yield level, tuple(None if level & bit else value for bit, value in zip((4, 2, 1), of, strict=True))


def summed(counts: Iterable[tuple[Key, int]]) -> Counter[Key]:
    """Without those that come to nothing."""
    found = Counter[Key]()
    for key, n in counts:
        found[key] += n
    return Counter({key: n for key, n in found.items() if n})


def kind(row: Row[Any]) -> Key:
    return row.category, row.priority, row.status


def read(connection: Connection, table: str) -> Iterable[Row[Any]]:
    return connection.execute(text(f"SELECT * FROM {table}")).all()


def reporting_zone(connection: Connection) -> ZoneInfo:
    return ZoneInfo(connection.scalar(text("SELECT value FROM setting WHERE key = 'reporting_time_zone'")) or "UTC")


def day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
