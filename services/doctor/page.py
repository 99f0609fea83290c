"""The page: its sections in order, each of which says why where it cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.doctor import configured, installed, last_errors, models, servers


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


def _first_line(error: Exception) -> str:
    first = (str(error).splitlines() or [""])[0][:300]
    try:
        from services.process.logs import without_password  # noqa: PLC0415
    except ImportError:
        return ""
    return without_password(first)


def _printable(line: str) -> str:
    """Without what a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in line)


SECTIONS: dict[str, Callable[[], Iterator[str]]] = {
    "Triage Desk": installed.version,
    "Python": installed.python,
    "System": installed.system,
    "Packages": installed.packages,
    "Disk": installed.disk,
    "Settings": configured.changed_settings,
    "Port": servers.port,
    "Database": servers.database,
    "Backups": servers.backups,
    "Models": models.language_models,
    "Last errors": last_errors.errors,
}
