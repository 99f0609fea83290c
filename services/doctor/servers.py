"""The desk at its port, the database and the backups; looks only, starts and migrates nothing."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

from services.doctor.configured import current_settings

TIMEOUT = 5  # seconds, of anything that is asked


def port() -> Iterator[str]:
    """Who answers at the port of the desk, and what its health says."""
    settings = current_settings()
    where = f"{settings.host}:{settings.port}"
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - to ask it, not to listen
    try:
        status, answer = _healthz(host, settings.port)
    except ConnectionRefusedError:
        yield f"{where}: nobody listens"
    except (OSError, ValueError, http.client.HTTPException) as error:
        yield f"{where}: taken, and not by Triage Desk ({type(error).__name__})"
    else:
        version = answer.get("version", "of an older version")
        yield f"{where}: Triage Desk {version} answers {status}, {answer.get('status')}"
        if "replica" in answer:
            yield f"the read replica is {answer['replica']}"
        if "workers" in answer:
            yield answer["workers"]


def _healthz(host: str, port: int) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        answer = json.loads(response.read(10_000))
        if not isinstance(answer, dict):
            raise ValueError("another program")
        return response.status, answer
    finally:
        connection.close()


def database() -> Iterator[str]:
    """Looks only: starts no server, migrates nothing."""
    from sqlalchemy import make_url  # noqa: PLC0415

    settings = current_settings()
    if settings.database_url is not None:
        yield "of DATABASE_URL"
        pooler, direct = settings.database_url, settings.database_direct_url
        if direct is not None:
            yield f"DATABASE_URL is a pooler, which {_takes_connections(pooler.get_secret_value())}; behind it:"
        yield from _query_server(make_url((direct or pooler).get_secret_value()).set(drivername="postgresql+psycopg"))
        return
    from db.embedded.cluster import Cluster  # noqa: PLC0415
    from db.embedded.server import EmbeddedServer  # noqa: PLC0415

    cluster = Cluster(settings.data_dir)
    if not (cluster.pgdata / "PG_VERSION").exists():
        yield f"embedded, not made yet in {settings.data_dir}"
    elif not cluster.answers():
        yield f"embedded, in {settings.data_dir}, does not run; it does while the app does"
    else:
        yield f"embedded, in {settings.data_dir}, runs"
        yield from _query_server(make_url(EmbeddedServer(cluster).url))


def _takes_connections(address: str) -> str:
    import psycopg  # noqa: PLC0415
    from sqlalchemy import make_url  # noqa: PLC0415

    given = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        psycopg.connect(given, connect_timeout=TIMEOUT).close()
    except psycopg.OperationalError as error:
        return f"takes no connections ({type(error).__name__})"
    return "takes connections"


def _query_server(url: object) -> Iterator[str]:
    from sqlalchemy import create_engine, text  # noqa: PLC0415

    from db.migrate import heads  # noqa: PLC0415

    engine = create_engine(url, connect_args={"connect_timeout": TIMEOUT, "options": "-c statement_timeout=5s"})  # type: ignore[call-overload]
    try:
        with engine.connect() as connection:
            version, size, tickets = connection.execute(text(_DATABASE)).one()
            run = frozenset(connection.scalars(text("SELECT version_num FROM alembic_version")))
            migrated = "every migration has run" if run == heads() else "migrations are missing, or it is newer"
            yield f"PostgreSQL {version}, {size}, about {max(tickets or 0, 0):,.0f} tickets; {migrated}"
    finally:
        engine.dispose()


_DATABASE = """
    SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())),
           (SELECT reltuples FROM pg_class WHERE oid = to_regclass('ticket'))
"""


def backups() -> Iterator[str]:
    """The backups that there are, and with what they are made."""
    from services.backup.folder import describe  # noqa: PLC0415

    yield from describe(current_settings())
