"""What is installed and on what: version, Python, system, packages beside the lock, room on the disk."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from services.doctor.configured import current_settings
from services.process.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
GIT_TIMEOUT = 5  # seconds


def version() -> Iterator[str]:
    """The version, and the commit where it is a checkout."""
    git = shutil.which("git")
    commit = ""
    if git and (ROOT / ".git").exists():
        command = [git, "-C", str(ROOT), "describe", "--always", "--dirty"]
        said = subprocess.run(command, capture_output=True, text=True, timeout=GIT_TIMEOUT, check=False)  # noqa: S603
        commit = f", commit {said.stdout.strip()}" if said.returncode == 0 else ""
    yield f"{VERSION}{commit}"


def python() -> Iterator[str]:
    """Which Python, and its pip."""
    yield f"{platform.python_version()} ({sys.executable}), pip {importlib.metadata.version('pip')}"


def system() -> Iterator[str]:
    """The machine, and whether the desk is run by root."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    who = "root" if os.geteuid() == 0 else "an ordinary user"
    yield f"{platform.platform()}, {os.cpu_count()} cores, {memory:.0f} GB memory, run by {who}"


def packages() -> Iterator[str]:
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


def disk() -> Iterator[str]:
    """How much room there is for the project and the data folder."""
    folders = {"project": ROOT}
    try:
        folders["data folder"] = current_settings().data_dir
    finally:
        for name, folder in folders.items():
            there = next(path for path in (folder, *folder.parents) if path.exists())
            missing = "" if there == folder else " (not made yet)"
            yield f"{shutil.disk_usage(there).free / 1e9:.1f} GB free for the {name}, {folder}{missing}"
