"""The examples in docs/behind-a-proxy.md, run by a real nginx and a real Caddy before a real desk."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.data_folders import folder_with
from tests.e2e.support.app_process import ROOT, AppProcess, free_port, wait_until
from tests.wire import STREAM, UPGRADE, Answer, send

pytestmark = pytest.mark.slow

NAME = "desk.example.com"
GUIDE = (ROOT / "docs" / "behind-a-proxy.md").read_text(encoding="utf-8")
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=desk.example.com"
    " -addext subjectAltName=DNS:desk.example.com -keyout desk.key -out desk.pem"
)
SETTINGS = {
    "by address": {"CORS_ORIGINS": f"https://{NAME}"},
    "by trust": {"ALLOWED_HOSTS": NAME, "TRUSTED_PROXIES": "127.0.0.1"},
}


def example(language: str) -> str:
    """The example of the guide in that language."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


def nginx(folder: Path, port: int, desk: int) -> list[str]:
    """The command of an nginx with the guide's example; only ports and folders are others."""
    changed = example("nginx").replace("listen 443", f"listen {port}").replace("8501", str(desk))
    places = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = f"http {{ access_log off; {places} {changed.replace('/etc/ssl', str(folder))} }}"
    (folder / "nginx.conf").write_text(f"daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}} {http}")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]


def caddy(folder: Path, port: int, desk: int) -> list[str]:
    """The command of a Caddy with the guide's example; only ports and the certificate are others."""
    own = f"https://{NAME}:{port} {{\n    tls {folder}/desk.pem {folder}/desk.key"
    changed = example("caddyfile").replace(f"{NAME} {{", own, 1).replace("8501", str(desk))
    (folder / "Caddyfile").write_text(f"{{\n    admin off\n    auto_https disable_redirects\n}}\n{changed}")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """The proxy as a process of its own, listening."""
    with (folder / "proxy.log").open("ab") as log:
        process = subprocess.Popen(
            command, env={"HOME": str(folder), "PATH": os.environ["PATH"]}, stdout=log, stderr=log
        )
    try:
        wait_until(lambda: _listens(port) or process.poll() is not None, "the proxy listens")
        assert process.poll() is None, (folder / "proxy.log").read_text()
        yield
    finally:
        process.terminate()
        process.wait(20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, *headers: str, path: str = "/") -> Answer:
    """A request over TLS to that name."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", port), timeout=30)
    with context.wrap_socket(plain, server_hostname=NAME) as secure:
        return send(secure, f"GET {path} HTTP/1.1", [f"Host: {NAME}", *headers])


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_pages_websocket_and_api_work_behind_a_proxy_set_up_as_the_guide_says(
    new_data: Path, proxy: Callable[[Path, int, int], list[str]], settings: str
) -> None:
    for program in (proxy.__name__, "openssl"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    with folder_with(new_data) as folder:
        subprocess.run(CERTIFICATE.split(), cwd=folder, check=True, capture_output=True)
        desk, port = AppProcess(folder, environment=SETTINGS[settings]), free_port()
        desk.start()
        try:
            with running(proxy(folder, port, desk.port), port, folder):
                passes_what_is_the_desks_own(port)
        finally:
            desk.stop()
        assert desk.bad_lines() == []


PROCESSES = {"SIGN_IN_HEADER": "", "CORS_ORIGINS": f"https://{NAME}", "STREAMLIT_SERVER_COOKIE_SECRET": "shared"}


def with_two_processes(folder: Path, port: int, first: int, second: int) -> list[str]:
    """The command of a Caddy with the file of the compose profile; only ports and names of hosts are others."""
    changed = (ROOT / "proxy" / "Caddyfile").read_text(encoding="utf-8")
    for name, value in {
        "{$DESK_NAME:localhost}": f"https://{NAME}:{port}",
        "{$DESK_TLS:automatic}": "files",
        "/certs/": f"{folder}/",
        "app:8501": f"127.0.0.1:{first}",
        "app-2:8501": f"127.0.0.1:{second}",
    }.items():
        assert name in changed
        changed = changed.replace(name, value)
    (folder / "Caddyfile").write_text(f"{{\n    admin off\n    auto_https disable_redirects\n}}\n{changed}")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def test_a_browser_stays_with_its_process_behind_the_proxy_of_the_compose_profile(new_data: Path) -> None:
    for program in ("caddy", "openssl"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    with folder_with(new_data) as folder:
        subprocess.run(CERTIFICATE.split(), cwd=folder, check=True, capture_output=True)
        desks, port = [AppProcess(folder, environment=PROCESSES) for _ in range(2)], free_port()
        for desk in desks:
            desk.start()
        try:
            with running(with_two_processes(folder, port, desks[0].port, desks[1].port), port, folder):
                passes_what_is_the_desks_own(port)
                stays_with_its_process(port, desks)
        finally:
            for desk in desks:
                desk.stop()


def stays_with_its_process(port: int, desks: list[AppProcess]) -> None:
    def cookie_of(answer: Answer) -> str:
        return answer.headers.get("set-cookie", "").partition(";")[0]

    def answered() -> list[int]:
        return [asked_for_tickets(desk.port) for desk in desks]

    cookie = cookie_of(ask(port, "Connection: close", path="/api/tickets/"))
    assert cookie.startswith("triage_desk_process=")
    before = answered()
    for _ in range(8):
        assert ask(port, f"Cookie: {cookie}", "Connection: close", path="/api/tickets/").status == 200
    more = [now - then for now, then in zip(answered(), before, strict=True)]
    assert sorted(more) == [0, 8]
    desks[more.index(8)].stop()
    moved = ask(port, f"Cookie: {cookie}", "Connection: close", path="/api/tickets/")
    assert (moved.status, cookie_of(moved) not in ("", cookie)) == (200, True)


def asked_for_tickets(desk: int) -> int:
    """How often a process was asked for tickets, by its figures for monitoring."""
    with socket.create_connection(("127.0.0.1", desk), timeout=30) as connection:
        told = send(connection, "GET /metrics HTTP/1.1", (f"Host: localhost:{desk}", "Connection: close")).body
    found = re.search(r'http_requests_total\{method="GET",route="/api/tickets/",status="200"\} (\d+)', told)
    return int(found[1]) if found else 0


def passes_what_is_the_desks_own(port: int) -> None:
    own, foreign = f"Origin: https://{NAME}", f"Origin: http://{NAME}"
    assert ask(port, "Connection: close").status == 200
    assert ask(port, own, *UPGRADE, path=STREAM).status == 101
    assert ask(port, foreign, *UPGRADE, path=STREAM).status == 403
    assert ask(port, "Origin: https://evil.example", *UPGRADE, path=STREAM).status == 403
    assert ask(port, own, "Connection: close", path="/api/tickets/").status == 200
    assert ask(port, foreign, "Connection: close", path="/api/tickets/").status == 403
