"""The command make classify: tries a source on some tickets, says what would change, and asks before it is applied."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any
from urllib.parse import parse_qs

from services import taxonomy
from services.filters.ticket_filter import TicketFilter
from services.jobs.many import starting
from services.jobs.store import Job

WORD = "classify"
FORM = 'Write make classify SOURCE=learned FILTER="status=open&category=general"; see the address of the Tickets page.'

Runs = Callable[[dict[str, Any]], Job]  # a job in this process, from what ``starting.prepared`` gives


def classify(source: str, query: str, run: Runs, *, actor: str, dry: bool, ask: bool) -> None:
    """Try it, say what would change, and apply it after a typed word. Raises what ``starting.apply`` does."""
    if not source:
        sys.exit(FORM)
    matching = TicketFilter.from_query(_given(query))
    tried = run(starting.prepared(source, matching, None, dry=True, actor=actor)).result or {}
    for line in lines(tried):
        print(line)
    if dry:
        print("Nothing was changed.")
        return
    if ask and _typed(tried["tickets"]) != WORD:
        sys.exit("Nothing was changed.")
    job = run(starting.prepared(source, matching, None, dry=False, actor=actor))
    print(_done(job))


def _done(job: Job) -> str:
    result = job.result or {}
    changed, left = result["changed"], result["left_out"]
    said = f"{changed:,} ticket{'' if changed == 1 else 's'} {job.title}."
    return f"{said} {left:,} had changed and stayed as {'it is' if left == 1 else 'they are'}." if left else said


def _given(query: str) -> dict[str, list[str]]:
    """The values of a filter by name. Ends the command where any of it is not understood: the rest would say more."""
    try:
        given = parse_qs(query, keep_blank_values=True, strict_parsing=True) if query else {}
    except ValueError:
        sys.exit(FORM)
    if not given.keys() <= set(TicketFilter.names()) or not all(value.strip() for value in chain(*given.values())):
        sys.exit(FORM)
    return given


def lines(result: Mapping[str, Any]) -> Iterator[str]:
    """What a dry run found, as sentences."""
    yield f"{result['matching']:,} tickets match; a classifier may change {result['tickets']:,} of them."
    yield f"Of {result['tried']:,} that were tried {result['changed']:,} would change:"
    for name, rows in result["fields"].items():
        values = (f"{taxonomy.label(one['value'])} {one['before']:,} to {one['after']:,}" for one in rows)
        yield f"  {name}: {', '.join(values)}"
    for name, expected in result["expected"].items():
        if expected is None:
            yield f"  {name}: its accuracy was not measured here yet"
        else:
            low, high = round(100 * expected["low"]), round(100 * expected["high"])
            yield f"  {name}: expect {expected['accuracy']:.0%} right ({low} to {high}%), by {expected['measured']}"
    if result["cost"] is not None:
        yield _cost(result["cost"])


def _cost(cost: Mapping[str, Any]) -> str:
    money = "no price given (LLM_PRICES)" if cost["money"] is None else f"about {cost['money']:,.2f}"
    left = f"; {cost['left_today']:,} are left today" if cost["left_today"] is not None else ""
    return (
        f"Up to {cost['requests']:,} requests{left}, about {cost['tokens_in']:,} tokens in and {cost['tokens_out']:,}"
        f" out, {money}."
    )


def _typed(tickets: int) -> str:
    try:
        return input(f"This changes up to {tickets:,} tickets. Type {WORD} to go on: ").strip()
    except EOFError:
        return ""
