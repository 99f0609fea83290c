"""The What changed card: anomalies, critical tickets unresolved too long, the previous period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import streamlit as st

from pages.dashboard import period_comparison
from pages.dashboard.board import Board
from pages.dashboard.chart_card import Link, drilldown_link
from pages.dashboard.period_comparison import Sentence, length
from pages.dashboard.targets import Targets
from pages.widgets.chips import esc
from pages.widgets.formatting import counted
from pages.widgets.layout import card_header
from services import reporting, taxonomy
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.stats import Drilldown
from services.stats.anomalies.detection import Anomalies, Anomaly, find_anomalies
from services.taxonomy import CRITICAL

MOST = 6  # sentences: two rows of three
SPIKES_MOST, WORDS_MOST = 3, 2
OVERDUE_HOURS = 24
RISE = ":material/trending_up:"
SILENT = {
    None: "Nothing unusual today or this week.",
    "filter": "Today and this week are not compared under this filter: unresolved, unassigned and just-resolved tickets"
    " are mostly new.",
    "history": "Comparisons start once there are five weeks of tickets.",
}


def what_changed(board: Board) -> None:
    """Draw the What changed card. Where the database does not answer in time it says so, and the page goes on."""
    with st.container(border=True, gap="small", key="what_changed"):
        card_header("What changed", _is_compared(board))
        try:
            now = datetime.now(reporting.time_zone())
            looked = _find_anomalies(board.current, now, board.today)
            sentences = list(_sentences(board, looked, now))[:MOST]
        except TriageError:
            st.caption("This is taking too long. Reload the page to try again.")
            return
        if sentences:
            with st.grid(_columns(len(sentences)), min_column_width=220):
                for sentence in sentences:
                    _draw_sentence(sentence)
        if said := " ".join(text for text in (_nothing_found_text(looked, sentences), _left_out_text(looked)) if text):
            st.caption(said)


def _is_compared(board: Board) -> str:
    overview = board.overview
    if board.comparison.other:
        return f"Compared with {board.comparison.said(board.today)}"
    if overview.previous is None:
        return ""
    days = length(overview)
    return "1 day, compared with the day before" if days == 1 else f"{days:,} days, compared with the previous {days:,}"


def _find_anomalies(current: TicketFilter, now: datetime, today: date) -> Anomalies | None:
    """Find anomalies; None for a period that is over, as today is no part of it."""
    end = current.created_before
    over = end is not None and (end.date() if isinstance(end, datetime) else end) < today
    return None if over else find_anomalies(current, now)


def _sentences(board: Board, looked: Anomalies | None, now: datetime) -> Iterator[Sentence]:
    current, overview = board.current, board.overview
    findings = looked.anomalies if looked else ()
    yield from (_spike(one, now) for one in [one for one in findings if one.field != "word"][:SPIKES_MOST])
    yield from (_word(one) for one in [one for one in findings if one.field == "word"][:WORDS_MOST])
    yield from overdue_critical(current, now)
    yield from target_sentences(board.targets)
    if board.comparison.other:
        if board.comparison.period:  # of two filters neither is the one that changed
            yield from period_comparison.sentences(
                current, overview, tickets=True, other=board.comparison.said(board.today)
            )
    elif looked is not None and looked.days_of_history >= (now.date() - overview.first).days + length(overview):
        tickets = looked.not_compared is None and not looked.left_out
        yield from period_comparison.sentences(current, overview, tickets=tickets)


def _spike(finding: Anomaly, now: datetime) -> Sentence:
    when, part = ("today", f"by this time on a {now:%A}")
    if finding.span == "week":
        when, part = "this week", "by this time of the week"
    strong = f"{esc(taxonomy.label(finding.key))}: {finding.count:,} tickets {when}."
    return Sentence(
        RISE, strong, f"Usually {usually(finding.usual)} {part}.", Drilldown(finding.count, finding.tickets)
    )


def _word(finding: Anomaly) -> Sentence:
    strong = f'"{esc(finding.key)}" is in {finding.count:,} tickets of the last 7 days.'
    rest = f"Usually {usually(finding.usual)} in 7 days, in titles and descriptions."
    return Sentence(RISE, strong, rest, Drilldown(finding.count, finding.tickets))


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
        strong = f"{counted(count, exact=exact)} {critical} unresolved for more than {OVERDUE_HOURS} h."
        rest = "Created at any time, not only in this period."
        yield Sentence(":red[:material/error:]", strong, rest, Drilldown(count, tickets, exact))


def target_sentences(targets: Targets | None) -> Iterator[Sentence]:
    """How many unresolved tickets have breached their targets, and how many are about to."""
    if targets is None:
        return
    if breached := targets.breached.count:
        strong = f"{_unresolved(targets.breached)} breached {'its' if breached == 1 else 'their'} targets."
        rest = "Created at any time, not only in this period."
        yield Sentence(":red[:material/timer_off:]", strong, rest, targets.breached)
    if at_risk := targets.at_risk.count:
        strong = f"{_unresolved(targets.at_risk)} {'is' if at_risk == 1 else 'are'} at risk."
        rest = "Three quarters of the time of a target are over."
        yield Sentence(":orange[:material/hourglass_bottom:]", strong, rest, targets.at_risk)


def _unresolved(of: Drilldown) -> str:
    return f"{counted(of.count, exact=of.exact)} unresolved ticket{'' if of.count == 1 else 's'}"


def _earlier(current: TicketFilter, since: datetime) -> date | datetime:
    """The end of the period or ``since``, whichever comes first."""
    end = current.created_before
    if isinstance(end, datetime):
        return min(end if end.tzinfo else end.replace(tzinfo=since.tzinfo), since)
    return end if end is not None and end < since.date() else since


def _nothing_found_text(looked: Anomalies | None, sentences: list[Sentence]) -> str:
    if looked is None:
        return "" if sentences else "Nothing stands out."
    return "" if looked.anomalies else SILENT[looked.not_compared]


def _left_out_text(looked: Anomalies | None) -> str:
    if looked is None:
        return ""
    said = []
    if looked.left_out:
        one = looked.left_out == 1
        tickets = "1 ticket that was" if one else f"{looked.left_out:,} tickets that were"
        said.append(f"{tickets} imported without {'a date' if one else 'dates'} {'is' if one else 'are'} left out.")
    if looked.days_left_out:
        one = looked.days_left_out == 1
        days = "1 day is" if one else f"{looked.days_left_out} days are"
        said.append(f"{days} left out of unusual counts by {'its note' if one else 'their notes'}.")
    return " ".join(said)


def _columns(sentences: int) -> int:
    """So that they fill their rows, but for five."""
    return {1: 1, 2: 2, 4: 2}.get(sentences, 3)


def _draw_sentence(sentence: Sentence) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f"{sentence.icon} **{sentence.strong}** {sentence.rest}")
        drilldown_link(Link(sentence.target))
