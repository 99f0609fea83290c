"""What a search found, for the statements of an overview: few tickets as a list of ids, many as a bit for each id.

A list is looked up in an index, id by id. Of many that is dear, and the planner, which knows nothing of the ids, would
do it all the same; a bit is read in each row of a scan for a tenth of a microsecond, whatever the planner believes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, LargeBinary, any_, bindparam, case, cast, false, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import NullType

MANY_IDS = 100_000  # characters of a list of ids that is long
BITS_MAX = 1 << 26  # between the lowest id and the highest: 8 MB, and 64 MB while they are set


@dataclass(frozen=True)
class FoundTickets:
    """The ids that a search found, in texts with a comma between two."""

    texts: Sequence[str | None]

    @cached_property
    def _ids(self) -> str:
        return ",".join(filter(None, self.texts))

    @cached_property
    def _bits(self) -> _Bits | None:
        return _bits_of(self._ids) if len(self._ids) > MANY_IDS else None

    @property
    def are_many(self) -> bool:
        """Whether they are a bit each."""
        return self._bits is not None

    def condition(self, ticket_id: Any) -> ColumnElement[bool]:
        """SQL condition on the id of a ticket; it needs ``parameters``."""
        if self._bits is not None:
            bit = func.get_bit(cast(_BITS, LargeBinary), ticket_id - _LOWEST)
            return case((ticket_id.between(_LOWEST, _HIGHEST), bit == 1), else_=false())
        if len(self._ids) > MANY_IDS:
            within: ColumnElement[bool] = ticket_id.in_(select(func.unnest(_IDS)))
            return within
        listed: ColumnElement[bool] = ticket_id == any_(_IDS)
        return listed

    @property
    def parameters(self) -> dict[str, Any]:
        if self._bits is not None:
            return {"found": self._bits.bits, "lowest_found": self._bits.lowest, "highest_found": self._bits.highest}
        return {"found": f"{{{self._ids}}}"}


@dataclass(frozen=True, slots=True)
class _Bits:
    """A bit for each id from ``lowest`` to ``highest``, as get_bit of PostgreSQL counts them."""

    bits: bytes
    lowest: int
    highest: int


def _bits_of(listed: str) -> _Bits | None:
    """None where ids lie too far apart for it."""
    ids: NDArray[np.int64] = np.fromstring(listed, dtype=np.int64, sep=",")
    lowest, highest = int(ids.min()), int(ids.max())
    if highest - lowest >= BITS_MAX:
        return None
    marks = np.zeros(highest - lowest + 1, np.uint8)
    marks[ids - lowest] = 1
    return _Bits(np.packbits(marks, bitorder="little").tobytes(), lowest, highest)


_IDS = cast(bindparam("found", type_=NullType()), ARRAY(BigInteger))
_BITS = bindparam("found", type_=LargeBinary)
_LOWEST, _HIGHEST = (bindparam(name, type_=BigInteger) for name in ("lowest_found", "highest_found"))
