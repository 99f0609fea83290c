"""OTRS, Znuny and OTOBO: the export of a search."""

from __future__ import annotations

from services.transfer.importing.other_systems.rows.system import System, columns, names

SYSTEMS = (
    System(
        "OTRS",
        names("queue"),
        names(
            "age lock ticketlock customerid customername customeruser customeruserid firstresponse firstlock"
            " accountedtime articletree solutiontime solutioninmin solutiondiffinmin escalationtime"
            " firstresponsetime escalationdestinationin untiltime statetype"
        ),
        columns(
            title="title subject",
            description="body text",
            status="state status",
            priority="priority",
            category="queue",
            created_at="created createdat",
            resolved_at="closed closedat closetime",
            requester="customername customeruser requester from customerid",
            assignee="owner agent assignee responsible",
            external_id="ticketid number",
        ),
        "otrs-",
        enough=3,
        older_prefix="",
    ),
)
