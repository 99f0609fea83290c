"""The filter registry: each layer knows every filter, none lists them by hand, and a made-up one appears everywhere."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby

import pytest

from api.openapi.filter_parameters import DESCRIPTIONS
from db.engine import server_address
from db.tables.tickets import Ticket
from pages.widgets.filtering.filter_bar import CONTROLS
from services.filters.fields import FILTER_FIELDS, field_named, parameters, parameters_in_rollups
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import KEYS
from services.settings import ROOT

NAMES = [field.name for field in FILTER_FIELDS]
PARAMETERS = [parameter.name for parameter in parameters()]


def test_every_layer_knows_every_filter() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert sorted(PARAMETERS) == sorted(TicketFilter.names())
    assert sorted(CONTROLS) == sorted(NAMES)
    assert sorted(DESCRIPTIONS) == sorted(PARAMETERS)
    assert parameters_in_rollups("kind") == set(KEYS)


def test_filters_on_one_table_and_with_the_same_words_before_them_stand_together() -> None:
    for runs in (groupby(field.table for field in FILTER_FIELDS), groupby(field.lead for field in FILTER_FIELDS)):
        shared = [shared for shared, _ in runs if shared not in (Ticket, "")]
        assert len(set(shared)) == len(shared)


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_that_is_not_given_has_the_value_of_its_attribute(name: str) -> None:
    field = field_named(name)
    assert not any(field.values_of(TicketFilter()))
    for parameter in field.parameters:
        empty = {"values": (), "moment": None, "text": ""}[parameter.kind]
        assert getattr(TicketFilter(), parameter.name) == empty


def lists_of_names(source: str) -> Iterator[set[str]]:
    """The texts in each list, tuple, set or dictionary (its keys) of a module."""
    for node in ast.walk(ast.parse(source)):
        parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        yield {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def listing_filters() -> set[str]:
    """The modules in which more than six filters or parameters stand in one list; an example of a ticket has six."""
    known = {*NAMES, *PARAMETERS}
    sources = [path for room in ("services", "pages", "api", "db") for path in (ROOT / room).rglob("*.py")]
    return {
        path.relative_to(ROOT).as_posix()
        for path in sources
        if any(len(names & known) > 6 for names in lists_of_names(path.read_text()))
    }


def test_nobody_lists_the_filters_by_hand() -> None:
    assert listing_filters() == {
        "pages/widgets/filtering/filter_bar.py",
        "api/openapi/filter_parameters.py",
    }  # compared above


@pytest.mark.slow
def test_a_made_up_filter_appears_everywhere(database: None) -> None:
    url = server_address()
    command = [sys.executable, "-m", "tests.services.filters.made_up_filter", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["services"] == {
        "read": ["status", "raised_by"],
        "written": [["status", "open"], ["raised_by", "Ann"], ["raised_by", "Bo"]],
        "found": ["From Ann"],
        "counted": [1, True],
        "headline": 1,
        "sentence": "1 open ticket, raised by Ann or Bo",
        "query": [["raised_by", "Ann,Bo"], ["raised_by", "Ann"], ["raised_by", "Bo"]],
    }
    assert seen["pages"] == {
        "label": "Raised by",
        "shown": ["From Ann"],
        "chip": "Ann",
        "chosen": ["Ann", "Bo"],
        "dropped": True,
        "view": [["From Ann", [["raised_by", "Ann"]]]],
        "download": "api/export/?format=csv&columns=id%2Ctitle%2Cexternal_id&raised_by=Ann",
    }
    in_api = seen["api"]
    assert in_api["listed"] == ["From Ann"]
    assert in_api["statistics"] == 1
    assert "From Ann" in in_api["exported"]
    assert "Mei" not in in_api["exported"]
    assert in_api["described"] == ["list_tickets", "read_statistics"]
    assert in_api["schema"]["name"] == "raised_by"
    assert in_api["schema"]["description"] == "Names. Repeated, or separated by commas."
