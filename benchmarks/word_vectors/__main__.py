"""Make the word vectors that are shipped from those of a sentence model: ``python -m benchmarks.word_vectors FILE``.

FILE is an .npz with a row a word: ``folded`` (without case and accents), ``language``, ``frequency`` (its share of all
words of that language) and ``vectors``, the model's vector of the word by itself.
benchmarks/records/0067-what-words-mean.md says which words and which model the shipped ones were made of.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.classify.linear.word_vectors import DIMENSIONS, VECTORS, word_hash

# A word counts COMMON / (COMMON + its frequency): "the" a fiftieth, one in 10,000 nearly all (Arora, Liang and Ma, A
# Simple but Tough-to-Beat Baseline for Sentence Embeddings, 2017).
COMMON = 1e-3
STEPS = 127  # of a number, as it is stored

Numbers = NDArray[np.float64]


def main() -> None:
    """Reduce and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.word_vectors", description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--to", type=Path, default=VECTORS)
    given = parser.parse_args()
    with np.load(given.file, allow_pickle=False) as raw:
        share = raw["frequency"].astype(np.float64)
        vectors = reduced(centred(raw["vectors"].astype(np.float64), raw["language"]), COMMON / (COMMON + share))
        hashes = np.array([word_hash(word) for word in raw["folded"].tolist()], np.uint32)
    order = np.argsort(hashes, kind="stable")
    step = float(np.abs(vectors).max()) / STEPS
    vectors = np.rint(vectors / step).astype(np.int8)
    np.savez_compressed(given.to, hashes=hashes[order], vectors=vectors[order], step=np.float32(step))
    print(f"{len(order)} words, {given.to.stat().st_size / 1e6:.1f} MB in {given.to}")


def centred(vectors: Numbers, languages: NDArray[np.str_]) -> Numbers:
    """Without what the words of a language have in common: a language is no subject."""
    scaled = vectors.copy()
    for language in np.unique(languages):
        of_language = languages == language
        scaled[of_language] -= scaled[of_language].mean(axis=0)
    return scaled


def reduced(vectors: Numbers, weights: Numbers) -> Numbers:
    """The DIMENSIONS directions in which most of the words differ, each word as long as its weight."""
    _, directions = np.linalg.eigh(vectors.T @ (vectors * weights[:, None]))
    kept: Numbers = vectors @ directions[:, ::-1][:, :DIMENSIONS]
    lengths = np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    return np.asarray(kept / lengths * weights[:, None], np.float64)


if __name__ == "__main__":
    main()
