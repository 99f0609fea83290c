"""Which changes are made of a line, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.changes import changes_of


def added(tmp_path: Path, source: str) -> list[str]:
    """What stands in the place of the changed line in each mutant."""
    (tmp_path / "code.py").write_text(source)
    mutants = [change.mutant() for change in changes_of(Path("code.py"), tmp_path)]
    return sorted(mutant.added for mutant in mutants if mutant)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("found = a < 12", ["found = a < 13", "found = a <= 12"]),
        ("found = a and b", ["found = (a)", "found = (b)", "found = a or b"]),
        ("found = first(a=1)", ["found = first(a=2)"]),
        ("found = first(a, b=c)", ["found = first(a, )", "found = first(b=c)"]),
        ("found = query().order_by(a)", ["found = query()"]),
        ("write(a)", ["pass"]),
        ("found = a[:BATCH]", ["found = a[:BATCH + 1]"]),
        ("found = least(ROWS_MAX)", ["found = least(ROWS_MAX + 1)"]),
        ("found = 'word'", ["found = 'XXwordXX'"]),
        ("found = not a", ["found = a"]),
        ("found: Literal['a', 'b'] = a", []),
        ("'A docstring.'", []),
        ("log.info('seen', rows=3)", []),
        ("found = 'SELECT 1'", []),
        ("found = zip(a, strict=True)", ["found = zip(strict=True)"]),
        ("from a import b", []),
    ],
)
def test_changes_of_a_line(line: str, expected: list[str], tmp_path: Path) -> None:
    assert added(tmp_path, f"{line}\n") == expected


def test_a_condition_is_turned_round_once(tmp_path: Path) -> None:
    assert added(tmp_path, "if a:\n    b = c\n") == ["if not (a):"]
    assert added(tmp_path, "if not a:\n    b = c\n") == ["if a:"]


def test_a_table_and_a_decorated_function_are_changed_too(tmp_path: Path) -> None:
    source = "LIMIT = 3\n\n@route('/a')\ndef answer():\n    return 4\n"
    assert added(tmp_path, source) == ["@route('XX/aXX')", "LIMIT = 4", "return 5"]


def test_a_mutant_is_the_whole_file_with_one_change(tmp_path: Path) -> None:
    source = "# kept\na = 1\nb = 2\n"
    (tmp_path / "code.py").write_text(source)
    change = changes_of(Path("code.py"), tmp_path)[1]
    mutant = change.mutant()
    assert mutant is not None
    assert (change.line, mutant.removed, mutant.added, mutant.original) == (3, "b = 2", "b = 3", source)
    assert mutant.source == "# kept\na = 1\nb = 3\n"
