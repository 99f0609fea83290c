"""The routes of saved dashboards: what the dashboard shows, under a name, and which one opens first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.responses import Response

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.models import dashboard_bodies
from api.models.bodies import body
from api.models.dashboard_bodies import ChangedDashboard, ChosenDashboard, NewDashboard
from api.requests import parameters
from services import access, reporting
from services.dashboards import look, saved
from services.dashboards.saved import Dashboard
from services.errors import NotFound

EXAMPLE: dict[str, JsonValue] = {
    "id": 7,
    **dashboard_bodies.EXAMPLE,
    "for_everyone": True,
    "first_for_me": False,
    "first_for_everyone": True,
    "version": 1,
    "created_at": "2026-11-14T09:30:00Z",
    "updated_at": "2026-11-14T09:30:00Z",
}

DashboardId = Annotated[int, Path(description="The dashboard's ID.", json_schema_extra=contract.TICKET_ID)]

router = APIRouter(prefix="/dashboards", tags=["saved dashboards"])


class DashboardRead(BaseModel):
    """A saved dashboard. `/dashboard?dashboard=7` opens it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: Annotated[int, Field(ge=1)]
    name: str
    query: Annotated[str, Field(description="Its filter, period, comparison and cards, as its address has them.")]
    for_everyone: Annotated[bool, Field(description="Whether everyone sees it, or only who asks.")]
    first_for_me: Annotated[bool, Field(description="Whether who asks has chosen that it opens first.")]
    first_for_everyone: Annotated[
        bool, Field(description="Whether it opens first for everyone who has chosen no other.")
    ]
    version: Annotated[int, Field(ge=1, description="Raised by every change.")]
    created_at: datetime
    updated_at: datetime


@router.get("/", response_model=list[DashboardRead], **contract.DASHBOARDS)
def list_dashboards(request: Request) -> list[DashboardRead]:
    """The dashboards of everyone, then those of who asks, each in their order."""
    parameters(request, ())
    return _read(saved.list_dashboards().all)


@router.post("/", status_code=201, response_model=DashboardRead, **contract.SAVE_DASHBOARD)
def save_dashboard(given: Annotated[NewDashboard, Depends(body(NewDashboard))]) -> DashboardRead:
    """Save a dashboard. For everyone only a lead may."""
    shown = look.look_from_query(given.query, reporting.today())
    return _read([saved.save(given.name, shown, everyone=_is_for_everyone(given.for_everyone))])[0]


@router.put("/first/", response_model=list[DashboardRead], **contract.FIRST_DASHBOARD)
def choose_first_dashboard(
    chosen: Annotated[ChosenDashboard, Depends(body(ChosenDashboard))],
) -> list[DashboardRead]:
    """Choose which dashboard opens first; answers as the list does."""
    saved.open_first(chosen.dashboard, everyone=_is_for_everyone(chosen.for_everyone))
    return _read(saved.list_dashboards().all)


@router.get("/{dashboard_id:ticket}/", response_model=DashboardRead, **contract.DASHBOARD)
def read_dashboard(request: Request, dashboard_id: DashboardId) -> DashboardRead:
    """One dashboard."""
    parameters(request, ())
    dashboard = saved.list_dashboards().by_id(dashboard_id)
    if dashboard is None:
        raise NotFound(f"There is no dashboard {dashboard_id}. It may have been removed.")
    return _read([dashboard])[0]


@router.put("/{dashboard_id:ticket}/", response_model=DashboardRead, **contract.CHANGE_DASHBOARD)
def change_dashboard(
    dashboard_id: DashboardId, given: Annotated[ChangedDashboard, Depends(body(ChangedDashboard))]
) -> DashboardRead:
    """Rename a dashboard and replace what it shows. One of everyone only a lead may change."""
    shown = look.look_from_query(given.query, reporting.today())
    return _read([saved.change(dashboard_id, name=given.name, look=shown, version=given.version)])[0]


@router.delete("/{dashboard_id:ticket}/", status_code=204, **contract.REMOVE_DASHBOARD)
def remove_dashboard(request: Request, dashboard_id: DashboardId) -> Response:
    """Remove a dashboard."""
    parameters(request, ())
    saved.remove(dashboard_id)
    return Response(status_code=204)


def _is_for_everyone(given: bool | None) -> bool:
    who = access.asker()
    return given if given is not None else who is None or who.name is None


def _read(dashboards: Iterable[Dashboard]) -> list[DashboardRead]:
    known = saved.list_dashboards()
    return [
        DashboardRead(
            id=one.id,
            name=one.name,
            query=look.to_query(one.look),
            for_everyone=not one.own,
            first_for_me=known.chosen and known.mine == one.id,
            first_for_everyone=known.of_desk == one.id,
            version=one.version,
            created_at=one.created_at,
            updated_at=one.updated_at,
        )
        for one in dashboards
    ]
