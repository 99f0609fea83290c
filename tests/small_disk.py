"""A disk of a few megabytes, to be filled; only root can have one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """A file system in memory at ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filling = path / "filling"

    def fill(self, *, leave: int = 0) -> None:
        """Fill it, but for so many bytes."""
        with self._filling.open("wb") as filling:
            filling.write(b"x" * max(0, shutil.disk_usage(self.path).free - leave))

    def make_room(self) -> None:
        """Take away what ``fill`` wrote."""
        self._filling.unlink(missing_ok=True)


@contextmanager
def small_disk(path: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount one at ``path``, and unmount it at the end."""
    path.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(path)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("A small disk can be mounted by root alone.")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
