"""The report from the command line, into a file whose ending says its format."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs

from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.reports.making import FORMATS, week_report
from services.reports.rendering import NO_CHARTS
from services.stats.undated import COUNTED

UNDATED = "undated"
OF_PAGE = (UNDATED, "period", "compare", "against", "sort", "page_size")  # in the Dashboard's address beside the filter


def report(file: str, *, filtered: str, address: str) -> str:
    """Write the report and say where it is. Raises InvalidInput for a file or filter that cannot be used.

    ``filtered``: what stands behind the question mark in the address of the Dashboard.
    """
    target = Path(file or "report.pdf")
    kind = target.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise InvalidInput({"file": [f"Name a file that ends with .{', .'.join(FORMATS[:-1])} or .{FORMATS[-1]}."]})
    given = parse_qs(filtered.rpartition("?")[2], keep_blank_values=True)
    counted = given.get(UNDATED, []) == [COUNTED]
    _refuse_unknown(filtered, given)
    made = week_report(TicketFilter.from_params(given), kind, counted=counted, address=address.rstrip("/"))
    try:
        _write(target, made.content)
    except OSError as error:
        raise InvalidInput({"file": [f"{target} cannot be written: {error.strerror}."]}) from None
    return str(target) if made.charts else f"{target}\n{NO_CHARTS}"


def _refuse_unknown(filtered: str, given: Mapping[str, list[str]]) -> None:
    """A part that means nothing would have the file be about more tickets than was asked for."""
    unknown = sorted(set(given) - {*TicketFilter.names(), *OF_PAGE})
    if unknown or (filtered and not given):
        raise InvalidInput({"filter": [f"Unknown: {', '.join(unknown)[:100] or filtered[:100]}."]})


def _write(target: Path, content: bytes) -> None:
    """In one step: whoever reads the file meanwhile has the old one or the new one."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as written:
        try:
            written.write(content)
            written.close()
            Path(written.name).chmod(0o666 & ~_umask())
            Path(written.name).replace(target)
        except OSError:
            Path(written.name).unlink()
            raise


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now
