"""Who is signed in on the Settings page: found by name, one session ended or all of a person."""

from __future__ import annotations

import pytest

from services.access import sessions
from services.access.asking import Asker
from services.access.sessions import Identified
from services.settings import settings
from tests.pages.desk import click, run, texts
from tests.pages.settings.support import section

pytestmark = pytest.mark.usefixtures("database")

ISSUER = "https://login.example.com"


@pytest.fixture(autouse=True)
def _signed_in(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lead looks; three sessions of Ann *B*, one of Lea."""
    given = {"oidc_issuer": ISSUER, "sign_in_leads": "lea@example.com", "sign_in_agents": "@example.com"}
    for name, value in given.items():
        monkeypatch.setattr(settings(), name, value)
    monkeypatch.setattr("services.access.asking._of_process", [Asker("lea@example.com", "lead")])
    for place, name in enumerate(["ann_b_@example.com"] * 3 + ["lea@example.com"]):
        who = Identified(ISSUER, name, name, (), "token")
        sessions.begin(who, Asker(name, "agent", "10.0.0.1"), begun=bytes([place]), instead_of=None)


def test_all_sessions_of_a_person_end() -> None:
    at = section("access")
    assert "4 sessions" in texts(at)
    assert not [button for button in at.button if button.key == "end_sessions"]
    at.text_input(key="session_who").set_value("Ann_B_@example.com")
    assert "3 sessions" in texts(run(at))
    click(at, "End all of this person")
    assert "All 3 sessions of" in at.toast[0].value
    assert [one.person for one in sessions.list_sessions()[0]] == ["lea@example.com"]
    assert "No one with this name is signed in." in texts(at)


def test_those_beyond_the_list_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LISTED_MAX", 1)
    said = texts(section("access"))
    assert "4 sessions" in said
    assert "And 3 that were seen earlier" in said
