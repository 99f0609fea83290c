"""Which parts of a text speak for a priority together, as data."""

from __future__ import annotations

from dataclasses import dataclass

from db.keys import CRITICAL, HIGH


@dataclass(frozen=True, slots=True)
class Pair:
    """``value`` with ``weight`` where one of each part stands in a sentence, at most ``reach`` words apart.

    With ``spread`` also where one stands in the title and the other in the description. ``also`` names parts of which
    one has to stand anywhere in the text.
    """

    value: str
    weight: float
    first: str
    second: str
    reach: int = 14
    spread: bool = False
    also: tuple[str, ...] = ()


# A word for how many (or a number) so many words before a word of the first part makes the second.
GROUP_REACH = 3
GROUPS = {"collective": "group", "holdings": "records"}

PAIRS = (
    Pair(CRITICAL, 6, "group", "failure", spread=True),
    Pair(CRITICAL, 6, "nobody", "able", 10),
    Pair(CRITICAL, 6, "secret", "given"),
    Pair(CRITICAL, 6, "secret", "typed in", also=("lure",)),
    Pair(CRITICAL, 6, "intruder", "intrusion", 10),
    Pair(HIGH, 6, "message", "odd", 8),
    Pair(CRITICAL, 5, "liquid", "electric", spread=True),
    Pair(CRITICAL, 6, "danger", "fault", spread=True),
    Pair(CRITICAL, 6, "records", "gone", 8),
    Pair(CRITICAL, 5, "own records", "gone", 8, also=("ongoing",)),
    Pair(CRITICAL, 5, "own records", "gone", 8, also=("group",)),
    Pair(HIGH, 4, "own records", "gone"),
    Pair(CRITICAL, 5, "perishable", "warm", spread=True),
    Pair(CRITICAL, 6, "money", "at risk", spread=True, also=("ongoing", "group", "several")),
    Pair(CRITICAL, 5, "priced", "nothing", 10, spread=True),
    Pair(HIGH, 5, "own pay", "unpaid", 10, spread=True),
    Pair(CRITICAL, 5, "wages", "at risk", 10),
    Pair(CRITICAL, 6, "group", "doubled", 4),
    Pair(HIGH, 3, "money", "doubled", 8),
    Pair(CRITICAL, 5, "central", "down", 8, spread=True),
    Pair(HIGH, 5, "by when", "must", spread=True),
    Pair(HIGH, 5, "by when", "event", spread=True),
    Pair(HIGH, 4, "some day", "event"),
    Pair(HIGH, 5, "soon", "failure", spread=True),
    Pair(HIGH, 4, "limit", "trouble", spread=True),
    Pair(HIGH, 5, "soon", "trouble", spread=True),
    Pair(HIGH, 5, "person", "hindered", spread=True),
    Pair(HIGH, 4, "person", "trouble", spread=True),
    Pair(HIGH, 5, "several", "hindered"),
    Pair(HIGH, 4, "device", "out of use", 6),
    Pair(HIGH, 4, "mine", "broken down", 8),
    Pair(HIGH, 5, "by when", "gathering", spread=True, also=("failure",)),
    Pair(CRITICAL, 5, "disavowed", "act"),
    Pair(CRITICAL, 5, "sum", "disavowed", spread=True),
    Pair(HIGH, 5, "bait", "bitten", 10),
    Pair(HIGH, 5, "disavowed", "token"),
    Pair(CRITICAL, 5, "others", "private", 7, also=("exposed",)),
    Pair(CRITICAL, 5, "leaver", "still in", spread=True),
    Pair(HIGH, 5, "carried", "taken", 5),
    Pair(CRITICAL, 5, "pointer", "by itself", 7),
    Pair(CRITICAL, 6, "body", "hurt", 8),
    Pair(CRITICAL, 6, "powered", "overheats", 8),
    Pair(CRITICAL, 5, "structure", "falls", 7),
    Pair(HIGH, 5, "structure", "unsafe", 5),
    Pair(CRITICAL, 6, "substance", "spilt", 7),
    Pair(CRITICAL, 5, "trade", "prevented", 5),
    Pair(CRITICAL, 5, "protection", "switched off", 6),
    Pair(CRITICAL, 5, "sign-in", "abroad", 8),
    Pair(HIGH, 5, "sent", "outsider", 8),
    Pair(CRITICAL, 5, "files", "renamed", 6),
    Pair(CRITICAL, 5, "fragile", "harm", 8),
    Pair(CRITICAL, 5, "vehicle", "runs wild", 7),
    Pair(CRITICAL, 5, "treatment", "mixed up", 6),
    Pair(HIGH, 5, "hole", "uncovered", 5),
    Pair(CRITICAL, 5, "whole", "has none", 6),
    Pair(CRITICAL, 5, "every", "down", 8),
    Pair(CRITICAL, 5, "supply", "supply", 8),
    Pair(HIGH, 4, "soon", "gathering", spread=True),
    Pair(CRITICAL, 5, "safeguard", "without effect", 7),
    Pair(CRITICAL, 5, "haulier", "not braking", 5),
    Pair(CRITICAL, 5, "smell", "harmful", 5),
    Pair(CRITICAL, 6, "stuck cabin", "people inside", 9),
    Pair(CRITICAL, 6, "somebody", "in distress", 6),
    Pair(CRITICAL, 5, "handed over", "remote control", 8),
    Pair(CRITICAL, 5, "false paper", "paid out", 8, spread=True),
    Pair(HIGH, 5, "unknown one", "administrator", 6),
    Pair(HIGH, 5, "planted", "hidden", 5),
    Pair(HIGH, 5, "strongroom", "stands open", 5),
    Pair(CRITICAL, 5, "confidential", "in the open", 8),
    Pair(HIGH, 5, "confidential", "wrong hands", 10),
    Pair(HIGH, 5, "my mailbox", "not by me", 8),
    Pair(CRITICAL, 5, "money's worth", "boundless", 7),
    Pair(HIGH, 5, "copying", "not made", 5),
    Pair(HIGH, 5, "formatting", "the wrong disk", 5),
    Pair(HIGH, 5, "container", "now empty", 5),
    Pair(CRITICAL, 5, "nowhere", "dead", 5, also=("shared service",)),
)
