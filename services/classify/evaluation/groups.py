"""Groups of texts that read alike: of one category, which may deserve one of their own, or of all, as topics.

The texts become weighted columns of words, pairs and pieces (as the learned classifier reads them), these a few dozen
directions (latent semantic analysis), and neighbours there grow together (agglomerative clustering). Of the tree the
groups are taken that hold together much better than what is around them. Everything is seeded: the same texts give the
same groups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.function_words import SMALL_WORDS
from services.classify.linear.features import COLUMNS, HASHED, Floats, count, folded_words, joined
from services.classify.linear.model import weigh
from services.classify.stemming import read

SEED = 0
MOST_TEXTS = 2_000  # that should be read; of more, a random part
LEAST_TEXTS = 30
LEAST_SIZE, LEAST_SHARE = 8, 0.02  # of a group
DIRECTIONS = 48
MOST_GROUPS, MOST_CLUSTERS = 8, 10  # of a category; with more clusters the texts of one intent fall apart
EVERY_NUMBER, STEP = 12, 4  # so many clusters and fewer are all tried, of more every fourth number
WORDS, EXAMPLES = 6, 3
# A word marks a group that so many members have, this share of them, and so much more often than the others.
LEAST_WITH_WORD, LEAST_SHARE_WITH_WORD, LEAST_LIFT = 3, 0.1, 4.0
PAIR = 1.2  # what a pair of words counts for beside a word: as a keyword it says more

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that read alike: their places, nearest to the middle first; the words that mark them, heaviest first.

    ``likeness`` (0..1) is the mean cosine of each to the middle of the group.
    """

    places: tuple[int, ...]
    words: tuple[str, ...]
    likeness: float

    @property
    def size(self) -> int:
        """How many texts it has."""
        return len(self.places)


def find_groups(
    texts: Sequence[tuple[str, str]],
    *,
    most: int = MOST_GROUPS,
    clusters: int = MOST_CLUSTERS,
    least_share: float = LEAST_SHARE,
    directions: int = DIRECTIONS,
    step: Callable[[], None] = lambda: None,
) -> list[Group]:
    """The groups among (title, description) pairs, the most distinct and largest first; none among too few.

    ``most`` groups, of at most so many ``clusters``, in as many ``directions``; each has ``least_share`` of the texts.
    Takes a second or two for MOST_TEXTS, and the square of that for more. ``step`` is called before each number of
    clusters that is tried and each group that is described, and may raise.
    """
    if len(texts) < LEAST_TEXTS:
        return []
    space = _space(count(joined(*one) for one in texts), directions)
    if space is None:
        return []
    cluster_of, distinct = _clusters(space, clusters, step)
    least = max(LEAST_SIZE, round(least_share * len(texts)))
    groups = []
    terms = [_terms(joined(*one)) for one in texts]
    for number in np.unique(cluster_of):
        members = np.flatnonzero(cluster_of == number)
        if len(members) >= least and distinct[members].mean() > 0:
            groups.append((float(distinct[members].mean()) * len(members), members))
    groups.sort(key=lambda pair: -pair[0])
    found = []
    for _, members in groups[:most]:
        step()
        found.append(_group(members, space, terms))
    return found


def _space(counts: sparse.csr_array, most: int) -> NDArray[np.float64] | None:
    """Each text as a direction of length 1; None where they share no words."""
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415 - takes a second to load

    texts = np.bincount(counts.indices, minlength=COLUMNS)[:HASHED]
    columns = np.flatnonzero((texts >= 2) & (texts <= counts.shape[0] / 2)).astype(np.int32)
    if len(columns) <= DIRECTIONS:
        return None
    idf: Floats = (np.log((1 + counts.shape[0]) / (1 + texts[columns])) + 1).astype(np.float32)
    weighed = weigh(counts, columns, idf)
    directions = min(most, counts.shape[0] - 1, len(columns) - 1)
    reduced = TruncatedSVD(directions, random_state=SEED).fit_transform(sparse.csr_matrix(weighed))
    lengths = np.linalg.norm(reduced, axis=1, keepdims=True)
    space: NDArray[np.float64] = reduced / np.maximum(lengths, 1e-9)
    return space


def _clusters(space: NDArray[np.float64], most: int, step: Callable[[], None]) -> tuple[Places, NDArray[np.float64]]:
    """The cluster of each text, as many as tell the texts apart best, and how much nearer each text is to its own than
    to the next (silhouette, -1..1).
    """
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415
    from sklearn.metrics import silhouette_samples  # noqa: PLC0415

    tree = linkage(space, "ward")
    distances = np.maximum(0, 1 - space @ space.T)
    np.fill_diagonal(distances, 0)
    best: tuple[float, Places, NDArray[np.float64]] | None = None
    for number in _numbers(min(most, len(space) - 1)):
        step()
        clusters = fcluster(tree, number, "maxclust")
        distinct = silhouette_samples(distances, clusters, metric="precomputed")
        if best is None or distinct.mean() > best[0]:
            best = float(distinct.mean()), clusters, distinct
    assert best is not None
    return best[1], best[2]


def _numbers(most: int) -> list[int]:
    return [number for number in range(2, most + 1) if number <= EVERY_NUMBER or (most - number) % STEP == 0]


def _group(members: Places, space: NDArray[np.float64], terms: Sequence[frozenset[str]]) -> Group:
    middle = space[members].mean(axis=0)
    length = float(np.linalg.norm(middle))
    likeness = space[members] @ (middle / max(length, 1e-9))
    nearest = members[np.argsort(-likeness, kind="stable")]
    return Group(tuple(int(place) for place in nearest), _marks(set(members.tolist()), terms), float(likeness.mean()))


def _marks(members: set[int], terms: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The words and pairs that most of the members have and few others do."""
    inside: dict[str, int] = {}
    outside: dict[str, int] = {}
    for place, words in enumerate(terms):
        side = inside if place in members else outside
        for word in words:
            side[word] = side.get(word, 0) + 1
    others = max(1, len(terms) - len(members))

    def lift(word: str) -> float:
        return inside[word] / len(members) / ((outside.get(word, 0) + 0.5) / others)

    def weight(word: str) -> float:
        return inside[word] / len(members) * float(np.log(lift(word))) * (PAIR if " " in word else 1)

    often = max(LEAST_WITH_WORD, LEAST_SHARE_WITH_WORD * len(members))
    marking = [word for word, number in inside.items() if number >= often and lift(word) >= LEAST_LIFT]
    chosen: list[str] = []
    for word in sorted(marking, key=lambda word: (-weight(word), word)):
        if not any(_stems(word) & _stems(other) for other in chosen):
            chosen.append(word)
    return tuple(chosen[:WORDS])


def _stems(term: str) -> set[str]:
    return {stem for word in term.split() for stem in read(word).stems}


def _terms(text: str) -> frozenset[str]:
    """The words of a text that say something, and the pairs of such that stand together."""
    words = folded_words(text)
    says = [word not in SMALL_WORDS and not word.isdigit() and len(word) > 2 for word in words]
    single = {word for word, said in zip(words, says, strict=True) if said}
    pairs = {f"{words[place]} {words[place + 1]}" for place in range(len(words) - 1) if says[place] and says[place + 1]}
    return frozenset(single | pairs)
