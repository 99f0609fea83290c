"""Lint and format-check the scripts of the pages: ``python -m tests.scripts`` (``make check``).

The modules are read as they stand, and once more as component.py joins and serves them: in one scope two files may not
declare the same name, and nothing may be left undefined.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from pages.widgets.component import joined_script
from services.settings import ROOT

PROGRAMS = Path(sys.executable).parent


def main() -> None:
    """Exit with 1 when a script is not clean."""
    with tempfile.TemporaryDirectory() as folder:
        for script in (ROOT / "pages").rglob("*.js"):
            name = "_".join(script.relative_to(ROOT / "pages").parts)
            Path(folder, name).write_text(joined_script(script), encoding="utf-8")
        clean = [
            _passes("oxfmt", "--check", "pages/**/*.js"),
            _passes("oxlint", "--quiet", "pages"),
            _passes("oxlint", "--quiet", "--allow=no-unused-vars", f"--config={ROOT / '.oxlintrc.json'}", folder),
        ]
    sys.exit(0 if all(clean) else 1)


def _passes(program: str, *arguments: str) -> bool:
    return subprocess.run([PROGRAMS / program, *arguments], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    main()
