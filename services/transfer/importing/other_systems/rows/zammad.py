"""Zammad: reports, the detail view, the API."""

from __future__ import annotations

from db.keys import CLOSED, IN_PROGRESS
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Zammad",
        names("title"),
        names(
            "# number group owner customer organization state closeat closedat escalationat pendingtill"
            " pendingtime createchannel createchanneltype sender timeaccounting timeunitstotal closeescalationat"
            " firstresponseat firstresponseescalationat updateescalationat lastcontactat lastownerupdateat"
            " articlecount"
        ),
        columns(
            title="title",
            description="body article firstarticle note description",
            priority="priority",
            status="state status",
            created_at="createdat created createtime",
            resolved_at="closeat closedat closed lastcloseat",
            requester="customer createdby",
            assignee="owner",
            external_id="number ticketid id",
        ),
        "zammad-",
        enough=4,
        words={"status": {"pending reminder": IN_PROGRESS, "pending close": IN_PROGRESS, "merged": CLOSED}},
    ),
)
