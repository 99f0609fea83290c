"""Which tests are asked about a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.reach import Reached, statement_of

SOURCE = """TABLE = {
    "a": 1,
}

@cached
def found(
    a,
):
    if (a and
            TABLE):
        return first(
            a,
        )
    return None

UNUSED = 1

def made():
    return 1
"""
OWN, QUICK, SLOW, FAILED = "t/test_code.py::own", "t/test_a.py::quick", "t/test_a.py::slow", "t/test_a.py::failed"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "code.py").write_text(SOURCE)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (2, (1, 3, True)),
        (4, (4, 4, True)),
        (5, (5, 8, True)),
        (7, (5, 8, True)),
        (10, (9, 10, False)),
        (12, (11, 13, False)),
        (14, (14, 14, False)),
    ],
)
def test_the_statement_of_a_line(line: int, expected: tuple[int, int, bool], tree: Path) -> None:
    found, at_import = statement_of(tree / "code.py", line)
    assert (found[0], found[-1], at_import) == expected


@pytest.mark.parametrize(
    ("line", "limit", "expected"),
    [
        (12, 20.0, [OWN, QUICK, SLOW]),  # noted at the first line of the statement
        (12, 4.0, [OWN, QUICK]),
        (12, 0.1, [OWN]),  # never none at all
        (14, 20.0, [QUICK]),
        (2, 20.0, [SLOW]),  # a name: what uses it
        (6, 20.0, [OWN, QUICK, SLOW]),  # a decorated function: its body
        (16, 20.0, [OWN, QUICK, SLOW]),  # used by nothing here: everything that runs any line of the file
        (9, 20.0, [SLOW]),
        (19, 20.0, [OWN, QUICK, SLOW]),  # a function that runs at import alone: as what stands there
    ],
)
def test_tests_of_a_line(line: int, limit: float, expected: list[str], tree: Path) -> None:
    reached = Reached(
        seconds={OWN: 2.0, QUICK: 1.0, SLOW: 9.0, FAILED: 0.5},
        lines={"code.py": {"1": [""], "9": [SLOW], "11": [SLOW, QUICK, FAILED, OWN, ""], "14": [QUICK], "19": [""]}},
        modules=[],
        failed=[FAILED],
        stored=[],
    )
    assert reached.tests_of(tree, Path("code.py"), line, limit) == expected
