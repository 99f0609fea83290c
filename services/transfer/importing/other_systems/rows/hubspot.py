"""HubSpot: exports by labels and by internal names."""

from __future__ import annotations

from db.keys import CLOSED, IN_PROGRESS, OPEN
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "HubSpot",
        frozenset(),
        names(
            "ticketname ticketid ticketdescription ticketstatus ticketowner pipeline createdate closedate"
            " lastmodifieddate lastactivitydate timetoclose timetofirstagentreply hubspotteam associatedcontact"
            " associatedcontactids associatedcompany associatedcompanyids"
        ),
        columns(
            title="ticketname",
            description="ticketdescription description",
            priority="priority",
            status="ticketstatus status",
            category="category",
            created_at="createdate createdat created",
            resolved_at="closedate closedat",
            requester="associatedcontact contact createdby",
            assignee="ticketowner owner",
            external_id="ticketid recordid id",
        ),
        "hubspot-",
        enough=4,
        words={"status": {"waiting on contact": IN_PROGRESS, "waiting on us": OPEN}},
    ),
    System(
        "HubSpot",
        names("subject"),
        names(
            "hspipeline hspipelinestage hsticketpriority hsticketid hsticketcategory hsobjectid hubspotownerid"
            " hslastmodifieddate hscreatedate createdate closeddate content sourcetype"
        ),
        columns(
            title="subject",
            description="content",
            priority="hsticketpriority",
            status="hspipelinestage",
            category="hsticketcategory",
            created_at="createdate hscreatedate",
            resolved_at="closeddate",
            requester="hscreatedbyuserid",
            assignee="hubspotownerid",
            external_id="hsticketid hsobjectid id",
        ),
        "hubspot-",
        enough=3,
        words={"status": {"1": OPEN, "2": IN_PROGRESS, "3": OPEN, "4": CLOSED}},
    ),
)
