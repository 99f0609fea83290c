"""The few pages around signing in: plain HTML, complete in themselves, with nothing of the desk in them."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from services.settings import ROOT

NOT_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_STYLE = Path(__file__).with_name("pages.css").read_text(encoding="utf-8")
_MARK = (ROOT / "pages" / "mark.svg").read_text(encoding="utf-8").strip()
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    f'<link rel="icon" href="data:image/svg+xml,{quote(_MARK)}"><style>{_STYLE}</style>'
)


def page(
    title: str,
    words: str,
    *,
    link: tuple[str, str] | None = None,
    button: tuple[str, str] | None = None,
    status: int = 200,
    goes_to: str | None = None,
) -> Response:
    """A page of a title and a sentence; ``link`` and ``button`` (which posts) are an address and its words.

    ``goes_to`` is where the browser goes by itself at once.
    """
    parts = [f'<p class="name">{_MARK}Triage Desk</p>', f"<h1>{escape(title)}</h1>", f"<p>{escape(words)}</p>"]
    if link is not None:
        parts.append(f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>')
    if button is not None:
        parts.append(f'<form method="post" action="{escape(button[0])}"><button>{escape(button[1])}</button></form>')
    refresh = f'<meta http-equiv="refresh" content="0;url={escape(goes_to)}">' if goes_to else ""
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head>{_HEAD}{refresh}<title>{escape(title)} - Triage Desk</title></head>'
        f"<body><main>{''.join(parts)}</main></body></html>",
        status,
        NOT_KEPT,
    )
