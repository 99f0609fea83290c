"""Tell the footer of a table from its last rows: totals, who made the report and when, notes below a blank line."""

from __future__ import annotations

import re
from collections.abc import Sequence

HELD_MAX = 50  # rows that may all be a footer; of a longer one the first are rows
TOTALS_MAX = 5  # cells of a row of totals
LEAST_OF_TABLE = 3  # cells of every row of a table in which a row of one cell behind a blank line is no row
LEARNED_ROWS = 1_000  # first rows that tell how bare a row of this table may be
_COUNTED = (
    r"(?:rows?|records?|tickets?|issues?|cases?|items?|entries|results?|zeilen|datens[äa]tze|lignes|filas|righe|linhas"
    r"|rijen)"
)
_TOTAL = re.compile(
    r"(?:(?:grand |sub)?totals?|total g[ée]n[ée]ral|sum|count|summe|gesamt(?:summe|zahl)?|insgesamt|anzahl|somme|nombre"
    rf"|suma|somma|totale|totaal|aantal|{_COUNTED}|number)(?: (?:of|de|der|number|count|{_COUNTED}))*\s*[:=]?"
    r"\s*[\d.,']*",
    re.IGNORECASE,
)
_REMARK = re.compile(
    rf"(?:\(?[\d.,]+ {_COUNTED}\b|(?:showing|displaying) \d|page \d|seite \d|end of (?:report|file|export|list)"
    r"|ende (?:des|der) (?:berichts?|datei|liste)|(?:report )?(?:generated|exported|created|printed|downloaded|run)"
    r"(?: (?:by|on|at|from)\b|\s?:| \d)|(?:erstellt|exportiert|gedruckt) (?:am|von)\b"
    r"|(?:généré|exporté|imprimé) (?:le|par)\b|(?:generado|exportado) (?:el|por)\b|(?:generato|esportato) (?:il|da)\b"
    r"|copyright\b|\(c\) |©|confidential|vertraulich|applied filters|filters applied|\*|-{2}|={3})",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s+=:_|-]*")
_NUMBER = re.compile(r"[\d.,' ]+%?")


def is_ruled_line(row: Sequence[str]) -> bool:
    """Whether a row is a line drawn below a header or around the table, as in +----+------+."""
    drawn = "".join(row)
    return ("---" in drawn or "===" in drawn) and _RULE.fullmatch(drawn) is not None


class Footers:
    """Holds back rows that are a footer if nothing follows: they are bare where the rows of the table are not."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._least = columns  # cells of the barest row so far
        self._rows = 0
        self.has_gap = False  # whether a blank line stands before the next row
        self._held: list[tuple[int, list[str]]] = []

    @property
    def is_holding(self) -> bool:
        """Whether rows are held back."""
        return bool(self._held)

    def holds(self, line: int, row: list[str], filled: int) -> bool:
        """Whether the row, with so many cells that are not empty, is held back for now."""
        if filled <= TOTALS_MAX and self._is_bare(row, filled) and len(self._held) < HELD_MAX:
            self._held.append((line, row))
            return True
        self.has_gap = False
        if self._rows < LEARNED_ROWS:
            self._rows += 1
            self._least = min(self._least, filled)
        return False

    def held(self) -> list[tuple[int, list[str]]]:
        """The rows that were held back, which are held no more."""
        held, self._held = self._held, []
        return held

    def _is_bare(self, row: Sequence[str], filled: int) -> bool:
        if not self._rows or filled >= self._least:
            return False
        cells = [cell.strip() for cell in row if cell]
        if filled > 1:
            return bool(_TOTAL.fullmatch(cells[0])) and all(map(_NUMBER.fullmatch, cells[1:]))
        if self._held or (self.has_gap and (len(row) == 1 or self._least >= LEAST_OF_TABLE)):
            return True  # a note below the table, or the name of its next part
        return bool(_TOTAL.fullmatch(cells[0]) or _REMARK.match(cells[0]))
