"""Folders for an application's data: a new one, and a copy of what a first start leaves."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def made_folder() -> Iterator[Path]:
    """A folder of its own; open to all, as the embedded server of root runs as another user."""
    made = Path(tempfile.mkdtemp(prefix="triage-app-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def folder_with(data: Path) -> Iterator[Path]:
    """A folder with a copy of this data in ``data``: to make a database takes longer than to copy one."""
    with made_folder() as made:
        subprocess.run(["cp", "-Rp", str(data), str(made / "data")], check=True)
        yield made
