"""Names of columns in fourteen languages and more, as one English name each: what a header is compared by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from services.tickets.fields import BY_NAME
from services.transfer.importing.other_systems.column_words import TRANSLATED
from services.transfer.importing.other_systems.placeholders import bare_word
from services.transfer.importing.plan import FIELDS


def bare_name(name: str) -> str:
    """A column's name without case, accents and marks; a name of marks alone ("#") as it is."""
    return re.sub(r"[\W_]+", "", bare_word(name)) or name.strip()


_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")

ENGLISH: Mapping[str, str] = {
    bare_name(word): english
    for english, words in (line.split(": ", 1) for line in TRANSLATED.strip().splitlines())
    for word in words.split(", ")
    if word.strip()
}


# Of two meanings the first, unless another column has it: a title in Swedish, a category in German.
_EITHER: Mapping[str, tuple[str, str]] = {"rubrik": ("title", "category")}
# English words that mean something else where another column has a foreign name: a day in Polish, Portuguese, Italian.
_BESIDE_FOREIGN: Mapping[str, str] = {"data": "date"}
_TITLES = frozenset({"title", "subject", "summary"})
_PEOPLE = frozenset({"requester", "assignedto", "assignee", "agent"})


def canonical(header: Sequence[str]) -> list[str]:
    """Each name as its English one, where it is a translation, else bare.

    A remark in brackets behind a name (``Priority (P1-P4)``) and what GLPI writes behind a person (``Requester -
    Requester``, ``Assigned to - Technician``) count as such only where the whole is no name.
    """
    names = [_canonical(name) for name in header]
    if any(name != bare_name(given) for name, given in zip(names, header, strict=True)):
        names = [_BESIDE_FOREIGN.get(name, name) for name in names]
    is_titled = not _TITLES.isdisjoint(names)
    return [_EITHER[name][is_titled] if name in _EITHER else name for name in names]


def _canonical(name: str) -> str:
    whole = bare_name(name)
    if whole in ENGLISH:
        return ENGLISH[whole]
    before = _REMARK.sub("", name)
    bare = bare_name(before) if before.strip() else whole
    return ENGLISH.get(bare) or _of_person(before) or bare


def _of_person(name: str) -> str | None:
    """The first of two names of people with a dash between; a group of theirs is no person."""
    halves = [ENGLISH.get(bare_name(half), bare_name(half)) for half in name.split(" - ")]
    return halves[0] if len(halves) == 2 and _PEOPLE.issuperset(halves) else None


# Beside what services/tickets/fields.py says: names that only files of other systems have, the best first.
_MORE: Mapping[str, tuple[str, ...]] = {
    "title": ("ticketname", "ticketsubject", "ticketsummary", "shortdescription", "issue", "problem", "topictitle",
              "cardname", "taskname", "casetitle", "casesubject", "requesttitle"),
    "description": (
        "descriptiontext", "ticketdescription", "longdescription", "firstcomment", "firstmessage", "comment",
        "comments", "latestcomment", "question", "note", "notes",
        "carddescription", "taskcontent", "casedescription", "requestdescription", "desc",
    ),
    "status": ("ticketstatus", "currentstatus", "stage", "incidentstate"),
    "priority": ("ticketpriority", "importance", "impact"),
    "category": ("helptopic", "subjectarea"),
    "requester": (
        "requestername", "requestor", "requestors", "customername", "contactname", "fullname", "contact", "caller",
        "openedby", "creator", "createdby", "raisedby", "submitter", "submittedby", "sender", "user", "username",
        "requesteremail", "contactemail", "customeremail", "client",
    ),
    "assignee": ("assigneename", "agentname", "agentassigned", "assignedagent", "technician", "ticketowner", "handler",
                 "assignedtoagent", "assigneeemail"),
    "created_at": ("createdon", "createddate", "datecreated", "createdate", "creationdate", "creationtime",
                   "openeddate", "opendate", "dateopened", "openingdate", "openedon", "requested", "reportedon",
                   "reported", "submitted", "submittedat", "submitteddate", "received", "receivedat", "timestamp",
                   "datetime", "time"),
    "resolved_at": ("resolvedtime", "resolutiondate", "resolveddate", "dateresolved", "resolvedon", "resolutiontime",
                    "solvedat", "solved", "solveddate", "closedtime", "closeddate", "dateclosed", "closedon",
                    "closeat", "closedate", "completed", "completedon", "completiondate", "finishedat", "enddate",
                    "done", "canceled", "cancelled", "canceledat"),
    "external_id": ("ticketnumber", "ticketno", "ticket", "caseid", "casenumber", "case", "incidentnumber", "incident",
                    "incidentid", "issueid", "requestid", "conversationid", "displayid", "referencenumber", "ref",
                    "issuenumber", "no", "uuid", "guid"),
}  # fmt: skip

# A file of no system that is known.
PLAIN: Mapping[str, tuple[str, ...]] = {
    name: (*dict.fromkeys((*(BY_NAME[name].columns or (bare_name(name),)), *_MORE.get(name, ()))),) for name in FIELDS
}
OWN_COLUMNS: Mapping[str, tuple[str, ...]] = {name: (bare_name(name),) for name in FIELDS}
