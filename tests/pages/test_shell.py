"""The page that a browser loads first."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from pages import shell
from pages.navigation import PAGES

ROUTER = Path(shell.__file__).with_name("router.py").read_text(encoding="utf-8")


def test_every_page_of_the_router_has_the_notice() -> None:
    assert "for place, page in enumerate(PAGES)" in ROUTER
    assert set(shell.PATHS) == {"/", *(f"/{page.url_path}" for page in PAGES[1:])}  # the first is the default
    assert shell.PATHS == ("/", "/tickets", "/dashboard", "/review", "/classifier", "/admin", "/tour")
    client = TestClient(Starlette(routes=shell.routes))
    for path in shell.PATHS:
        page = client.get(path)
        assert page.text.count(shell.NOTICE) == 1
        assert page.text.count('<div id="root">') == 1
        assert page.text.count("interactive-widget=resizes-content") == 1
        assert page.headers["cache-control"] == "no-cache"
    assert client.get(f"/{shell.NOTICE}").headers["content-type"].startswith("text/javascript")


def test_scripts_in_the_page_are_those_whose_hashes_are_given() -> None:
    text = TestClient(Starlette(routes=shell.routes)).get("/").text
    inline = re.findall(r"<script(?![^>]*src=)[^>]*>(.*?)</script>", text, re.DOTALL)
    digests = {"sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline}
    assert digests == set(shell.inline_scripts())
    assert digests
