"""Once for all tests what the application does once for everybody: scripts compiled, packages looked through."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import local_script_runner


@pytest.fixture(scope="session", autouse=True)
def _done_once() -> Iterator[None]:
    compiled = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "ScriptCache", lambda: compiled)
        # AppTest looks for components in every installed package at every run.
        patch.setattr(
            manifest_scanner,
            "scan_component_manifests",
            functools.cache(manifest_scanner.scan_component_manifests),
        )
        yield


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> None:
    """Streamlit collects garbage after every run of a script; what is loaded by now need not be looked at each time."""
    gc.collect()
    gc.freeze()
