"""The scripts of the pages are compiled once for all tests, as the application compiles them once for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import local_script_runner


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    compiled = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "ScriptCache", lambda: compiled)
        yield
