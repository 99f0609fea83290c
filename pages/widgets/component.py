"""Make a Streamlit component from NAME.html, NAME.css and NAME.js beside its Python file.

Streamlit serves inline components without an npm build, so a script is one text. What a module imports by a relative
path is joined before it: each file once, in the order in which a browser would run them, its ``import`` lines and
``export`` words taken off. All of it shares one scope, as the joined text that ``joined_script`` returns is what the
linter reads: a name that two files declare is an error there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.{1,2}/[\w./-]+\.js)"\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default\b)", re.MULTILINE)
_CSS_IMPORT = re.compile(r'^@import "(\.{1,2}/[\w./-]+\.css)";\n', re.MULTILINE)
_INVISIBLE = ("<span></span>", ":host { display: none }")


def component(python_file: str, *, isolate_styles: bool = True) -> Callable[..., Any]:
    """The component whose files stand beside ``python_file`` (``__file__``) and have its name.

    Without HTML and CSS it is invisible: a script that listens.
    """
    here = Path(python_file)
    html, css = here.with_suffix(".html"), here.with_suffix(".css")
    script = here.with_suffix(".js")
    visible = html.exists() or css.exists()
    return st.components.v2.component(
        f"{here.parent.name}_{here.stem}",
        html=html.read_text(encoding="utf-8") if html.exists() else ("" if visible else _INVISIBLE[0]),
        css=_joined(css, _CSS_IMPORT, []) if css.exists() else _INVISIBLE[1],
        js=joined_script(script),
        isolate_styles=isolate_styles,
    )


def joined_script(script: Path) -> str:
    """The module and all that it imports, as one module."""
    return _EXPORT.sub("", _joined(script, _IMPORT, []))


def _joined(file: Path, imports: re.Pattern[str], seen: list[Path]) -> str:
    """The text of ``file`` after that of each file that it imports, unless it was joined already."""
    file = file.resolve()
    if file in seen:
        return ""
    seen.append(file)
    text = file.read_text(encoding="utf-8")
    before = [_joined(file.parent / path, imports, seen) for path in imports.findall(text)]
    return "\n".join([*filter(None, before), imports.sub("", text).lstrip("\n")])
