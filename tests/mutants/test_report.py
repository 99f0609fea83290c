"""What a run says at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.changes import Mutant, changes_of
from tests.mutants.report import Outcome, interval, report


@pytest.mark.parametrize(
    ("hits", "tried", "expected"),
    # From tables of Wilson's interval.
    [(8, 10, (0.490, 0.943)), (0, 10, (0.0, 0.278)), (10, 10, (0.722, 1.0)), (90, 100, (0.826, 0.945))],
)
def test_wilsons_interval(hits: int, tried: int, expected: tuple[float, float]) -> None:
    assert interval(hits, tried) == pytest.approx(expected, abs=0.001)


def test_shares_by_folder_and_what_was_not_noticed(tmp_path: Path) -> None:
    for name in ("services", "db"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "code.py").write_text("a = 1\nb = 2\n")
    changes = [change for name in ("services/code.py", "db/code.py") for change in changes_of(Path(name), tmp_path)]
    mutant = Mutant("a = 1", "a = 2", "", "")
    verdicts = zip(changes, ["survived", "killed", "hung"], strict=False)
    said = report([Outcome(change, mutant, verdict) for change, verdict in verdicts], changes, tmp_path / "out")
    assert said.splitlines()[:2] == [
        "db: 1 of 1 killed, 100% (95 %: 21% to 100%); a random sample of 2",
        "services: 1 of 2 killed, 50% (95 %: 9% to 91%); all",
    ]
    survivors = (tmp_path / "out/survivors.md").read_text().splitlines()
    assert survivors[3:] == ["- survived services/code.py:1 `a = 1` → `a = 2`"]
