"""The help desks and trackers whose exports are recognised, a file of rows/ for each or for a family."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows import (
    boards,
    chatwoot,
    freshworks,
    github,
    glpi,
    helpscout,
    hubspot,
    jira,
    osticket,
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
    *zammad.SYSTEMS,
    *osticket.SYSTEMS,
    *glpi.SYSTEMS,
    *trackers.SYSTEMS,
    *boards.SYSTEMS,
    *request_tracker.SYSTEMS,
    *servicenow.SYSTEMS,
    *chatwoot.SYSTEMS,
    *hubspot.SYSTEMS,
    *helpscout.SYSTEMS,
)
