"""Versions of the classifier in the database, in a form that is safe to load.

A version is a header (JSON) and the raw bytes of its arrays, one after the other, with a SHA-256 over both. Reading
interprets nothing but JSON and numbers; whatever does not fit exactly is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import numpy as np
import structlog
from sqlalchemy import delete, insert, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.learning import ClassifierModel, ClassifierTraining
from services.classify.learned import left_out
from services.classify.learned.labels import FIELDS
from services.classify.learned.left_out import LeftOutAnswers
from services.classify.learned.report import FieldReport, TrainingReport
from services.classify.linear.features import COLUMNS
from services.classify.linear.model import FieldModel, LearnedClassifier

log = structlog.get_logger(__name__)

NO_VERSION = (0, "")
FORMAT = 3  # to be raised with any change of features.py that gives a text other columns
KEPT_VERSIONS = 5
KEPT_TRAININGS = 1_000  # whose figures are kept
MAX_CLASSES = 1_000


class Unusable(Exception):
    """A stored version is not what was stored, or was made by another version of the product."""


def pack(fields: Mapping[str, FieldModel]) -> tuple[str, bytes]:
    """Header and arrays of the models."""
    described = [
        {
            "field": field,
            "classes": model.classes,
            "columns": len(model.columns),
            "scale": model.scale,
            "gate": model.gate,
            "usual": model.usual,
        }
        for field, model in fields.items()
    ]
    arrays = [
        array.astype(kind).tobytes()
        for model in fields.values()
        for array, kind in (
            (model.columns, "<i4"),
            (model.taught, "u1"),
            (model.idf, "<f4"),
            (model.weights, "<f4"),
            (model.intercept, "<f4"),
            (model.votes, "<f4"),
            (model.strange, "<f4"),
        )
    ]
    return json.dumps({"format": FORMAT, "fields": described}), b"".join(arrays)


def unpack(header: str, arrays: bytes) -> dict[str, FieldModel]:
    """The models of a header and its arrays; raises Unusable."""
    try:
        described = json.loads(header)
        if described["format"] != FORMAT:
            raise Unusable("made by another version of the product")
        reader = _Reader(arrays)
        models = {str(entry["field"]): reader.model(entry) for entry in described["fields"]}
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise Unusable("not a model") from error
    if reader.at != len(arrays) or not models.keys() <= set(FIELDS):
        raise Unusable("not a model")
    return models


def checksum(header: str, arrays: bytes) -> str:
    """SHA-256 over both, as hexadecimal digits."""
    return hashlib.sha256(header.encode() + b"\0" + arrays).hexdigest()


def save(
    fields: Mapping[str, FieldModel],
    reports: Sequence[FieldReport],
    last_event: int,
    seconds: float,
    *,
    answers: Mapping[str, LeftOutAnswers] | None = None,
    finish: Callable[[Session, int], None] = lambda _session, _version: None,
) -> int:
    """Store a version, forget those before the newest KEPT_VERSIONS, and return its number.

    ``answers`` are the left-out answers by field, which take the place of those of the training before. ``finish`` is
    called last in the transaction with this number.
    """
    header, arrays = pack(fields)
    values = {
        "last_event": last_event,
        "seconds": seconds,
        "report": [asdict(report) for report in reports],
        "header": header,
        "arrays": arrays,
        "checksum": checksum(header, arrays),
    }
    newest = select(ClassifierModel.version).order_by(ClassifierModel.version.desc()).limit(KEPT_VERSIONS)
    with transaction(statement_timeout=60) as session:
        version = session.scalars(insert(ClassifierModel).values(**values).returning(ClassifierModel.version)).one()
        session.execute(delete(ClassifierModel).where(ClassifierModel.version.not_in(newest.scalar_subquery())))
        _keep_figures(session, version, reports)
        left_out.forget(session)
        for field, of_field in (answers or {}).items():
            left_out.store(session, field, of_field, version)
        finish(session, version)
    return version


def _keep_figures(session: Session, version: int, reports: Sequence[FieldReport]) -> None:
    figures = [report.summary() for report in reports]
    model = ClassifierModel
    when = select(model.version, model.trained_at, model.seconds, literal(figures, JSONB)).where(
        model.version == version
    )
    session.execute(insert(ClassifierTraining).from_select(["version", "trained_at", "seconds", "figures"], when))
    old = ClassifierTraining.version <= version - KEPT_TRAININGS
    session.execute(delete(ClassifierTraining).where(old))


def trainings(limit: int) -> list[ClassifierTraining]:
    """The figures of the newest trainings, also of those whose model is gone, newest first."""
    with transaction() as session:
        newest = select(ClassifierTraining).order_by(ClassifierTraining.version.desc()).limit(limit)
        return list(session.scalars(newest))


def newest_mark() -> tuple[int, str]:
    """Number and checksum of the newest version: after a restore another one may have the number of before."""
    newest = select(ClassifierModel.version, ClassifierModel.checksum).order_by(ClassifierModel.version.desc()).limit(1)
    with transaction() as session:
        row = session.execute(newest).first()
    return NO_VERSION if row is None else (row.version, row.checksum)


def load_newest() -> LearnedClassifier | None:
    """The newest version that can be used, None when that one answers no field; unusable ones are logged."""
    versions = select(ClassifierModel.version).order_by(ClassifierModel.version.desc())
    with transaction(statement_timeout=60) as session:
        for version in session.scalars(versions).all():
            fields = _fields(session.get(ClassifierModel, version))
            if fields is not None:
                return LearnedClassifier(version, fields) if fields else None
    return None


def load(version: int) -> LearnedClassifier | None:
    """One version; None when it is gone (KEPT_VERSIONS), cannot be used or answers no field."""
    with transaction(statement_timeout=60) as session:
        fields = _fields(session.get(ClassifierModel, version))
    return LearnedClassifier(version, fields) if fields else None


def trained_at(version: int) -> datetime | None:
    """When a version was trained; None when it is gone."""
    model = ClassifierModel
    with transaction() as session:
        return session.scalar(select(model.trained_at).where(model.version == version))


def _fields(row: ClassifierModel | None) -> dict[str, FieldModel] | None:
    """The models of a stored version; None, and a line in the log, where it cannot be used."""
    if row is None:
        return None
    try:
        if checksum(row.header, row.arrays) != row.checksum:
            raise Unusable("the checksum differs")
        return unpack(row.header, row.arrays)
    except Unusable as error:
        log.error("classifier_model_refused", version=row.version, reason=str(error))
        return None


def newest_report() -> TrainingReport | None:
    """What the newest training found out."""
    model = ClassifierModel
    columns = (model.version, model.trained_at, model.seconds, model.report)
    with transaction() as session:
        row = session.execute(select(*columns).order_by(model.version.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return TrainingReport(row.version, row.trained_at, row.seconds, tuple(map(FieldReport.read, row.report)))


class _Reader:
    """Takes arrays from the front of some bytes; raises Unusable where they are not what a model has."""

    def __init__(self, data: bytes) -> None:
        self.at = 0
        self._data = data

    def model(self, entry: Mapping[str, Any]) -> FieldModel:
        classes, size = tuple(map(str, entry["classes"])), int(entry["columns"])
        scale, gate, usual = (float(entry[name]) for name in ("scale", "gate", "usual"))
        if not 2 <= len(classes) <= MAX_CLASSES or not 0 < size <= COLUMNS:
            raise Unusable("not a model")
        if not 0 < scale < 1e6 or not 0 <= gate <= 1 or not 0 <= usual <= 1:
            raise Unusable("not a model")
        columns = self._take("<i4", size).astype(np.int32)
        taught = self._take("u1", size).astype(np.bool_)
        lengths = (size, size * len(classes), len(classes), len(classes), len(classes))
        numbers = [self._take("<f4", length).astype(np.float32) for length in lengths]
        idf, weights, intercept, votes, strange = numbers
        if columns[0] < 0 or columns[-1] >= COLUMNS or (np.diff(columns) <= 0).any():
            raise Unusable("not a model")
        if not all(np.isfinite(array).all() for array in numbers) or (idf <= 0).any():
            raise Unusable("not a model")
        weights = weights.reshape(size, len(classes))
        return FieldModel(classes, columns, idf, weights, intercept, scale, votes, taught, gate, usual, strange)

    def _take(self, kind: str, length: int) -> Any:
        array = np.frombuffer(self._data, kind, length, self.at)
        self.at += array.nbytes
        return array
