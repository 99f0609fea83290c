"""One search for many patterns agrees with the patterns one by one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.keywords import times
from services.classify.keywords.priority.frames import finding

TIMES = (times.SOON, times.YEAR, times.CLOCK, times.FIXED, times.OWNING_YEAR)
WORDS = sorted(
    {
        word
        for patterns in finding.FRAMES.values()
        for own in patterns.values()
        for word in re.findall(r"\w+", own.replace("\\ ", " ").replace("\\b", " "))
    }
)
CLOCKS = [
    "in 10 minutes",
    "within the hour",
    "by 5 pm",
    "14:30 Uhr",
    "à 15 h",
    "starts at noon",
    "the 2022",
    "im Jahr 2021",
]
CALMS = ["would be nice if", "wäre es schön", "nice to have", "no rush", "je suggère", "me gustaría", "WISH LIST"]
# Letters that are one of another in some case only, and what is no word's end.
ODD = ["\u0130", "\u0131", "\u017f", "\u212a", "_", "\u0301", "ß", "\u1e9e"]
TEXTS = st.lists(
    st.sampled_from([*CLOCKS, *CALMS]) | st.sampled_from(WORDS) | st.sampled_from(ODD) | st.sampled_from(" .,-'\n"),
    max_size=8,
).flatmap(lambda words: st.sampled_from(["", " ", "  ", ". "]).map(lambda gap: gap.join(words)))


def in_odd_case(text: str) -> str:
    return text.upper().replace("S", "\u017f").replace("I", "\u0130").replace("K", "\u212a")


@given(
    TEXTS, st.sampled_from([str, str.upper, str.title, in_odd_case]), st.sampled_from([None, "en", "de", "fr", "pl"])
)
def test_a_quick_look_at_frames_sees_what_each_pattern_finds(
    text: str, case: Callable[[str], str], spoken: str | None
) -> None:
    text = case(text)
    found = any(
        finding._pattern(key, code).search(text) for key in finding.FRAMES for code in finding._codes(key, spoken)
    )
    assert finding._patterns(spoken).any_in(text) == found


@given(TEXTS, st.sampled_from([str, str.upper, str.title, in_odd_case]))
def test_a_quick_look_at_times_sees_what_each_pattern_finds(text: str, case: Callable[[str], str]) -> None:
    text = case(text)
    assert times.ANY_TIME.any_in(text) == any(pattern.search(text) for pattern in TIMES)


@pytest.mark.parametrize("text", CLOCKS)
def test_a_time_is_found_wherever_it_stands(text: str) -> None:
    assert all(times.ANY_TIME.any_in(whole) for whole in (text, text.upper(), f"Closed, {text}.", f"({text})"))
