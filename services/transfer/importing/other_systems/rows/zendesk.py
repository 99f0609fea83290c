"""Zendesk: views and the exporter."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "Zendesk",
        names("subject"),
        names(
            "summationcolumn requesterid requesterexternalid requesterdomain submitter solvedat"
            " initiallyassignedat satisfactionscore ticketform tickettype ticketstatus brand requested"
            " via"
        ),
        columns(
            title="subject",
            description="description comment firstcomment latestcomment",
            priority="priority",
            status="status ticketstatus",
            created_at="createdat requested created",
            resolved_at="solvedat solved",
            requester="requester requestername requesteremail",
            assignee="assignee assigneename",
            external_id="id ticketid",
        ),
        "zendesk-",
    ),
)
