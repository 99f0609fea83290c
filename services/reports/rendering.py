"""Run the renderer within limits: two at once in a process, and a deadline for each."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import structlog

from services.errors import TooManyReports
from services.reports.charts import Chart
from services.settings import ROOT

log = structlog.get_logger(__name__)

COMMAND = [sys.executable, "-m", "services.reports.renderer"]
AT_ONCE = 2
WAIT = 20.0  # seconds for a place
DEADLINE = 40.0  # seconds; it takes two where nothing else is done
NO_CHARTS = "The charts could not be drawn. Their numbers follow as text."
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """``images``: a PNG for each chart, None where they could not be drawn; ``pdf``: None where it was not made."""

    images: tuple[bytes, ...] | None = None
    pdf: bytes | None = None


def render(charts: Sequence[Chart], page: dict[str, Any] | None = None) -> Rendered:
    """Draw the charts as PNG or, with a ``page``, typeset it with them as PDF; what fails is None, and in the log.

    Raises TooManyReports where no place gets free in time.
    """
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    asked = {"specifications": [chart.specification for chart in charts], "version": version, "page": page}
    if not _places.acquire(timeout=WAIT):
        raise TooManyReports
    try:
        done = _run(json.dumps(asked).encode())
    finally:
        _places.release()
    if done["failed"]:
        log.warning("report_not_rendered", reason=", ".join(done["failed"]))
    images, pdf = done["charts"], done["pdf"]
    return Rendered(
        None if images is None else tuple(map(base64.b64decode, images)), None if pdf is None else base64.b64decode(pdf)
    )


def _run(asked: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own
            COMMAND, cwd=ROOT, input=asked, capture_output=True, timeout=DEADLINE, check=True
        )
        printed: dict[str, Any] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return {"charts": None, "pdf": None, "failed": [type(error).__name__]}
    return printed
