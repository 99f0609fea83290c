"""The ``learned`` source: what this installation's own confirmed tickets teach.

``current`` is what answers, ``train_now`` trains, ``start_background`` keeps the process up to date and retrains as
confirmations come (``train_soon``: at once), ``status`` is for people.
"""

from __future__ import annotations

from services.classify.learned.active import current, forget, rule_figures
from services.classify.learned.background import Request, request, start_background, stop_background, train_soon
from services.classify.learned.labels import NEWEST
from services.classify.learned.report import FieldReport, LearnedStatus, TrainingReport
from services.classify.learned.trainer import TRAINING_LOCK, AlreadyTraining, is_training, status, train_now
from services.classify.linear.model import LearnedClassifier

__all__ = [
    "NEWEST",
    "TRAINING_LOCK",
    "AlreadyTraining",
    "FieldReport",
    "LearnedClassifier",
    "LearnedStatus",
    "Request",
    "TrainingReport",
    "current",
    "forget",
    "is_training",
    "request",
    "rule_figures",
    "start_background",
    "status",
    "stop_background",
    "train_now",
    "train_soon",
]
