"""The four categories that a new installation begins with, and their keywords; afterwards a lead edits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.seed import account, billing, general, technical
from services.seed.keyword_table import entries, languages


@dataclass(frozen=True, slots=True)
class SeedCategory:
    """A category as a new installation begins with it; ``keywords`` are entries such as ``refund^3``."""

    label: str
    description: str
    keywords: tuple[str, ...]


# The order decides a tie of strong scores.
SEED_CATEGORIES: Mapping[str, SeedCategory] = {
    "billing": SeedCategory(
        "Billing",
        "Money: invoices, charges, refunds, payments, transfers, fees, prices, subscriptions and purchases.",
        entries(billing.KEYWORDS),
    ),
    "technical": SeedCategory(
        "Technical",
        "Something does not work: errors, outages, slow or broken hardware, software, network, declines.",
        entries(technical.KEYWORDS),
    ),
    "account": SeedCategory(
        "Account",
        "Who may get in and do what: sign-in, passwords, PINs, access rights, identity, personal details.",
        entries(account.KEYWORDS),
    ),
    "general": SeedCategory(
        "General",
        "Everything else: questions, feedback, feature requests, deliveries, people and office matters.",
        entries(general.KEYWORDS),
    ),
}

# The language of each keyword above that is not English.
FOREIGN: Mapping[str, str] = languages(
    "\n[en]\n".join((billing.KEYWORDS, technical.KEYWORDS, account.KEYWORDS, general.KEYWORDS))
)
