"""Which words of a text weighed most, for an answer and against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.classify.function_words import SMALL_WORDS
from services.classify.linear.features import LONGEST_WORD, Floats, Ints, folded, pair_column, word_columns
from services.classify.linear.word_vectors import word_vectors
from services.classify.stemming import WORD

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

MOST_WORDS = 6
MOST_AGAINST = 3
# A word counts when it weighed at least this share of what the heaviest one did.
LEAST_SHARE = 0.25
LEAST_LETTERS = 2
OWNER = 1 << 20  # more than there are columns
# What joins two halves to a word: sign-in, e-mail, l'imprimante, node.js.
_JOINS = re.compile(r"[-\u2010\u2011'\u2019._/@&+]")


@dataclass(frozen=True, slots=True)
class Decided:
    """Why an answer was given: what each of ``columns`` (ascending) contributed, whether labelled tickets had it (None:
    nobody asks), and what each dimension of the text's direction counted for.
    """

    columns: Ints
    contributions: Floats
    taught: Flags | None = None
    directed: Floats | None = None


def word_weights(text: str, decided: Decided) -> list[tuple[str, float]]:
    """Words as typed and in their order, with what they contributed: up to MOST_WORDS that spoke for the answer and
    MOST_AGAINST that spoke against it, fewer if fewer spoke.

    Small words, numbers and halves of words are left out, and of words that no labelled ticket had what their columns
    contributed. What a column that several words share contributed is divided among them.
    """
    typed, owners, owned, own, halves = _owners(text)
    if not typed:
        return []
    weights = _of_columns(len(typed), owners, owned, own, decided)
    if decided.directed is not None:
        numbers = np.array([number for number, _ in halves])
        said = direction_parts([half for _, half in halves], decided.directed)
        weights += np.bincount(numbers[numbers >= 0], said[numbers >= 0], len(typed))
    return [(typed[place], float(weights[place])) for place in _heaviest(weights)]


def _of_columns(words: int, owners: Places, owned: Places, own: Flags, decided: Decided) -> NDArray[np.float64]:
    """What the columns of each word contributed."""
    if not len(decided.columns):
        return np.zeros(words)
    places = np.minimum(np.searchsorted(decided.columns, owned), len(decided.columns) - 1)
    known = decided.columns[places] == owned
    owners, places, own = owners[known], places[known], own[known]
    counts = np.bincount(places, minlength=len(decided.columns))
    weights = np.bincount(owners, decided.contributions[places] / counts[places], words).astype(np.float64)
    heard = np.zeros(words, bool)
    heard[owners[own if decided.taught is None else own & decided.taught[places]]] = True
    weights[~heard] = 0
    return weights


def direction_parts(words: Sequence[str], directed: Floats) -> NDArray[np.float64]:
    """What each of a text's words contributes by its part of the text's direction."""
    vectors = word_vectors().of(words)
    length = float(np.linalg.norm(vectors.sum(axis=0)))
    return np.asarray(vectors @ directed / max(length, 1e-9), np.float64)


def _heaviest(weights: NDArray[np.float64]) -> list[int]:
    """The places of those that are shown, ascending."""
    shown: list[int] = []
    top = float(np.abs(weights).max(initial=0))
    for sign, most in ((1, MOST_WORDS), (-1, MOST_AGAINST)):
        signed = sign * weights
        least = max(LEAST_SHARE * top, float(np.finfo(np.float32).tiny))
        shown += [int(place) for place in np.argsort(-signed, kind="stable")[:most] if signed[place] >= least]
    return sorted(shown)


def _owners(text: str) -> tuple[list[str], Places, Places, Flags, list[tuple[int, str]]]:
    """Each different word as first typed; and, side by side, the number of a word, a column of it, and whether that is
    the column of the word itself or of a half of it. Last every half in the text, with the number of its word (-1: of
    none that may be shown).
    """
    numbers: dict[str, int] = {}
    typed: list[str] = []
    owned: list[int] = []
    said: list[tuple[int, str]] = []
    before: tuple[str, int | None] | None = None
    for whole in _whole_words(text):
        halves, words = [folded(half.group()) for half in whole], len(typed)
        number = _number(text[whole[0].start() : whole[-1].end()], halves, numbers, typed)
        said += [(-1 if number is None else number, half) for half in halves]
        for word in halves:
            if number == words:  # not seen before
                first, *others = word_columns(word)
                owned += [_packed(number, first) + 1, *[_packed(number, column) for column in others]]
            if before is not None:
                column = pair_column(before[0], word)
                owned += [_packed(owner, column) for owner in (before[1], number) if owner is not None]
            before = word, number
    packed = np.unique(np.array(owned, np.int64))
    columns = packed // 2 % OWNER
    return typed, packed // 2 // OWNER, columns, packed % 2 == 1, said


def _packed(number: int, column: int) -> int:
    """The number of a word and a column in one, which is even: to sort many of them takes less time than pairs."""
    return 2 * (number * OWNER + column)


def _number(word: str, halves: list[str], numbers: dict[str, int], typed: list[str]) -> int | None:
    """The number of a word that may be shown, a new one for a new word; None for one that may not."""
    says = [half for half in halves if half not in SMALL_WORDS and not half.isdigit() and len(half) >= LEAST_LETTERS]
    if not says or len(word) > LONGEST_WORD:
        return None
    key = " ".join(halves)
    if key not in numbers:
        numbers[key] = len(typed)
        typed.append(word)
    return numbers[key]


def _whole_words(text: str) -> list[list[re.Match[str]]]:
    """The words of a text, each as the halves that a hyphen, an apostrophe or the like joins."""
    words: list[list[re.Match[str]]] = []
    for match in WORD.finditer(text):
        gap = text[words[-1][-1].end() : match.start()] if words else ""
        if words and (not gap or _JOINS.fullmatch(gap)):
            words[-1].append(match)
        else:
            words.append([match])
    return words
