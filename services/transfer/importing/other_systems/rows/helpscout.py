"""Help Scout: conversations."""

from __future__ import annotations

from db.keys import CLOSED, IN_PROGRESS, OPEN
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Help Scout",
        names("subject"),
        names(
            "conversationid conversation mailbox mailboxid mailboxname inbox customer customername customeremail"
            " primarycustomer primarycustomeremail preview threadcount threads closedby closedat folder"
            " waitingsince happinessrating firstresponsetime resolutiontime handletime repliestoresolve"
            " numberofreplies replies"
        ),
        columns(
            title="subject",
            description="preview body firstmessage message",
            priority="priority",
            status="status state",
            created_at="createdat created createdon dateCreated datecreated",
            resolved_at="closedat closed dateclosed resolvedat",
            requester="customername customer primarycustomer customeremail primarycustomeremail",
            assignee="assignee assigneename assignedto owner user",
            external_id="number conversation conversationid id",
        ),
        "helpscout-",
        enough=3,
        words={"status": {"active": OPEN, "pending": IN_PROGRESS, "closed": CLOSED, "spam": CLOSED}},
    ),
)
