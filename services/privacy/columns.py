"""Every table with text, and what becomes of each column when a requester is erased: the one list of personal data.

``erase`` deletes by it, ``known`` tells by it, and a test compares it with the database: a new column of text that has
no row here fails.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfTicket:
    """A table whose rows belong to a ticket by ``ticket_id``: deleted with it, and told with it as ``told``.

    ``is_one``: a ticket has at most one such row.
    """

    table: str
    told: str
    is_one: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of another table that hold text, by what becomes of them.

    ``named``: what has the name goes, or loses it (services/privacy/named.py). ``emptied``: nobody can tell whose it
    is, all of it goes and is made again. ``desk``: who did something at the desk, a record of its work; told as a
    number, and it stays. ``words``: what people wrote about the desk; counted where it has the name, and it stays.
    ``none``: a key, figure, hash or secret of the desk's own, which has no word of anybody.
    """

    table: str
    named: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.named, *self.emptied, *self.desk, *self.words, *self.none))


OF_TICKET = (
    OfTicket("ticket_event", "history"),
    OfTicket("ticket_note", "notes"),
    OfTicket("suggestion", "suggestions"),
    OfTicket("sent_text", "sent_to_a_language_model", is_one=True),
    OfTicket("review_answer", "review_answers"),
    OfTicket("review_lease", "under_review", is_one=True),
    OfTicket("review_margin", "review_order", is_one=True),
    OfTicket("promise_decision", "decisions"),
    OfTicket("left_out_prediction", "measured"),
    OfTicket("bulk_change_ticket", "before_bulk_changes"),
)
# The ticket itself, open and in the trash, and what the database derives from it and deletes with it.
THE_TICKET = ("ticket", "ticket_trash", "ticket_document", "search_entry", "ticket_target", "ticket_topic")

OTHERS = (
    Columns("api_token", desk=("made_by",), words=("name",), none=("scope", "handle", "digest")),
    Columns("audit_entry", desk=("actor",), words=("what",), none=("address", "action")),
    Columns("bulk_change", desk=("actor",)),
    Columns("call_rate", none=("name",)),
    Columns("category", words=("label", "description", "keywords"), none=("key",)),
    Columns("classifier_model", emptied=("report", "header", "arrays"), none=("checksum",)),
    Columns("classifier_training", none=("figures",)),
    Columns("classify_part", none=("counts",)),
    Columns("classify_run", desk=("actor",), none=("source", "model")),
    Columns("day_note", named=("author",), words=("text",)),
    Columns("evaluation_answer", none=("source", "field", "predicted", "trouble")),
    Columns("evaluation_latency", none=("source",)),
    Columns(
        "evaluation_run",
        desk=("actor",),
        words=("name",),
        none=("sample", "sources", "category_labels", "priority_labels", "parameters", "result"),
    ),
    Columns("first_dashboard", named=("owner",)),
    Columns("idempotency_key", emptied=("key", "request", "headers", "body")),
    Columns("import_mapping", named=("plan",), none=("columns",)),
    Columns("job", named=("title", "parameters", "so_far", "result", "error"), desk=("actor",), none=("kind", "state")),
    Columns("job_file", emptied=("part",), none=("role",)),
    Columns("model_answer", emptied=("key", "source", "model", "category", "priority")),
    Columns("model_rate", none=("source",)),
    Columns("model_server", none=("server", "model", "form", "quirks")),
    Columns("person", desk=("name",), none=("role",)),
    Columns("procrastinate_jobs", none=("queue_name", "task_name", "lock", "queueing_lock", "args")),
    Columns("procrastinate_periodic_defers", none=("task_name", "periodic_id")),
    Columns("promise", desk=("started_by", "ended_by"), none=("ended_because", "notice")),
    Columns("promise_look", none=("field",)),
    Columns("retained_count", none=("category",)),
    Columns("rollup_created", none=("category",)),
    Columns("rollup_duration", none=("category",)),
    Columns("rollup_flow", none=("category",)),
    Columns("rollup_month", none=("category",)),
    Columns("rollup_state", none=("zone",)),
    Columns("rollup_suggestion", none=("category",)),
    Columns("rollup_target", none=("category",)),
    Columns("rollup_total", none=("category",)),
    Columns("rollup_work", desk=("assignee",)),
    Columns("saved_dashboard", named=("owner", "params"), words=("name",)),
    Columns("saved_view", named=("params",), words=("name",)),
    Columns("sent_draft", emptied=("key", "source", "model", "masked")),
    Columns("setting", none=("key", "value")),
    Columns(
        "sign_in_session",
        desk=("person", "ended_by"),
        none=("digest", "begun", "issuer", "subject", "groups", "role", "address", "id_token"),
    ),
    Columns("stat_delta", none=("category",)),
    Columns("stat_delta_target", none=("category",)),
    Columns("stat_delta_work", desk=("assignee",)),
    # Of its words an erasure takes those that hardly any other ticket has (services/topics/forgetting.py).
    Columns("topic", named=("name",), words=("words", "terms"), none=("named_by",)),
    Columns("suggestion_source", none=("key",)),
    Columns("target", none=("category",)),
    Columns("target_policy", desk=("made_by",), none=("zone",)),
    Columns("taught_example", named=("title", "description"), desk=("actor",), none=("category",)),
    Columns("ticket_import", named=("name",), desk=("actor",)),
)
# What people did with tickets of others; the other columns of these tables go with the ticket.
AT_OTHER_TICKETS = (
    ("ticket", "assignee"),
    ("ticket_event", "actor"),
    ("review_answer", "actor"),
    ("ticket_trash", "deleted_by"),
)
