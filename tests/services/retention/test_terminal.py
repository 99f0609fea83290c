"""The policy of `make retention`: what is named, and of the Settings page whatever is not."""

from __future__ import annotations

import pytest

from services.retention.policy import Policy, set_policy
from services.retention.terminal import asked_policy

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("days", "how", "export", "expected"),
    [
        ("", "", False, Policy(400)),
        ("", "text", False, Policy(400, "text")),
        ("", "", True, Policy(400, export=True)),
        ("90", "", False, Policy(90)),
        ("90", "text", True, Policy(90, "text", export=True)),
    ],
)
def test_what_is_named_holds_and_the_rest_is_as_set(days: str, how: str, export: bool, expected: Policy) -> None:
    set_policy(Policy(400))
    assert asked_policy(days, how, export=export) == expected


@pytest.mark.parametrize(("days", "said"), [("", "Retention is off"), ("soon", "Write the days as a number")])
def test_without_any_days_it_ends(days: str, said: str) -> None:
    with pytest.raises(SystemExit, match=said):
        asked_policy(days, "", export=False)
