"""Foreign text inside markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.widgets.chips import chip, esc


@pytest.mark.parametrize(
    ("key", "label", "markdown"),
    [
        ("high", "High", ":orange-badge[:material/signal_cellular_alt: High]"),
        ("open", "Open", ":blue-badge[:material/radio_button_unchecked: Open]"),
        ("hardware", "Hardware", ":gray-badge[:material/label: Hardware]"),
        ("x", "a]b", ":gray-badge[:material/label: a\\]b]"),
    ],
)
def test_chip(key: str, label: str, markdown: str) -> None:
    assert chip(key, label) == markdown


@pytest.mark.parametrize(
    "alive",
    [":smile:", ":material/home:", "**x**", "<b>", "www.x.com", "a -> b", "$x$", "[a](b)", "me@x.com", "WWW.x.com"],
)
def test_markup_is_made_inert(alive: str) -> None:
    assert alive not in esc(alive)


def test_a_text_turns_the_direction_of_no_other() -> None:
    assert esc("a\u202eb\u2066 مرحبا\u200f") == "ab مرحبا\u200f"


@given(st.text(st.characters(exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")))
def test_only_escapes_and_joiners_are_added(text: str) -> None:
    shown = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>~$:&])", r"\1", esc(text.replace("\u2060", "")).replace("\u2060", ""))
    assert shown == " ".join(text.replace("\u2060", "").split())
