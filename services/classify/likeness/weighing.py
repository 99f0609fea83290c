"""Weighs what the keyword rules say of a priority against what the labelled texts say: neither carries over alone."""

from __future__ import annotations

from collections.abc import Mapping

from services.classify.function_words import language
from services.classify.likeness.word_scores import WordScores, log_odds, word_scores, words_of
from services.classify.rule_figures import GUESS
from services.suggestion import Verdict
from services.taxonomy import CRITICAL, HIGH, LOW, PRIORITIES

# What the rules' whole share counts for in log odds, and by how much likelier low has to be: a text that waits wrongly
# costs more than one that is looked at too soon. Chosen on lists that the rules had not seen (decision 26).
RULES_COUNT, LOW_COSTS = 2.5, 0.5
SURE = 0.6  # from this share on what the rules call critical is not made high
MOST_WORDS = 6
LEAST_SHARE = 0.25  # of what the heaviest word weighs, for a word to be shown
LEAST_LETTERS = 3


def weighed(said: Verdict, title: str, description: str) -> Verdict:
    """The rules' verdict, or another that the words of the text speak for more strongly, as a guess.

    Where the rules are silent of a text in no language that we know, it stays without one.
    """
    if said.key is None and language(f"{title}\n{description}") is None:
        return said
    scores = word_scores()
    words = words_of(title, description)
    shares = dict(zip(PRIORITIES, scores.shares(words), strict=True))
    odds = {key: log_odds(share) for key, share in shares.items()}
    for key, share in said.ranking:
        odds[key] += RULES_COUNT * share
    odds[LOW] -= LOW_COSTS
    best = max(odds, key=odds.__getitem__)
    milder = said.key == CRITICAL and best == HIGH and said.confidence >= SURE
    return said if milder or best == said.key else _guess(best, shares, scores, words)


def _guess(key: str, shares: Mapping[str, float], scores: WordScores, words: list[str]) -> Verdict:
    """What the words say, the chosen value first; with those that weighed most."""
    others = sorted((one for one in shares.items() if one[0] != key), key=lambda one: -one[1])
    share = max(shares[key], others[0][1])
    place = PRIORITIES.index(key)
    weights = {word: (one := scores.of(word))[place] - sum(one) / len(one) for word in words if _is_shown(word)}
    heaviest = max(weights.values(), default=0.0)
    shown = [word for word, weight in weights.items() if weight > 0 and weight >= LEAST_SHARE * heaviest]
    shown = sorted(shown, key=weights.__getitem__)[-MOST_WORDS:]
    telling = tuple(word for word in words if word in shown)
    reasons = tuple((word, weights[word]) for word in telling)
    return Verdict(key, share, ((key, share), *others), telling, reasons, GUESS)


def _is_shown(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word.isalpha()
