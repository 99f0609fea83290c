"""The locks are closed: whatever a locked package needs, on every platform we are for, is locked in a version that it
takes. So nothing is left for pip to resolve (docs/decisions/0017).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from services.settings import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXCLUDED = set(PROJECT["tool"]["uv"]["exclude-dependencies"])  # left out on purpose; the tests run without them
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {"requirements.txt": (), "requirements-embedded.txt": ("embedded",), "requirements-dev.txt": tuple(EXTRAS)}

LINUX = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
MACOS = {"os_name": "posix", "sys_platform": "darwin", "platform_system": "Darwin"}
PLATFORMS = {
    "Linux x86-64": LINUX | {"platform_machine": "x86_64"},
    "Linux arm64": LINUX | {"platform_machine": "aarch64"},
    "macOS arm64": MACOS | {"platform_machine": "arm64"},
}
PYTHONS = {"3.11": "3.11.7", "3.12": "3.12.1", "3.13": "3.13.0"}

Environment = dict[str, str]


def environment(python: str, platform: str) -> Environment:
    """What markers are evaluated against."""
    ours = {key: str(value) for key, value in default_environment().items()}
    versions = {"python_version": python, "python_full_version": PYTHONS[python]}
    return ours | versions | PLATFORMS[platform] | {"extra": ""}


@cache
def lock(name: str) -> tuple[Requirement, ...]:
    """The pinned requirements of a lock."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return tuple(Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[A-Za-z0-9]", line))


def applies(requirement: Requirement, where: Environment, extras: frozenset[str] = frozenset()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate(where | {"extra": extra}) for extra in {"", *extras})


def wanted(extras: tuple[str, ...]) -> list[Requirement]:
    """What pyproject.toml asks for."""
    lists = [PROJECT["project"]["dependencies"], *(EXTRAS[extra] for extra in extras)]
    return [Requirement(line) for lines in lists for line in lines]


class Metadata(NamedTuple):
    """What an installed package says of itself."""

    version: str
    extras: frozenset[str]
    needs: tuple[Requirement, ...]


@cache
def metadata(name: str) -> Metadata | None:
    """None where it is not installed here."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    extras = frozenset(canonicalize_name(extra) for extra in found.metadata.get_all("Provides-Extra") or ())
    return Metadata(found.version, extras, tuple(map(Requirement, found.requires or ())))


class Closure:
    """Walks from the project's requirements through the metadata of what is installed, in one lock and environment.

    ``open`` are the requirements that the lock does not satisfy, ``unread`` the pins whose metadata is not here.
    """

    def __init__(self, name: str, where: Environment) -> None:
        self._pins = {canonicalize_name(pin.name): pin for pin in lock(name) if applies(pin, where)}
        self._where = where
        self._seen: set[tuple[str, frozenset[str]]] = set()
        self.open: list[str] = []
        self.unread: set[str] = set()
        self._walk("the project", [need for need in wanted(LOCKS[name]) if applies(need, where)])

    def _walk(self, whose: str, needs: list[Requirement]) -> None:
        for need in needs:
            pin = self._pins.get(canonicalize_name(need.name))
            if need.name in EXCLUDED:
                continue
            if pin is None or not need.specifier.contains(_version(pin), prereleases=True):
                self.open.append(f"{whose} needs {need}, locked is {pin}")
            elif (pin.name, extras := frozenset(need.extras)) not in self._seen:
                self._seen.add((pin.name, extras))
                self._walk(str(pin), list(self._needs_of(pin, extras)))

    def _needs_of(self, pin: Requirement, extras: frozenset[str]) -> Iterator[Requirement]:
        found = metadata(pin.name)
        if found is None or found.version != _version(pin):
            self.unread.add(str(pin))
            return
        if lacking := {canonicalize_name(extra) for extra in extras} - found.extras:
            self.open.append(f"{pin} has no extra {lacking}")
        yield from (need for need in found.needs if applies(need, self._where, extras))


@cache
def closure(name: str, python: str, platform: str) -> Closure:
    return Closure(name, environment(python, platform))


def _version(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_satisfies_everything_that_it_asks_for(name: str, python: str, platform: str) -> None:
    assert closure(name, python, platform).open == []


@pytest.mark.parametrize("name", LOCKS)
def test_what_could_not_be_read_here_is_for_another_python_or_platform(name: str) -> None:
    here = {key: str(value) for key, value in default_environment().items()}
    unread = {
        pin for python in PYTHONS for platform in PLATFORMS
        for pin in closure(name, python, platform).unread
    }  # fmt: skip
    print(f"{name}: not installed here, so their own requirements were not read: {sorted(unread) or 'none'}")
    assert [pin for pin in unread if applies(Requirement(pin), here)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [pin.splitlines()[0] for pin in pins if not re.match(r"\S+==\S+ ", pin) or "--hash=sha256:" not in pin] == []
    assert "://" not in text


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-embedded.txt"])
def test_the_locks_agree(name: str) -> None:
    assert {str(pin) for pin in lock(name)} <= {str(pin) for pin in lock("requirements-dev.txt")}
