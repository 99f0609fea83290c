"""Bugzilla, MantisBT, Redmine, Trac and YouTrack: lists of bugs as they are exported."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Bugzilla",
        names("bugid"),
        names(
            "product component resolution changed changeddate opendate opened bugstatus bugseverity shortdesc hardware"
            " repplatform opsys targetmilestone"
        ),
        columns(
            title="summary shortdesc",
            status="status bugstatus",
            priority="priority severity bugseverity",
            created_at="opened opendate creationtime",
            resolved_at="lastresolved cflastresolved",
            requester="reporterrealname reporter",
            assignee="assigneerealname assignedtorealname assignee assignedto",
            external_id="bugid",
        ),
        "bugzilla-",
        enough=2,
    ),
    System(
        "MantisBT",
        names("summary"),
        names(
            "reproducibility datesubmitted viewstatus productversion fixedinversion targetversion eta projection"
            " osversion productbuild"
        ),
        columns(
            title="summary",
            description="description",
            status="status",
            priority="priority severity",
            category="category",
            created_at="datesubmitted",
            requester="reporter",
            assignee="assignedto",
            external_id="id",
        ),
        "mantis-",
        enough=3,
    ),
    System(
        "Redmine",
        names("subject tracker"),
        names(
            "# project parenttask targetversion startdate duedate estimatedtime totalestimatedtime spenttime"
            " totalspenttime done lastnotes lastupdatedby relatedissues private author"
        ),
        columns(
            title="subject",
            description="description lastnotes",
            status="status",
            priority="priority",
            category="category",
            created_at="created createdat",
            resolved_at="closed closedat",
            requester="author reporter",
            assignee="assignee assignedto",
            external_id="# id",
        ),
        "redmine-",
        enough=3,
        older_prefix="",
    ),
    System(
        "Trac",
        names("summary milestone"),
        names("owner type component severity keywords cc version reporter time changetime resolution modified"),
        columns(
            title="summary",
            description="description",
            status="status",
            priority="priority severity",
            created_at="created createdat time",
            requester="reporter",
            assignee="owner",
            external_id="id ticketid",
        ),
        "trac-",
        enough=4,
    ),
    System(
        "YouTrack",
        names("issueid summary state"),
        names(
            "project tags type subsystem fixversions affectedversions fixedinbuild spenttime estimation votes resolved"
            " reporter"
        ),
        columns(
            title="summary",
            description="description",
            status="state",
            priority="priority",
            created_at="created createdat",
            resolved_at="resolved resolvedat",
            requester="reporter",
            assignee="assignee",
            external_id="issueid",
        ),
        "youtrack-",
        enough=3,
        older_prefix="jira-",
    ),
)
