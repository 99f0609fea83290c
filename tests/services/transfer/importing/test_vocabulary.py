"""Statuses and priorities as others write them."""

from __future__ import annotations

import pytest

from services.transfer.importing.other_systems.vocabulary import guess_values
from services.transfer.importing.plan import LEFT_OUT, SUGGESTED, normalise_word


@pytest.mark.parametrize(
    ("field", "words", "keys"),
    [
        ("status", "new|Open|PENDING|On-hold|Solved|Closed", "open open in_progress in_progress resolved closed"),
        ("status", "Waiting on Customer|Waiting for support|Work in progress", "in_progress open in_progress"),
        ("status", "To Do|In Progress|Done|Won't Do|Canceled", "open in_progress resolved closed closed"),
        ("status", "in_progress|resolved|deleted|-", f"in_progress resolved {LEFT_OUT} ?"),
        ("priority", "Low|Normal|High|Urgent|-", "low medium high critical ?"),
        ("priority", "P1|P2|P3|P4|p5", "critical high medium low low"),
        ("priority", "P0|P1|P2|P3", "critical high medium low"),
        ("priority", "Sev1|Sev 2|S3", "critical high medium"),
        ("priority", "1 - Critical|2 - High|3 - Moderate|4 - Low", "critical high medium low"),
        ("priority", "Blocker|Critical|Major|Minor|Trivial", "critical critical medium low low"),
        ("priority", "Major|Normal", "high medium"),
        ("priority", "Highest|Lowest", "critical low"),
        ("priority", "1|whatever", f"{LEFT_OUT} {LEFT_OUT}"),  # 1 is the highest here and the lowest there
        ("category", "Billing|Technical|Question", "billing technical ?"),
        ("status", "gelo\u0308st", "resolved"),
    ],
)
def test_words(field: str, words: str, keys: str) -> None:
    folded = [normalise_word(word) for word in words.split("|")]
    guessed = guess_values(field, folded, {"billing": "billing", "technical": "technical"})
    assert [guessed[word] for word in folded] == [SUGGESTED if key == "?" else key for key in keys.split()]
