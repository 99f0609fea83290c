"""A run of the evaluation as CSV for spreadsheets: its figures, or what each source answered for each ticket."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Sequence
from math import isnan
from typing import Any, Literal

from services.access import audit
from services.classify.evaluation import runs
from services.classify.evaluation.answers import SILENT
from services.classify.evaluation.runs import Run
from services.classify.learned.labels import FIELDS
from services.transfer.formulas import escape_formula

Part = Literal["figures", "answers"]
BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8
FIGURES = (
    "number", "silent", "accuracy", "accuracy_low", "accuracy_high", "macro_f1", "macro_f1_low", "macro_f1_high",
    "calibration_error",
)  # fmt: skip
OF_CLASS = ("precision", "recall", "f1", "number")


def evaluation_csv(run: Run, part: Part) -> Generator[bytes]:
    """The file, piece by piece: ``figures`` has a row for each source, field and value, ``answers`` one a ticket."""
    yield BYTE_ORDER_MARK.encode()
    if part == "figures":
        yield _lines(_figures(run))
        return
    audit.note_alone("export", f"The answers of run {run.id}")
    yield _lines([["ticket", "field", "source", "label", "answer", "right", "confidence"]])
    for field in FIELDS:
        for source in run.sources:
            yield _lines(_answers(run, source, field))


def _figures(run: Run) -> Iterable[Sequence[Any]]:
    yield ["run", "sample", "version", "field", "source", "value", *FIGURES, *OF_CLASS[:3]]
    fields = (run.result or {}).get("fields", {})
    for field, of_field in fields.items():
        begin = [run.name, run.sample, run.version, field]
        if "always" in of_field:
            always = of_field["always"]
            yield [*begin, "always the most common", of_field["commonest"], of_field["number"], 0,
                   *(always.get(name) for name in FIGURES[2:]), None, None, None]  # fmt: skip
        for source, figures in of_field.get("sources", {}).items():
            yield [*begin, source, "", *(figures[name] for name in FIGURES), None, None, None]
            for one in figures["classes"]:
                yield [*begin, source, one["key"], one["number"], *[None] * (len(FIGURES) - 1),
                       *(one[name] for name in OF_CLASS[:3])]  # fmt: skip


def _answers(run: Run, source: str, field: str) -> Iterable[Sequence[Any]]:
    answers = runs.answers_of(run.id, source, field)
    columns = (
        answers.tickets.tolist(),
        answers.labels.tolist(),
        answers.predicted.tolist(),
        answers.confidence.tolist(),
    )
    for ticket, label, answer, confidence in zip(*columns, strict=True):
        if label is None:
            continue
        said = {None: "(not answered)", SILENT: "(no clear suggestion)"}.get(answer, answer)
        right = None if answer is None else answer == label
        yield [ticket, field, source, label, said, right, None if isnan(confidence) else confidence]


def _lines(rows: Iterable[Sequence[Any]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return escape_formula(value) if isinstance(value, str) else str(value)
