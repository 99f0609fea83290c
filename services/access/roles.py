"""Roles and what each may do: one row an action, with the least role that may do it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ROLES = VIEWER, AGENT, LEAD = ("viewer", "agent", "lead")  # each may do what those before it may
SCOPES: Mapping[str, str] = MappingProxyType({"read": VIEWER, "write": AGENT, "admin": LEAD})  # of API tokens
BULK_OF_AGENTS = 100  # tickets that an agent may change at once

# Words that follow "may"; "Only a lead may import tickets."
ACTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "read": (VIEWER, "read"),
        "export": (VIEWER, "export tickets"),
        "dashboards": (VIEWER, "save dashboards of their own"),
        "file": (AGENT, "create tickets"),
        "edit": (AGENT, "edit tickets"),
        "note": (AGENT, "write notes"),
        "review": (AGENT, "review tickets"),
        "ask": (AGENT, "ask language models"),
        "teach": (AGENT, "teach the classifier"),
        "day_note": (AGENT, "write notes on days"),
        "views": (AGENT, "save and remove views"),
        "desk_dashboards": (LEAD, "change the dashboards of everyone"),
        "bulk": (LEAD, f"change more than {BULK_OF_AGENTS} tickets at once"),
        "delete": (LEAD, "delete tickets"),
        "merge": (LEAD, "merge tickets"),
        "import": (LEAD, "import tickets"),
        "measure": (LEAD, "measure the sources"),
        "promise": (LEAD, "begin and end a promise"),
        "categories": (LEAD, "change categories"),
        "topics": (LEAD, "look for topics and name them"),
        "settings": (LEAD, "change settings"),
        "jobs": (LEAD, "cancel and retry the jobs of others"),
        "backup": (LEAD, "make backups"),
        "retention": (LEAD, "set how long tickets are kept and remove old ones"),
        "erase": (LEAD, "erase a requester and read all that is known about one"),
        "tokens": (LEAD, "make and revoke tokens"),
        "people": (LEAD, "manage people"),
        "audit": (LEAD, "read the audit log"),
        "reset": (LEAD, "delete everything"),
    }
)


def may(role: str, action: str) -> bool:
    """Whether somebody of that role may do it. KeyError for an action that has no row."""
    return ROLES.index(role) >= ROLES.index(ACTIONS[action][0])


def refusal(role: str | None, action: str) -> str:
    """The sentence for somebody who may not."""
    least, words = ACTIONS[action]
    if role is None:
        return f"Sign in to {words}."
    return f"Only {_with_article(least)} may {words}, and you are {_with_article(role)}."


def _with_article(role: str) -> str:
    return f"{'an' if role == AGENT else 'a'} {role}"
