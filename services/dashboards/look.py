"""What a saved dashboard shows, as URL parameters: a filter, a period, a comparison and cards.

A period that has a name is saved by its length, so that it ends today whenever the dashboard is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

from services.dashboards.cards import ALL, BY_KEY, cards_text, read_cards
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.stats.comparison import YEAR, filter_from_text
from services.stats.undated import COUNTED

CARDS, PERIOD, UNDATED, COMPARE, AGAINST = "cards", "period", "undated", "compare", "against"
ALL_TIME = "all"
DAYS = (7, 30, 90, 365)  # the periods that end today
DEFAULT_DAYS = 30
QUERY_MAX = 4_000
OWN = (PERIOD, UNDATED, COMPARE, AGAINST, CARDS)  # beside the filter

Params = tuple[tuple[str, str], ...]
Values = Mapping[str, Sequence[str]]


def standard() -> Params:
    """The dashboard that nobody saved: the last 30 days, every card."""
    return ((PERIOD, str(DEFAULT_DAYS)), (CARDS, ALL))


def look_of(current: TicketFilter, given: Values, today: date) -> Params:
    """The look of a dashboard with the filter ``current``; ``given``: the other parameters of its URL."""
    period, dated = _period(current, given, today)
    tickets = current if dated else replace(current, created_after=None, created_before=None)
    kept = [(name, given[name][-1]) for name in (UNDATED, COMPARE, AGAINST) if given.get(name)]
    cards = cards_text(read_cards(given.get(CARDS, ())))
    return (*tickets.to_params(), *period, *kept, (CARDS, cards))


def settled(look: Params, today: date) -> Params:
    """A saved look as it is read now: without values of filters and cards that are no more."""
    given: dict[str, list[str]] = {}
    for name, value in look:
        given.setdefault(name, []).append(value)
    try:
        current = TicketFilter.from_params(given)
    except InvalidInput as error:
        current = TicketFilter.from_params({name: given[name] for name in given if name not in error.fields})
    return look_of(current, given, today)


def _period(current: TicketFilter, given: Values, today: date) -> tuple[list[tuple[str, str]], bool]:
    """The parameter of a period with a name, and whether the filter itself has to say which days."""
    after, before = current.created_after, current.created_before
    if after is None and before is None:
        said = (given.get(PERIOD) or [""])[-1]
        return [(PERIOD, said if said == ALL_TIME or said in map(str, DAYS) else str(DEFAULT_DAYS))], False
    for days in DAYS:
        if before is None and after == first_day(days, today):
            return [(PERIOD, str(days))], False
    return [], True


def first_day(days: int, today: date) -> date:
    """The first of so many days, of which today is the last."""
    return today - timedelta(days=days - 1)


def look_from_query(query: str, today: date) -> Params:
    """The look that programs send as the query of a URL; strict. Raises InvalidInput with all that is wrong."""
    if len(query) > QUERY_MAX:
        raise InvalidInput({"query": [f"Send at most {QUERY_MAX:,} characters."]})
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=None):
        given.setdefault(name, []).append(value)
    wrong = [f"{name}: There is no such parameter." for name in given if name not in (*TicketFilter.names(), *OWN)]
    wrong += [f"{name}: {said}" for name in OWN if name in given and (said := _wrong(name, given[name]))]
    try:
        current = TicketFilter.from_query({name: given[name] for name in given if name in TicketFilter.names()})
    except InvalidInput as error:
        wrong += [f"{name}: {messages[0]}" for name, messages in error.fields.items()]
        current = TicketFilter()
    if given.get(PERIOD) and (current.created_after or current.created_before):
        wrong.append(f"{PERIOD}: Give either a period or days of creation.")
    if wrong:
        raise InvalidInput({"query": wrong})
    return look_of(current, given, today)


def _wrong(name: str, values: Sequence[str]) -> str:
    """What is wrong with the values of a parameter of the dashboard."""
    value = values[-1]
    if name == CARDS:
        unknown = [key for text in values for key in text.split(",") if key.strip() not in (*BY_KEY, ALL)]
        return f"There is no card {unknown[0][:60]!r}. Choose from: {', '.join(BY_KEY)}." if unknown else ""
    if len(values) > 1:
        return "Give this once."
    if name == PERIOD:
        known = [*map(str, DAYS), ALL_TIME]
        return "" if value in known else f"Choose from: {', '.join(known)}."
    if name == UNDATED:
        return "" if value == COUNTED else f"Choose from: {COUNTED}."
    if name == AGAINST:
        return "" if filter_from_text(value) is not None else "This is no filter."
    return "" if value == YEAR or _is_day(value) else f"Write {YEAR} or a day as 2026-11-14."


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value)) and len(value) == len("2026-11-14")
    except ValueError:
        return False


def to_query(look: Params) -> str:
    """The query of a URL; ``from_query`` reads it back."""
    return urlencode(look)


def from_query(query: str) -> Params:
    """What ``to_query`` wrote."""
    return tuple(parse_qsl(query, keep_blank_values=True))


def without_requester(look: Params, names: set[str]) -> Params | None:
    """A look without these requesters, in its filter and in the one that it compares with.

    None where nothing would be left of whom the filter asks for.
    """
    left = [(name, value) for name, value in look if not (name == "requester" and value in names)]
    if _asks(look) and not _asks(left):
        return None
    pairs: list[tuple[str, str]] = []
    for name, value in left:
        if name == AGAINST:
            aside = parse_qsl(value)
            kept = [(key, one) for key, one in aside if not (key == "requester" and one in names)]
            if _asks(aside) and not _asks(kept):
                continue
            value = urlencode(kept) if kept != aside else value  # noqa: PLW2901
        pairs.append((name, value))
    return tuple(pairs)


def requesters(look: Params) -> set[str]:
    """Those whom its filters ask for."""
    aside = [pair for name, value in look if name == AGAINST for pair in parse_qsl(value)]
    return {value for name, value in (*look, *aside) if name == "requester"}


def _asks(params: Sequence[tuple[str, str]]) -> bool:
    return any(name == "requester" for name, _ in params)
