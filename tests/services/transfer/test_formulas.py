"""Texts that a spreadsheet would calculate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.transfer.formulas import escape_formula, text_of_formula, unescape_formula

DANGEROUS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("first", list(DANGEROUS))
def test_a_formula_gets_an_apostrophe(first: str) -> None:
    assert escape_formula(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("harmless", ["", "Refund", "1+1", "'quoted'", " =1", "a=b"])
def test_the_rest_stays_as_it_is(harmless: str) -> None:
    assert escape_formula(harmless) == unescape_formula(harmless) == harmless


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="0012"', "0012"),
        ('=""', ""),
        ('="say ""hi"""', 'say "hi"'),
        ('=T("0012")', "0012"),
        ('=HYPERLINK("https://desk.example/7","INC-7")', "INC-7"),
        ('=hyperlink("https://desk.example/7"; "INC-7")', "INC-7"),
        ("=SUM(A1)", "=SUM(A1)"),
        ('="a"&"b"', '="a"&"b"'),
        ('\'="0012"', '\'="0012"'),
        ('x="0012"', 'x="0012"'),
        ('="' + '"' * 8_000, '="' + '"' * 8_000),
        ('="' + "a" * 1_000_000 + '"', '="' + "a" * 1_000_000 + '"'),  # longer than a formula may be
    ],
    ids=range(12),
)
def test_a_formula_that_only_says_a_text(cell: str, text: str) -> None:
    assert text_of_formula(cell) == text


@given(st.text(st.sampled_from(DANGEROUS + "'a ")) | st.text())
def test_every_text_comes_back_and_none_begins_a_formula(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    assert not escape_formula(text).startswith(tuple(DANGEROUS))
