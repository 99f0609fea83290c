"""The four categories that a new installation begins with, and their keywords; afterwards a lead edits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.classify.keywords.category.shipped import SHIPPED_KEYWORDS
from services.taxonomy import SHIPPED_LABELS


@dataclass(frozen=True, slots=True)
class SeedCategory:
    """A category as a new installation begins with it; ``keywords`` are entries such as ``refund^3``."""

    label: str
    description: str
    keywords: tuple[str, ...]


# The order decides a tie of strong scores.
SEED_CATEGORIES: Mapping[str, SeedCategory] = {
    "billing": SeedCategory(
        SHIPPED_LABELS["billing"],
        "Money: invoices, charges, refunds, payments, transfers, fees, prices, subscriptions and purchases.",
        SHIPPED_KEYWORDS["billing"],
    ),
    "technical": SeedCategory(
        SHIPPED_LABELS["technical"],
        "Something does not work: errors, outages, slow or broken hardware, software, network, declines.",
        SHIPPED_KEYWORDS["technical"],
    ),
    "account": SeedCategory(
        SHIPPED_LABELS["account"],
        "Who may get in and do what: sign-in, passwords, PINs, access rights, identity, personal details.",
        SHIPPED_KEYWORDS["account"],
    ),
    "general": SeedCategory(
        SHIPPED_LABELS["general"],
        "Everything else: questions, feedback, feature requests, deliveries, people and office matters.",
        SHIPPED_KEYWORDS["general"],
    ),
}
