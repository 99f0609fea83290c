"""The scripts of the pages are compiled once for all tests, as the application compiles them once for everybody."""

from __future__ import annotations

import gc
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


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> None:
    """Streamlit collects garbage after every run of a script; what is loaded by now need not be looked at each time."""
    gc.freeze()
