"""Help desks and trackers whose exports are recognised by their header, and what their columns mean.

Headers as documented by Zendesk (views and the exporter), Freshdesk (ticket export), Jira Service Management (CSV, all
and current fields) and GitHub (`gh issue list --json`, the REST API). Names are compared without case and marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.tickets.fields import BY_NAME
from services.transfer.importing.plan import FIELDS, written_here

OWN = "Triage Desk"
# External ids that are unique everywhere: addresses and issue keys.
UNIQUE_IDS = frozenset({"htmlurl", "url", "issuekey", "key", "workitemkey", "externalid"})


@dataclass(frozen=True, slots=True)
class System:
    """Has ``every`` name in its header and ``enough`` of ``some``; ``columns``: names by field, best first."""

    name: str
    every: frozenset[str]
    some: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    id_prefix: str = ""
    enough: int = 1


@dataclass(frozen=True, slots=True)
class Guess:
    """What a header says: the system's name, empty when none is recognised, and the column of each field."""

    system: str
    columns: dict[str, int]
    id_prefix: str = ""


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SYSTEMS = (
    System(
        "Zendesk",
        frozenset({"subject"}),
        _names(
            "summationcolumn requesterid requesterexternalid requesterdomain submitter solvedat initiallyassignedat"
            " assignedat satisfactionscore ticketform tickettype ticketstatus brand requested via"
        ),
        {
            "title": ("subject",),
            "description": ("description", "comment", "firstcomment", "latestcomment"),
            "priority": ("priority",),
            "status": ("status", "ticketstatus"),
            "created_at": ("createdat", "requested", "created"),
            "resolved_at": ("solvedat", "solved"),
            "requester": ("requester", "requestername", "requesteremail"),
            "assignee": ("assignee", "assigneename"),
            "external_id": ("id", "ticketid"),
        },
        "zendesk-",
    ),
    System(
        "Freshdesk",
        frozenset({"subject"}),
        _names(
            "agent createdtime resolvedtime closedtime duebytime lastupdatetime initialresponsetime timetracked"
            " agentinteractions customerinteractions resolutionstatus firstresponsestatus surveyresults"
        ),
        {
            # "Title" is the job title of the contact.
            "title": ("subject",),
            "description": ("description", "descriptiontext"),
            "priority": ("priority",),
            "status": ("status",),
            "created_at": ("createdtime", "createdat"),
            "resolved_at": ("resolvedtime", "closedtime"),
            "requester": ("fullname", "requestername", "contactname", "email", "requesteremail"),
            "assignee": ("agent", "agentname"),
            "external_id": ("ticketid", "id"),
        },
        "freshdesk-",
        enough=2,
    ),
    System(
        "Jira Service Management",
        frozenset({"summary"}),
        _names(
            "issuekey issueid issuetype worktype workitemkey projectkey projectname reporter statuscategory"
            " customfieldrequesttype lastviewed"
        ),
        {
            "title": ("summary",),
            "description": ("description",),
            "priority": ("priority",),
            "status": ("status",),
            "created_at": ("created",),
            "resolved_at": ("resolved", "resolutiondate"),
            "requester": ("reporter", "creator"),
            "assignee": ("assignee",),
            "external_id": ("issuekey", "workitemkey", "key", "issueid"),
        },
        "jira-",
    ),
    System(
        "GitHub",
        frozenset({"title"}),
        _names(
            "body state statereason number closedat labels htmlurl milestone assignees author authorlogin user"
            " userlogin authorassociation"
        ),
        {
            "title": ("title",),
            "description": ("body",),
            "status": ("state",),
            "created_at": ("createdat", "created"),
            "resolved_at": ("closedat", "closed"),
            "requester": ("authorlogin", "author", "userlogin", "user"),
            "assignee": ("assigneelogin", "assignee", "assignees"),
            "external_id": ("htmlurl", "url", "number", "id"),
        },
        "github-",
        enough=3,
    ),
)

# A file of no system that is known.
PLAIN = {name: BY_NAME[name].columns or (_bare(name),) for name in FIELDS}
OWN_COLUMNS = {name: (_bare(name),) for name in FIELDS}


def guess(header: Sequence[str]) -> Guess:
    """The system that wrote a file with this header, and the column of each field that can be told."""
    names = [_bare(name) for name in header]
    if written_here(header) and _recognised(names) is None:
        return Guess(OWN, _places(names, OWN_COLUMNS))
    system = _recognised(names)
    if system is None:
        return Guess("", _places(names, PLAIN))
    columns = _places(names, system.columns)
    of_ids = names[columns["external_id"]] if "external_id" in columns else ""
    return Guess(system.name, columns, "" if of_ids in UNIQUE_IDS or not of_ids else system.id_prefix)


def _recognised(names: Sequence[str]) -> System | None:
    there = set(names)
    fitting = [s for s in SYSTEMS if s.every <= there and len(s.some & there) >= s.enough]
    return max(fitting, key=lambda system: len(system.some & there), default=None)


def _places(names: Sequence[str], columns: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The first column of the first name that is there, for each field."""
    found = {field: next((name for name in wanted if name in names), None) for field, wanted in columns.items()}
    return {field: names.index(name) for field, name in found.items() if name is not None}
