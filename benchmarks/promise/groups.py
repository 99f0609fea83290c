"""Groups inside General: of intents that were hidden there, how many come to light?"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import numpy as np

from benchmarks.learned.sets import Set
from services.classify.evaluation.groups import find_groups

DRAWS = 20
HIDDEN = 5
FIRST = 5
LARGE = 2_000


def hidden(rows: Set, seed: int, *, strays: float = 0.0) -> tuple[int, float, float]:
    """How many of the hidden intents are the commonest of one of the first groups, the mean purity of these groups, and
    the seconds it took. ``strays`` are texts of all other intents among them, as a share of the hidden ones.
    """
    rng = np.random.default_rng(seed)
    names = rng.choice(sorted(set(rows.original)), HIDDEN, replace=False)
    inside = np.flatnonzero(np.isin(rows.original, names))
    others = np.flatnonzero(~np.isin(rows.original, names))
    general = np.concatenate([inside, rng.choice(others, round(strays * len(inside)), replace=False)])
    general = rng.permutation(general)
    began = time.perf_counter()
    groups = find_groups([rows.texts[place] for place in general])[:FIRST]
    seconds = time.perf_counter() - began
    commonest = [Counter(rows.original[general[list(group.places)]]).most_common(1)[0] for group in groups]
    purity = float(np.mean([number / group.size for (_, number), group in zip(commonest, groups, strict=True)] or [0]))
    return len({name for name, _ in commonest} & set(names)), purity, seconds


def cases(rows: Set) -> Iterator[tuple[str, str, str]]:
    for strays in (0.0, 0.5):
        drawn = [hidden(rows, seed, strays=strays) for seed in range(DRAWS)]
        number, purity, seconds = np.array(drawn).T
        enough = int(((number >= 4) & (purity >= 0.8)).sum())
        figure = (
            f"{number.mean():.2f} of {HIDDEN}, least {number.min():.0f}; purity {purity.mean():.3f}, least"
            f" {purity.min():.2f}; both in {enough} of {DRAWS}; {seconds.max():.2f} s"
        )
        beside = f", {strays:.0%} strays beside them" if strays else ""
        yield f"{HIDDEN} of 57 intents hidden in General{beside}", figure, ">= 4, >= .8"
    texts = [rows.texts[place] for place in np.random.default_rng(0).permutation(len(rows.texts))[:LARGE]]
    began = time.perf_counter()
    groups = find_groups(texts)
    yield f"{LARGE:,} texts", f"{len(groups)} groups in {time.perf_counter() - began:.2f} s", "< 2 s"
