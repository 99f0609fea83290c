"""Asana, Trello and ClickUp: boards of cards and tasks."""

from __future__ import annotations

from db.keys import CRITICAL, HIGH, LOW, MEDIUM
from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Asana",
        names("name taskid"),
        names("completedat lastmodified sectioncolumn parenttask blockedby blocking projects assigneeemail"),
        columns(
            title="name",
            description="notes",
            priority="priority",
            created_at="createdat",
            resolved_at="completedat",
            assignee="assignee assigneeemail",
            external_id="taskid",
        ),
        "asana-",
        enough=3,
    ),
    System(
        "Trello",
        names("cardname"),
        names("cardid cardurl carddescription listname listid boardname boardid"),
        columns(title="cardname", description="carddescription", assignee="members", external_id="cardid"),
        "trello-",
        enough=2,
    ),
    System(
        "ClickUp",
        names("taskname taskid"),
        names("taskcontent taskcustomid datecreatedtext dateupdatedtext spacename listname folderpathname"),
        columns(
            title="taskname",
            description="taskcontent",
            priority="priority",
            status="status",
            created_at="datecreated datecreatedtext",
            resolved_at="dateclosed datedone",
            assignee="assignees assignee",
            external_id="taskid",
        ),
        "clickup-",
        words={"priority": {"1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW}},
    ),
)
