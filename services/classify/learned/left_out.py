"""Left-out answers: what models that were trained without a ticket say of it, the base of every honest figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.orm import Session

from services.classify.learned.labels import FieldLabels
from services.classify.linear.model import Flags

Keys = NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class LeftOutAnswers:
    """Side by side, for each ticket that may be a test case: where its label comes from, the label, the answer of a
    model that has not seen it, the calibrated chance of this answer, and the chance that the model gives to the label.
    """

    tickets: NDArray[np.int64]
    samples: Keys
    labels: Keys
    predicted: Keys
    confidence: NDArray[np.float64]
    label_chance: NDArray[np.float64]

    @classmethod
    def of(
        cls, given: FieldLabels, places: NDArray[np.int64], classes: Sequence[str], chances: NDArray[np.float64]
    ) -> LeftOutAnswers:
        """The answers of the labels at ``places``; ``chances`` has a row for each of them, a column per class."""
        labels = np.array(given.labels, object)[places]
        column = {key: place for place, key in enumerate(classes)}
        own = np.array([column[label] for label in labels], np.int64)
        return cls(
            np.array(given.tickets, np.int64)[places],
            np.array(given.samples, object)[places],
            labels,
            np.array(classes, object)[chances.argmax(axis=1)],
            chances.max(axis=1),
            chances[np.arange(len(places)), own],
        )

    @property
    def right(self) -> Flags:
        """Which answers are right."""
        flags: Flags = self.labels == self.predicted
        return flags


def store(session: Session, field: str, answers: LeftOutAnswers, version: int) -> None:
    """Store the answers of one field, in the transaction of the training that brings ``version``."""
    values = {
        "field": field,
        "version": version,
        "tickets": answers.tickets.tolist(),
        "samples": list(answers.samples),
        "labels": list(answers.labels),
        "predicted": list(answers.predicted),
        "confidence": answers.confidence.clip(0, 1).tolist(),
        "label_chance": answers.label_chance.clip(0, 1).tolist(),
    }
    session.execute(_STORE, values)


def forget(session: Session) -> None:
    """Delete those of the training before."""
    session.execute(text("DELETE FROM left_out_prediction"))


_STORE = text(
    """
    INSERT INTO left_out_prediction
        (field, ticket_id, sample, label, predicted, confidence, label_chance, version)
    SELECT :field, ticket_id, sample, label, predicted, confidence, label_chance, :version
    FROM unnest(
        CAST(:tickets AS bigint[]), CAST(:samples AS text[]), CAST(:labels AS text[]), CAST(:predicted AS text[]),
        CAST(:confidence AS real[]), CAST(:label_chance AS real[])
    ) AS answer (ticket_id, sample, label, predicted, confidence, label_chance)
    """
)
