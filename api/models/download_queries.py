"""Query parameters of downloads, which links of pages and answers lead to and the OpenAPI document does not list."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from api.models.queries import Query
from services.errors import InvalidInput
from services.transfer import exporting
from services.transfer.exporting import Format
from services.validation import one_of

KINDS: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}

Part = Literal["figures", "answers"]
PARTS: tuple[Part, ...] = ("figures", "answers")


def _columns(values: list[str]) -> list[str]:
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    try:
        return [*exporting.columns_from(names)]
    except InvalidInput as error:
        raise ValueError(str(error)) from None  # or it would be the only one told


class ExportQuery(Query):
    """The format of an export, and which columns it has: repeated or comma separated."""

    format: Annotated[Format, BeforeValidator(partial(one_of, known=KINDS))] = "csv"
    columns: Annotated[list[str], AfterValidator(_columns)] = [*exporting.COLUMNS]


class EvaluationFileQuery(Query):
    """Whether a file has the figures of an evaluation, or what each source answered for each ticket."""

    part: Annotated[Part, BeforeValidator(partial(one_of, known=PARTS))] = "figures"
