"""Files that people brought: read as they are meant, both those that were read wrong once and those that never were."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from services.transfer.importing import source
from services.transfer.importing.reading_options import AS_TOLD, ReadingOptions

CASES = Path(__file__).parent / "cases"
EXPECTED: dict[str, Any] = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))


def read(name: str, options: ReadingOptions = AS_TOLD) -> dict[str, Any]:
    """What is read: the encoding, the header, and the rows with their lines."""
    kept = source.keep(io.BytesIO((CASES / name).read_bytes()), name, options)
    with kept.rows() as rows:
        found = [[line, row] for line, row in rows]
    return {"encoding": kept.encoding, "header": list(kept.header), "rows": found}


def test_every_file_has_a_right_result() -> None:
    held = {f"holds/{path.name}" for path in (CASES / "holds").iterdir()}
    assert held <= set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_read_right(name: str) -> None:
    assert read(name) == EXPECTED[name]
