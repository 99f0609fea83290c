"""What a run of mutants says: by folder the share that was noticed, and every one that was not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Change, Mutant

NOTICED = ("killed", "hung")


@dataclass(frozen=True)
class Outcome:
    """What the tests said of a mutant: killed, hung (past its time), survived, or unreached (no test runs the line)."""

    change: Change
    mutant: Mutant
    verdict: str

    def __str__(self) -> str:
        return f"{self.verdict} {self.change.path}:{self.change.line} `{self.mutant.removed}` → `{self.mutant.added}`"


def report(outcomes: Sequence[Outcome], changes: Sequence[Change], folder: Path) -> str:
    """The shares by folder, as text; the survivors go to `folder`/survivors.md."""
    folder.mkdir(exist_ok=True)
    missed = sorted(
        (outcome for outcome in outcomes if outcome.verdict not in NOTICED),
        key=lambda outcome: (outcome.change.path, outcome.change.line),
    )
    shares = "\n".join(
        _share(name, outcomes, changes) for name in sorted({outcome.change.path.parts[0] for outcome in outcomes})
    )
    (folder / "survivors.md").write_text(
        "\n".join([shares, "", *(f"- {outcome}" for outcome in missed), ""]), encoding="utf-8"
    )
    return f"{shares}\nNot noticed: {len(missed)}, listed in {folder / 'survivors.md'}"


def _share(folder: str, outcomes: Sequence[Outcome], changes: Sequence[Change]) -> str:
    tried = [outcome for outcome in outcomes if outcome.change.path.parts[0] == folder]
    killed = sum(outcome.verdict in NOTICED for outcome in tried)
    possible = sum(change.path.parts[0] == folder for change in changes)
    low, high = interval(killed, len(tried))
    sample = "all" if len(tried) == possible else f"a random sample of {possible}"
    share = f"{killed / len(tried):.0%} (95 %: {low:.0%} to {high:.0%})"
    return f"{folder}: {killed} of {len(tried)} killed, {share}; {sample}"


def interval(hits: int, tried: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval for a share, 95 % by default."""
    share, spread = hits / tried, z * z / tried
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / tried + spread / (4 * tried))
    return middle - half, middle + half
