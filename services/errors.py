"""The tree of errors that a person can act on.

    TriageError
    ├── InvalidInput       a field is missing, too long or unknown; names each field
    ├── NotFound           there is no such ticket
    │   └── MergedAway     it was merged into another one
    ├── NotAuthor          a note belongs to somebody else
    ├── Conflict           somebody else was faster
    │   ├── CategoryChanged  a category changed since it was read (services/categories.py)
    │   ├── AlreadyTraining  somebody else trains the learned classifier (services/classify/learned/trainer.py)
    │   ├── StaleVersion   the ticket changed since it was read
    │   ├── KeyReused      an idempotency key came with another request before
    │   └── AlreadyTaken   an external id belongs to another ticket
    ├── NotAllowed         whoever asks may not do this, or is not signed in
    ├── TooManyListeners   as many event streams are open as may be
    ├── TooManyExports     as many exports run as may be
    ├── TooManyReports     as many reports are made as may be
    ├── ReportNotMade      a report could not be made; HTML needs less for it than PDF
    ├── QueueFull          as many jobs wait as may be
    ├── SignInFailed       nobody is signed in by the provider (services/access/openid/errors.py)
    ├── BackupError        a backup was not made or not restored (services/backup/errors.py)
    ├── DatabaseAway       PostgreSQL does not answer
    │   ├── DiskFull       the embedded server has no room to run (db/embedded/disk.py)
    │   └── DatabaseTrouble  it answers, but its disk is full, it is read-only, has no connection left (db/troubles.py)
    ├── QueryTooSlow       the statement time-out struck
    └── UnusableDatabase   PostgreSQL is too old or has the wrong locale (start-up only)

Each message is a sentence that says what happened and, where there is something to do, what.
Pages and the API translate them in one place each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.errors import DatabaseAway, DatabaseTrouble, NotAllowed, QueryTooSlow, TriageError, UnusableDatabase

__all__ = [
    "AlreadyTaken",
    "Conflict",
    "DatabaseAway",
    "DatabaseTrouble",
    "InvalidInput",
    "KeyReused",
    "MergedAway",
    "NotAllowed",
    "NotAuthor",
    "NotFound",
    "QueryTooSlow",
    "QueueFull",
    "ReportNotMade",
    "StaleVersion",
    "TooManyExports",
    "TooManyListeners",
    "TooManyReports",
    "TriageError",
    "UnusableDatabase",
]


class InvalidInput(TriageError):
    """Bad input, by field: ``{"title": ["A title is missing."]}``."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self.fields = {name: list(messages) for name, messages in fields.items()}
        super().__init__(" ".join(message for messages in self.fields.values() for message in messages))


class NotFound(TriageError):
    """There is no such ticket, or it was deleted."""


class MergedAway(NotFound):
    """The ticket was merged ``into`` another one."""

    def __init__(self, ticket_id: int, into: int) -> None:
        self.ticket_id, self.into = ticket_id, into
        super().__init__(f"Ticket #{ticket_id} was merged into ticket #{into}, and closed.")


class NotAuthor(TriageError):
    """Somebody else than its ``author`` wants to change a note."""

    def __init__(self, author: str) -> None:
        self.author = author
        super().__init__(f"Only its author, {author}, can change this note.")


class Conflict(TriageError):
    """Somebody else was faster; what is there now was left as it is."""


class StaleVersion(Conflict):
    """An edit was made on an old version; ``current`` is the version there is now."""

    def __init__(self, ticket_id: int, current: int) -> None:
        self.ticket_id, self.current = ticket_id, current
        super().__init__(
            f"Someone else changed ticket #{ticket_id} while you were editing. Review the changes, then save again."
        )


class AlreadyTaken(Conflict):
    """The external ID belongs to ticket ``ticket_id``."""

    def __init__(self, external_id: str, ticket_id: int) -> None:
        self.ticket_id = ticket_id
        super().__init__(f"The external ID {external_id!r} belongs to ticket #{ticket_id}.")


class KeyReused(Conflict):
    """The idempotency key belongs to another request."""

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key came with another request before. Send a new one for a new request.")


class TooManyListeners(TriageError):
    """As many event streams are open in this process as may be."""

    def __init__(self) -> None:
        super().__init__("Too many event streams are open. Close one, or try again in a minute.")


class TooManyExports(TriageError):
    """As many exports run in this process as may be."""

    def __init__(self) -> None:
        super().__init__("Too many exports run at the moment. Try again in a minute.")


class TooManyReports(TriageError):
    """As many reports are made in this process as may be."""

    def __init__(self) -> None:
        super().__init__("Other reports are being made at the moment. Try again in a minute.")


class ReportNotMade(TriageError):
    """The PDF of a report could not be made; as HTML it needs no more than its numbers."""

    def __init__(self) -> None:
        super().__init__("The PDF could not be made. Take the report as HTML, or try again in a minute.")


class QueueFull(TriageError):
    """As many jobs wait as may be."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting:,} jobs are waiting already. Try again when some of them are done.")
