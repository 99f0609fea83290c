"""A report as HTML that mail programs show: tables, inline styles, no script, readable without its images.

Images come as data URIs in a file of its own, and by ``cid:`` in a mail, as Outlook and Gmail show no data URIs.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from services.reports.charts import Chart
from services.reports.content import NO_TICKETS, TITLE_MAX, Content, plain
from services.reports.figures import Figure
from services.reports.palette import light, text_colour
from services.reports.rendering import NO_CHARTS
from services.reports.week import TicketRow
from services.stats.insights.sentence import Sentence

WIDTH = 600  # pixels, as mail programs have them
INNER = WIDTH - 2 * 24
DRAWN = 460  # pixels of a chart, which is shown as wide as the page: its letters are still read on a phone
FONT = "font-family:'Source Sans Pro','Segoe UI',Helvetica,Arial,sans-serif"
_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light">
<title>{title}</title></head>
"""
_TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"'


def data_uris(images: Sequence[bytes] | None) -> tuple[str, ...] | None:
    """The addresses of images that stand in the page itself."""
    return None if images is None else tuple(f"data:image/png;base64,{b64encode(one).decode()}" for one in images)


def as_html(content: Content, sources: Sequence[str] | None) -> str:
    """The page. ``sources``: addresses of the charts' images, None where they could not be drawn."""
    colours = light()
    body = "\n".join(
        [
            _row(_heading(content), "24px 24px 0"),
            _row(_changes(content), "4px 24px 0"),
            _row(_figures(content), "4px 24px 0"),
            _row(_charts(content.charts, sources), "4px 24px 0"),
            _row(_tickets(content), "4px 24px 0"),
            _row(_small(content.footer), "20px 24px 24px"),
        ]
    )
    page = f"margin:0;padding:0;background:{colours['panel']};color:{colours['ink']};{FONT}"
    card = f"max-width:{WIDTH}px;background:#ffffff;border:1px solid {colours['rule']}"
    return (
        f"{_HEAD.format(title=escape(content.subject))}"
        f'<body style="{page}">\n{_TABLE} style="background:{colours["panel"]}"><tr><td align="center"'
        f' style="padding:12px 4px">\n<table role="presentation" cellpadding="0" cellspacing="0" border="0"'
        f' width="{WIDTH}" style="width:100%;{card}">\n{body}\n</table>\n</td></tr></table></body></html>\n'
    )


def _row(inside: str, padding: str) -> str:
    return f'<tr><td style="padding:{padding};{FONT};font-size:15px;line-height:1.4">{inside}</td></tr>'


def _small(text: str, *, colour: str = "grey", bold: bool = False) -> str:
    weight = ";font-weight:600" if bold else ""
    return f'<span style="font-size:13px;color:{light()[colour]}{weight}">{escape(text)}</span>'


def _heading(content: Content) -> str:
    words = f"<br>{_small(content.words)}" if content.words else ""
    title = f'<h1 style="margin:0;font-size:24px;line-height:1.2;font-weight:600">{escape(content.title)}</h1>'
    return f"{title}{_small(content.period)}{words}"


def _subheading(text: str) -> str:
    return f'<h2 style="margin:20px 0 6px;font-size:17px;font-weight:600">{escape(text)}</h2>'


def _changes(content: Content) -> str:
    items = "".join(_sentence(content, one) for one in content.week.sentences)
    listed = f'<ul style="margin:0;padding:0 0 0 18px">{items}</ul>' if items else ""
    lines = "".join(f'<p style="margin:6px 0 0">{_small(line)}</p>' for line in content.week.lines)
    return f"{_subheading('What changed')}{listed}{lines}"


def _sentence(content: Content, one: Sentence) -> str:
    strong = _linked(content.link(one.target.tickets), f"<b>{escape(plain(one.strong))}</b>")
    return f'<li style="margin:0 0 4px">{strong} {escape(one.rest)}</li>'


def _linked(address: str, inside: str) -> str:
    if not address:
        return inside
    return f'<a href="{escape(address)}" style="color:{light()["link"]};text-decoration:none">{inside}</a>'


def _figures(content: Content) -> str:
    """A row each, which fits a phone and is read in every mail program."""
    rule = f"border-top:1px solid {light()['rule']}"
    rows = "".join(_figure(one, content.before, rule) for one in content.week.figures)
    return f"{_subheading('In numbers')}{_TABLE}>{rows}</table>"


def _figure(one: Figure, named: str, rule: str) -> str:
    colour = {"good": "good", "bad": "bad", "": "grey"}[one.tone]
    note = f"<br>{_small(one.note)}" if one.note else ""
    cell = f"padding:6px 0 6px 8px;{rule};{FONT}"
    numbers = (
        f'<span style="font-size:18px;font-weight:600;white-space:nowrap">{escape(one.value)}</span>',
        _small(one.change, colour=colour, bold=True),
        _small(f"{named} {one.before}") if one.before else "",
    )
    cells = "".join(f'<td align="right" style="{cell}">{number}</td>' for number in numbers)
    return f'<tr><td style="{cell};padding-left:0;font-size:15px">{escape(one.name)}{note}</td>{cells}</tr>'


def _charts(charts: Sequence[Chart], sources: Sequence[str] | None) -> str:
    if sources is None:
        texts = "".join(
            f'{_subheading(one.title)}<p style="margin:0">{escape(plain(one.alt, 4_000))}</p>' for one in charts
        )
        return f'<p style="margin:12px 0 0">{_small(NO_CHARTS)}</p>{texts}'
    return "".join(_chart(one, source) for one, source in zip(charts, sources, strict=True))


def _chart(one: Chart, source: str) -> str:
    squares = " &nbsp; ".join(
        f'<span style="color:{colour}">&#9632;</span> {_small(name)}' for name, colour in one.legend
    )
    legend = " &nbsp; ".join(part for part in (squares, _small(one.note) if one.note else "") if part)
    said = escape(f"{one.title}. {plain(one.alt, 4_000)}")
    return (
        f'{_subheading(one.title)}<p style="margin:0 0 4px">{legend}</p>'
        f'<img src="{source}" width="{INNER}" alt="{said}"'
        f' style="display:block;width:100%;max-width:{INNER}px;height:auto;border:0;font-size:13px">'
    )


def _tickets(content: Content) -> str:
    heading = _subheading("Tickets that matter most")
    rows = content.week.tickets
    if not rows:
        return f'{heading}<p style="margin:0">{_small(NO_TICKETS)}</p>'
    return f"{heading}{_TABLE}>{''.join(_ticket(content, one) for one in rows)}</table>"


def _ticket(content: Content, one: TicketRow) -> str:
    """Two lines, so that it fits a phone: the title, and below it what is to be known."""
    target = "" if not one.target else f"Target: {one.target.lower()}"
    facts = (one.category, plain(one.assignee, 40), f"waiting {one.waiting}", target)
    rule = f"padding:7px 0;border-top:1px solid {light()['rule']}"
    number = _linked(content.ticket_link(one.id), f"#{one.id}")
    priority = f'<b style="color:{text_colour(one.priority_key)}">{escape(one.priority)}</b>'
    said = _small(" · ".join(filter(None, facts)))
    return (
        f'<tr><td valign="top" width="64" style="{rule};{FONT};font-size:15px">{number}</td>'
        f'<td style="{rule};{FONT};font-size:15px;word-break:break-word">{escape(plain(one.title, TITLE_MAX))}<br>'
        f'<span style="font-size:13px">{priority}</span> {said}</td></tr>'
    )
