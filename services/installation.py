"""Open the database that the settings of this process name."""

from __future__ import annotations

from db.engine import open_database
from services.settings import settings


def open_installation() -> None:
    """Open and migrate it, once. Raises TriageError with what to do about it."""
    configuration = settings()
    url, direct = configuration.database_url, configuration.database_direct_url
    open_database(
        url.get_secret_value() if url else None,
        configuration.data_dir,
        direct_url=direct.get_secret_value() if direct else None,
        wait=configuration.database_wait,
        pool_size=configuration.database_pool_size,
        statement_timeout=configuration.statement_timeout,
    )
