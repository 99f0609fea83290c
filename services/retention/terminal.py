"""The command make retention: what it says, and the word that has to be typed; the Settings page says the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from services.retention import removal
from services.retention.policy import Policy, policy, policy_of
from services.retention.removal import Preview
from services.settings import settings

WORD = "remove"
MONTHS = 24  # that are named one by one, the last ones


def asked_policy(days: str, how: str, *, export: bool) -> Policy:
    """The policy that the command names, the rest as it is set; ends the command without any days."""
    if days:
        if not days.isdecimal():
            sys.exit("Write the days as a number: make retention DAYS=730 DRY=1")
        return policy_of(int(days), how or "delete", export=export)
    stored = policy()
    if stored is None:
        sys.exit(
            "Retention is off. Set it on the Settings page (Data), or name the days: make retention DAYS=730 DRY=1"
        )
    return policy_of(stored.days, how or stored.how, export=export or stored.export)


def may_go_on(wanted: Policy, *, dry: bool, ask: bool) -> bool:
    """Say what would go, and ask for the word; whether it shall."""
    held = removal.preview(wanted)
    for line in lines(held, wanted):
        print(line)
    if dry or not (held.tickets or held.in_trash):
        print("Nothing was removed.")
        return False
    if ask and _typed() != WORD:
        sys.exit("Nothing was removed.")
    return True


def lines(held: Preview, wanted: Policy) -> Iterator[str]:
    """What a policy would take now, as sentences."""
    what = "would lose their text" if wanted.how == "text" else "would be deleted; their counts stay"
    yield f"Resolved more than {wanted.days:,} days ago: {_counted(held.tickets)} {what}."
    if held.in_trash:
        yield f"In the trash: {_counted(held.in_trash)} would be deleted."
    if len(held.months) > MONTHS:
        earlier = sum(n for _, n in held.months[:-MONTHS])
        yield f"Resolved before {held.months[-MONTHS][0]:%B %Y}: {_counted(earlier)}."
    for month, number in held.months[-MONTHS:]:
        yield f"Resolved in {month:%B %Y}: {_counted(number)}."


def result_line(done: dict[str, Any]) -> str:
    """What a retention did, from the result of its job."""
    lost = "lost their text" if done.get("how") == "text" else "deleted"
    file = f"; written before to {settings().backups / done['file']}" if done.get("file") else ""
    return f"{done.get('tickets', 0):,} tickets {lost}, {done.get('in_trash', 0):,} in the trash deleted{file}."


def _typed() -> str:
    try:
        return input(f"This cannot be undone. Type {WORD} to go on: ").strip()
    except EOFError:
        return ""


def _counted(number: int) -> str:
    return f"{number:,} ticket{'' if number == 1 else 's'}"
