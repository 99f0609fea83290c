"""Freshdesk and Freshservice: ticket exports; their numbers mean the same."""

from __future__ import annotations

from db.keys import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from services.transfer.importing.other_systems.rows.system import System, Words, columns, names

_FRESH: Words = {
    "status": {"2": OPEN, "3": IN_PROGRESS, "4": RESOLVED, "5": CLOSED},
    "priority": {"1": LOW, "2": MEDIUM, "3": HIGH, "4": CRITICAL},
}

SYSTEMS = (
    System(
        "Freshdesk",
        names("subject"),
        names(
            "agent createdtime resolvedtime closedtime duebytime lastupdatetime initialresponsetime timetracked"
            " agentinteractions customerinteractions resolutionstatus firstresponsestatus surveyresults"
        ),
        columns(
            # "Title" is the job title of the contact.
            title="subject",
            description="description descriptiontext",
            priority="priority",
            status="status",
            created_at="createdtime createdat",
            resolved_at="resolvedtime closedtime",
            requester="fullname requestername contactname email requesteremail",
            assignee="agent agentname",
            external_id="ticketid id",
        ),
        "freshdesk-",
        enough=2,
        words=_FRESH,
    ),
    System(
        "Freshservice",
        names("subject"),
        names(
            "agent createdtime resolvedtime closedtime duebytime lastupdatedtime lastupdatetime"
            " initialresponsetime requestername requesteremail requestedfor requestedforname requestedforemail"
            " requesterlocation requestervip department departmentname subcategory itemcategory item impact"
            " urgency approvalstatus workspace workspacename agentgroup assignedagent plannedstartdate"
            " plannedenddate plannedeffort associationtype changereference resolutionnote"
        ),
        columns(
            title="subject",
            description="description descriptiontext",
            category="category",
            priority="priority",
            status="status",
            created_at="createdtime createdat createddate",
            resolved_at="resolvedtime closedtime resolveddate closeddate",
            requester="requestername requestedforname requestedfor requester requesteremail requestedforemail",
            assignee="agentname agent assignedagent assignedto",
            external_id="ticketid id",
        ),
        "freshservice-",
        enough=5,
        words=_FRESH,
    ),
)
