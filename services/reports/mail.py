"""A report as a mail: a draft (.eml) with HTML, its images and a plain text, to be opened, addressed and sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from services.reports.content import NO_TICKETS, TITLE_MAX, Content, plain
from services.reports.html import as_html

DOMAIN = "report.triage-desk.invalid"


def as_mail(content: Content, images: Sequence[bytes] | None) -> bytes:
    """The mail, without sender and recipients; the same bytes for the same report."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = content.subject
    mail["Date"] = format_datetime(content.week.now)
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    mail.set_content(as_text(content))
    names = [chart.name for chart in content.charts]
    sources = None if images is None else [f"cid:{name}@{DOMAIN}" for name in names]
    mail.add_alternative(as_html(content, sources), subtype="html")
    related = mail.get_payload(1)
    assert isinstance(related, EmailMessage)
    for name, image in zip(names, images or (), strict=images is not None):
        cid = f"<{name}@{DOMAIN}>"
        related.add_related(image, "image", "png", cid=cid, filename=f"{name}.png", disposition="inline")
    # Else random ones; foreign text cannot hold them, as it stands encoded.
    related.set_boundary("=_related_report")
    mail.set_boundary("=_alternative_report")
    return mail.as_bytes()


def as_text(content: Content) -> str:
    """The report as plain text."""
    return "\n".join(_lines(content)) + "\n"


def _lines(content: Content) -> Iterator[str]:
    week = content.week
    yield from (content.title, content.period)
    if content.words:
        yield content.words
    yield from ("", "What changed")
    for sentence in week.sentences:
        yield f"- {plain(sentence.strong)} {sentence.rest}"
    yield from week.lines
    yield ""
    for one in week.figures:
        said = ", ".join(filter(None, (one.change, f"{content.before} {one.before}" if one.before else "", one.note)))
        yield f"{one.name}: {one.value}{f' ({said})' if said else ''}"
    for chart in content.charts:
        yield from ("", chart.title, plain(chart.alt, 4_000))
    yield from ("", "Tickets that matter most")
    for ticket in week.tickets:
        facts = ", ".join(filter(None, (ticket.priority, plain(ticket.assignee, 40), ticket.waiting, ticket.target)))
        yield f"#{ticket.id} {plain(ticket.title, TITLE_MAX)} ({facts})"
    if not week.tickets:
        yield NO_TICKETS
    yield from ("", content.footer)
