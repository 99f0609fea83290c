"""What `make quick` leaves out is measured, and what is named there is there."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import slow

JUNIT = """<testsuites><testsuite>
<testcase classname="tests.suite.test_slow" name="test_one[a]" time="0.1"/>
<testcase classname="tests.suite.test_slow" name="test_one[b]" time="0.3"/>
<testcase classname="tests.suite.test_slow" name="test_one[c]" time="0.3"/>
<testcase classname="tests.suite.test_slow" name="test_one[d]" time="0.3"/>
<testcase classname="tests.suite.test_slow.TestMany" name="test_two" time="5"/>
<testcase classname="tests.suite.test_slow" name="test_three" time="0.3"/>
<testcase classname="tests.suite.test_leftovers" name="test_marked_where_it_stands" time="9"/>
<testcase classname="tests.e2e.test_tour" name="test_in_a_browser" time="9"/>
</testsuite></testsuites>"""


def test_what_takes_long_is_listed_and_of_a_table_what_is_too_much(tmp_path: Path) -> None:
    (tmp_path / "junit.xml").write_text(JUNIT)
    assert slow.written(slow.told(tmp_path / "junit.xml")).splitlines()[1:] == [
        "tests/suite/test_slow.py::TestMany::test_two",
        "tests/suite/test_slow.py::test_one 3",
    ]


def test_only_what_is_listed_is_marked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(slow, "LIST", tmp_path / "slow.txt")
    (tmp_path / "slow.txt").write_text("# Head\na.py::test_long\na.py::test_table 2\n")
    marked: list[str] = []

    def item(name: str) -> Any:
        return SimpleNamespace(nodeid=name, add_marker=lambda _: marked.append(name))

    names = ("test_long[x]", "test_table[1]", "test_short", "test_table[2]", "test_table[3]", "test_longer")
    slow.mark([item(f"a.py::{name}") for name in names])
    assert marked == ["a.py::test_long[x]", "a.py::test_table[3]"]


def test_what_is_listed_is_there() -> None:
    assert len(slow.read()) > 100
    assert slow.gone() == []  # else: python -m tests.slow


def test_what_has_moved_is_followed_and_what_is_gone_is_dropped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(slow, "LIST", tmp_path / "slow.txt")
    monkeypatch.setattr("sys.argv", ["slow"])
    here = "tests/suite/test_slow.py::test_what_is_listed_is_there\n"
    moved = "::test_what_has_moved_is_followed_and_what_is_gone_is_dropped 3\n"
    (tmp_path / "slow.txt").write_text(f"# Head\n{here}tests/suite/test_slow.py::test_nothing\ntests/a.py{moved}")
    slow.main()
    assert (tmp_path / "slow.txt").read_text() == f"# Head\ntests/suite/test_slow.py{moved}{here}"
