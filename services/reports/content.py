"""What a report says, as texts in their order: the same for PDF, HTML and mail, which only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from services.filters.ticket_filter import TicketFilter
from services.reports.charts import Chart
from services.reports.figures import Figure
from services.reports.palette import light, text_colour
from services.reports.week import TicketRow, Week

TITLE_MAX = 120  # characters of a ticket's title
NO_TICKETS = "No ticket is unresolved."
NO_GLYPHS = (
    "Some characters appear as boxes: no font on the server has them. The HTML report shows them."
    " An admin can install a font, such as fonts-noto-cjk."
)
COLUMNS = ("Ticket", "Title", "Priority", "Assignee", "Waiting")
TARGET = "Target"
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True, slots=True)
class Content:
    """A report; ``address`` is that of the desk, for links, "" where it is not known."""

    week: Week
    charts: tuple[Chart, ...]
    address: str = ""

    @property
    def title(self) -> str:
        """The heading, and the subject of a mail."""
        return "The week in tickets" if self.week.is_week else "Tickets of the period"

    @property
    def subject(self) -> str:
        """The title with the days."""
        return f"{self.title}: {self.period}"

    @property
    def period(self) -> str:
        """ "23 to 29 Nov 2026"."""
        return days_in_words(self.week.first, self.week.last)

    @property
    def words(self) -> str:
        """Which tickets, where not all; one line."""
        return f"Only {plain(self.week.words)}" if self.week.words else ""

    @property
    def footer(self) -> str:
        """When it was made, and what its days are."""
        zone = self.week.now.tzinfo
        return f"Triage Desk, {self.week.now:%-d %b %Y %H:%M}, time zone {zone}"

    @property
    def before(self) -> str:
        """What the numbers before are of."""
        return "week before" if self.week.is_week else "before"

    def link(self, tickets: TicketFilter) -> str:
        """The list of the tickets of a filter on the desk; "" without its address."""
        return f"{self.address}/tickets?{urlencode(tickets.to_params())}" if self.address else ""

    def ticket_link(self, number: int) -> str:
        """A ticket on the desk; "" without its address."""
        return f"{self.address}/tickets?{urlencode({'id': number})}" if self.address else ""

    def columns(self) -> tuple[str, ...]:
        """The heads of the table of tickets."""
        return (*COLUMNS, TARGET) if self.week.has_targets else COLUMNS


def days_in_words(first: date, last: date) -> str:
    """ "29 Nov 2026", "23 to 29 Nov 2026", "30 Nov to 6 Dec 2026"."""
    if first == last:
        return f"{last:%-d %b %Y}"
    if first.year != last.year:
        return f"{first:%-d %b %Y} to {last:%-d %b %Y}"
    return f"{first:%-d} to {last:%-d %b %Y}" if first.month == last.month else f"{first:%-d %b} to {last:%-d %b %Y}"


def plain(text: str, most: int = 500) -> str:
    """Foreign text on one line, without control characters and marks of direction, and cut at ``most`` characters."""
    one_line = " ".join(text.translate(_DIRECTIONS).split())
    shown = "".join(character for character in one_line if character.isprintable())
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def as_page(content: Content, no_charts: str) -> dict[str, Any]:
    """The data of page.typ."""
    week = content.week
    return {
        "title": content.title,
        "period": content.period,
        "words": content.words,
        "footer": content.footer,
        "timestamp": int(week.now.timestamp()),
        "colours": dict(light()),
        "sentences": [
            {"strong": plain(one.strong), "rest": one.rest, "link": content.link(one.target.tickets)}
            for one in week.sentences
        ],
        "lines": list(week.lines),
        "figures": [_figure(content, one) for one in week.figures],
        "charts": [
            {"title": one.title, "legend": one.legend, "note": one.note, "alt": plain(one.alt, 4_000)}
            for one in content.charts
        ],
        "no-charts": no_charts,
        "no-glyphs": NO_GLYPHS,
        "no-tickets": NO_TICKETS,
        "has-targets": week.has_targets,
        "columns": content.columns(),
        "tickets": [_ticket(content, one) for one in week.tickets],
    }


def _figure(content: Content, one: Figure) -> dict[str, str]:
    tones = {"good": "good", "bad": "bad", "": "grey"}
    return {
        "name": one.name,
        "value": one.value,
        "change": one.change,
        "colour": tones[one.tone],
        "before": f"{content.before} {one.before}" if one.before else "",
        "note": one.note,
    }


def _ticket(content: Content, one: TicketRow) -> dict[str, str]:
    return {
        "number": str(one.id),
        "title": plain(one.title, TITLE_MAX),
        "priority": one.priority,
        "colour": text_colour(one.priority_key),
        "assignee": plain(one.assignee, 40),
        "waiting": one.waiting,
        "target": one.target,
        "link": content.ticket_link(one.id),
    }
