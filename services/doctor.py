"""Diagnostics of an installation in one page of text: python -m services.doctor. Never a secret or ticket text.

Only the standard library is imported at the top, so that it also speaks where the set-up is broken; whatever cannot be
found out says why in its own line.
"""

from __future__ import annotations

import http.client
import importlib.metadata
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from services.version import VERSION

if TYPE_CHECKING:
    from services.classify.llm.provider import Provider
    from services.settings import Settings
    from services.suggestion_sources import ModelSetup

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 10  # errors
TIMEOUT = 5  # seconds, of anything that is asked


def main() -> None:
    """Print the page."""
    for line in page():
        print(line)


def page() -> Iterator[str]:
    """Every section, its name in the first column."""
    for name, lines in SECTIONS.items():
        for line in _section(lines):
            yield f"{name:<13} {_printable(line)}"


def _section(section: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from section()
    except ModuleNotFoundError as error:
        yield f"cannot tell: {error.name} is not installed; make run sets everything up"
    except Exception as error:  # noqa: BLE001 - the other sections still help
        yield f"cannot tell: {type(error).__name__}: {_first_line(error)}"


def _version() -> Iterator[str]:
    git = shutil.which("git")
    commit = ""
    if git and (ROOT / ".git").exists():
        command = [git, "-C", str(ROOT), "describe", "--always", "--dirty"]
        said = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)  # noqa: S603
        commit = f", commit {said.stdout.strip()}" if said.returncode == 0 else ""
    yield f"{VERSION}{commit}"


def _python() -> Iterator[str]:
    yield f"{platform.python_version()} ({sys.executable}), pip {importlib.metadata.version('pip')}"


def _system() -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    who = "root" if os.geteuid() == 0 else "an ordinary user"
    yield f"{platform.platform()}, {os.cpu_count()} cores, {memory:.0f} GB memory, run by {who}"


def _packages() -> Iterator[str]:
    """What is installed beside the lock of `make run`."""
    from packaging.requirements import Requirement  # noqa: PLC0415

    lines = (ROOT / "requirements-embedded.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[A-Za-z0-9]", line)]
    pins = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    wrong = [
        f"{pin.name} {have or 'missing'}" for pin in pins if not pin.specifier.contains(have := _installed(pin.name))
    ]
    yield f"{len(pins) - len(wrong)} of {len(pins)} as locked" + (f"; not so: {', '.join(wrong)}" if wrong else "")


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _disk() -> Iterator[str]:
    folders = {"project": ROOT}
    try:
        folders["data folder"] = _settings().data_dir
    finally:
        for name, folder in folders.items():
            there = next(path for path in (folder, *folder.parents) if path.exists())
            missing = "" if there == folder else " (not made yet)"
            yield f"{shutil.disk_usage(there).free / 1e9:.1f} GB free for the {name}, {folder}{missing}"


def _changed_settings() -> Iterator[str]:
    """Each setting that is not as it comes; of a secret only that it is set, of an address no user and no query."""
    from pydantic import SecretStr  # noqa: PLC0415

    settings = _settings()
    for name in sorted(settings.model_fields_set):
        value = getattr(settings, name)
        shown = "set, not shown" if isinstance(value, SecretStr) else _without_secrets(str(value))
        yield f"{name.upper()}: {shown}"
    if not settings.model_fields_set:
        yield "all as they come"


def _without_secrets(value: str) -> str:
    if "://" not in value:
        return value
    addresses = [urlsplit(part.strip()) for part in value.split(",")]
    return ", ".join(urlunsplit((url.scheme, url.netloc.rpartition("@")[2], url.path, "", "")) for url in addresses)


def _port() -> Iterator[str]:
    settings = _settings()
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


def _database() -> Iterator[str]:
    """Looks only: starts no server, migrates nothing."""
    from sqlalchemy import make_url  # noqa: PLC0415

    settings = _settings()
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


def _backups() -> Iterator[str]:
    from services.backup.folder import describe  # noqa: PLC0415

    yield from describe(_settings())


def _language_models() -> Iterator[str]:
    """Which model a server of one's own is asked for, and which it has; nothing but the list is asked of it."""
    from services.suggestion_sources import model_setups  # noqa: PLC0415

    settings = _settings()
    servers = {key: address for key, setup in model_setups().items() if (address := _own_server(setup, settings))}
    if not servers:
        yield "none on a server of one's own"
        return
    from services.classify.llm.registry import configured, setup_hint  # noqa: PLC0415

    providers = {provider.name: provider for provider in configured(settings, may_call=lambda: True)}
    for key, address in servers.items():
        asked = f"{key}: {_without_secrets(address)}"
        yield f"{asked}, {_offer(providers[key])}" if key in providers else f"{asked}, {setup_hint(key, settings)}"


def _own_server(setup: ModelSetup, settings: Settings) -> str | None:
    return getattr(settings, setup.server) if setup.server else None


def _offer(provider: Provider) -> str:
    from services.classify.llm.errors import ProviderError  # noqa: PLC0415
    from services.classify.llm.network.model_names import in_words  # noqa: PLC0415

    try:
        names = in_words(provider.offered(deadline=TIMEOUT))
        has = f"has {names}" if names else "does not list its models"
    except ProviderError as error:
        has = error.reason
    finally:
        provider.close()
    return f"asked for {provider.model}; {has}"


def _errors() -> Iterator[str]:
    """The last ones of the application and of the embedded server; with DATABASE_URL its log is elsewhere."""
    from services.logs import ERRORS_FILE  # noqa: PLC0415

    folder = _settings().data_dir
    errors = [_app_error(line) for line in _lines(folder / ERRORS_FILE)]
    errors += [line for line in _lines(folder / "postgres.log") if re.search(r"\b(FATAL|PANIC):", line)]
    yield from errors or [f"none in {folder}"]


def _lines(file: Path) -> list[str]:
    """The last ones of a file that may be long."""
    if not file.exists():
        return []
    with file.open("rb") as log:
        log.seek(max(0, file.stat().st_size - 64 * 1024))
        return log.read().decode(errors="replace").splitlines()[-SHOWN:]


def _app_error(line: str) -> str:
    try:
        entry = json.loads(line)
    except ValueError:
        return "a line that is not whole"
    detail = entry.get("reason") or (entry.get("exception") or "").rpartition("\n")[2]
    return f"{entry.get('timestamp')} {entry.get('logger')}: {entry.get('event')} {detail}"


def _settings() -> Settings:
    from services.settings import settings  # noqa: PLC0415

    return settings()


def _first_line(error: Exception) -> str:
    first = (str(error).splitlines() or [""])[0][:300]
    try:
        from services.logs import without_password  # noqa: PLC0415
    except ImportError:
        return ""
    return without_password(first)


def _printable(line: str) -> str:
    """Without what a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in line)


SECTIONS: dict[str, Callable[[], Iterator[str]]] = {
    "Triage Desk": _version,
    "Python": _python,
    "System": _system,
    "Packages": _packages,
    "Disk": _disk,
    "Settings": _changed_settings,
    "Port": _port,
    "Database": _database,
    "Backups": _backups,
    "Models": _language_models,
    "Last errors": _errors,
}

if __name__ == "__main__":
    main()
