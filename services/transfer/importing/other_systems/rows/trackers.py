"""Linear and Plane: CSV of issues."""

from __future__ import annotations

from db.keys import CRITICAL, HIGH, LOW, MEDIUM
from services.transfer.importing.other_systems.rows.system import System, columns, names
from services.transfer.importing.plan import SUGGESTED

SYSTEMS = (
    System(
        "Linear",
        names("title team"),
        names(
            "estimate projectid project creator cyclenumber cyclename cyclestart cycleend started triaged"
            " completed canceled cancelled archived parentissue initiatives projectmilestone projectmilestoneid"
            " slastatus roadmaps"
        ),
        columns(
            title="title",
            description="description",
            priority="priority",
            status="status state",
            created_at="created createdat",
            resolved_at="completed completedat canceled cancelled canceledat",
            requester="creator createdby",
            assignee="assignee",
            external_id="id identifier",
        ),
        enough=3,
        words={"priority": {"0": SUGGESTED, "1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW}},
    ),
    System(
        "Plane",
        names("name"),
        names(
            "project projectname projectidentifier state statename stategroup sequenceid startdate targetdate"
            " duedate createdby cyclename cyclestartdate cycleenddate modulename modulestartdate moduletargetdate"
            " completedat archivedat labels estimate assignees assignee parent subscribers identifier createdbyname"
            " cycles modules subissuescount isdraft"
        ),
        columns(
            title="name",
            description="description descriptionstripped descriptionhtml",
            priority="priority",
            status="state statename stategroup status",
            created_at="createdat created createdon",
            resolved_at="completedat completed completedon",
            requester="createdby createdbyname creator",
            assignee="assignee assignees",
            # The sequence counts within a project.
            external_id="id identifier sequenceid",
        ),
        enough=5,
    ),
)
