"""Load before the first visitor comes what they would wait for: the modules of all pages, and how charts look."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import structlog

from pages.dashboard.warm_up import make_every_card

log = structlog.get_logger(__name__)

SCRIPTS = ("page", "router")  # Streamlit runs these; all others are modules


def import_pages() -> None:
    """Import the modules of all pages."""
    for module in walk_packages([str(Path(__file__).parent)], f"{__package__}."):
        if module.name.rpartition(".")[2] not in SCRIPTS:
            import_module(module.name)


def warm_up() -> None:
    """Import the pages, then make the cards of the dashboard once."""
    import_pages()
    try:
        make_every_card()
    except Exception:  # a visitor waits a little longer then
        log.exception("cards_not_made_ready")
