"""osTicket: the export of a queue."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "osTicket",
        names("subject"),
        names(
            "ticketid ticketnumber datecreated from fromemail department helptopic category source currentstatus"
            " lastupdated sladuedate overdue answered agentassigned teamassigned threadcount reopencount"
            " attachmentcount taskcount merged linked closeddate isoverdue isanswered"
        ),
        columns(
            title="subject",
            description="message issuedetails details description lastmessage",
            priority="priority prioritylevel",
            status="currentstatus status",
            category="helptopic category",
            created_at="datecreated createdate created createdat",
            resolved_at="closeddate closedate closedat closed",
            requester="from fromemail user email",
            assignee="agentassigned assignedto assignee teamassigned",
            external_id="ticketid ticketnumber number",
        ),
        "osticket-",
        enough=5,
    ),
)
