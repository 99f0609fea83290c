"""GitHub: `gh issue list --json` and the REST API."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "GitHub",
        names("title"),
        names(
            "body state statereason number closedat labels htmlurl milestone assignees author authorlogin user"
            " userlogin authorassociation"
        ),
        columns(
            title="title",
            description="body",
            status="state",
            created_at="createdat created",
            resolved_at="closedat closed",
            requester="authorlogin author userlogin user",
            assignee="assigneelogin assignee assignees",
            external_id="htmlurl url number id",
        ),
        "github-",
        enough=3,
    ),
)
