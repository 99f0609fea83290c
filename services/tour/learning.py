"""The process that learns: a line with the teams of the first tickets in, one with an answer for every ticket out."""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Sequence
from functools import cache

from scipy import sparse

from services.classify.learned.labels import FieldLabels
from services.classify.learned.samples import RANDOM
from services.classify.learned.training import learn_from
from services.classify.linear.features import count, joined
from services.classify.linear.hints import keyword_hints
from services.classify.linear.model import shares
from services.process.processor import step_back
from services.suggestion import Verdict
from services.tour.teams import keywords, tour_rules, tour_tickets

IDLE_SECONDS = 600.0


def learn_and_answer(answers: Sequence[str]) -> list[tuple[str, float]] | None:
    """Team and confidence for every ticket of the tour; None where the keyword rules are better or as good."""
    counts, said = _read()
    number = len(answers)
    given = FieldLabels(counts[:number], answers, said[:number], range(number), [RANDOM] * number)
    model = learn_from("category", given, keyword_hints(keywords()), lambda: None).model
    if model is None:
        return None
    ranked = shares([verdict.ranking for verdict in said], model.classes)
    chances = model.probabilities(model.weigh(counts), None, ranked, model.known(counts))
    best = chances.argmax(axis=1)
    return [(model.classes[at], float(row[at])) for at, row in zip(best.tolist(), chances, strict=True)]


@cache
def _read() -> tuple[sparse.csr_array, list[Verdict]]:
    """The tickets as the classifier sees them, and what the rules say of them."""
    tickets = tour_tickets()
    said = [tour_rules().suggest(ticket.title, ticket.description).category for ticket in tickets]
    return count(joined(ticket.title, ticket.description) for ticket in tickets), said


def _serve() -> None:
    """Answer line by line, until standard input ends or nobody has asked for IDLE_SECONDS."""
    while select.select([sys.stdin], [], [], IDLE_SECONDS)[0] and (line := sys.stdin.readline()):
        print(json.dumps(learn_and_answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    step_back()
    _serve()
