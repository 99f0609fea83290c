"""ServiceNow: list exports by names and by labels."""

from __future__ import annotations

from db.keys import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "ServiceNow",
        names("shortdescription"),
        names(
            "number openedat opened callerid caller openedby openedfor requestedfor assignedto syscreatedon"
            " syscreatedby sysid sysupdatedon incidentstate closecode closenotes resolutioncode resolutionnotes"
            " assignmentgroup cmdbci configurationitem contacttype state closedat closed resolvedat resolved"
            " businessservice taskeffectivenumber activitydue businessduration urgency impact category subcategory"
        ),
        columns(
            title="shortdescription",
            description="description longdescription comments commentsandworknotes",
            priority="priority urgency",
            status="state incidentstate status",
            category="category",
            created_at="openedat opened syscreatedon created createdat",
            resolved_at="resolvedat resolved closedat closed",
            requester="callerid caller openedfor requestedfor openedby syscreatedby",
            assignee="assignedto assignee",
            external_id="number taskeffectivenumber sysid",
        ),
        enough=3,
        words={
            "status": {
                "1": OPEN,
                "2": IN_PROGRESS,
                "3": IN_PROGRESS,
                "4": IN_PROGRESS,
                "5": IN_PROGRESS,
                "-5": OPEN,
                "6": RESOLVED,
                "7": CLOSED,
                "8": CLOSED,
            },
            "priority": {"1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW, "5": LOW},
        },
    ),
)
