"""Make a report in one of its formats: what pages, API and ``make report`` call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from services.access import audit
from services.errors import ReportNotMade
from services.filters.ticket_filter import TicketFilter
from services.reports.charts import charts
from services.reports.content import Content, as_page
from services.reports.html import DRAWN, as_html, data_uris
from services.reports.mail import as_mail
from services.reports.rendering import NO_CHARTS, render
from services.reports.week import Week, read_week

Format = Literal["pdf", "html", "eml"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: Mapping[Format, str] = MappingProxyType(
    {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "eml": "message/rfc822"}
)
PAPER_WIDE, PAPER_NARROW = 672, 324  # pixels of charts on A4


@dataclass(frozen=True, slots=True)
class Report:
    """A file: its name, its kind and its bytes; ``charts``: whether it has its charts."""

    name: str
    kind: Format
    content: bytes
    charts: bool


def week_report(
    ticket_filter: TicketFilter,
    kind: Format,
    *,
    counted: bool = False,
    address: str = "",
    now: datetime | None = None,
) -> Report:
    """Read and make the report of a filter's period, or of last week.

    ``address``: of the desk, for links. Raises what the statistics raise, TooManyReports and ReportNotMade; without
    its charts HTML and a mail are made all the same, and say so.
    """
    made = make_report(read_week(ticket_filter, counted=counted, now=now), kind, address=address)
    audit.note_alone("export", f"The report of the week as {kind}")
    return made


def make_report(week: Week, kind: Format, *, address: str = "") -> Report:
    """Make the report of what was read."""
    name = f"tickets-{week.first}-to-{week.last}.{kind}"
    if kind == "pdf":
        content = Content(week, charts(week, PAPER_WIDE, PAPER_NARROW), address)
        made = render(content.charts, as_page(content, NO_CHARTS)).pdf
        if made is None:
            raise ReportNotMade
        return Report(name, kind, made, charts=True)
    content = Content(week, charts(week, DRAWN, DRAWN), address)
    images = render(content.charts).images
    if kind == "eml":
        return Report(name, kind, as_mail(content, images), charts=images is not None)
    return Report(name, kind, as_html(content, data_uris(images)).encode(), charts=images is not None)
