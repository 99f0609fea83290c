"""The few pages around signing in: plain HTML, complete in themselves, with nothing of the desk in them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse, Response

NOT_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_STYLE = Path(__file__).with_name("pages.css").read_text(encoding="utf-8")


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
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(words)}</p>"]
    if link is not None:
        parts.append(f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>')
    if button is not None:
        parts.append(f'<form method="post" action="{escape(button[0])}"><button>{escape(button[1])}</button></form>')
    refresh = f'<meta http-equiv="refresh" content="0;url={escape(goes_to)}">' if goes_to else ""
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{refresh}<title>{escape(title)} - Triage Desk</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>",
        status,
        NOT_KEPT,
    )
