"""Small files that unpack to much and files that never end: refused with the limit they pass, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from services.errors import InvalidInput
from services.settings import ROOT
from services.transfer.importing import source
from services.transfer.importing.tables.workbook import (
    MEMORY_MB,
    TOO_LARGE_A_TABLE,
    TOO_MUCH_INSIDE,
    TOO_MUCH_MEMORY,
    UNREADABLE,
)
from tests.services.transfer.importing import hostile_files as files

pytestmark = pytest.mark.slow

OWN_MB = 150  # a process that has loaded the module has 80
WORDS = [b"title,status\n", *(b"a,%03d" % n + b"x" * 500_000 + b"\n" for n in range(100))]
NAMES = b",".join(b"%d" % n + b"c" * 3_000 for n in range(1_000))
MANY = b",".join(b"c%d" % n for n in range(100_000))


def text(*pieces: bytes) -> Callable[[Path], None]:
    return lambda target: files.text(target, pieces)


@pytest.mark.parametrize(
    ("write", "said"),
    [
        pytest.param(partial(files.shared, characters=900_000, rows=120), "120 rows", id="one string in 120 rows"),
        pytest.param(partial(files.shared, characters=100_000, rows=12_000), "1,024 MB of memory", id="in 12,000"),
        pytest.param(partial(files.wide, rows=1_048_576), "1,024 MB of memory", id="cells far apart"),
        pytest.param(partial(files.wide, rows=100), "more than 1,000 columns", id="columns"),
        pytest.param(partial(files.many_sheets, sheets=5_000), "1 rows", id="sheets"),
        pytest.param(files.entities, "not a workbook", id="entities"),
        pytest.param(text(b"title\n", b"a" * 90_000_000), "Line 2 belongs to a row of more than 4,000,000", id="line"),
        pytest.param(text(b"title\n", "😀".encode() * 20_000_000), "Line 2 belongs to", id="wide line"),
        pytest.param(text(b"a" * 90_000_000), "Line 1 belongs to a row of more than 4,000,000", id="first line"),
        pytest.param(text(b"title\n", b"," * 90_000_000), "Line 2 belongs to a row of more than", id="cells"),
        pytest.param(text(b'title\n"', b"a\n" * 40_000_000), "The row on line 2 never ends", id="open quote"),
        pytest.param(text(b'title,b\n"', b'a","\n' * 9_000_000), "belongs to a row of more than", id="many quotes"),
        pytest.param(text(b"\0" * 90_000_000), "not a table", id="NULs"),
        pytest.param(text(b"title\n", b"row\n" * 300_000, b"\0" * 90_000_000), "Line 300,002 belongs", id="late NULs"),
        pytest.param(text(b" " * 90_000_000), "The file is empty", id="spaces"),
        pytest.param(text(b"\n" * 90_000_000, b"title\n"), "more than 10,000 blank lines", id="blank lines"),
        pytest.param(text(b"a" + b" " * 900_000 + b"b,title\n"), "at most 1,000 characters each", id="spaces between"),
        pytest.param(text(MANY, b"\n1\n"), "100,000 columns. At most 1,000", id="100,000 columns"),
        pytest.param(text(NAMES, b"\n1\n"), "at most 1,000 characters each", id="long names"),
        pytest.param(text(*WORDS), "100 rows", id="long words"),
        pytest.param(text(b"title\n", *[b"z" * 999_000 + b"\n"] * 90), "90 rows", id="long rows"),
        pytest.param(
            text(b",".join(b"c%d" % n for n in range(1_000)), b"\n", *[b",".join([b"y" * 60] * 1_000) + b"\n"] * 1_400),
            "1400 rows",
            id="many cells",
        ),
    ],
)
def test_a_hostile_file_takes_little_memory_and_says_which_limit_it_passes(
    write: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    file, kept = tmp_path / "file", tmp_path / "kept"
    kept.mkdir()
    write(file)
    took = _looked_through(file, kept)
    assert said in took["said"], took["said"]
    assert took["own"] < OWN_MB
    assert took["child"] < 1.1 * MEMORY_MB
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize(
    ("write", "limit", "said"),
    [
        (partial(files.shared, characters=100_000, rows=40), "TABLE_MB = 2", TOO_LARGE_A_TABLE),
        (partial(files.strings_bomb, megabytes=12), "UNPACKED_MB = 10", TOO_MUCH_INSIDE),
        (partial(files.sheet_bomb, megabytes=12), "UNPACKED_MB = 10", TOO_MUCH_INSIDE),
        (partial(files.one_cell, megabytes=300), "MEMORY_MB = 256", TOO_MUCH_MEMORY),
    ],
)
def test_a_workbook_that_passes_a_limit_leaves_no_more_on_the_disk(
    write: Callable[[Path], None], limit: str, said: int, tmp_path: Path
) -> None:
    write(tmp_path / "file")
    module = "from services.transfer.importing.tables import workbook"
    program = f"import sys; {module}; workbook.{limit}; sys.exit(workbook.main(*sys.argv[1:]))"
    command = [sys.executable, "-c", program, str(tmp_path / "file"), str(tmp_path / "table")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        status = process.wait(120)
    assert (TOO_MUCH_MEMORY if status < 0 else status) == said
    assert not (tmp_path / "table").exists() or (tmp_path / "table").stat().st_size <= 2 * 1024**2


def test_a_conversion_ends_with_the_process_that_wants_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "table")  # nobody reads: it is held up at once
    files.shared(tmp_path / "file", characters=10, rows=10)
    command = [
        sys.executable,
        "-m",
        "services.transfer.importing.tables.workbook",
        str(tmp_path / "file"),
        str(tmp_path / "table"),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == UNREADABLE


def _looked_through(file: Path, temporary: Path) -> Any:
    command = [sys.executable, "-m", "tests.services.transfer.importing.peak", str(file)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=True)
    return json.loads(ended.stdout)


def test_a_file_of_very_many_lines_is_refused(tmp_path: Path) -> None:
    for line in (b"a\n", b"\n", b"a,b\n"):
        files.text(tmp_path / "file", [b"title\n", line * 1_001])
        with (tmp_path / "file").open("rb") as stream:
            kept = replace(source.keep(stream, "a.csv"), lines_max=1_000)
        with pytest.raises(InvalidInput, match="more than 1,000 lines. Load it in parts"):
            source.survey(kept)
