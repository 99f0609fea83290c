"""Who may talk to the desk, asked of real servers with bytes on a socket: pages, websocket, API and health."""

from __future__ import annotations

import json
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data_folders import folder_with
from tests.e2e.support.app_process import COMMAND, ROOT, AppProcess
from tests.watching import outside, watch
from tests.wire import request, websocket

pytestmark = pytest.mark.slow

PATHS = ("/", "/dashboard", "/tickets", "/healthz", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config")
STARTS = {
    "app": COMMAND,
    "streamlit": ("-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", "PORT"),
    "uvicorn": ("-m", "uvicorn", "app:app", "--port", "PORT", "--app-dir", str(ROOT)),
}


@pytest.fixture(scope="module", params=STARTS)
def desk(new_data: Path, request: pytest.FixtureRequest) -> Iterator[AppProcess]:
    """A desk of this machine alone, served in each way there is; it may neither ask outside nor log a traceback."""
    with folder_with(new_data) as folder:
        app = AppProcess(folder, environment=watch(folder), command=STARTS[request.param], started_in=folder)
        app.start()
        yield app
        app.stop(signal.SIGTERM)
        assert outside(folder) == set()
        assert "Traceback" not in app.log()
        assert "open_to_network" not in app.log()


def test_a_server_that_limits_nothing_is_named_in_the_log(desk: AppProcess) -> None:
    served_by = [part for part in desk.command if part in ("streamlit", "uvicorn")]
    lines = [line for line in desk.log().splitlines() if "served_by_another_program" in line]
    assert len(lines) == len(served_by)
    assert all("`make run`" in line for line in lines)


@pytest.fixture(scope="module")
def network(new_data: Path) -> Iterator[AppProcess]:
    """A desk that others can reach, behind a proxy too."""
    settings = {
        "HOST": "0.0.0.0",
        "CORS_ORIGINS": "https://desk.example.com,https://friend.example,http://localhost:3000",
        "ALLOWED_HOSTS": "tickets.corp",
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    with folder_with(new_data) as folder:
        app = AppProcess(folder, environment=settings)
        app.start()
        yield app
        app.stop()
        assert app.bad_lines() == []


def filled(text: str, app: AppProcess) -> str:
    return text.replace("PORT", str(app.port))


@pytest.mark.parametrize(
    "host", ["127.0.0.1:PORT", "localhost:PORT", "a.localhost:PORT", "[::1]:PORT", "10.1.2.3", "LOCALHOST."]
)
def test_every_page_answers_under_names_of_this_machine(desk: AppProcess, host: str) -> None:
    assert {request(desk.port, f"Host: {filled(host, desk)}", path=path).status for path in PATHS} == {200}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:PORT", "evil.localhost.example", "notlocalhost", "localhost.evil.example", "127.0.0.1.nip.io",
        "localhost@evil.example", "a b", "[bad", "",
    ],
)  # fmt: skip
def test_nothing_answers_under_another_name_and_the_refusal_names_the_setting(desk: AppProcess, host: str) -> None:
    line = f"Host: {filled(host, desk)}"
    for path in (*PATHS, "/api/tickets/", "/static/js/none.js", "/connection_notice.js"):
        answer = request(desk.port, line, path=path)
        assert answer.status == 403, path
        assert "add it to ALLOWED_HOSTS" in answer.body
    assert websocket(desk.port, line, f"Origin: http://{filled(host, desk)}") == 403
    assert websocket(desk.port, line) == 403


def test_two_hosts_are_none(desk: AppProcess) -> None:
    assert request(desk.port, "Host: localhost", "Host: evil.example").status in (400, 403)


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:PORT", "http://127.0.0.1:PORT", 101),
        ("localhost:PORT", "http://localhost:PORT", 101),
        ("LocalHost:PORT", "http://localhost:PORT", 101),
        ("localhost:80", "http://localhost", 101),
        ("10.1.2.3:80", "http://10.1.2.3", 101),
        ("A.localhost:PORT", "http://a.localhost:PORT", 101),
        ("localhost", "http://localhost:80", 101),
        ("[::1]:PORT", "http://[::1]:PORT", 101),
        ("127.0.0.1:PORT", "http://localhost:PORT", 403),
        ("127.0.0.1:PORT", "http://localhost:3000", 403),
        ("127.0.0.1:PORT", "http://127.0.0.1:9999", 403),
        ("127.0.0.1:PORT", "https://127.0.0.1:PORT", 403),
        ("127.0.0.1:PORT", "http://0.0.0.0:PORT", 403),
        ("127.0.0.1:PORT", "http://[bad", 403),
        ("127.0.0.1:PORT", "null", 403),
        ("127.0.0.1:PORT", "", 403),
        ("127.0.0.1:PORT", "https://evil.example", 403),
        ("127.0.0.1:PORT", "http://127.0.0.1:PORT.evil.example", 403),
    ],
)
def test_only_pages_of_the_desk_open_its_websocket_and_post(
    desk: AppProcess, host: str, origin: str, status: int
) -> None:
    headers = [f"Host: {filled(host, desk)}", f"Origin: {filled(origin, desk)}"]
    assert websocket(desk.port, *headers) == status
    posted = request(desk.port, *headers, path="/connection_check", method="POST")
    assert posted.status == (204 if status == 101 else 403)
    assert request(desk.port, *headers, path="/healthz").status == (200 if status == 101 else 403)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_streamlits_own_sign_in_is_not_there(desk: AppProcess, path: str) -> None:
    for asked in (path, f"{path}?provider=google", f"{path}?code=a&state=b"):
        assert request(desk.port, "Host: localhost", path=asked).status == 404


def test_nobody_is_a_trusted_proxy_unless_named(desk: AppProcess) -> None:
    """uvicorn believes X-Forwarded-* of every program on this machine, when it is let."""
    own = f"127.0.0.1:{desk.port}"
    told = ("X-Forwarded-Proto: https", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: evil.example")
    assert websocket(desk.port, f"Host: {own}", f"Origin: https://{own}", *told) == 403
    assert websocket(desk.port, f"Host: {own}", "Origin: http://evil.example", *told) == 403


def test_a_websocket_of_a_program_opens(desk: AppProcess) -> None:
    assert websocket(desk.port, f"Host: localhost:{desk.port}") == 101
    assert websocket(desk.port, f"Host: localhost:{desk.port}", "Sec-Fetch-Site: cross-site") == 403


def test_no_parent_is_trusted_and_nobody_may_frame(desk: AppProcess) -> None:
    told = json.loads(request(desk.port, "Host: localhost", path="/_stcore/host-config").body)
    assert told["allowedOrigins"] == []
    for path in (*PATHS, "/api/tickets/", "/static/js/none.js", "/api/docs/favicon.png"):
        headers = request(desk.port, "Host: localhost", path=path).headers
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    refused = request(desk.port, "Host: evil.example").headers
    assert "frame-ancestors 'self'" in refused["content-security-policy"]
    assert "access-control-allow-origin" not in refused


def test_no_script_runs_that_is_not_ours(desk: AppProcess) -> None:
    policy = request(desk.port, "Host: localhost").headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts
    assert re.fullmatch(r"'self' blob:( 'sha256-[A-Za-z0-9+/=]+')+", scripts[1])
    assert "default-src 'self';" in policy


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (["Host: desk.example.com", "Origin: https://desk.example.com"], 101),
        (["Host: desk.example.com", "Origin: http://desk.example.com"], 403),
        (["Host: desk.example.com", "Origin: https://friend.example"], 403),
        (["Host: 127.0.0.1", "Origin: https://friend.example"], 403),
        (["Host: friend.example:8501", "Origin: http://friend.example:8501"], 403),
        (["Host: friend.example:8501", "Origin: https://friend.example:8501"], 403),
        (["Host: friend.example:8501"], 403),
        (["Host: tickets.corp", "Origin: http://tickets.corp"], 101),
        (["Host: tickets.corp", "Origin: https://tickets.corp"], 403),
        (["Host: tickets.corp", "Origin: https://tickets.corp", "X-Forwarded-Proto: https"], 101),
        (["Host: tickets.corp", "Origin: http://tickets.corp", "X-Forwarded-Proto: https"], 403),
        (["Host: evil.example", "Origin: http://evil.example"], 403),
        (["Host: 0.0.0.0:8501", "Origin: http://0.0.0.0:8501"], 101),
    ],
)
def test_a_desk_on_the_network_goes_by_its_names(network: AppProcess, headers: list[str], status: int) -> None:
    assert websocket(network.port, *headers) == status


def test_a_friend_may_call_the_api_alone(network: AppProcess) -> None:
    friend = ("Host: desk.example.com", "Origin: https://friend.example")
    listed = request(network.port, *friend, path="/api/tickets/")
    assert (listed.status, listed.headers["access-control-allow-origin"]) == (200, "https://friend.example")
    for path in ("/", "/healthz", "/_stcore/host-config", "/api/../healthz", "/apix"):
        assert request(network.port, *friend, path=path).status in (400, 403, 404)


def test_the_machine_goes_by_its_own_name_and_the_log_says_what_is_open(network: AppProcess) -> None:
    name = socket.gethostname()
    assert request(network.port, f"Host: {name}:{network.port}").status == 200
    (line,) = [line for line in network.log().splitlines() if "open_to_network" in line]
    for part in (f"0.0.0.0:{network.port}", "without signing in", "desk.example.com", "tickets.corp", name.lower()):
        assert part in line
    assert line.count("localhost") == 1


def test_a_desk_of_this_machine_alone_does_not_go_by_the_machines_name(desk: AppProcess) -> None:
    assert request(desk.port, f"Host: {socket.gethostname()}:{desk.port}").status == 403
