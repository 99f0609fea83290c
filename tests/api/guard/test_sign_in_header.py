"""Sign-in by a proxy's header on a real server: everything asks for a name, and nothing that is made up is one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.guard import session_cookie
from api.guard.identity import OPEN
from api.guard.security import SIGN_IN_PATHS
from tests.data_folders import folder_with
from tests.e2e.support.app_process import ROOT, AppProcess
from tests.wire import STREAM, UPGRADE, Answer, send

pytestmark = pytest.mark.slow

PROXY, ELSEWHERE = "127.0.0.2", "127.0.0.1"  # both are this machine
SETTINGS = {
    "SIGN_IN_HEADER": "X-Forwarded-Email",
    "SIGN_IN_GROUPS_HEADER": "X-Groups",
    "SIGN_IN_PROXIES": PROXY,
    "SIGN_IN_LEADS": "lea@example.com",
    "SIGN_IN_AGENTS": "@example.com",
    "SIGN_IN_VIEWERS": "group:auditors",
    "API_RATE": "0",
    "OIDC_ISSUER": "http://127.0.0.1:9",  # nobody is there
    "OIDC_CLIENT_ID": "desk",
    "CORS_ORIGINS": "https://friend.example",
}
ROUTES = """
import app
from starlette.routing import Mount
def walk(routes, before=""):
    for route in routes:
        path = before + getattr(route, "path", "")
        print(path)
        walk(getattr(route, "routes", None) or [], path)
walk(app.app._app._app._build_starlette_app().routes)
"""
LEA = "X-Forwarded-Email: lea@example.com"


@pytest.fixture(scope="module")
def desk(new_data: Path) -> Iterator[AppProcess]:
    with folder_with(new_data) as folder:
        app = AppProcess(folder, environment=SETTINGS)
        app.start()
        yield app
        app.stop()
        assert app.bad_lines() == []


def ask(app: AppProcess, path: str, *headers: str, method: str = "GET", by: str = ELSEWHERE) -> Answer:
    own = (f"Host: localhost:{app.port}", *headers, "Connection: close")
    with socket.create_connection(("127.0.0.1", app.port), timeout=30, source_address=(by, 0)) as connection:
        return send(connection, f"{method} {path} HTTP/1.1", own)


def opened(app: AppProcess, *headers: str, by: str = ELSEWHERE) -> int:
    with socket.create_connection(("127.0.0.1", app.port), timeout=30, source_address=(by, 0)) as connection:
        return send(connection, f"GET {STREAM} HTTP/1.1", (f"Host: localhost:{app.port}", *headers, *UPGRADE)).status


def test_nothing_answers_without_a_name_but_health(desk: AppProcess) -> None:
    """Every route there is, Streamlit's and whatever comes with its next version."""
    environment = {**os.environ, "ENV_FILE": os.devnull}
    printed = subprocess.run(
        [sys.executable, "-c", ROUTES], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout
    paths = {line.replace("{path:path}", "index.html").replace("{", "").replace("}", "") for line in printed.split()}
    paths |= {"/", "/tickets", "/api/tickets/", "/_stcore/stream", "/_stcore/upload_file/a/b", "/media/a.png", "/nope"}
    assert {"/healthz", "/_stcore/health", "/_stcore/host-config", "/api/events/"} <= {*paths, "/api/events/"}
    assert len(paths) > 25
    for path in sorted(paths):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
            answer = ask(desk, path, method=method)
            if path in session_cookie.PATHS:
                assert answer.status in (200, 403, 405, 503)  # pages without data
            elif path in OPEN:  # this asks from the machine of the desk
                assert answer.status in (200, 405)
            elif path in SIGN_IN_PATHS:
                assert answer.status == 404  # Streamlit has a sign-in too, which the desk does not use
            else:
                assert (answer.status, "<html" in answer.body) == (401, False), (method, path)
    assert opened(desk) == 403
    assert ask(desk, "/metrics", by=PROXY).status == 200  # this machine too, and it names nobody
    assert ask(desk, "/metrics", "X-Forwarded-For: 10.0.0.5").status == 401


TRICKS = [
    "/healthz/../api/tickets/", "//api/tickets/", "/./api/tickets/", "/%61pi/tickets/", "/%2561pi/tickets/",
    "/API/tickets/", "/api%2ftickets%2f", "/healthz%2f..%2fapi%2ftickets%2f", "/healthz/%2e%2e/api/tickets/",
    "/healthz;/../api/tickets/",
    "/healthz%00/../api/tickets/", "/sign-in/../_stcore/stream", "/sign-in%2f..%2f_stcore%2fhost-config",
    "/signed-out/../media/a.png", "/metrics/../api/export/", "\\api\\tickets\\", "/healthz/..%5capi%5ctickets",
    "http://localhost/api/tickets/", "/api/tickets/?access_token=td_x", "/api/tickets/?token=td_x#/healthz", "*",
]  # fmt: skip


@pytest.mark.parametrize("target", TRICKS)
def test_no_way_to_write_an_address_is_a_way_in(desk: AppProcess, target: str) -> None:
    for method in ("GET", "POST"):
        assert ask(desk, target, method=method).status in (400, 401, 403, 404, 405)


MADE_UP = [
    (LEA,),
    (LEA, f"X-Forwarded-For: {PROXY}"),
    (LEA, f"X-Forwarded-For: {PROXY}:443", f"X-Real-IP: {PROXY}", f"Forwarded: for={PROXY}"),
    ("Triage-Desk-Visit: x",),
    ("Cookie: triage_desk_session=x; _streamlit_user=x", "Authorization: Basic bGVhOng="),
    ("X_Forwarded_Email: lea@example.com",),
    (f"Cookie: triage_desk_session={'A' * 43}",),
    (f"Cookie: __Host-triage_desk_session={'A' * 43}", "X-Forwarded-Proto: https"),
    ("Cookie: triage_desk_session=' OR true --; triage_desk_sign_in_AAAAAAAA=x",),
]


@pytest.mark.parametrize("headers", MADE_UP)
def test_a_name_from_elsewhere_is_none(desk: AppProcess, headers: tuple[str, ...]) -> None:
    for path in ("/", "/api/tickets/", "/_stcore/health", "/api/events/"):
        assert ask(desk, path, *headers).status == 401
    assert opened(desk, *headers) == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((LEA,), 200),
        (("X-Forwarded-Email: Lea@Example.com",), 200),
        (("X-Forwarded-Email: someone@example.com",), 200),
        (("X-Forwarded-Email: ann@other.example", "X-Groups: staff, Auditors"), 200),
        (("X-Forwarded-Email: ann@other.example",), 403),
        (("X-Forwarded-Email: ann@other.example", "X-Groups: auditors2"), 403),
        (("X-Forwarded-Email: lea@example.com.evil.example",), 403),
        (("X-Forwarded-Email: evil@notexample.com",), 403),
        (("X-Forwarded-Email: group:auditors",), 403),
        (("X-Forwarded-Email: @example.com",), 403),
        (("X-Forwarded-Email: *",), 403),
        (("X-Forwarded-Email:",), 403),
        (("X-Forwarded-Email: ann@other.example", LEA), 403),
        (("X-Forwarded-Email: ann@other.example,lea@example.com",), 403),
        (("X-Forwarded-Email: lea@example.com\u00ad",), 403),
        ((), 401),
    ],
)
def test_only_whoever_is_listed_gets_in(desk: AppProcess, headers: tuple[str, ...], status: int) -> None:
    assert ask(desk, "/api/tickets/", *headers, by=PROXY).status == status
    assert opened(desk, *headers, by=PROXY) == (101 if status == 200 else 403)


def test_a_browser_is_led_to_sign_in_and_a_program_is_told(desk: AppProcess) -> None:
    led = ask(desk, "/tickets?q=a", "Accept: text/html")
    assert (led.status, led.headers["location"]) == (303, "/sign-in?to=%2Ftickets%3Fq%3Da")
    for path in ("/api/tickets/", "/_stcore/health", "/media/a.png"):
        assert ask(desk, path, "Accept: text/html", "Sec-Fetch-Mode: cors", "Sec-Fetch-Site: same-origin").status == 401
    away = ask(desk, led.headers["location"])
    assert (away.status, "is not responding" in away.body) == (503, True)


def test_a_page_that_cors_lets_call_does_not_act_as_the_person_who_looks_at_it(desk: AppProcess) -> None:
    assert ask(desk, "/api/tickets/", LEA, "Origin: https://friend.example", by=PROXY).status in (401, 403)
    assert ask(desk, "/api/tickets/", LEA, f"Origin: http://localhost:{desk.port}", by=PROXY).status == 200


def test_the_upload_and_the_session_of_somebody_else_are_out_of_reach(desk: AppProcess) -> None:
    path = "/_stcore/upload_file/00000000-0000-0000-0000-000000000000/1"
    assert ask(desk, path, LEA, method="PUT", by=PROXY).status == 403
    assert ask(desk, path, LEA, method="DELETE", by=PROXY).status == 403
