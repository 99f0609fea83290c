"""Request Tracker: the spreadsheet of a search."""

from __future__ import annotations

from db.keys import IN_PROGRESS
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Request Tracker",
        names("subject"),
        names(
            "queue queuename requestors requestor told lastupdated lastupdatedby initialpriority finalpriority"
            " timeleft timeworked timeestimated ownername lastcontacted lastupdatedrelative createdrelative"
            " started starts admincc effectiveid"
        ),
        columns(
            title="subject",
            description="content description message",
            priority="priority initialpriority",
            status="status",
            category="queue queuename",
            created_at="created createdat",
            resolved_at="resolved resolvedat",
            requester="requestors requestor requester creator createdby",
            assignee="owner ownername",
            external_id="id number ticketid",
        ),
        "rt-",
        enough=3,
        words={"status": {"stalled": IN_PROGRESS}},
        scale="rt",
    ),
)
