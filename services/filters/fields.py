"""The filter registry: one row for each filter, in the order of chips and of the sentence.

A filter is a row here and an attribute of TicketFilter for each of its parameters; how it is drawn is said in
pages/widgets/filtering/filter_bar.py, how the API describes it in api/openapi/filter_parameters.py. Tests compare the
four.
"""

from __future__ import annotations

from db.tables.base import REVIEW_STATES
from db.tables.suggestions import ShownSuggestion
from db.tables.targets import TicketTarget
from db.tables.tickets import Ticket, TicketEvent
from services import taxonomy
from services.filters import clauses, phrases
from services.filters.clauses import CHANGED, EVENTS, KEPT, NOBODY, SOURCES, WITH_DUPLICATES
from services.filters.filter_field import FilterField, Parameter, Rollup, choice
from services.filters.imports import came_from, import_label, import_phrase
from services.filters.reading import read_moment, read_names, read_search
from services.targets import states
from services.tickets import assignees


def _moments(name: str) -> tuple[Parameter, Parameter]:
    return (
        Parameter(name=f"{name}_after", kind="moment", read=read_moment),
        Parameter(name=f"{name}_before", kind="moment", read=read_moment),
    )


FILTER_FIELDS: tuple[FilterField, ...] = (
    FilterField(
        name="status",
        label="Status",
        parameters=(choice("status", lambda: taxonomy.STATUSES),),
        clause=lambda _, statuses: [Ticket.status.in_(statuses)],
        phrase=lambda _, statuses: phrases.join_or(taxonomy.label(key).lower().replace(" ", "-") for key in statuses),
        before_noun=True,
        value_label=taxonomy.label,
        rollup="kind",
    ),
    FilterField(
        name="priority",
        label="Priority",
        parameters=(choice("priority", lambda: taxonomy.PRIORITIES),),
        clause=lambda _, priorities: [Ticket.priority.in_(priorities)],
        phrase=lambda _, priorities: phrases.join_or(
            phrases.in_a_sentence(key, taxonomy.label(key)) for key in priorities
        ),
        value_label=taxonomy.label,
        rollup="kind",
    ),
    FilterField(
        name="category",
        label="Category",
        parameters=(choice("category", lambda: tuple(taxonomy.category_labels())),),
        clause=lambda _, categories: [Ticket.category.in_(categories)],
        phrase=lambda _, categories: phrases.category_phrase(categories),
        before_noun=True,
        value_label=taxonomy.label,
        rollup="kind",
    ),
    FilterField(
        name="assignee",
        label="Assignee",
        parameters=(
            Parameter(
                name="assignee",
                kind="values",
                read=read_names,
                options=lambda: (NOBODY, *assignees.assignees()),
                typed=True,
            ),
        ),
        clause=lambda _, names: [clauses.assigned_to(names)],
        phrase=lambda _, names: phrases.assignee_phrase(names, nobody=NOBODY),
        value_label=lambda name: "Unassigned" if name == NOBODY else name,
    ),
    FilterField(
        name="taken",
        label="Taken",
        parameters=(
            Parameter(name="taken_by", kind="values", read=read_names, typed=True),
            *_moments("taken"),
        ),
        clause=lambda asking, names, after, before: [clauses.taken_by(names, after, before, asking.zone)],
        phrase=phrases.taken_phrase,
        lead="taken",
        summary=phrases.taken_summary,
    ),
    FilterField(
        name="requester",
        label="Requester",
        parameters=(Parameter(name="requester", kind="values", read=read_names, typed=True),),
        clause=lambda _, names: [clauses.requested_by(names)],
        phrase=lambda _, names: phrases.join_or(names),
        lead="requested by",
    ),
    FilterField(
        name="created",
        label="Created",
        parameters=_moments("created"),
        clause=lambda asking, after, before: clauses.period_clauses(Ticket.created_at, after, before, asking.zone),
        phrase=lambda today, after, before: phrases.period_phrase(after, before, today),
        lead="created",
        summary=phrases.period_phrase,
        rollup="created",
    ),
    FilterField(
        name="weekday",
        label="Weekday",
        parameters=(choice("weekday", lambda: range(1, 8)),),
        clause=lambda asking, weekdays: [clauses.created_at_part("isodow", weekdays, asking.zone)],
        phrase=lambda _, weekdays: f"on {phrases.weekday_phrase(weekdays)}",
        lead="created",
        value_label=lambda number: phrases.WEEKDAYS[number - 1],
        rollup="hours",
    ),
    FilterField(
        name="hour",
        label="Hour",
        parameters=(choice("hour", lambda: range(24)),),
        clause=lambda asking, hours: [clauses.created_at_part("hour", hours, asking.zone)],
        phrase=lambda _, hours: f"at {phrases.hour_phrase(hours)}",
        lead="created",
        value_label=lambda number: phrases.hour_phrase([number]),
        rollup="hours",
    ),
    FilterField(
        name="resolved",
        label="Resolved",
        parameters=_moments("resolved"),
        clause=lambda asking, after, before: clauses.period_clauses(Ticket.resolved_at, after, before, asking.zone),
        phrase=lambda today, after, before: phrases.period_phrase(after, before, today),
        lead="resolved",
        summary=phrases.period_phrase,
        rollup="resolved",
    ),
    FilterField(
        name="imported",
        label="Import",
        parameters=(Parameter(name="imported", kind="values", read=read_names, typed=True),),
        clause=lambda _, imports: [came_from(imports)],
        phrase=lambda _, imports: import_phrase(imports),
        value_label=import_label,
    ),
    FilterField(
        name="source",
        label="Suggested by",
        parameters=(choice("source", lambda: SOURCES),),
        clause=lambda _, sources: clauses.suggested_by(sources),
        table=ShownSuggestion,
        phrase=lambda _, sources: phrases.join_or(phrases.SOURCE_NAMES[source] for source in sources),
        lead="suggested by",
        value_label=lambda source: phrases.SOURCE_NAMES[source],
        rollup="suggestions",
    ),
    FilterField(
        name="suggestion",
        label="Suggestion",
        parameters=(choice("suggestion", lambda: (KEPT, CHANGED)),),
        clause=lambda _, outcomes: [clauses.suggestion_was(outcomes)],
        table=ShownSuggestion,
        phrase=lambda _, outcomes: phrases.join_or(phrases.OUTCOME_NAMES[outcome] for outcome in outcomes),
        lead="whose suggestion was",
        value_label=lambda outcome: phrases.OUTCOME_NAMES[outcome].capitalize(),
        rollup="suggestions",
    ),
    FilterField(
        name="review",
        label="Review",
        parameters=(choice("review", lambda: REVIEW_STATES),),
        clause=lambda _, states: [clauses.review_is(states)],
        phrase=lambda _, states: phrases.join_or(phrases.REVIEW_PHRASES[state] for state in states),
        value_label=lambda state: phrases.REVIEW_NAMES[state],
    ),
    FilterField(
        name="merged",
        label="Merged",
        parameters=(choice("merged", lambda: (WITH_DUPLICATES,)),),
        clause=lambda _, __: [clauses.has_merged()],
        phrase=lambda _, __: "with merged duplicates",
        value_label=lambda _: "With merged duplicates",
    ),
    FilterField(
        name="target",
        label="Targets",
        parameters=(choice("target", lambda: states.STATES),),
        clause=lambda _, chosen: [states.target_is(chosen)],
        table=TicketTarget,
        phrase=lambda _, chosen: phrases.join_or(states.LABELS[state].lower() for state in chosen),
        lead="whose targets are",
        value_label=lambda state: states.LABELS[state],
    ),
    FilterField(
        name="event",
        label="Activity",
        parameters=(choice("event", lambda: EVENTS), *_moments("event")),
        clause=lambda asking, events, after, before: clauses.with_event(events, after, before, asking.zone),
        table=TicketEvent,
        phrase=phrases.event_phrase,
        lead="with",
        summary=phrases.event_summary,
        rollup="events",
    ),
    FilterField(
        name="search",
        label="Search",
        parameters=(Parameter(name="search", kind="text", read=read_search, typed=True),),
        clause=lambda asking, search: [clauses.matches_search(search, asking.session)],
        phrase=lambda _, search: phrases.quoted(search),
        lead="matching",
        summary=str,
    ),
)


def field_named(name: str) -> FilterField:
    """The row of a filter. Raises StopIteration for a name that is none."""
    return next(field for field in FILTER_FIELDS if field.name == name)


def parameters() -> list[Parameter]:
    """The URL parameters of all filters."""
    return [parameter for field in FILTER_FIELDS for parameter in field.parameters]


def parameters_in_rollups(*rollups: Rollup) -> frozenset[str]:
    """Names of the filter parameters that these rollups know."""
    known = (field.parameters for field in FILTER_FIELDS if field.rollup in rollups)
    return frozenset(parameter.name for some in known for parameter in some)
