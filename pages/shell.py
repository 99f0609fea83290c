"""The HTML page that a browser loads first: Streamlit's, and scripts of ours.

One tells it where the server is: from the address of a page alone Streamlit would try below it first, and the console
would name two errors. One tells whether the screen is wide or narrow before the first page is drawn, which would be
drawn twice else. One says when the connection does not open. A phone's keyboard makes the page lower, so that what
stands at its end stays in reach.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import file_util

from pages.navigation import PAGES

PATHS = ("/", *(f"/{page.url_path}" for page in PAGES[1:]))
NOTICE = "connection_notice.js"
_HERE = Path(__file__).parent
_INLINE = "".join(
    f"\n    <script>{(_HERE / name).read_text(encoding='utf-8').strip()}</script>"
    for name in ("server_address.js", "screen_width.js")
)
_SAYS_SO = f'<script defer src="./{NOTICE}"></script>'
_HTML = (
    (Path(file_util.get_static_dir()) / "index.html")
    .read_text(encoding="utf-8")
    .replace("shrink-to-fit=no", "shrink-to-fit=no, interactive-widget=resizes-content", 1)
    .replace("<head>", f"<head>{_INLINE}", 1)
    .replace("</head>", f"{_SAYS_SO}\n  </head>", 1)
)


def inline_scripts() -> tuple[str, ...]:
    """Hashes of the scripts in the page, as a content security policy names them."""
    scripts = re.findall(r"<script>(.*?)</script>", _HTML, re.DOTALL)
    return tuple("sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)


async def _page(_: Request) -> Response:
    return HTMLResponse(_HTML, headers={"Cache-Control": "no-cache"})


async def _notice(_: Request) -> Response:
    return FileResponse(_HERE / NOTICE, headers={"Cache-Control": "no-cache"})


async def _check(_: Request) -> Response:
    """Nothing but to be let in by the guard, as the websocket would be: a POST carries the page's origin."""
    return Response(status_code=204)


routes: list[BaseRoute] = [
    *(Route(path, _page) for path in PATHS),
    Route(f"/{NOTICE}", _notice),
    Route("/connection_check", _check, methods=["POST"]),
]
