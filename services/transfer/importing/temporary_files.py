"""Temporary files of imports, each gone when nobody holds it; those of a killed process are found and removed.

Every process has a folder of its own and holds a lock on it for as long as it lives. The system gives the lock back
however the process ends, so a folder whose lock can be had belongs to nobody.
"""

from __future__ import annotations

import atexit
import errno
import fcntl
import os
import shutil
import stat
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from services.errors import InvalidInput

PREFIX = "triage-import-"
DISK_FULL = "The disk of the server is full, so the file cannot be read. Make space, then choose the file again."
OLD_SECONDS = 24 * 60 * 60
NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_lock = threading.Lock()
_folder: Path | None = None


class TemporaryFile:
    """A file on disk that is gone when nobody holds it any more, or once it is removed."""

    def __init__(self, suffix: str = "") -> None:
        handle, name = tempfile.mkstemp(suffix=suffix, dir=_own_folder())
        os.close(handle)
        self.path = Path(name)
        self.remove = weakref.finalize(self, self.path.unlink, missing_ok=True)  # at the end of the process, too


@contextmanager
def full_disk_told() -> Iterator[None]:
    """A full disk as InvalidInput."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise InvalidInput({"file": [DISK_FULL]}) from error
        raise


def remove_leftovers() -> int:
    """Remove the files of processes that were killed, and say of how many; those of living ones stay."""
    return sum(_is_removed(path) for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"))


def _is_removed(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except NotADirectoryError:
        return _is_old_file_removed(path)
    except OSError:
        return False  # gone meanwhile, or not ours
    try:
        if os.fstat(handle).st_uid != os.geteuid():
            return False
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
    except OSError:
        return False  # its process lives, or the file system knows no locks
    finally:
        os.close(handle)
    return True


def _is_old_file_removed(path: Path) -> bool:
    """Earlier versions kept files without a folder, and no lock on them: those of ours go after a day."""
    with suppress(OSError):
        status = path.lstat()
        old = status.st_mtime < time.time() - OLD_SECONDS
        if stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and old:
            path.unlink()
            return True
    return False


def _own_folder() -> Path:
    global _folder
    with _lock:
        if _folder is None or not _folder.exists():  # a tidy system may have taken it
            _folder = _locked_folder()
        return _folder


def _locked_folder() -> Path:
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        try:
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue  # another process took it for a leftover
        with suppress(OSError):  # a file system without locks: then nobody takes it for a leftover either
            fcntl.flock(handle, fcntl.LOCK_EX)  # held to the end of the process
        if path.exists():
            atexit.register(shutil.rmtree, path, ignore_errors=True)
            return path
        os.close(handle)
