"""Jira Service Management: CSV of all and of current fields."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Jira Service Management",
        names("summary"),
        names(
            "issuekey issueid issuetype worktype workitemkey workitemid key projectkey projectname reporter"
            " statuscategory customfieldrequesttype lastviewed"
        ),
        columns(
            title="summary",
            description="description",
            priority="priority",
            status="status",
            created_at="created",
            resolved_at="resolved resolutiondate",
            requester="reporter creator",
            assignee="assignee assignedto",
            external_id="issuekey workitemkey key issueid",
        ),
        "jira-",
        enough=2,
    ),
)
