"""Sign in and out by OpenID Connect: what gets in, what does not, and where it leads."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwk, jws
from starlette.testclient import TestClient

from api.guard.session_cookie import own_path
from services.access import sessions, tokens
from services.access.asking import ITSELF, acting_as
from services.access.openid import provider as ours
from services.access.openid import provider_http
from services.access.sessions import SignInSession
from services.settings import settings
from tests.api.conftest import GOOD
from tests.api.sign_in.conftest import begun, browser, role
from tests.openid_provider import SECRET, Claims, Provider, say, signed


def test_a_person_signs_in_and_comes_back_to_where_they_wanted_to_go(desk: TestClient, provider: Provider) -> None:
    wanted = desk.get("/tickets?id=5", headers={"Accept": "text/html"})
    assert (wanted.status_code, wanted.headers["location"]) == (303, "/sign-in?to=%2Ftickets%3Fid%3D5")
    assert role(desk) == 401
    answer = desk.get(begun(desk, provider))
    assert (answer.status_code, answer.headers["location"]) == (303, "/tickets?id=5")
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith("triage_desk_session="))
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=43200"} <= set(cookie.split("; "))
    made = desk.post("/api/tickets/", json=GOOD)
    assert made.status_code == 201
    assert desk.get(f"/api/tickets/{made.json()['id']}/history/").json()[0]["actor"] == "lea@example.com"
    assert desk.delete(f"/api/tickets/{made.json()['id']}/").status_code == 204


def test_behind_tls_the_cookies_are_for_tls_and_this_host_alone(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "trusted_proxies", "10.0.0.5")
    through = browser("http://localhost", **{"X-Forwarded-Proto": "https"})
    assert "Secure" not in through.get("/sign-in").headers["set-cookie"]
    secure = browser("https://localhost")
    answer = secure.get(begun(secure, provider))
    assert provider.asked.count("/token") == 1
    cookies = answer.headers.get_list("set-cookie")
    assert all(line.startswith("__Host-triage_desk_") and "Secure" in line.split("; ") for line in cookies)
    assert role(secure) == 200
    plain = browser(cookie=f"triage_desk_session={secure.cookies['__Host-triage_desk_session']}")
    assert role(plain) == 200  # the same session; but under TLS the cookie without the prefix counts for nothing
    tossed = browser("https://localhost", cookie=f"triage_desk_session={secure.cookies['__Host-triage_desk_session']}")
    assert role(tossed) == 401


@pytest.mark.parametrize(
    ("claims", "name_claim", "groups_claim", "name", "said"),
    [
        ({"email": "Ann@Example.com"}, "email", "groups", "ann@example.com", 303),
        ({"email": "ann@other.example", "groups": ["staff", "Auditors"]}, "email", "groups", "ann@other.example", 303),
        ({"email": "ann@other.example", "groups": "staff, auditors"}, "email", "groups", "ann@other.example", 303),
        (
            {"email": "a@b.example", "realm_access": {"roles": ["auditors"]}},
            "email",
            "realm_access.roles",
            "a@b.example",
            303,
        ),
        ({"email": "a@b.example", "https://x/g": ["auditors"]}, "email", "https://x/g", "a@b.example", 303),
        ({"email": "ann@other.example", "groups": {"auditors": 1}}, "email", "groups", "", 403),
        ({"email": "ann@other.example", "groups": ["auditors2", 7, None]}, "email", "groups", "", 403),
        ({"email": "ann@other.example"}, "email", "groups", "", 403),
        ({"email": "lea@example.com", "email_verified": False}, "email", "groups", "", 403),
        ({"email": "lea@example.com", "email_verified": None}, "email", "groups", "", 403),
        ({"email": ["lea@example.com"]}, "email", "groups", "", 403),
        ({"email": "lea@example.com\0"}, "email", "groups", "", 403),
        ({"email": "\ud800@example.com"}, "email", "groups", "", 403),
        ({"email": "lea\u202e@example.com"}, "email", "groups", "", 403),
        ({"email": ""}, "email", "groups", "", 403),
        ({"email": "group:auditors"}, "email", "groups", "", 403),
        ({"email": "lea@example.com,ann@example.com"}, "email", "groups", "", 403),
        ({"preferred_username": "Lea@example.com"}, "preferred_username", "groups", "lea@example.com", 303),
    ],
)
def test_whom_the_claims_name(
    desk: TestClient,
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    claims: Claims,
    name_claim: str,
    groups_claim: str,
    name: str,
    said: int,
) -> None:
    monkeypatch.setattr(settings(), "oidc_name_claim", name_claim)
    monkeypatch.setattr(settings(), "oidc_groups_claim", groups_claim)
    provider.claims = {"sub": "1", "email_verified": True} | claims
    answer = desk.get(begun(desk, provider))
    assert answer.status_code == said, answer.text
    assert role(desk) == (200 if said == 303 else 401)
    assert [one.person for one in listed()] == ([name] if name else [])


def listed() -> list[SignInSession]:
    with acting_as(ITSELF):
        return sessions.list_sessions()[0]


def test_what_the_id_token_leaves_out_is_asked_for(desk: TestClient, provider: Provider) -> None:
    provider.claims = {"sub": "1"}
    provider.userinfo = {"sub": "1", "email": "ann@other.example", "email_verified": True, "groups": ["auditors"]}
    assert desk.get(begun(desk, provider)).status_code == 303
    assert desk.post("/api/tickets/", json=GOOD).status_code == 403  # a viewer
    provider.userinfo["sub"] = "2"
    assert desk.get(begun(desk, provider, code="2")).status_code == 502


def _none(claims: Claims) -> str:
    whole = signed(claims)
    return "eyJhbGciOiJub25lIn0." + whole.split(".")[1] + "."


def _with_the_secret(claims: Claims) -> str:
    return jws.serialize_compact({"alg": "HS256"}, json.dumps(claims).encode(), jwk.OctKey.import_key(SECRET))


LIES: dict[str, Callable[[Claims], str]] = {
    "issuer": lambda said: signed(said | {"iss": "http://evil.example"}),
    "audience": lambda said: signed(said | {"aud": "another"}),
    "audiences": lambda said: signed(said | {"aud": ["desk", "another"]}),
    "party": lambda said: signed(said | {"azp": "another"}),
    "nonce": lambda said: signed(said | {"nonce": "another"}),
    "no nonce": lambda said: signed({name: value for name, value in said.items() if name != "nonce"}),
    "expired": lambda said: signed(said | {"exp": time.time() - 120}),
    "not yet": lambda said: signed(said | {"nbf": time.time() + 600}),
    "no end": lambda said: signed({name: value for name, value in said.items() if name != "exp"}),
    "an end that is none": lambda said: signed(said | {"exp": "tomorrow"}),
    "nobody": lambda said: signed({name: value for name, value in said.items() if name != "sub"}),
    "another key": lambda said: signed(said, by="another"),
    "another key by name": lambda said: signed(said, by="another", header={"kid": "another"}),
    "changed": lambda said: signed(said)[:-4] + "AAAA",
    "alg none": _none,
    "the client's secret": _with_the_secret,
    "a subject of no length": lambda said: signed(said | {"sub": ""}),
    "a subject with NUL": lambda said: signed(said | {"sub": "1\0"}),
    "a subject that is no text": lambda said: signed(said | {"sub": "\ud800"}),
    "a number": lambda said: signed(said | {"sub": 7}),
    "a long subject": lambda said: signed(said | {"sub": "x" * 256}),
    "no token": lambda _: "x.y.z",
    "no text": lambda _: "",
    "not ASCII": lambda said: signed(said) + "é",
    "huge": lambda said: signed(said | {"more": "x" * 100_000}),
    "access token": lambda said: signed(said | {"at_hash": "AAAA"}),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_id_token_that_lies_signs_nobody_in(desk: TestClient, provider: Provider, lie: str) -> None:
    provider.sign = LIES[lie]
    answer = desk.get(begun(desk, provider))
    assert (answer.status_code, "You are not signed in" in answer.text) == (502, True)
    assert role(desk) == 401


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda handler: say(handler, b"x" * (provider_http.ANSWER_MAX + 1)), 502),
        (lambda handler: say(handler, b"\x1f\x8b", Content_Encoding="gzip"), 502),
        (lambda handler: say(handler, b"[" * 100_000), 502),
        (lambda handler: say(handler, b"<html>"), 502),
        (lambda handler: say(handler, []), 502),
        (lambda handler: say(handler, {}), 502),
        (lambda handler: say(handler, {}, 302, Location="/"), 502),
        (lambda handler: say(handler, {}, 503), 503),
        (lambda handler: handler.connection.close(), 503),
        (lambda handler: time.sleep(0.8), 503),
    ],
)
def test_a_provider_that_is_away_slow_or_broken_is_a_page_that_says_so(
    desk: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch, path: str, answer: Any, status: int
) -> None:
    monkeypatch.setattr(ours, "SECONDS", 0.5 if status == 503 else 10)
    is_first = path == "/.well-known/openid-configuration"
    place = "/sign-in" if is_first else begun(desk, provider)
    provider.answers[path] = answer
    said = desk.get(place)
    assert (said.status_code, "You are not signed in" in said.text) == (status, True)
    assert said.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
)
def test_a_discovery_that_lies_leads_nowhere(desk: TestClient, provider: Provider, told: Claims) -> None:
    provider.metadata = told
    assert desk.get("/sign-in").status_code == 502


def test_nobody_ends_the_sign_in_of_another_browser(desk: TestClient, provider: Provider) -> None:
    path = begun(desk, provider)
    assert browser().get(path).status_code == 403
    assert desk.get(path.replace("state=", "state=x")).status_code == 403
    assert provider.asked.count("/token") == 0
    assert desk.get(path + "&iss=http://evil.example").status_code == 403
    assert desk.get(path).status_code == 403  # it has ended


def test_a_session_has_an_id_that_nobody_chose_and_a_callback_counts_once(desk: TestClient, provider: Provider) -> None:
    """Neither fixation nor replay, even where the provider takes a code twice."""
    path, asked = begun(desk, provider), dict(provider.codes)
    kept = "; ".join(f"{name}={value}" for name, value in desk.cookies.items())
    fixed = f"triage_desk_session={'A' * 43}"
    answer = browser(cookie=f"{kept}; {fixed}").get(path)
    assert answer.status_code == 303
    assert fixed not in str(answer.headers.get_list("set-cookie"))
    assert role(browser(cookie=fixed)) == 401
    provider.codes = asked
    again = browser(cookie=kept)
    assert (again.get(path).status_code, role(again)) == (403, 401)
    assert provider.asked.count("/token") == 2


@pytest.mark.parametrize("query", ["", "?error=access_denied&state=S", "?code=&state=S", "?code=a&code=b&state=S"])
def test_a_callback_without_one_code_is_a_page(desk: TestClient, provider: Provider, query: str) -> None:
    path = begun(desk, provider)
    state = parse_qs(urlsplit(path).query)["state"][0]
    answer = desk.get("/sign-in/callback" + query.replace("S", state))
    assert (answer.status_code, "Sign in again" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/tickets?q=a%20b&id=3", "/tickets?q=a%20b&id=3"),
        ("/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("tickets", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("/é", "/"),
        ("/" + "a" * 2_000, "/"),
        ("/sign-out", "/"),
        ("/sign-in?to=/tickets", "/"),
        ("", "/"),
    ],
)
def test_only_pages_of_the_desk_are_led_to(wanted: str, led: str) -> None:
    assert own_path(wanted) == led


def test_signing_out_ends_both_sessions_and_no_other_site_can_do_it(desk: TestClient, provider: Provider) -> None:
    desk.get(begun(desk, provider))
    written = desk.cookies["triage_desk_session"]
    foreign = {"Origin": "https://evil.example"}
    assert desk.post("/sign-out", headers=foreign).status_code == 403
    assert desk.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert desk.get("/sign-out").status_code == 200
    assert role(desk) == 200
    answer = desk.post("/sign-out", headers={"Origin": "http://localhost:8501"})
    assert f"url={provider.issuer}/end?" in answer.text
    assert "id_token_hint=ey" in answer.text
    assert "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8501%2Fsigned-out" in answer.text
    assert role(browser(cookie=f"triage_desk_session={written}")) == 401
    assert "triage_desk_session" not in desk.cookies
    assert desk.get("/signed-out").status_code == 200


@pytest.mark.parametrize(
    "cookie",
    [
        "triage_desk_session=" + "A" * 43,
        "triage_desk_session=",
        "triage_desk_session=ID; triage_desk_session=ID",
        "Triage_Desk_Session=ID",
        "__Host-triage_desk_session=ID",
        "triage_desk_session=ID.",
        "triage_desk_session=%49D",
    ],
)
def test_a_cookie_that_is_none_lets_nobody_in(desk: TestClient, provider: Provider, cookie: str) -> None:
    desk.get(begun(desk, provider))
    written = desk.cookies["triage_desk_session"]
    assert role(browser(cookie=f"triage_desk_session={written}")) == 200
    assert role(browser(cookie=cookie.replace("ID", written).replace("%49D", "%49" + written[1:]))) == 401


def test_signing_out_of_nothing_ends_and_forgets_nothing(desk: TestClient, provider: Provider) -> None:
    desk.get(begun(desk, provider))
    assert role(desk) == 200
    written = desk.cookies["triage_desk_session"]
    for cookie in ("x", "A" * 43):
        assert browser(cookie=f"triage_desk_session={cookie}").post("/sign-out").status_code == 200
    assert sessions.known_session(written)


def the_token() -> str:
    with acting_as(ITSELF):
        return tokens.make_token("page", "read", days=1)[1]


def test_a_page_that_cors_lets_call_does_not_act_by_the_cookie(
    desk: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "cors_origins", "https://friend.example")
    desk.get(begun(desk, provider))
    refused = desk.get("/api/tickets/", headers={"Origin": "https://friend.example"})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == "https://friend.example"  # it reads why
    token = {"Authorization": f"Bearer {the_token()}", "Origin": "https://friend.example"}
    assert desk.get("/api/tickets/", headers=token).status_code == 200
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    for origin, status in (("https://friend.example", 200), ("https://other.example", 403)):
        before = browser().options("/api/tickets/", headers=asked | {"Origin": origin})
        assert (before.status_code, "tickets" in before.text) == (status, False)
    assert browser().options("/api/tickets/").status_code == 401
    assert desk.get("/api/tickets/", headers={"Origin": "http://localhost:8501"}).status_code == 200


def test_without_a_provider_there_is_nothing_to_sign_in_at(client: TestClient) -> None:
    plain = browser()
    for path in ("/sign-in", "/sign-in/callback", "/sign-out", "/signed-out"):
        assert plain.get(path).status_code == 404
