"""The help desks and trackers whose exports are recognised, a file of rows/ for each or for a family."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows import (
    boards,
    bug_trackers,
    chatwoot,
    freshworks,
    github,
    gitlab,
    glpi,
    helpscout,
    hubspot,
    jira,
    osticket,
    otrs,
    request_tracker,
    servicenow,
    trackers,
    zammad,
    zendesk,
)

SYSTEMS = (
    *zendesk.SYSTEMS,
    *freshworks.SYSTEMS,
    *jira.SYSTEMS,
    *github.SYSTEMS,
    *gitlab.SYSTEMS,
    *bug_trackers.SYSTEMS,
    *zammad.SYSTEMS,
    *osticket.SYSTEMS,
    *otrs.SYSTEMS,
    *glpi.SYSTEMS,
    *trackers.SYSTEMS,
    *boards.SYSTEMS,
    *request_tracker.SYSTEMS,
    *servicenow.SYSTEMS,
    *chatwoot.SYSTEMS,
    *hubspot.SYSTEMS,
    *helpscout.SYSTEMS,
)
