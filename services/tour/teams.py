"""The desk of the tour: five teams of a bank, the few keywords each would type, and sample tickets with their team.

The tickets are those of the sample that are from BANKING77; their intent, which is known, tells the team.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from services.classify.rules import Rules
from services.sample.sample_tickets import SEED, texts

AUDIENCE = 50  # tickets that the audience answers
_FROM = "banking77#"


@dataclass(frozen=True, slots=True)
class Team:
    """``keywords`` are entries such as ``refund^3``; ``intents`` begin or end with these words of BANKING77."""

    label: str
    keywords: tuple[str, ...]
    intents: tuple[str, ...]


# The first team that an intent names has it.
TEAMS: Mapping[str, Team] = {
    "identity": Team(
        "Identity",
        ("pin^2", "passcode^3", "identity^3", "verify^2"),
        ("pin", "passcode", "verify", "personal_details", "phone", "terminate", "age_limit", "compromised"),
    ),
    "cash": Team(
        "Cash and exchange",
        ("cash^3", "exchange rate^3", "atm^2"),
        ("cash", "exchange", "atm", "fiat", "currencies"),
    ),
    "transfers": Team(
        "Transfers",
        ("transfer^2", "top up^2"),
        ("transfer", "top_up"),
    ),
    "payments": Team(
        "Payments",
        ("refund^3", "payment^2"),
        ("refund", "card_payment", "direct_debit", "charge", "charged"),
    ),
    "cards": Team(
        "Cards",
        ("card^2", "delivery^2", "virtual card^3"),
        ("card", "visa", "contactless", "apple_pay", "country"),
    ),
}


@dataclass(frozen=True, slots=True)
class TourTicket:
    """A ticket and the key of the team that it belongs to."""

    title: str
    description: str
    team: str


@cache
def tour_tickets() -> tuple[TourTicket, ...]:
    """The tickets in the order of the tour, always the same: the AUDIENCE first, then those that it is measured on."""
    tickets = list(_tickets())
    Random(SEED).shuffle(tickets)  # noqa: S311 - nothing secret
    return tuple(tickets)


@cache
def typed_ticket() -> int:
    """The place of the ticket that types itself: the first, of those to measure on, that the keyword rules mistake."""
    tickets, said = tour_tickets(), rule_answers()
    return next(at for at in range(AUDIENCE, len(tickets)) if said[at][0] not in (None, tickets[at].team))


@cache
def tour_rules() -> Rules:
    """The keyword rules of the five teams."""
    return Rules(keywords())


def keywords() -> dict[str, Sequence[str]]:
    """The keywords of each team."""
    return {key: team.keywords for key, team in TEAMS.items()}


@cache
def rule_answers() -> tuple[tuple[str | None, float], ...]:
    """What the keyword rules say of each ticket: the team (None: nothing) and their own score."""
    said = (tour_rules().suggest(ticket.title, ticket.description).category for ticket in tour_tickets())
    return tuple((verdict.key, verdict.confidence) for verdict in said)


def _tickets() -> Iterator[TourTicket]:
    for text in texts():
        if text["source"].startswith(_FROM):
            yield TourTicket(text["title"], text["description"], _team_of(text["source"].removeprefix(_FROM)))


def _team_of(intent: str) -> str:
    words = f"_{intent.lower().strip('?')}_"
    matching = (key for key, team in TEAMS.items() if any(f"_{name}_" in words for name in team.intents))
    return next(matching, "cards")
