"""Chatwoot: reports of conversations."""

from __future__ import annotations

from db.keys import CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Chatwoot",
        frozenset(),
        names(
            "displayid conversationid inbox inboxid inboxname contactname contactid contactemail contactphone"
            " lastactivityat assigneename assigneeid snoozeduntil messagescount messagecount firstreplycreatedat"
            " agentlastseenat contactlastseenat waitingsince additionalattributes customattributes campaignid"
            " accountid teamname resolvedat cachedlabellist lastmessage conversationlink"
        ),
        columns(
            title="subject title mailsubject",
            description="firstmessage message messages lastmessage lastnonactivitymessage content",
            priority="priority",
            status="status conversationstatus",
            created_at="createdat created conversationcreatedat",
            resolved_at="resolvedat resolved",
            requester="contactname contact contactemail customer contactphone contactphonenumber",
            assignee="assigneename assignee agentname agent",
            external_id="displayid conversationid id",
        ),
        "chatwoot-",
        enough=4,
        words={
            "status": {"0": OPEN, "1": RESOLVED, "2": IN_PROGRESS, "3": IN_PROGRESS, "snoozed": IN_PROGRESS},
            "priority": {"0": LOW, "1": MEDIUM, "2": HIGH, "3": CRITICAL},
        },
    ),
)
