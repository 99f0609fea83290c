"""Who is asking and what they may do: roles, API tokens, sign-in, the audit log."""

from services.access.asking import (
    ITSELF,
    LOCAL,
    Asker,
    act_for_itself,
    acting_as,
    acting_name,
    allows,
    asker,
    is_named,
    require,
    use_page_asker,
    why_not,
)
from services.access.roles import AGENT, BULK_OF_AGENTS, LEAD, VIEWER

__all__ = [
    "AGENT",
    "BULK_OF_AGENTS",
    "ITSELF",
    "LEAD",
    "LOCAL",
    "VIEWER",
    "Asker",
    "act_for_itself",
    "acting_as",
    "acting_name",
    "allows",
    "asker",
    "is_named",
    "require",
    "use_page_asker",
    "why_not",
]
