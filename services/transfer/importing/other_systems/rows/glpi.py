"""GLPI: the export of a search, in any of its languages."""

from __future__ import annotations

from db.keys import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "GLPI",
        names("title"),
        names(
            "entity lastupdate openedat openingdate timetoresolve timetoown internaltimetoresolve ttr tto"
            " requesterrequester assignedtotechnician assignedtotechniciangroup requesterrequestergroup watcher"
            " solutionsolution associateditems timetoresolveexceeded takeintoaccounttime"
        ),
        columns(
            title="title name",
            description="description content",
            priority="priority",
            status="status",
            category="category",
            created_at="openedat openingdate creationdate createdat date",
            resolved_at="resolvedat solvedat resolutiondate solvedate resolved solved closedat closingdate closed",
            requester="requester writer requesterrequestergroup",
            assignee="assignedto technician assignee assignedtotechniciangroup",
            external_id="id ticketid",
        ),
        "glpi-",
        enough=2,
        words={
            "status": {"1": OPEN, "2": IN_PROGRESS, "3": IN_PROGRESS, "4": IN_PROGRESS, "5": RESOLVED, "6": CLOSED},
            "priority": {
                "1": LOW,
                "2": LOW,
                "3": MEDIUM,
                "4": HIGH,
                "5": CRITICAL,
                "6": CRITICAL,
                "major": CRITICAL,
                "majeure": CRITICAL,
                "mayor": CRITICAL,
                "maggiore": CRITICAL,
                "maior": CRITICAL,
            },
        },
    ),
)
