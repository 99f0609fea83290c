"""What a process remembers of tokens and cookies, a bounded number of them."""

from __future__ import annotations

import pytest

from services.access import kept
from services.access.asking import Asker


def test_ids_that_are_nobodys_have_no_right_one_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT_MAX", 3)
    names, lea = kept.Names(60.0), Asker("lea@example.com", "lead")
    names.put(b"lea", lea)
    for n in range(9):
        names.put(b"%d" % n, None)
    assert (names.get(b"lea"), names.get(b"8"), names.get(b"0")) == (lea, None, False)
    names.put(b"lea", None)  # her session has ended
    assert (names.get(b"lea"), names.last(b"lea"), names.was_somebody(b"lea")) == (None, None, False)
