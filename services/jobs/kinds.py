"""One row a kind of job: what it is called, how it is told, and the module that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PERSON, NIGHT = 1_000, 0  # priorities: somebody waits for it, or nobody does


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job.

    ``doing`` begins the line of one that runs ("Importing 4,000 of 13,687"). ``module`` of services.jobs.work has
    ``run(run)``; it is imported by who runs one only. ``nothing`` is said of one that left nothing behind. ``unit`` is
    what its progress counts; without one it is told in per cent. Of a kind with ``one_at_a_time`` only one runs in the
    whole installation. ``stays_loaded``: its libraries are large, so the worker begins anew after it.
    ``action`` is what whoever starts one has to be allowed to do (services/access/roles.py).
    """

    key: str
    label: str
    doing: str
    module: str
    nothing: str
    unit: str = ""
    one_at_a_time: bool = False
    stays_loaded: bool = False
    action: str = "settings"

    def work(self) -> Callable[[Any], dict[str, Any]]:
        """The function that does it; it takes a Run."""
        run: Callable[[Any], dict[str, Any]] = import_module(f"services.jobs.work.{self.module}").run
        return run


KINDS = (
    JobKind(
        "import",
        "Import",
        "Importing",
        "importing",
        "Nothing was imported.",
        "rows",
        one_at_a_time=True,
        action="import",
    ),
    JobKind(
        "undo_import",
        "Undo of an import",
        "Undoing the import",
        "undoing",
        "No ticket was deleted.",
        "tickets",
        one_at_a_time=True,
        action="import",
    ),
    JobKind("export", "Export", "Exporting", "exporting", "There is no file.", "tickets", action="export"),
    JobKind("bulk", "Bulk change", "Changing", "bulk_change", "No ticket was changed.", "tickets", action="edit"),
    JobKind(
        "classify",
        "Classification",
        "Classifying",
        "classify",
        "No ticket was changed.",
        "tickets",
        stays_loaded=True,
        action="edit",
    ),
    JobKind(
        "classify_help",
        "Help with a classification",
        "Helping with a classification",
        "classify_help",
        "Its part is done by others.",
        "tickets",
        stays_loaded=True,
        action="edit",
    ),
    JobKind(
        "training",
        "Training",
        "Training the classifier",
        "training",
        "The classifier is as before.",
        one_at_a_time=True,
        stays_loaded=True,
        action="teach",
    ),
    JobKind(
        "evaluation",
        "Measuring",
        "Measuring",
        "evaluation",
        "What was answered until then is kept.",
        one_at_a_time=True,
        stays_loaded=True,
        action="measure",
    ),
    JobKind(
        "margins",
        "Review order",
        "Looking for the tickets that teach most",
        "margins",
        "Review asks in the order of before.",
        one_at_a_time=True,
        stays_loaded=True,
        action="teach",
    ),
    JobKind(
        "rebuild",
        "Statistics",
        "Rebuilding the statistics",
        "rebuild",
        "The statistics are as before.",
        "tickets",
        one_at_a_time=True,
    ),
    JobKind(
        "targets",
        "Targets",
        "Recounting the targets",
        "targets",
        "Tickets that were not reached have the targets of before.",
        one_at_a_time=True,
    ),
    JobKind(
        "topics",
        "Topics",
        "Looking for topics",
        "topics",
        "Topics that were found until then stay.",
        one_at_a_time=True,
        stays_loaded=True,
        action="topics",
    ),
    JobKind("backup", "Backup", "Backing up", "backup", "There is no new backup.", one_at_a_time=True, action="backup"),
    JobKind(
        "retention",
        "Retention",
        "Removing old tickets",
        "retention",
        "No ticket was removed.",
        "tickets",
        one_at_a_time=True,
        action="retention",
    ),
    JobKind(
        "sample",
        "Sample tickets",
        "Loading the sample tickets",
        "sample",
        "No ticket was loaded.",
        "tickets",
        action="import",
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}


def kind_of(key: str) -> JobKind:
    """The row of a kind; one of a newer version is told by its key."""
    return BY_KEY.get(key) or JobKind(key, key.capitalize(), f"Running {key}", "", "Nothing was changed.")
