"""Add a made-up filter, of requesters, by the recipe in CONTRIBUTING, and print what each place makes of it.

``python -m tests.services.filters.made_up_filter URL`` is a process of its own: the row has to be there before anything
that reads the registry is imported.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.engine import close_database, open_database
from db.tables.tickets import Ticket
from services.filters import fields
from services.filters.filter_field import FilterField, Parameter
from services.filters.phrases import join_or
from services.filters.reading import read_names

RAISED_BY = FilterField(
    name="raised_by",
    label="Raised by",
    parameters=(Parameter(name="raised_by", kind="values", read=read_names, typed=True),),
    clause=lambda _, names: [Ticket.requester.in_(names)],
    phrase=lambda _, names: join_or(names),
    lead="raised by",
)
TODAY = date(2026, 11, 22)


def add_filter() -> None:
    """The four steps of the recipe: the row, the attribute, the control, the API's description."""
    patch = pytest.MonkeyPatch()
    patch.setattr(fields, "FILTER_FIELDS", (*fields.FILTER_FIELDS, RAISED_BY))

    from services.filters import ticket_filter

    @dataclass(frozen=True, slots=True)
    class WithRaisedBy(ticket_filter.TicketFilter):
        raised_by: tuple[str, ...] = ()

    patch.setattr(ticket_filter, "TicketFilter", WithRaisedBy)

    from api.openapi.filter_parameters import DESCRIPTIONS
    from pages.widgets.filtering.filter_bar import CONTROLS

    patch.setitem(CONTROLS, "raised_by", CONTROLS["assignee"])
    patch.setitem(DESCRIPTIONS, "raised_by", "Names.")


def in_services() -> dict[str, Any]:
    """What the filter reads, finds, counts and says."""
    from services import stats
    from services.filters.ticket_filter import TicketFilter
    from services.listing import counting, ticket_pages

    wanted = TicketFilter.from_params({"raised_by": ["Ann", "Bo"], "status": "open"})
    return {
        "read": wanted.active(),
        "written": wanted.to_params(),
        "found": [ticket.title for ticket in ticket_pages.page(wanted).tickets],
        "counted": counting.count(wanted),
        "headline": stats.headline(wanted).total_tickets,
        "sentence": wanted.sentence(1),
        "query": TicketFilter.from_query({"raised_by": ["Ann,Bo"]}).to_params(),
    }


def on_pages() -> dict[str, Any]:
    """The chip and the control on the Tickets page, what it saves as a view, and where its export leads."""
    from pages.tickets.export_menu import url_of
    from pages.widgets.filtering import filter_labels
    from services.filters import saved_views
    from services.filters.ticket_filter import TicketFilter
    from tests.pages.desk import click, opened
    from tests.pages.tickets.support import shown_titles

    at = opened("tickets/page.py", {"raised_by": ["Ann"]})
    control = at.multiselect(key="filter_raised_by")
    shown = shown_titles(at)
    at.text_input(key="view_name").set_value("From Ann")
    click(at, "Save as view")
    control.set_value(["Ann", "Bo"]).run()
    both = at.query_params["raised_by"]
    at.button(key="drop_raised_by").click().run()
    wanted = TicketFilter.from_params({"raised_by": "Ann"})
    return {
        "label": control.label,
        "shown": shown,
        "chip": filter_labels.value_label("raised_by", wanted, TODAY),
        "chosen": both,
        "dropped": "raised_by" not in at.query_params,
        "view": [(view.name, view.params) for view in saved_views.list_saved_views()],
        "download": url_of(wanted, "csv", []),
    }


def in_api() -> dict[str, Any]:
    """What the API lists, counts, exports and says of itself."""
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from api.routes import mounted

    client = TestClient(Starlette(routes=mounted), base_url="http://localhost:8501")
    document = client.get("/api/openapi.json").json()
    described = {
        operation["operationId"]: [parameter["$ref"].rsplit("/", 1)[1] for parameter in operation["parameters"]]
        for path in ("/tickets/", "/tickets/stats/")
        for operation in (document["paths"][path]["get"],)
    }
    listed = client.get("/api/tickets/?raised_by=Ann").json()
    return {
        "listed": [ticket["title"] for ticket in listed["results"]],
        "statistics": client.get("/api/tickets/stats/?raised_by=Ann").json()["total_tickets"],
        "exported": client.get("/api/export/?raised_by=Ann&columns=requester").text,
        "described": [name for name, names in described.items() if "raised_by" in names],
        "schema": document["components"]["parameters"]["raised_by"],
    }


def main(url: str) -> None:
    """Add the filter, file two tickets, look everywhere."""
    add_filter()
    open_database(url, Path())
    try:
        from tests.pages.desk import filed

        for name in ("Ann", "Mei"):
            filed(title=f"From {name}", requester=name)
        print(json.dumps({"services": in_services(), "pages": on_pages(), "api": in_api()}))
    finally:
        close_database()


if __name__ == "__main__":
    main(sys.argv[1])
