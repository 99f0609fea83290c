"""An OpenID Connect provider at the wire, whose claims, answers and lies a test chooses."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwk, jws

CLIENT, SECRET = "desk", "a secret of the desk, long enough for HS256"
Claims = dict[str, Any]


@cache
def key(name: str) -> jwk.RSAKey:
    """A key of that name, made once."""
    return jwk.RSAKey.generate_key(2048, {"kid": name})


class Provider:
    """Knows one person, ``claims``; ``answers`` replace what an address says, ``sign`` how an ID token is signed."""

    def __init__(self) -> None:
        self.claims: Claims = {"sub": "1", "email": "lea@example.com", "email_verified": True}
        self.userinfo: Claims = {"sub": "1"}
        self.metadata: Claims = {}
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.sign: Callable[[Claims], str] = signed
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def authorize(self, address: str, code: str = "code") -> dict[str, str]:
        """Somebody signs in at the address that the desk led them to: what their browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider._answer(self)

            def do_POST(self) -> None:
                provider._answer(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = urlsplit(handler.path).path
        self.asked.append(path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length", "0"))).decode()
        if path in self.answers:
            self.answers[path](handler)
        elif path == "/.well-known/openid-configuration":
            say(handler, self._discovery())
        elif path == "/keys":
            say(handler, {"keys": [{"kty": "unheard of"}, key("own").as_dict(private=False)]})
        elif path == "/token":
            status, said = self._token(body)
            say(handler, said, status)
        elif path == "/userinfo":
            say(handler, self.userinfo)
        else:
            say(handler, {}, 404)

    def _discovery(self) -> Claims:
        places = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        places |= {"userinfo_endpoint": "userinfo", "end_session_endpoint": "end"}
        return (
            {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in places.items()} | self.metadata
        )

    def _token(self, body: str) -> tuple[int, Claims]:
        form = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(form.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or proof.decode().rstrip("=") != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_request"}
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said |= self.claims
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self.sign(said)}


def signed(claims: Claims, *, by: str = "own", header: Claims | None = None) -> str:
    """An ID token as the provider signs it."""
    head = {"alg": "RS256", "kid": "own", **(header or {})}
    return jws.serialize_compact(head, json.dumps(claims).encode(), key(by))


def say(handler: BaseHTTPRequestHandler, said: Any, status: int = 200, **headers: str) -> None:
    """Answer with JSON, or with bytes as they are."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers as long as this lasts."""
    provider = Provider()
    thread = threading.Thread(target=provider.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join(10)
