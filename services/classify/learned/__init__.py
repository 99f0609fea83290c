"""The ``learned`` source: what this installation's own confirmed tickets teach.

``current`` is what answers, ``train_now`` trains, ``start_background`` keeps the process up to date and retrains as
confirmations come, ``status`` is for people.
"""

from __future__ import annotations

from services.classify.learned.background import start_background, stop_background
from services.classify.learned.model import LearnedClassifier
from services.classify.learned.newest import current, forget
from services.classify.learned.report import FieldReport, LearnedStatus, TrainingReport
from services.classify.learned.trainer import AlreadyTraining, status, train_now

__all__ = [
    "AlreadyTraining",
    "FieldReport",
    "LearnedClassifier",
    "LearnedStatus",
    "TrainingReport",
    "current",
    "forget",
    "start_background",
    "status",
    "stop_background",
    "train_now",
]
