"""Folders for an application's data: a new one, and a copy of what a first start leaves."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.leftovers import own_folder


@contextmanager
def made_folder() -> Iterator[Path]:
    """A folder of its own; open to all, as the embedded server of root runs as another user."""
    made = Path(tempfile.mkdtemp(prefix="app-", dir=own_folder()))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def short_lived() -> Iterator[None]:
    """A server started meanwhile neither waits for the disk nor fills it: it need not outlive a power cut."""
    from db.embedded import server_settings

    lighter = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "256MB"}  # 2 GB of log in each process else
    with pytest.MonkeyPatch.context() as patch:
        for name, value in lighter.items():
            patch.setitem(server_settings._ALWAYS, name, value)
        yield


@contextmanager
def folder_with(data: Path) -> Iterator[Path]:
    """A folder with a copy of this data in ``data``: to make a database takes longer than to copy one."""
    with made_folder() as made:
        subprocess.run(["cp", "-Rp", str(data), str(made / "data")], check=True)
        yield made
