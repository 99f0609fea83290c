"""The tokens on the Settings page: made, shown once, revoked."""

from __future__ import annotations

import pytest

from services import access
from services.access import tokens
from services.access.asking import Asker
from tests.pages.desk import click, run, texts
from tests.pages.settings.support import section

pytestmark = pytest.mark.usefixtures("database")


def test_a_token_is_made_shown_once_and_revoked() -> None:
    at = section("access")
    at.text_input[0].set_value("nightly import")
    click(at, "Make token")
    (written,) = [code.value for code in at.code]
    assert tokens.check_token(written) is not None
    click(at, "I have copied it")
    assert not at.code
    (token,) = tokens.list_tokens()
    at.button(key=f"revoke_{token.id}").click()
    run(at)
    assert [one.state for one in tokens.list_tokens()] == ["revoked"]


def test_whoever_is_no_lead_sees_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens.make_token("nightly import", "read", days=None)
    monkeypatch.setattr("services.access.asking._of_process", [Asker("Ada", "agent")])
    said = texts(section("access"))
    assert "Only a lead may make and revoke tokens" in said
    assert "nightly" not in said
    assert not access.allows("tokens")
