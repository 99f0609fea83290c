"""What is read: the product's own calls, and beside them what they are compared with, written as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.made_tickets import vocabulary
from benchmarks.measuring import Measure, Ratio
from db.engine import transaction
from db.keys import PRIORITIES, STATUSES
from services import reporting, stats
from services.filters.ticket_filter import TicketFilter
from services.limits import PAGE_SIZES
from services.listing import counting, ticket_pages
from services.rollups.source import source_parameters
from services.stats import resolution
from services.stats.query import OverviewQuery
from services.stats.series import rollup_parts
from services.stats.series.snapshot import take_snapshot
from services.taxonomy import category_labels

PAGES_ON = 1_000  # how often "next" was clicked
COMMON, FREQUENT, UNCOMMON, RARE = 8, 60, 500, 20_000  # places in the vocabulary
TEXT = "My card payment was declined twice and the statement still shows the fee, what should I do about it"
EXACT = (
    "SELECT percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - created_at))"
    " FROM ticket WHERE resolved_at IS NOT NULL"
)
COUNTED = (  # the headline numbers without rollups
    "SELECT count(*), count(*) FILTER (WHERE status = 'open'),"
    " count(*) FILTER (WHERE status IN ('open', 'in_progress')),"
    " (SELECT json_object_agg(priority, n) FROM (SELECT priority, count(*) AS n FROM ticket GROUP BY 1) AS part),"
    " (SELECT json_object_agg(category, n) FROM (SELECT category, count(*) AS n FROM ticket GROUP BY 1) AS part),"
    " (SELECT round(avg(n), 1) FROM (SELECT count(*) AS n FROM ticket"
    " GROUP BY (created_at AT TIME ZONE reporting_zone())::date) AS day) FROM ticket"
)
TARGET_OF_A_SERIES = 40


def part(task: Callable[[Session, OverviewQuery], object], chosen: TicketFilter) -> object:
    """One part of the dashboard as the dashboard reads it, alone."""
    with take_snapshot() as moment:
        return task(moment.session, OverviewQuery(chosen, moment.zone, moment.today, source_parameters(chosen)))


SERIES: dict[str, Callable[[TicketFilter], object]] = {
    "headline numbers": stats.headline,
    "created by day, by kind and by age": partial(part, rollup_parts.created_counts),
    "weekday by hour": partial(part, rollup_parts.hourly_counts),
    "resolved and reopened by day": partial(part, rollup_parts.flow_counts),
    "time to resolution": stats.time_to_resolution,
    "time to resolution, now and before, by category": partial(part, rollup_parts.resolution_times),
    "time to resolution by day or month": partial(part, resolution.resolution_trend),
    "suggestions by day and source": partial(part, rollup_parts.suggestion_counts),
}


def sql(statement: str) -> Callable[[], object]:
    """Runs the statement and fetches everything."""

    def run() -> object:
        with transaction() as session:
            return session.execute(text(statement)).all()

    return run


def all_of(*runs: Callable[[], object]) -> Callable[[], object]:
    """One after the other."""
    return lambda: [run() for run in runs]


def compared() -> list[Measure]:
    """The yardsticks: the least a statement costs, counting rows, and the shape of a usual ORM view."""
    statements = {
        "SELECT 1": "SELECT 1",
        "count all rows": "SELECT count(*) FROM ticket",
        "headline numbers by counting rows": COUNTED,
        "exact percentiles": EXACT,
    }
    return [
        *(Measure(name, sql(statement), waited_for=False) for name, statement in statements.items()),
        *(Measure(f"ORM shape: {name}", run, waited_for=False) for name, run in _orm_shapes().items()),
    ]


def _orm_shapes() -> dict[str, Callable[[], object]]:
    like = "UPPER({}) LIKE UPPER('%" + vocabulary()[UNCOMMON] + "%')"
    icontains = f"FROM ticket WHERE {like.format('title')} OR {like.format('description')}"
    columns = "SELECT id, title, description, category, priority, status, created_at"
    newest = "ORDER BY created_at DESC LIMIT 25"
    return {
        "icontains, count and first page": all_of(
            sql(f"SELECT count(*) {icontains}"), sql(f"{columns} {icontains} {newest}")
        ),
        "count and page 400 by OFFSET": all_of(
            sql("SELECT count(*) FROM ticket"), sql(f"{columns} FROM ticket {newest} OFFSET 9975")
        ),
        "four aggregates": all_of(
            sql("SELECT count(*) FROM ticket"),
            sql("SELECT count(*) FROM ticket WHERE status = 'open'"),
            sql("SELECT priority, count(*) FROM ticket GROUP BY priority"),
            sql("SELECT category, count(*) FROM ticket GROUP BY category"),
        ),
    }


def statistics() -> list[Measure]:
    """The numbers and series of the dashboard without a filter, beside what they are compared with."""
    ratios = {
        "headline numbers": (
            Ratio("headline numbers by counting rows", 500),
            Ratio("count all rows"),
            Ratio("SELECT 1", 10, slower=True),
        ),
        "time to resolution": (Ratio("exact percentiles", 100),),
    }
    return [
        Measure(name, partial(run, TicketFilter()), TARGET_OF_A_SERIES, ratios=ratios.get(name, ()))
        for name, run in SERIES.items()
    ]


def filtered(name: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """The series of that name by category, priority, status, period and all of them."""
    month, quarter, year = (reporting.today() - timedelta(days=days) for days in (29, 89, 364))
    one = TicketFilter(category=("billing",), priority=("high",), status=("resolved", "closed"))
    filters = {
        "category": TicketFilter(category=one.category),
        "priority": TicketFilter(priority=one.priority),
        "status": TicketFilter(status=one.status),
        "30 days": TicketFilter(created_after=month),
        "90 days": TicketFilter(created_after=quarter),
        "a year": TicketFilter(created_after=year),
        "status in a year": TicketFilter(status=one.status, created_after=year),
        "all of them in a year": replace(one, created_after=year),
        "all of them": one,
    }
    for said, chosen in filters.items():
        yield said, partial(SERIES[name], chosen)


def nearly_unfiltered(name: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """The same by all but one category, priority and status: the most rows that a filter can ask for."""
    most = TicketFilter(category=tuple(category_labels())[1:], priority=PRIORITIES[1:], status=STATUSES[1:])
    year = reporting.today() - timedelta(days=364)
    for said, chosen in (("all time", most), ("a year", replace(most, created_after=year))):
        yield said, partial(SERIES[name], chosen)


def overviews() -> list[Measure]:
    """All of the dashboard at once: the usual period, longer ones, some kinds, and what only the tickets know."""
    month, year = (reporting.today() - timedelta(days=days) for days in (29, 364))
    asked = {
        "30 days": TicketFilter(created_after=month),
        "a year": TicketFilter(created_after=year),
        "all time": TicketFilter(),
        "a year, filtered": TicketFilter(
            category=("billing", "technical"), priority=("high",), status=STATUSES, created_after=year
        ),
    }
    of_tickets = {
        "assignee": TicketFilter(assignee=("Agent 3",), created_after=month),
        "weekday and hour": TicketFilter(weekday=(1,), hour=(10,), created_after=month),
        "search": TicketFilter(search=vocabulary()[UNCOMMON], created_after=month),
        "source": TicketFilter(source=("keywords",), created_after=month),
    }
    return [
        *(Measure(f"dashboard, {name}", partial(stats.overview, chosen), target=150) for name, chosen in asked.items()),
        *(
            Measure(f"dashboard, 30 days by {name}", partial(stats.overview, chosen))
            for name, chosen in of_tickets.items()
        ),
    ]


def searches() -> list[Measure]:
    """Pages of a search without and with their count, what is alike, and what was meant."""
    words = {"common": COMMON, "frequent": FREQUENT, "uncommon": UNCOMMON, "rare": RARE}
    code, piece = "ERR-0403", vocabulary()[RARE + 1][1:-1]
    measures: list[Measure] = []
    for name, place in words.items():
        asked = TicketFilter(search=vocabulary()[place])
        measures.append(
            Measure(f"word search, {name}: rows", partial(ticket_pages.read_tickets, asked, limit=26), target=20)
        )
        measures.append(Measure(f"word search, {name}: rows and count", partial(ticket_pages.page, asked), target=20))
    return [
        *measures,
        Measure(
            "two words", partial(ticket_pages.page, TicketFilter(search=f"{vocabulary()[FREQUENT]} {piece}")), target=20
        ),
        Measure("a code", partial(ticket_pages.page, TicketFilter(search=code)), target=60),
        Measure("a piece of a word", partial(ticket_pages.page, TicketFilter(search=piece)), target=60),
        Measure(
            "by relevance",
            partial(ticket_pages.page, TicketFilter(search=vocabulary()[UNCOMMON]), order="relevance"),
        ),
        Measure("alike: a text of common words", partial(ticket_pages.similar, TEXT), target=40),
        Measure("alike: a ticket's own text", partial(ticket_pages.similar, _text_of_a_ticket()), target=40),
        Measure("did you mean", partial(ticket_pages.did_you_mean, "paymnet")),
    ]


def pages() -> Iterator[tuple[str, TicketFilter]]:
    """Every combination of: no value, one value, all but one value of category, priority and status."""
    choices = [_choices(tuple(values)) for values in (category_labels(), PRIORITIES, STATUSES)]
    for category, priority, status in product(*choices):
        chosen = TicketFilter(category=category, priority=priority, status=status)
        yield ", ".join(f"{name} {'/'.join(getattr(chosen, name))}" for name in chosen.active()) or "no filter", chosen


def first_pages() -> Iterator[tuple[str, Callable[[], object]]]:
    """The rows of the first page under each."""
    for name, chosen in pages():
        yield name, partial(ticket_pages.read_tickets, chosen, limit=26)


def counts() -> Iterator[tuple[str, Callable[[], object]]]:
    """The count that stands above each."""
    for name, chosen in pages():
        yield name, partial(counting.count, chosen)


def far_pages() -> Iterator[tuple[str, Callable[[], object]]]:
    """The page after PAGES_ON times "next" under each, or the last one where there are not so many."""
    for name, chosen in pages():
        position = _position(chosen, PAGES_ON * PAGE_SIZES[0])
        if position is not None:
            yield name, partial(ticket_pages.read_tickets, chosen, limit=26, after=position)


def numbered_pages() -> Iterator[tuple[str, Callable[[], object]]]:
    """The last page that can be reached by its number."""
    for name, chosen in pages():
        yield name, partial(ticket_pages.read_tickets, chosen, limit=26, offset=counting.ROW_CAP - PAGE_SIZES[0])


def _choices(values: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(), *((value,) for value in values), values[1:], values[:-1]]


def _position(chosen: TicketFilter, place: int) -> ticket_pages.Position | None:
    """Where the ticket of that place stands, else the last one."""
    numbered = (
        "SELECT created_at, id FROM (SELECT created_at, id, row_number() OVER (ORDER BY created_at DESC, id DESC) AS n"
        " FROM ticket WHERE (:category = '{}' OR category = ANY (CAST(:category AS text[])))"
        " AND (:priority = '{}' OR priority = ANY (CAST(:priority AS ticket_priority[])))"
        " AND (:status = '{}' OR status = ANY (CAST(:status AS ticket_status[])))) AS numbered"
        " WHERE n <= :place ORDER BY n DESC LIMIT 1 OFFSET 26"
    )
    given = {name: "{" + ",".join(getattr(chosen, name)) + "}" for name in ("category", "priority", "status")}
    with transaction(statement_timeout=0) as session:
        row = session.execute(text(numbered), given | {"place": place}).first()
    return ticket_pages.Position(row.created_at, row.id) if row else None


def _text_of_a_ticket() -> str:
    with transaction() as session:
        return str(session.scalar(text("SELECT title || ' ' || description FROM ticket ORDER BY id LIMIT 1")))
