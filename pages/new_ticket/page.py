"""New ticket: text, a suggestion while typing, the person's choice, submit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any
from uuid import UUID

import streamlit as st

from pages.new_ticket.draft.draft import CHOICES, FORM_FIELDS, TEXTS, Draft
from pages.new_ticket.draft.draft_fields import DraftField, draft_fields, reported
from pages.new_ticket.duplicates import duplicate_list, heading, merge_buttons, possible_duplicates
from pages.new_ticket.phone_layout import ACTIONS, KEYS, LIST, phone_layout
from pages.new_ticket.suggestion_card import suggestion_card
from pages.widgets.chips import esc
from pages.widgets.empty_states import load_sample, tour_link
from pages.widgets.error_messages import read_message, submit_message
from pages.widgets.layout import card_header, is_phone, title_row
from pages.widgets.lists.ticket_list import Row, ticket_list
from services import access, reporting, stats, taxonomy
from services.classify import chain
from services.classify.guess_line import guess_line
from services.errors import InvalidInput, TriageError
from services.listing import ticket_pages
from services.stats import Headline
from services.tickets import editing, merging

LATEST = 6
EXAMPLE = 'Type "I was charged twice for my order" to see a suggestion, or look around with 600 sample tickets.'
AWAY_RETRY = "5s"
CROWDED = 10_000  # tickets: from here on four numbers do not fit into one row of a phone, but stand two abreast
TEXT_GROUP = "new_ticket_text"
SUBMIT = "submit_ticket"

TOP = ("title", "description")  # what a suggestion reads stands beside it
TEXT_FIELDS = tuple(DraftField.of(name) for name in TOP)
MORE_FIELDS = tuple(DraftField.of(name) for name in FORM_FIELDS if name not in TOP)


@dataclass(frozen=True, slots=True)
class PageData:
    """What the page shows of the database; without a headline, ``trouble`` says why."""

    headline: Headline | None = None
    latest: tuple[Row, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC
    trouble: str | None = None


def read_page_data(before: PageData) -> PageData:
    """Read it anew; while the database does not answer, the names from ``before`` stay."""
    fixed = {key: taxonomy.label(key) for key in (*taxonomy.PRIORITIES, *taxonomy.STATUSES)}
    try:
        return PageData(
            stats.headline(),
            tuple(_row(ticket) for ticket in ticket_pages.latest(LATEST)),
            tuple((category.key, category.label) for category in taxonomy.categories()),
            fixed | taxonomy.category_labels(),
            reporting.time_zone(),
        )
    except TriageError as error:
        return PageData(None, (), before.categories, fixed | dict(before.labels), before.zone, read_message(error))


def _row(ticket: editing.Ticket) -> Row:
    return Row(ticket.id, ticket.title, ticket.created_at, (ticket.status, ticket.priority, ticket.category))


def page() -> None:
    """The whole page; typing reruns the form alone."""
    draft = _draft()
    desk = st.session_state["desk"] = read_page_data(st.session_state.get("desk", PageData()))
    beside = title_row("New ticket", gap="small" if is_phone() else "medium")  # there four short ones just fit
    is_crowded = is_phone() and desk.headline is not None and desk.headline.total_tickets >= CROWDED
    with st.grid(2, min_column_width=120) if is_crowded else beside:
        counters(desk.headline)
    st.session_state["counted"] = draft.filed
    with st.container():
        if desk.trouble:
            show_outage_notice(desk.trouble)
    form()
    phone_layout()
    if draft.confirmation is not None:
        st.toast(draft.confirmation, icon=":material/check_circle:", duration="long")
        draft.confirmation = None


def _draft() -> Draft:
    """The draft of this session. A mutable object: once it is at hand, no newer click can come between a write to the
    database and remembering it."""
    if "draft" not in st.session_state:
        st.session_state["draft"] = Draft()
    draft: Draft = st.session_state["draft"]
    return draft


def counters(headline: Headline | None) -> None:
    """The numbers in the title row; dashes while the database is away."""
    values = {
        "Open": headline and f"{headline.open_tickets:,}",
        "Created today": headline and f"{headline.created_today:,}",
        "Resolved today": headline and f"{headline.resolved_today:,}",
        "Avg. per day": headline and headline.total_tickets and f"{headline.avg_tickets_per_day:,.1f}",
    }
    for label, value in values.items():
        st.metric(label, value or "–", width="content")


@st.fragment(run_every=AWAY_RETRY)
def show_outage_notice(reason: str) -> None:
    """Show that the database does not answer, and rerun the page once it does."""
    st.warning(reason, icon=":material/cloud_off:")
    if read_page_data(PageData()).trouble is None:
        st.rerun()


@st.fragment
def form() -> None:
    """Fields, suggestion, latest tickets: two rows of columns, so that a phone shows text, suggestion, fields, list.

    ``phone_layout`` puts possible duplicates before the fields there.
    """
    draft, desk = _draft(), st.session_state["desk"]
    if st.session_state["counted"] != draft.filed:
        st.rerun()
    draft.apply_report(reported(TEXT_GROUP))
    suggest(draft)
    if draft.suggested().get("category", "") not in {"", *dict(desk.categories)}:  # added since the page was drawn
        desk = st.session_state["desk"] = read_page_data(desk)
    text, side = st.columns([3, 2], gap="medium")
    with text:
        draft_fields(draft, TEXT_FIELDS, key=TEXT_GROUP, reports=True)
    with side:
        suggestion_card(draft, desk.labels)
    more, side = st.columns([3, 2], gap="medium")
    with more:
        priorities = [(key, desk.labels[key]) for key in taxonomy.PRIORITIES]
        options = {"category": desk.categories, "priority": priorities}
        draft_fields(draft, MORE_FIELDS, key="new_ticket_more", options=options)
        actions(draft)
    with side:
        similar_or_latest(draft, desk)


def suggest(draft: Draft) -> None:
    """Keep the suggestion that of the text: at once what is known here, then the language model's, once it is there."""
    if not draft.written.has_text:
        draft.forget_suggestion()
        return
    draft.line = guess_line()
    if draft.needs_suggestion:
        draft.take_suggestion(chain.instant(*draft.written.read_text))
        draft.model = "none"
    if draft.model != "ready" and may_ask(draft):
        update_from_model(draft)


def may_ask(draft: Draft) -> bool:
    """Whether a language model is set up and has enough to read."""
    return draft.written.says_enough and not {*chain.sources()} <= {*chain.LOCAL}


def update_from_model(draft: Draft) -> None:
    """Take the language model's answer as it is kept here. The browser asks for it, and says when that is over."""
    known = chain.known(*draft.written.model_text)
    if known.suggestion is not None:
        draft.take_suggestion(known.suggestion)
        draft.model = "ready"
    else:
        draft.model = "failed" if known.state == "failed" or draft.answered else "waiting"


def actions(draft: Draft) -> None:
    """Submit, Clear with its Undo, and why a submit failed."""
    with st.container(key=ACTIONS):
        if draft.trouble:
            st.error(draft.trouble, icon=":material/error:")
        buttons(draft)


def buttons(draft: Draft) -> None:
    """Submit, and Clear with its Undo."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Submit ticket",
            type="primary",
            key=SUBMIT,
            help="Ctrl+Enter submits from any field.",
            on_click=submit,
        )
        if draft.cleared is None:
            st.button("Clear", type="tertiary", help="Clears every field. You can undo this.", on_click=clear)
        else:
            st.button("Cleared. **Undo**", type="tertiary", icon=":material/undo:", on_click=draft.undo_clear)
        # Streamlit's own hint inside the button is too pale to read; draft_sync.js listens for the keys.
        hint = st.container(key=KEYS, width="content")
        hint.markdown(":gray[:small[Ctrl+Enter submits]]", width="content")


def clear() -> None:
    """Empty the form, with everything typed up to the click kept for Undo."""
    draft = _draft()
    draft.apply_report(reported(TEXT_GROUP))
    draft.clear()


def submit(into: int | None = None) -> None:
    """File the draft, and merge it into a ticket like it if that is asked for.

    Whatever goes wrong, the text stays and the page says what happened.
    """
    draft = _draft()
    draft.apply_report(reported(TEXT_GROUP))
    if draft.is_second_click():
        return
    # What stood on the screen is what is filed; a choice still empty takes the suggestion for words never read before.
    if draft.needs_suggestion and len(draft.chosen()) < len(CHOICES):
        suggest(draft)
    try:
        filed = create_ticket(draft)
    except InvalidInput as error:
        show_errors(draft, error)
    except Exception as error:  # noqa: BLE001  the text stays, whatever happened
        draft.set_failure(submit_message(error))
    else:
        draft.confirm(confirmation(filed.ticket.id, into))


def confirmation(number: int, into: int | None) -> str:
    """Say that the ticket was created, and whether it could be merged where that was asked for."""
    created = f"Ticket #{number} created"
    if into is None:
        return f"{created}. [Open ticket](/tickets?id={number})"
    try:
        merging.merge((number,), into)
    except TriageError as error:
        return f"{created}, not merged. {esc(str(error))} [Open ticket](/tickets?id={number})"
    return f"{created} and merged into #{into}. [Open ticket](/tickets?id={into})"


def create_ticket(draft: Draft) -> editing.Created:
    """Write the draft to the database, in one call."""
    chosen, texts = draft.chosen(), draft.written.texts
    given: dict[str, Any] = {name: texts[name] for name in TEXTS} | {name: chosen.get(name) for name in CHOICES}
    new = editing.NewTicket(**given, submission_key=UUID(draft.key))
    sent = chain.sent(*draft.written.model_text)
    return editing.create(new, shown=draft.suggestion, sent=sent, touched=frozenset(draft.written.choices))


def show_errors(draft: Draft, error: InvalidInput) -> None:
    """Put each message at its field; one of a field that is not on the page stands below the form."""
    if "category" in error.fields:  # archived meanwhile: neither offered nor suggested any more
        st.session_state["desk"] = read_page_data(st.session_state["desk"])
        draft.forget_suggestion()
        suggest(draft)
    errors = {name: messages[0] for name, messages in error.fields.items()}
    if errors.keys() <= set(FORM_FIELDS):
        draft.set_errors(errors)
    else:
        draft.set_failure(submit_message(error))


def similar_or_latest(draft: Draft, desk: PageData) -> None:
    """Tickets that read like the draft, else the newest ones, or what to do while there are none."""
    alike = () if desk.trouble else possible_duplicates(draft)
    with st.container(border=True, gap="small", key=LIST):
        card_header(heading(alike) if alike else "Latest tickets")
        if alike:
            duplicate_list(alike, desk.labels, now=datetime.now(desk.zone))
            merge_buttons(alike, submit)
        elif desk.latest:
            ticket_list("Latest tickets", desk.latest, desk.labels, now=datetime.now(desk.zone), key="latest")
        elif desk.trouble:
            st.caption("The latest tickets appear here when the database is back.")
        else:
            st.caption("No tickets yet. The first one you submit appears here.")
            st.caption(EXAMPLE)
            if access.allows("import") and st.button("Load sample tickets", icon=":material/dataset:"):
                load_sample()
                st.rerun()  # the line of the job is none of the form
            tour_link()


page()
