"""The parts of an overview from the rollups, read together with what is not folded into them yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db.rollup_tables import HOURS
from services.stats import resolution, ticket_parts
from services.stats.asked import DAY, Asked
from services.stats.selects import BY_AGE, BY_DAY, BY_PAIR, FLOW, HOURLY, SUGGESTED, TOOK_ROUGHLY
from services.stats.source import (
    FIRST,
    IN_PERIOD,
    LAST,
    OF_CATEGORY,
    OF_KIND,
    OF_PRIORITY,
    OF_STATUS,
    level,
    levels,
    parameters,
)
from services.stats.totals import ON

Rows = Sequence[Row[Any]]

_EVER = date(1, 1, 1)  # since when, of all time
_DAWN, _DUSK = date(2, 1, 1), date(9998, 12, 31)  # instead of an end that is not given


def created(session: Session, asked: Asked) -> Rows:
    """``CREATED``, also for weekdays and hours."""
    hours = " + ".join(f"h{hour:d}" for hour in asked.filter.hour) or "n"
    levels = {
        "level_of_pairs": level(asked.filter, "category", "priority"),
        "level_of_ages": level(asked.filter, "priority", "status"),
    }
    return session.execute(text(_CREATED.format(n=hours)), asked.parameters | levels).all()


def hourly(session: Session, asked: Asked) -> Rows:
    """``HOURLY``."""
    return session.execute(_HOURLY, asked.parameters).all()


def flow(session: Session, asked: Asked) -> Rows:
    """``FLOW``."""
    return session.execute(_FLOW, asked.parameters).all()


def took(session: Session, asked: Asked) -> Rows:
    """``TOOK``, within 2 % where it is more than a few tickets."""
    ranges = [(False, *one) for one in _ranges(asked.first, asked.last, asked.today)]
    if asked.before:
        ranges += [(True, *one) for one in _ranges(*asked.before, asked.today)]
    columns = zip(("before", "span", "from", "to", "sign"), zip(*ranges, strict=True), strict=True)
    wanted = resolution.any_resolved(asked.filter)
    given = asked.parameters | parameters(wanted) | levels(wanted, "category")
    rough = session.execute(_TOOK, given | {name: list(values) for name, values in columns}).all()
    most = max(sum(row.n for row in rough if row.before is side and (side or row.key)) for side in (False, True))
    return ticket_parts.took(session, asked) if 0 < most <= resolution.EXACT_UP_TO else rough


def suggested(session: Session, asked: Asked) -> Rows:
    """``SUGGESTED``."""
    return session.execute(_SUGGESTED, asked.parameters).all()


def _ranges(first: date | None, last: date | None, today: date) -> Iterator[tuple[str, date, date, int]]:
    """The rows of rollup_duration that make up a period: span, from, to, and 1 to be added or -1 to be taken away.

    Whole months; and where the period begins or ends within a month, its days or, where these are fewer, the month
    without its other days. Days that have not come yet cost nothing.
    """
    if first is None and last is None:
        yield "all", _EVER, _EVER, 1
        return
    first, last = first or _DAWN, last or _DUSK
    begin, end = _month(first), _month(last)
    after = (min(_next_month(end) - DAY, today) - last).days
    if first > last or (begin == end and (first - begin).days + after >= (last - first).days):
        yield "day", first, last, 1
        return
    if begin == end or first - begin < _next_month(begin) - first:
        yield "day", begin, first - DAY, -1
    else:
        yield "day", first, _next_month(begin) - DAY, 1
        begin = _next_month(begin)
    if _month(first) == end or after < (last - end).days:
        yield "day", last + DAY, _next_month(end) - DAY, -1
        end = _next_month(end)
    else:
        yield "day", end, last, 1
    yield "month", begin, end - DAY, 1


def _month(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return _month(_month(day) + timedelta(days=31))


_SINCE = "coalesce(CAST(:since AS date), '-infinity'::date)"
_ASKED = f"day >= {_SINCE} AND (day < {FIRST} OR {IN_PERIOD})"
_AT = "(CAST(:hour AS integer[]) IS NULL OR slot = ANY (CAST(:hour AS integer[])))"
_MARKED = f"{OF_CATEGORY} AND {OF_PRIORITY} AS chosen, {IN_PERIOD} AS inside, day <= {LAST} AS early"
_WANTED = f"{OF_STATUS} AND {ON}"


def _created(part: str, read_level: str) -> str:
    """A part of ``CREATED``, from that level; the conditions of the part narrow what is read, too."""
    return f"""
    (WITH created AS (
        SELECT day, category, priority, status, {{n}} AS n, {_MARKED} FROM rollup_created
        WHERE level = {read_level} AND {_WANTED}
        UNION ALL
        SELECT day, category, priority, status, n, {_MARKED} FROM appended
    ) {part})
    """  # noqa: S608 - ours


_CREATED = f"""
    WITH appended AS MATERIALIZED (
        SELECT day, category, priority, status, n FROM stat_delta WHERE fact = 'created' AND {_WANTED} AND {_AT}
    )
    {_created(BY_DAY, ":level")} UNION ALL {_created(BY_PAIR, ":level_of_pairs")}
    UNION ALL {_created(BY_AGE, ":level_of_ages")}
"""  # noqa: S608 - ours
_SUM_OF_HOURS = ", ".join(f"sum({hour})" for hour in HOURS)
_HOURLY = text(
    f"""
    WITH hourly AS (
        SELECT weekday, (hour.number - 1)::integer AS hour, hour.n
        FROM (
            SELECT extract(isodow FROM day)::integer AS weekday, ARRAY[{_SUM_OF_HOURS}] AS hours
            FROM rollup_created WHERE level = :level AND {OF_KIND} AND {IN_PERIOD} GROUP BY 1
        ) AS week CROSS JOIN LATERAL unnest(hours) WITH ORDINALITY AS hour (n, number)
        UNION ALL
        SELECT extract(isodow FROM day)::integer, slot, n FROM stat_delta
        WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD}
    ) {HOURLY}
    """  # noqa: S608 - ours
)
_FLOW = text(
    f"""
    WITH flow AS (
        SELECT day, resolved, reopened, {IN_PERIOD} AS inside FROM rollup_flow
        WHERE level = :level AND {OF_KIND} AND day >= {FIRST}
        UNION ALL
        SELECT day, CASE fact WHEN 'resolved' THEN n ELSE 0 END, CASE fact WHEN 'reopened' THEN n ELSE 0 END,
               {IN_PERIOD}
        FROM stat_delta WHERE fact IN ('resolved', 'reopened') AND {OF_KIND} AND day >= {FIRST}
    ) {FLOW}
    """  # noqa: S608 - ours
)
_TOOK = text(
    f"""
    WITH span AS (
        SELECT * FROM unnest(
            CAST(:before AS boolean[]), CAST(:span AS stat_span[]), CAST(:from AS date[]), CAST(:to AS date[]),
            CAST(:sign AS integer[])
        ) AS one (before, name, first, last, sign)
    ), bucketed AS (
        SELECT before, category, bucket, sign * n AS n
        FROM span CROSS JOIN LATERAL (
            SELECT category, bucket, n FROM rollup_duration
            WHERE span = name AND level = CASE name WHEN 'day' THEN :level_of_times ELSE :level END
                AND since BETWEEN first AND last AND {OF_PRIORITY} AND {OF_STATUS}
            OFFSET 0 -- keeps the planner from joining with all of it
        ) AS kept
        UNION ALL
        SELECT day < {FIRST}, category, slot, n FROM stat_delta
        WHERE fact = 'duration' AND {OF_PRIORITY} AND {OF_STATUS} AND {_ASKED}
    ) {TOOK_ROUGHLY}
    """  # noqa: S608 - ours
)
_SUGGESTED = text(
    f"""
    WITH suggested AS (
        SELECT day, outcome, n FROM rollup_suggestion WHERE level = :level AND {OF_KIND} AND {_ASKED}
        UNION ALL
        SELECT day, slot, n FROM stat_delta WHERE fact = 'suggested' AND {OF_KIND} AND {_ASKED}
    ) {SUGGESTED}
    """  # noqa: S608 - ours
)
