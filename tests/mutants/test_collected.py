"""What a fork puts in the place of a function's code."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from tests.mutants.collected import Question, put_in_place

SOURCE = """
def plain(a):
    return a + 1


def outer(step):
    def inner(a):
        return a + step

    return inner


class Box:
    @property
    def content(self):
        return self._content + 1

    @content.setter
    def content(self, value):
        self._content = value + 1
"""
FAR = "\n\n" + SOURCE  # other lines, but nothing else


def values_of(source: str, path: Path) -> tuple[bool, list[int]]:
    """Whether something was put in place, and what loaded code answers then."""
    loaded: dict[str, Any] = {}
    exec(compile(SOURCE, str(path), "exec"), loaded)
    box, inner = loaded["Box"](), loaded["outer"](10)
    content = loaded["Box"].content
    functions: list[FunctionType] = [loaded["plain"], loaded["outer"], inner, content.fget, content.fset]
    done = put_in_place(Question(path, SOURCE, source, (), 1.0, ""), functions)
    box.content = 0
    return done, [loaded["plain"](0), inner(0), loaded["outer"](20)(0), box.content]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a + 1", "a + 2", (True, [2, 10, 20, 2])),
        ("a + step", "a - step", (True, [1, -10, -20, 2])),
        ("_content + 1", "_content + 7", (True, [1, 10, 20, 8])),
        ("value + 1", "value + 7", (True, [1, 10, 20, 8])),
        ("a + step", "a", (False, [1, 10, 0, 2])),  # another closure: what lives cannot be changed
        ("plain(a)", "plain(a=3)", (False, [1, 10, 20, 2])),  # a default is made at import
        (SOURCE, FAR, (False, [1, 10, 20, 2])),
    ],
)
def test_code_is_put_in_the_place_of_the_old(
    old: str, new: str, expected: tuple[bool, list[int]], tmp_path: Path
) -> None:
    assert values_of(SOURCE.replace(old, new), tmp_path / "code.py") == expected
