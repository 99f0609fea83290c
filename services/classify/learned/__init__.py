"""The ``learned`` source: what this installation's own confirmed tickets teach.

``current`` is what answers, ``train_now`` trains, ``start_background`` keeps the process up to date and has it trained
as confirmations come, ``status`` is for people.
"""

from __future__ import annotations

from services.classify.learned.active import current, forget, refresh, rule_figures
from services.classify.learned.background import start_background, stop_background
from services.classify.learned.labels import NEWEST
from services.classify.learned.report import FieldReport, LearnedStatus, TrainingReport
from services.classify.learned.trainer import (
    ACTOR,
    TRAINING_LOCK,
    AlreadyTraining,
    is_due,
    is_training,
    status,
    train_now,
)
from services.classify.linear.model import LearnedClassifier

__all__ = [
    "ACTOR",
    "NEWEST",
    "TRAINING_LOCK",
    "AlreadyTraining",
    "FieldReport",
    "LearnedClassifier",
    "LearnedStatus",
    "TrainingReport",
    "current",
    "forget",
    "is_due",
    "is_training",
    "refresh",
    "rule_figures",
    "start_background",
    "status",
    "stop_background",
    "train_now",
]
