"""Names of columns in fourteen languages and more, as one English name each: what a header is compared by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

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


# "data_abertura" is "data de abertura": names of columns in programs have no small words.
_SMALL_WORDS = frozenset(
    {"a", "al", "d", "da", "das", "de", "dei", "del", "della", "der", "des", "di", "do", "dos", "du", "el", "il", "l",
     "la", "las", "le", "les", "lo", "los"}
)  # fmt: skip


def _without_small_words(name: str) -> str:
    return "".join(word for word in re.split(r"[\W_]+", bare_word(name)) if word not in _SMALL_WORDS)


def _terse() -> dict[str, str]:
    """English name by foreign one without its small words, where that stands for one name only."""
    translations: dict[str, set[str]] = {}
    for english, words in (line.split(": ", 1) for line in TRANSLATED.strip().splitlines()):
        for word in words.split(", "):
            translations.setdefault(_without_small_words(word), set()).add(english)
    return {name: min(several) for name, several in translations.items() if len(several) == 1 and len(name) > 1}


TERSE: Mapping[str, str] = _terse()


# Of two meanings the first, unless another column has it: a title in Swedish, a category in German.
_EITHER: Mapping[str, tuple[str, str]] = {"rubrik": ("title", "category")}
# English words that mean something else where another column has a foreign name: a day in Polish, Portuguese, Italian.
_BESIDE_FOREIGN: Mapping[str, str] = {"data": "date"}
_TITLES = frozenset({"title", "subject", "summary"})
_PEOPLE = frozenset({"requester", "assignedto", "assignee", "agent", "owner"})


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


@lru_cache(maxsize=2_048)  # the same names under every way of reading a file
def _canonical(name: str) -> str:
    whole = bare_name(name)
    if whole in ENGLISH:
        return ENGLISH[whole]
    before = _REMARK.sub("", name)
    bare = bare_name(before) if before.strip() else whole
    return ENGLISH.get(bare) or _of_person(before) or TERSE.get(_without_small_words(before)) or bare


def _of_person(name: str) -> str | None:
    """The first of two names of people with a dash or a slash (Agent/Owner) between; a group of theirs is no person."""
    halves = [ENGLISH.get(bare_name(half), bare_name(half)) for half in re.split(r" - |/", name)]
    return halves[0] if len(halves) == 2 and _PEOPLE.issuperset(halves) else None


# Beside what services/tickets/fields.py says: names that only files of other systems have, the best first.
_MORE: Mapping[str, str] = {
    "title": """
        ticketname tickettitle ticketsubject ticketsummary shortdescription casetitle issuesummary issuetitle
        incidenttitle summarydescription shortdesc issue problem topictitle cardname taskname casesubject requesttitle
    """,
    "description": """
        descriptiontext ticketdescription longdescription detaileddescription issuedescription issuedetails
        problemdescription casedescription requestdescription firstcomment firstmessage initialmessage initialrequest
        comment comments latestcomment question note notes carddescription taskcontent desc symptom symptoms preview
        extract
    """,
    "status": """
        ticketstatus currentstatus requeststatus casestatus issuestatus conversationstatus bugstatus statusname stage
        incidentstate currentstate
    """,
    "priority": "ticketpriority prioritylevel priorityname importance impact bugseverity urgencylevel",
    "category": "helptopic categoryname itilcategoryname subjectarea",
    "requester": """
        requestername requestor requestors requestuser customername customerdisplayname contactname fullname contact
        caller callername openedby creator createdby raisedby reportedby submitter submittername submittedby
        affecteduser enduser sender sendername visitorname user username client
    """,
    "assignee": """
        assigneename agentname agentassigned assignedagent assigneduser assignedteammate technician technicianname tech
        ticketowner ownername ownedby handler operator assignedtoagent staffassigned staff primaryresource resource
        responsible assigned assign assignees owners
    """,
    "created_at": """
        createdon datecreated createdate creationdate creationtime createddatetime openeddate opendate dateopened
        timeopened openingdate openedon requested requestedon requesttime requestdate dateentered entereddate reportedon
        reported datereported reporteddate submitted submittedat submittedon submitteddate datesubmitted submitdate
        submissiondate logged loggedon loggedat datelogged raisedon dateraised ticketdate conversationstartedat
        received receivedat datereceived receiveddate messagedate timestamp datetime time
    """,
    "resolved_at": """
        resolvedtime resolutiondate resolveddate dateresolved resolvedon resolveddatetime resolutiontime
        lastresolveddate lastresolved solvedat solved solveddate fixeddate datefixed completed completedon completeddate
        completedtime completedate completiondate datecompleted acceptedat finishedat enddate done
    """,
    "external_id": """
        ticketnumber ticketno ticket caseid casenumber case incidentnumber incident incidentid issueid requestid
        requestnumber conversationid displayid referencenumber ref issuenumber bugid bug taskid itemid sr srnumber no
        uuid guid
    """,
}
# What counts where nothing better is there: an address for a name, closed for resolved, the date of what is not said.
_LAST: Mapping[str, str] = {
    "requester": """
        from email requesteremail contactemail customeremail useremail senderemail fromemail visitoremail emailaddress
        suppliedemail
    """,
    "assignee": "assigneeemail agentemail",
    "created_at": "date",
    "resolved_at": """
        closedat closed closedtime closeddate dateclosed closedon closeddatetime timeclosed closeat closetime closedate
        closuredate firstclosedat lastclosedat ticketclosedtime canceled cancelled canceledat
    """,
}


def _best_first(field: str) -> tuple[str, ...]:
    last = _LAST.get(field, "").split()
    first = (*(BY_NAME[field].columns or (bare_name(field),)), *_MORE.get(field, "").split())
    return tuple(dict.fromkeys((*(name for name in first if name not in last), *last)))


# A file of no system that is known.
PLAIN: Mapping[str, tuple[str, ...]] = {name: _best_first(name) for name in FIELDS}
OWN_COLUMNS: Mapping[str, tuple[str, ...]] = {name: (bare_name(name),) for name in FIELDS}
