"""Component of the ticket under review.

It asks the API for tickets and sends the answers itself, so that no key waits for a rerun of the page.
"""

from __future__ import annotations

from pages.widgets.chips import theme_and_icon
from pages.widgets.component import component
from pages.widgets.suggestion.sources import source_phrase
from services import reporting, taxonomy
from services.classify.rule_figures import GUESS
from services.filters.ticket_filter import TicketFilter
from services.suggestion_sources import source_keys

PATH = "api/review/"  # relative to the page, which may stand below a base path

_mount = component(__file__)


def review_card(current: TicketFilter, *, key: str) -> None:
    """Draw the card; ``current`` narrows what is reviewed. Raises what the database does."""
    labels = {category.key: category.label for category in taxonomy.categories()}
    data = {
        "path": PATH,
        "filter": [list(pair) for pair in current.to_params()],
        "categories": [_choice(name, label) for name, label in labels.items()],
        "priorities": [_choice(row.key, row.label) for row in taxonomy.PRIORITY_ROWS],
        "usual": taxonomy.USUAL_PRIORITY,
        "sources": {name: source_phrase(name) for name in (*source_keys(), GUESS)},
        "zone": reporting.time_zone().key,
    }
    _mount(key=key, data=data)


def _choice(key: str, label: str) -> dict[str, str]:
    colour, icon = theme_and_icon(key)
    return {"key": key, "label": label, "colour": colour, "icon": icon}
