"""The few pages around signing in: plain HTML, complete in themselves, with nothing of the desk in them."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse, Response

NOT_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1f26; --ground: #f7f8fa; --card: #fff; --line: #d5d9e0; --action: #2450b2; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9ebef; --ground: #14161b; --card: #1d2027; --line: #3a3f4a; --action: #8fb0ff; }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 34rem; margin: 12vh auto 0; padding: 1.5rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; width: calc(100% - 2rem); }
h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
a, button { color: var(--action); font: inherit; }
button { background: none; border: 1px solid currentcolor; border-radius: 6px; padding: 0.35rem 0.9rem;
  cursor: pointer; }
"""


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
