"""Sessions of people: begun once, in the role that the settings give now, over when they are ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.access import audit, people, sessions
from services.access.asking import Asker, acting_as
from services.access.sessions import Identified, check_session
from services.errors import DatabaseAway, NotAllowed, NotFound
from services.settings import settings

ISSUER = "https://login.example.com"
LEA, ANN = Asker("lea@example.com", "lead", "10.0.0.1"), Asker("ann@example.com", "agent", "10.0.0.2")


@pytest.fixture(autouse=True)
def _desk(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions._known.forget()
    people._noted.forget()
    given = {"oidc_issuer": ISSUER, "sign_in_leads": "lea@example.com, group:leads", "sign_in_agents": "@example.com"}
    for name, value in given.items():
        monkeypatch.setattr(settings(), name, value)


def begin(who: Asker, secret: str, *, groups: tuple[str, ...] = (), instead_of: str | None = None) -> str:
    named = Identified(ISSUER, f"subject of {who.name}", who.name or "", groups, "token")
    written = sessions.begin(named, who, begun=secret.encode(), instead_of=instead_of)
    assert written is not None
    return written


def run(sql: str) -> str:
    with acting_as(LEA), transaction() as session:
        result = session.execute(text(sql))
        return str(result.all()) if result.returns_rows else ""  # type: ignore[attr-defined]


def test_a_session_is_known_by_its_id_which_is_kept_nowhere() -> None:
    written = begin(LEA, "a")
    assert check_session(written) == LEA
    assert written not in run("SELECT s::text FROM sign_in_session AS s")
    with acting_as(LEA):
        assert [(one.person, one.role, one.address) for one in sessions.list_sessions()[0]] == [
            ("lea@example.com", "lead", "10.0.0.1")
        ]


@pytest.mark.parametrize(
    "over",
    [
        lambda: run("UPDATE sign_in_session SET ended_at = now()"),
        lambda: run("UPDATE sign_in_session SET expires_at = now() - interval '1 second'"),
        lambda: run("UPDATE sign_in_session SET issuer = 'https://another.example'"),
        lambda: run("DELETE FROM sign_in_session"),
        lambda: settings().__dict__.update(sign_in_leads="another@example.com", sign_in_agents=""),
    ],
)
def test_a_session_that_is_over_is_nobodys(over: Callable[[], object]) -> None:
    written = begin(LEA, "a")
    over()
    sessions._known.forget()  # as after five seconds
    assert check_session(written) is None


def test_what_is_begun_with_the_same_secret_is_begun_once() -> None:
    begin(LEA, "a")
    assert sessions.begin(Identified(ISSUER, "2", "ann@example.com", (), ""), ANN, begun=b"a", instead_of=None) is None


def test_the_role_is_that_of_the_groups_that_the_provider_told_last() -> None:
    """So a new sign-in anywhere changes what the other tabs may do."""
    first = begin(ANN, "a", groups=("leads",))
    assert check_session(first) == Asker("ann@example.com", "lead", "10.0.0.2")
    second = begin(ANN, "b")
    assert [check_session(written) for written in (first, second)] == [ANN, ANN]
    assert "lead" not in run("SELECT role FROM sign_in_session")


def test_a_lead_ends_sessions_and_nobody_else_sees_them() -> None:
    written = begin(ANN, "a")
    with acting_as(ANN), pytest.raises(NotAllowed):
        sessions.list_sessions()
    with acting_as(ANN), pytest.raises(NotAllowed):
        sessions.revoke_session(1)
    with acting_as(LEA):
        ((one,), _) = sessions.list_sessions()
        sessions.revoke_session(one.id)
        assert check_session(written) is None
        with pytest.raises(NotFound):
            sessions.revoke_session(one.id)
    assert "token" not in run("SELECT id_token FROM sign_in_session")


def test_a_person_is_found_among_many_and_all_their_sessions_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LISTED_MAX", 2)
    anns = [begin(ANN, secret) for secret in "abc"]
    leas = [begin(LEA, secret) for secret in "def"]
    with acting_as(LEA):
        found, number = sessions.list_sessions()
        assert ([one.person for one in found], number) == ([LEA.name, LEA.name], 6)
        found, number = sessions.list_sessions("  ANN@Example.com ")
        assert ([one.person for one in found], number) == ([ANN.name, ANN.name], 3)
        assert sessions.list_sessions("an") == ([], 0)
        assert sessions.revoke_sessions_of("ann@example.com") == 3
        assert [check_session(written) for written in (*anns, *leas)] == [None] * 3 + [LEA] * 3
        assert (audit.entries()[0].actor, audit.entries()[0].what) == (LEA.name, "Of ann@example.com, all 3")
        with pytest.raises(NotFound):
            sessions.revoke_sessions_of("ann@example.com")


def test_signing_out_and_signing_in_anew_end_the_session_of_this_browser_alone() -> None:
    first, other = begin(ANN, "a"), begin(ANN, "b")
    second = begin(ANN, "c", instead_of=first)
    assert [check_session(written) for written in (first, second, other)] == [None, ANN, ANN]
    assert sessions.end_session(second) == "token"
    assert sessions.end_session("unknown") is None
    assert [check_session(written) for written in (second, other)] == [None, ANN]


def test_of_too_many_sessions_of_a_person_the_oldest_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LIVE_MAX", 2)
    written = [begin(ANN, secret) for secret in "abc"]
    assert [check_session(one) for one in written] == [None, ANN, ANN]


def test_while_the_database_is_away_whoever_was_known_last_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    written = begin(ANN, "a")
    assert check_session(written) == ANN

    def away(*_: object, **__: object) -> None:
        raise DatabaseAway

    monkeypatch.setattr(sessions, "transaction", away)
    monkeypatch.setattr(sessions._known, "_seconds", 0)
    assert check_session(written) == ANN
    with pytest.raises(DatabaseAway):
        check_session("B" * 43)


def test_the_id_token_of_a_session_that_is_over_is_not_kept() -> None:
    begin(LEA, "a")
    run("UPDATE sign_in_session SET expires_at = now() - interval '1 second'")
    begin(ANN, "b")
    assert run("SELECT person, id_token FROM sign_in_session ORDER BY id") == str(
        [("lea@example.com", None), ("ann@example.com", "token")]
    )
