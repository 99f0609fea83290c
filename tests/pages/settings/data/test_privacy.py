"""The card of privacy on the Settings page: what there is of a requester, and erased after a typed word."""

from __future__ import annotations

import pytest

from services import stats
from tests.pages.desk import filed, run, texts
from tests.pages.settings.support import section

pytestmark = pytest.mark.usefixtures("database")


def test_a_requester_is_erased_after_the_word() -> None:
    filed(requester="Ann *Lee*")
    filed(requester="Bo")
    at = section("data")
    at.text_input(key="privacy_requester").set_value("ann *lee*")
    assert "1 ticket and 0 in the trash" in texts(run(at))
    assert at.button(key="erase").disabled
    at.text_input(key="erase_word_0").set_value("erase")
    run(at).button(key="erase").click()
    assert run(at).toast[0].value == "1 ticket erased."
    assert stats.headline().total_tickets == 1
    assert "No ticket has this requester" in texts(at)


def test_what_cannot_be_a_name_is_told() -> None:
    at = section("data")
    at.text_input(key="privacy_requester").set_value("x" * 201)
    assert "Name the requester as the tickets do" in run(at).error[0].value
