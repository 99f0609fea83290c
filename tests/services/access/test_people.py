"""Who gets in, and as what."""

from __future__ import annotations

import re

import pytest

from services.access import people
from services.access.asking import Asker
from services.privacy import named
from services.settings import ROOT, BadSettings, Settings, settings


@pytest.fixture(autouse=True)
def _listed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "sign_in_leads": "Lea@example.com, root",
        "sign_in_agents": "@example.com,group:Support",
        "sign_in_viewers": "group:all",
    }.items():
        monkeypatch.setattr(settings(), name, value)


@pytest.mark.parametrize(
    ("name", "groups", "role"),
    [
        ("lea@example.com", (), "lead"),
        (" LEA@EXAMPLE.COM ", ("all",), "lead"),
        ("root", (), "lead"),
        ("ann@example.com", ("all",), "agent"),
        ("ann@other.example", ("support",), "agent"),
        ("ann@other.example", ("all", "support"), "agent"),
        ("ann@other.example", ("all",), "viewer"),
        ("ann@other.example", (), None),
        ("ann@sub.example.com", (), None),
        ("ann@example.com.evil", (), None),
        ("x@y@example.com", (), None),
        ("@example.com", (), None),
        ("group:support", (), None),
        ("*", (), None),
        ("ann@other.example,root", (), None),
        ("root root", (), None),
        ("ro\u200bot", (), None),
        ("\uff52oot", (), None),
        ("", ("support",), None),
        ("local", ("support",), None),
        ("Schedule", ("support",), None),
        ("a" * 201, ("support",), None),
    ],
)
def test_the_highest_role_of_all_that_match(name: str, groups: tuple[str, ...], role: str | None) -> None:
    who = people.admitted(name, groups)
    assert (who.role if who else None) == role
    assert who is None or who.name == name.strip().lower()


def test_nobody_comes_in_under_a_name_with_which_the_desk_signs() -> None:
    files = [ROOT / "cli.py", *(file for room in ("services", "api", "pages") for file in (ROOT / room).rglob("*.py"))]
    signed = {name for file in files for name in re.findall(r'\bACTOR = "(\w+)"', file.read_text(encoding="utf-8"))}
    assert len(signed) > 4
    assert signed | {named.ERASED} <= people.OWN_NAMES


def test_an_address_that_nobody_confirmed_brings_no_domain() -> None:
    assert people.admitted("ann@example.com", is_address=False) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SIGN_IN_HEADER": "X-User"}, "SIGN_IN_PROXIES: .*Name the proxy's address"),
        ({"SIGN_IN_HEADER": "X-User", "SIGN_IN_PROXIES": "10.0.0.5"}, "SIGN_IN_LEADS: .*Name at least one"),
        ({"SIGN_IN_HEADER": "X User"}, "SIGN_IN_HEADER: "),
        ({"OIDC_ISSUER": "https://login.example.com"}, "OIDC_CLIENT_ID: .*Name the client id"),
        ({"OIDC_ISSUER": "https://login.example.com", "OIDC_CLIENT_ID": "x"}, "SIGN_IN_LEADS: .*Name at least one"),
        ({"OIDC_ISSUER": "http://login.example.com"}, "OIDC_ISSUER: .*Write the provider's address"),
        ({"OIDC_ISSUER": "https://login.example.com?x"}, "OIDC_ISSUER: .*Write the provider's address"),
        ({"OIDC_ISSUER": "https://a@login.example.com"}, "OIDC_ISSUER: .*Write the provider's address"),
        ({"SIGN_IN_PROXIES": "proxy.corp"}, "SIGN_IN_PROXIES: .*Write addresses"),
    ],
)
def test_a_sign_in_that_would_be_open_or_shut_for_all_does_not_start(
    given: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        with pytest.raises(BadSettings, match=said):
            settings()
    finally:
        settings.cache_clear()


def test_at_first_nobody_signs_in() -> None:
    assert not Settings(_env_file=None).has_sign_in


@pytest.mark.usefixtures("database")
def test_whoever_was_here_and_may_edit_can_be_given_tickets() -> None:
    people._noted.forget()
    for name, role in (("vic@example.com", "viewer"), ("lea@example.com", "lead"), ("ann@example.com", "viewer")):
        people.remember(Asker(name, role))
    people.remember(Asker("ann@example.com", "agent"))
    people.remember(Asker(None, "lead"))
    assert people.known_people() == ["ann@example.com", "lea@example.com"]
