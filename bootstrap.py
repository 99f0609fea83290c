"""Set up the virtual environment behind make: ``python bootstrap.py FOLDER LOCK``. Needs the standard library alone.

Makes FOLDER unless a working environment is there, and installs exactly what LOCK pins: hashes checked, wheels only, no
resolver at work (docs/decisions/0017). pip downloads, keeps what arrived whole in its cache and reads its own
configuration; here its output becomes one line a package, and a failure one sentence that says what to do.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
ATTEMPTS = 4  # of a download that breaks off; pip itself tries again to connect
AGAIN = "The download broke off. Trying again; what arrived whole is kept."
NEEDED_GB = 1.2  # free where the environment is made; README has what is used
INSTALL = ("install", "--no-user", "--no-input", "--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile")

_PACKAGE = re.compile(r"(?:Collecting|Processing|Requirement already satisfied:) (\S+)")
_FILE = re.compile(r"\s+(Downloading|Using cached) \S+ \(([\d.]+ \w+)\)")
_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_OTHER = "DO NOT MATCH THE HASHES"  # also what pip 23 makes of a file of which half arrived
_BROKEN = re.compile(
    "IncompleteRead|IncompleteDownload|incomplete-download|Connection broken|ConnectionReset|ReadTimeout"
    rf"|Read timed out|{_OTHER}"
)
_UNREACHABLE = re.compile(r"Retrying \(Retry\(|NewConnectionError|NameResolutionError|ProxyError|SSLError")


class SetUpFailed(Exception):
    """The environment could not be made; the message says why and what to do."""


def main() -> None:
    """Set up FOLDER with LOCK; a failure is one sentence on standard error and exit status 1."""
    folder, lock = map(Path, sys.argv[1:3])
    try:
        python = make_environment(folder)
        install(python, lock)
        tidy(folder, python)
    except SetUpFailed as failure:
        sys.exit(str(failure))
    except OSError as error:
        sys.exit(_sentence(str(error), folder))
    except KeyboardInterrupt:
        sys.exit("\nStopped. What was downloaded is kept: the same command goes on from there.")


def make_environment(folder: Path) -> Path:
    """Return the Python of the environment in ``folder``, made anew unless it works. Raises SetUpFailed."""
    python = folder / "bin" / "python"
    if _works(python):
        return python
    free = shutil.disk_usage(folder.absolute().parent).free
    if free < NEEDED_GB * 1e9:
        raise SetUpFailed(_sentence("No space left on device", folder))
    print(f"Setting up {folder} with Python {platform.python_version()}. This happens once.", flush=True)
    base = getattr(sys, "_base_executable", sys.executable)  # ours may be the one that is replaced
    made = _run(base, "-m", "venv", "--clear", folder)
    if made.returncode:
        raise SetUpFailed(_sentence(made.stdout + made.stderr, folder))
    return python


def _works(python: Path) -> bool:
    code = f"import sys, pip; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return _run(python, "-c", code).returncode == 0
    except OSError:
        return False


def install(python: Path, lock: Path) -> None:
    """Install the packages of ``lock``, each at its pinned version. Raises SetUpFailed."""
    output = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            _show(AGAIN)
        status, output = _run_pip(python, lock)
        if status == 0:
            return
        if not _BROKEN.search(output):
            break
    raise SetUpFailed(_sentence(output, python.parent.parent))


def _run_pip(python: Path, lock: Path) -> tuple[int, str]:
    """Run pip once, show how far it is, and return its exit status and its output."""
    bar = "raw" if _version_of_pip(python) >= (24, 1) else "off"
    command = (python, "-m", "pip", "--disable-pip-version-check", *INSTALL, f"--progress-bar={bar}", "-r", lock)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        output = "".join(_shown(process.stdout, len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))))
    return process.returncode, output


def _version_of_pip(python: Path) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", _run(python, "-m", "pip", "--version").stdout)[:2]))


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a Python of ours


def _shown(output: Iterator[str], total: int) -> Iterator[str]:
    """Pass pip's lines on and meanwhile say which package of how many is being fetched, and its size."""
    number, package, size = 0, "", ""
    for line in output:
        if line.startswith("Ignoring "):
            total -= 1
        elif found := _PACKAGE.match(line):
            number, package = number + 1, found[1].rpartition("/")[2].replace("==", " ")
        elif found := _FILE.match(line):
            size = found[2] if found[1] == "Downloading" else f"{found[2]}, downloaded before"
            _show(f"{number} of {total}: {package}, {size}")
        elif found := _PROGRESS.match(line):
            _show(
                f"{number} of {total}: {package}, {size}, {int(found[1]) * 100 // (int(found[2]) or 1)}%", passing=True
            )
            continue
        elif "Retrying (Retry(" in line:
            _show("The package index is not responding. Trying again.")
        elif "Attempting to resume incomplete download" in line:
            _show(AGAIN)
        elif line.startswith("Installing "):
            _show(f"Installing {total} packages. This takes about a minute.")
        yield line


def _show(text: str, *, passing: bool = False) -> None:
    """Print a line; one that is ``passing`` only on a terminal, where the next one takes its place."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="" if passing else "\n", flush=True)
    elif not passing:
        print(text, flush=True)


def tidy(folder: Path, python: Path) -> None:
    """Remove the libraries' own tests, an eighth of what is installed, and compile the rest on all cores."""
    for packages in folder.glob("lib/python3*/site-packages"):
        for tests in [path.parent for path in packages.rglob("tests/__init__.py")]:
            shutil.rmtree(tests, ignore_errors=True)
        _run(python, "-m", "compileall", "-qq", "-j", "0", packages)


# By the words of pip or of the system: what happened and what to do.
_SENTENCES = (
    (
        r"No space left|Disk quota exceeded",
        "The disk is too full: {folder} needs {needed} GB. Free: {free}. Make room, then try again.",
    ),
    (
        r"Read-only file system|Permission denied",
        "{folder} cannot be written. Allow yourself to write there, or copy the project to a folder of your own.",
    ),
    (
        _OTHER,
        "The package index gave a file that is not the locked one, or half of it, {attempts} times. Check the network "
        "and try again, or name another index in PIP_INDEX_URL.",
    ),
    (
        _BROKEN.pattern,
        "The download broke off {attempts} times. Check the network and try again: what arrived whole is kept.",
    ),
    (
        _UNREACHABLE.pattern,
        "The package index cannot be reached. Check the network, HTTPS_PROXY and PIP_INDEX_URL, then try again.",
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "The package index has no {package} for Python {python} on {machine}. Name an index in "
        "PIP_INDEX_URL that has it, or another Python: PYTHON=/path/to/python3.12",
    ),
    (r"", "{last}\nThe set-up failed, and the lines above say why. Delete {folder} and try again."),
)


def _sentence(output: str, folder: Path) -> str:
    """What went wrong and what to do; where that is not known, the last that pip said."""
    found, sentence = next((found, text) for pattern, text in _SENTENCES if (found := re.search(pattern, output)))
    return sentence.format(
        folder=folder.absolute(),
        needed=NEEDED_GB,
        free=", ".join(f"{shutil.disk_usage(at).free / 1e9:.1f} GB in {at}" for at in _disks(folder)),
        attempts=ATTEMPTS,
        python=platform.python_version(),
        machine=platform.machine(),
        last="\n".join(output.strip().splitlines()[-15:]),
        **found.groupdict(),
    )


def _disks(folder: Path) -> Iterator[Path]:
    """Where space is needed: the environment's folder, and the one through which files are unpacked."""
    yield folder.absolute().parent
    yield Path(tempfile.gettempdir())


if __name__ == "__main__":
    main()
