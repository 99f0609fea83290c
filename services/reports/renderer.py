"""Draw charts and typeset the PDF: ``python -m services.reports.renderer`` reads JSON and prints JSON.

A program of its own: the two libraries are native code, which no thread can be stopped in, and the server never loads
them. It reaches no network and reads no file but its fonts and its template.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS, TEMPLATE = HERE / "fonts", HERE / "page.typ"
SECONDS_MAX = 30  # of processor time
ACCESSIBLE = "ua-1"
LACKS_GLYPHS = "could not be displayed with font"  # Typst's words where no font has a character
SCALE = 2.4  # of PNG: twice as many pixels as a page shows of it


def main() -> None:
    """Render one request: ``specifications`` of charts, ``version`` of Vega-Lite, ``page`` (None for PNG alone).

    Printed are ``charts`` (PNG in base64, or None where they could not be drawn), ``pdf`` (in base64, or None) and
    ``failed``: what could not be done, by the names of its errors.
    """
    _bound()
    asked: dict[str, Any] = json.load(sys.stdin)
    page: dict[str, Any] | None = asked["page"]
    failed: list[str] = []
    done: dict[str, Any] = {"charts": None, "pdf": None, "failed": failed}
    drawn: list[str] | None = None
    try:
        _add_fonts()
        drawn = [_svg(one, asked["version"]) for one in asked["specifications"]]
        if page is None:
            done["charts"] = [_png(svg) for svg in drawn]
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest is still made
        failed.append(type(error).__name__)
    if page is not None:
        try:
            done["pdf"] = _pdf(page, drawn)
        except Exception as error:  # noqa: BLE001 - told by its name
            failed.append(type(error).__name__)
    json.dump(done, sys.stdout)


def _add_fonts() -> None:
    import vl_convert  # noqa: PLC0415 - the server never loads it

    vl_convert.register_font_directory(str(FONTS))


def _svg(specification: dict[str, Any], version: str) -> str:
    import vl_convert  # noqa: PLC0415

    return vl_convert.vegalite_to_svg(specification, vl_version=version, allowed_base_urls=[])


def _png(svg: str) -> str:
    import vl_convert  # noqa: PLC0415

    return base64.b64encode(vl_convert.svg_to_png(svg, scale=SCALE)).decode()


def _pdf(page: dict[str, Any], drawn: list[str] | None) -> str:
    """As PDF/UA, which admits no character without a glyph; where a font lacks one, without, and the page says so."""
    import typst  # noqa: PLC0415

    data = page | {"drawn": drawn, "lacks-glyphs": False}
    try:
        return _typeset(data, [ACCESSIBLE])
    except typst.TypstError as error:
        return _typeset(data | {"lacks-glyphs": LACKS_GLYPHS in str(error)}, [])


def _typeset(data: dict[str, Any], standards: list[Any]) -> str:
    import typst  # noqa: PLC0415

    made: Any = typst.compile(
        str(TEMPLATE),
        root=str(HERE),
        font_paths=[str(FONTS)],
        sys_inputs={"page": json.dumps(data)},  # foreign text is data, which Typst never reads as markup
        timestamp=data["timestamp"],
        pdf_standards=standards,
    )
    return base64.b64encode(made).decode()


def _bound() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        for limit, value in ((resource.RLIMIT_CPU, SECONDS_MAX), (resource.RLIMIT_CORE, 0)):
            hard = resource.getrlimit(limit)[1]
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main()
