"""An import at a terminal in words: as what its file is read, and what came of its rows."""

from __future__ import annotations

import sys
from datetime import date

from services.errors import InvalidInput
from services.jobs.terminal.terminal_import import Reading
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.plan import ASIDE, TODAY, normalise_word

NAMED = 20  # rejected rows printed


def created_on(written: str) -> str | None:
    """When tickets without a date were created, as a plan has it. Raises InvalidInput."""
    if written in ("", TODAY):
        return written or None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        said = f"Write CREATED=2026-03-04 or CREATED=today, not {printable(written[:40])!r}."
        raise InvalidInput({"created": [said]}) from None


def print_result(result: ImportResult) -> None:
    """Print what became of the rows, the first rejected ones with their reasons."""
    print(
        f"{result.imported:,} imported, {result.already_there:,} skipped, {result.rejected:,} rejected"
        f" in {result.seconds:.1f} s."
    )
    if result.added:
        print(_added_text(result))
    for row in result.rejected_rows[:NAMED]:
        print(f"  line {row.line:,}: {printable(row.reason)}")
    if result.rejected > NAMED:
        print(f"  and {result.rejected - NAMED:,} more")


def _added_text(result: ImportResult) -> str:
    one = result.added == 1
    said = f"The text of {result.added:,} {'row' if one else 'rows'} was added to the "
    said += "ticket with its id." if one else "tickets with their ids."
    if not result.cut:
        return said
    return f"{said} {result.cut:,} {'ticket was' if result.cut == 1 else 'tickets were'} cut at the limit."


def print_reading(reading: Reading) -> None:
    """Print as what a file is read: on one line, and on standard error what words and missing dates are taken for."""
    unused = ", ".join(repr(printable(name)) for name in reading.unused)
    if not reading.is_strict:
        columns = ", ".join(
            f"{field} from {' or '.join(repr(printable(name)) for name in names)}"
            for field, names in reading.columns.items()
        )
        kind = f"an export of {reading.system}" if reading.system else "a table"
        print(f"Read as {kind}: {columns}{f'; not used: {unused}' if unused else ''}")
    elif unused:
        print(f"Not used: {unused}")
    for field, words in reading.words.items():
        if told := [
            f"{printable(word)!r} as {key or 'empty'}" for word, key in words.items() if _is_foreign(word, key)
        ]:
            print(f"Words of {field}: {', '.join(told)}", file=sys.stderr)
    if reading.undated:
        print(_undated_text(reading), file=sys.stderr)
    sys.stdout.flush()


def _is_foreign(word: str, key: str) -> bool:
    return normalise_word(word).replace(" ", "_") != key


def _undated_text(reading: Reading) -> str:
    if reading.created not in (TODAY, ASIDE):
        return f"The file has no dates: all {reading.undated:,} tickets will be created on {reading.created}."
    said = f"The file has no dates: all {reading.undated:,} tickets will be created today."
    if reading.created == TODAY:
        return said
    left_out = "Today's numbers and What changed leave them out."
    return f"{said} {left_out} CREATED=2026-03-04 gives them a date, CREATED=today counts them."


def printable(text: str) -> str:
    """Without what a terminal would obey."""
    return "".join(character if character.isprintable() else "?" for character in text)
