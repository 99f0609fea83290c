"""Open the database that the settings of this process name."""

from __future__ import annotations

from db import engine
from services.settings import settings


def use_replica() -> None:
    """Read on the replica that the settings name, if they name one. Raises UnusableDatabase for no address."""
    url = settings().database_read_url
    if url is not None:
        engine.use_replica(url.get_secret_value(), bound=settings().database_read_lag)


def open_installation() -> None:
    """Open and migrate it, once. Raises TriageError with what to do about it."""
    configuration = settings()
    url, direct = configuration.database_url, configuration.database_direct_url
    engine.open_database(
        url.get_secret_value() if url else None,
        configuration.data_dir,
        direct_url=direct.get_secret_value() if direct else None,
        wait=configuration.database_wait,
        pool_size=configuration.database_pool_size,
        statement_timeout=configuration.statement_timeout,
    )
