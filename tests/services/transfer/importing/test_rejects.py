"""Why rows were rejected, in a few sentences."""

from __future__ import annotations

from services.transfer.importing.loading import Rejected
from services.transfer.importing.rejects import reasons


def test_reasons_that_differ_by_a_value_are_one_and_the_most_frequent_comes_first() -> None:
    rows = [
        Rejected(2, "unknown status 'gone'"),
        Rejected(3, "created_at 'soon' is not a time"),
        Rejected(4, "created_at 'later, 4 pm' is not a time"),
        Rejected(5, "has the id of line 2"),
        Rejected(6, "has the id of line 1,203"),
        Rejected(9, "has the id of line 3"),
        Rejected(10, "contains a NUL character"),
    ]
    assert reasons(rows) == [
        (3, 5, "has the id of line 2"),
        (2, 3, "created_at 'soon' is not a time"),
        (1, 2, "unknown status 'gone'"),
    ]
    assert reasons([]) == []
