"""Sentences of What changed: anomalies, critical tickets unresolved too long, targets, the previous period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from services import taxonomy
from services.filters.ticket_filter import TicketFilter
from services.formatting import counted
from services.listing import counting
from services.stats.anomalies.detection import Anomalies, Anomaly
from services.stats.drilldown import Drilldown
from services.stats.insights import comparison
from services.stats.insights.sentence import Sentence
from services.stats.series.overview import Overview
from services.stats.targets.target_numbers import Targets
from services.taxonomy import CRITICAL

MOST = 6  # sentences
SPIKES_MOST, WORDS_MOST = 3, 2
OVERDUE_HOURS = 24
SILENT = {
    None: "Nothing unusual today or this week.",
    "filter": "Today and this week are not compared under this filter: unresolved, unassigned and just-resolved tickets"
    " are mostly new.",
    "history": "Comparisons start once there are five weeks of tickets.",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What the period is compared with, where it is not the one before: its ``days`` in words; "": other tickets."""

    days: str = ""


def anomaly_sentences(looked: Anomalies | None, now: datetime, *, over: bool = False) -> Iterator[Sentence]:
    """Sentences on what stood far above the usual at ``now``; ``over``: that is the end of a day that is over."""
    findings = looked.anomalies if looked else ()
    spikes = [one for one in findings if one.field != "word"][:SPIKES_MOST]
    yield from ((_past_spike if over else _spike)(one, now) for one in spikes)
    words = [one for one in findings if one.field == "word"][:WORDS_MOST]
    yield from (_word(one, now if over else None) for one in words)


def compared_sentences(
    current: TicketFilter, overview: Overview, looked: Anomalies | None, today: date, other: Compared | None = None
) -> Iterator[Sentence]:
    """Sentences on the period against the one before, where the desk is old enough; or against ``other`` days."""
    if other is not None:
        if other.days:  # of two filters neither is the one that changed
            yield from comparison.sentences(current, overview, tickets=True, other=other.days)
    elif looked is not None and looked.days_of_history >= (today - overview.first).days + comparison.length(overview):
        tickets = looked.not_compared is None and not looked.left_out
        yield from comparison.sentences(current, overview, tickets=tickets)


def _spike(finding: Anomaly, now: datetime) -> Sentence:
    when, part = ("today", f"by this time on a {now:%A}")
    if finding.span == "week":
        when, part = "this week", "by this time of the week"
    return _spike_sentence(finding, when, part)


def _past_spike(finding: Anomaly, now: datetime) -> Sentence:
    if finding.span == "week":
        begins = now.date() - timedelta(days=now.weekday())
        part = "in a week" if now.weekday() == 6 else f"up to a {now:%A}"
        return _spike_sentence(finding, f"from {begins:%-d %b} to {now:%-d %b}", part)
    return _spike_sentence(finding, f"on {now:%A %-d %b}", f"on a {now:%A}")


def _spike_sentence(finding: Anomaly, when: str, part: str) -> Sentence:
    said = f": {finding.count:,} tickets {when}."
    rest = f"Usually {usually(finding.usual)} {part}."
    target = Drilldown(finding.count, finding.tickets)
    return Sentence("rise", said, rest, target, subject=taxonomy.label(finding.key))


def _word(finding: Anomaly, until: datetime | None) -> Sentence:
    days = "the last 7 days" if until is None else f"the 7 days up to {until:%-d %b}"
    said = f" is in {finding.count:,} tickets of {days}."
    rest = f"Usually {usually(finding.usual)} in 7 days, in titles and descriptions."
    return Sentence("rise", said, rest, Drilldown(finding.count, finding.tickets), subject=f'"{finding.key}"')


def usually(number: float) -> str:
    """The usual count, as people say it: a number that stands after "usually"."""
    if number < 0.05:
        return "none"
    if number < 1:  # "0.1 tickets" is not what people say
        return "almost none" if number < 0.5 else "fewer than one"
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")


def overdue_critical(current: TicketFilter, now: datetime) -> Iterator[Sentence]:
    """Count critical tickets of the filter that are unresolved too long, whenever they were created."""
    status = tuple(value for value in taxonomy.UNRESOLVED if value in (current.status or (value,)))
    if not status or CRITICAL not in (current.priority or (CRITICAL,)):
        return
    # In UTC, as an hour is longer or shorter on the clocks of a zone where these change.
    waited = now.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(hours=OVERDUE_HOURS)
    since = waited.astimezone(now.tzinfo)
    tickets = replace(
        current, priority=(CRITICAL,), status=status, created_after=None, created_before=_earlier(current, since)
    )
    count, exact = counting.count(tickets)
    if count:
        critical = f"{taxonomy.label(CRITICAL).lower()} ticket{'s' if count != 1 else ''}"
        said = f"{counted(count, exact=exact)} {critical} unresolved for more than {OVERDUE_HOURS} h."
        rest = "Created at any time, not only in this period."
        yield Sentence("overdue", said, rest, Drilldown(count, tickets, exact))


def target_sentences(targets: Targets | None) -> Iterator[Sentence]:
    """How many unresolved tickets have breached their targets, and how many are about to."""
    if targets is None:
        return
    if breached := targets.breached.count:
        said = f"{_unresolved(targets.breached)} breached {'its' if breached == 1 else 'their'} targets."
        rest = "Created at any time, not only in this period."
        yield Sentence("breached", said, rest, targets.breached)
    if at_risk := targets.at_risk.count:
        said = f"{_unresolved(targets.at_risk)} {'is' if at_risk == 1 else 'are'} at risk."
        rest = "Three quarters of the time of a target are over."
        yield Sentence("at_risk", said, rest, targets.at_risk)


def left_out_text(looked: Anomalies | None) -> str:
    """What was left out of the comparison: tickets without a date of their own, days with such a note; "" without."""
    if looked is None:
        return ""
    said = []
    if looked.left_out:
        one = looked.left_out == 1
        tickets = "1 ticket that was" if one else f"{looked.left_out:,} tickets that were"
        dates = "a date is" if one else "dates are"
        said.append(f"{tickets} imported without {dates} left out of unusual counts.")
    if looked.days_left_out:
        one = looked.days_left_out == 1
        days = "1 day is" if one else f"{looked.days_left_out} days are"
        said.append(f"{days} left out of unusual counts by {'its note' if one else 'their notes'}.")
    return " ".join(said)


def _unresolved(of: Drilldown) -> str:
    return f"{counted(of.count, exact=of.exact)} unresolved ticket{'' if of.count == 1 else 's'}"


def _earlier(current: TicketFilter, since: datetime) -> date | datetime:
    """The end of the period or ``since``, whichever comes first."""
    end = current.created_before
    if isinstance(end, datetime):
        return min(end if end.tzinfo else end.replace(tzinfo=since.tzinfo), since)
    return end if end is not None and end < since.date() else since
