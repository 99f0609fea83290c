"""Start-up and shutdown of a process: open the database, tidy up, close; and reset."""

from __future__ import annotations

import platform
from contextlib import suppress

import structlog
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from db.engine import close_database, current_trouble, health, is_open, reads_share, replica_state, transaction
from db.tables.base import Base
from db.tables.suggestions import StoredSource
from services import access, taxonomy
from services.access import audit
from services.backup import places, restoring
from services.classify import chain, deciding, learned
from services.errors import TriageError
from services.filters import topics as topic_names
from services.jobs import lost_runs, queue, supervisor
from services.jobs.work import training
from services.process.installation import open_installation, use_replica
from services.process.logs import close_error_log, open_error_log
from services.process.version import VERSION
from services.review import watcher
from services.rollups import worker
from services.seed import seed
from services.settings import settings
from services.suggestion_sources import source_keys
from services.text_search import filling
from services.tickets import trash
from services.transfer.importing.temporary_files import remove_leftovers

__all__ = ["current_trouble", "health", "reads_share", "replica_state", "reset", "shut_down", "start_up", "start_work"]

log = structlog.get_logger(__name__)


def start_up() -> None:
    """Open and migrate the database of this installation, once. Raises TriageError with what to do about it."""
    if is_open():
        return
    configuration = settings()
    log.info("starting", version=VERSION, python=platform.python_version())
    open_installation()
    with access.acting_as(access.ITSELF):
        add_missing_sources()
        emptied = trash.empty_trash()
        lost_runs.requeue_lost()
    log.info("database_open", embedded=configuration.database_url is None, emptied_from_trash=emptied)
    remove_leftovers()
    with suppress(TriageError), places.place_of(configuration) as place:
        restoring.remove_leftovers(place)


def add_missing_sources() -> None:
    """Add the suggestion sources that the database does not know yet; each gets a number that it keeps."""
    with transaction() as session:
        known = set(session.scalars(select(StoredSource.key)))
        missing = [{"key": key} for key in source_keys() if key not in known]
        if missing:
            session.execute(insert(StoredSource).on_conflict_do_nothing(), missing)


def start_work() -> None:
    """Start the background work of a server: load classifiers, fold rollups, keep the learned classifier up to date."""
    if settings().database_url is None:
        open_error_log(settings().data_dir)
    use_replica()
    # Before somebody types: the SDKs of language models and the phrases of the keyword rules, each of which takes a
    # second in which the interpreter does nothing else.
    chain.sources()
    chain.instant("Printer", "It does not print.")
    worker.start_background()
    learned.start_background(training.enqueue_if_rested)
    watcher.start_background()
    filling.start_background()
    supervisor.start_workers(settings().workers)


def shut_down() -> None:
    """End what runs in the background and give back the connections; the last user of the embedded server stops it."""
    supervisor.stop_workers()
    worker.stop_background()
    watcher.stop_background()
    filling.stop_background()
    learned.stop_background()
    chain.close()
    close_database()
    close_error_log()


def reset() -> None:
    """Delete every ticket, with history, trash, what was learned and answered; categories and settings as at first.

    The calls of today stay counted: an emptied desk is no reason to pay for more.
    """
    access.require("reset")
    with transaction(statement_timeout=0) as session:
        # A training that is under way ends first: its model would bring back what is deleted.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": learned.TRAINING_LOCK})
        session.execute(text(f"TRUNCATE {', '.join(_tables_to_empty())} RESTART IDENTITY"))
        queue.forget_all(session)
        seed(session.connection())
        audit.note(session, "reset", "Deleted everything")
        taxonomy.announce(session)
    taxonomy.forget()
    learned.forget()
    deciding.forget()
    chain.forget()
    topic_names.forget()


def _tables_to_empty() -> list[str]:
    """Every table but the sources, what triggers empty, calls of today, their pace, tokens, and jobs that may run."""
    names = {mapper.class_.__tablename__ for mapper in Base.registry.mappers}
    kept = {
        "ticket_document", "search_entry", "model_calls", "model_rate", "job", "job_file", "suggestion_source",
        "api_token",
    }  # fmt: skip
    return sorted(names - kept | {"retained_count", "stat_check"})
