"""The modules of all pages are there before somebody opens one."""

from __future__ import annotations

import sys
from pathlib import Path

import pages
from pages.warm_up import SCRIPTS, import_pages


def test_all_but_the_scripts_are_imported() -> None:
    import_pages()
    root = Path(pages.__file__).parent
    files = [file.relative_to(root.parent).with_suffix("") for file in root.rglob("*.py") if file.stem != "__init__"]
    missing = {".".join(file.parts) for file in files} - set(sys.modules)
    assert {name.rpartition(".")[2] for name in missing} <= {*SCRIPTS}
