"""Texts that a spreadsheet would calculate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.transfer.formulas import marked, unmarked

DANGEROUS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("first", list(DANGEROUS))
def test_a_formula_gets_an_apostrophe(first: str) -> None:
    assert marked(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("harmless", ["", "Refund", "1+1", "'quoted'", " =1", "a=b"])
def test_the_rest_stays_as_it_is(harmless: str) -> None:
    assert marked(harmless) == unmarked(harmless) == harmless


@given(st.text(st.sampled_from(DANGEROUS + "'a ")) | st.text())
def test_every_text_comes_back_and_none_begins_a_formula(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert not marked(text).startswith(tuple(DANGEROUS))
