"""GitLab: CSV of issues."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "GitLab",
        names("title issueid"),
        names(
            "url state author authorusername assigneeusername confidential locked milestone weight timeestimate"
            " timespent epicid epictitle"
        ),
        columns(
            title="title",
            description="description",
            status="state",
            created_at="createdat created",
            resolved_at="closedat closed",
            requester="author authorusername",
            assignee="assignee assigneeusername",
            external_id="url issueid",
        ),
        "gitlab-",
        enough=4,
    ),
)
