"""The browser hears that a run of the page has ended, whatever is asked for at that moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

from pages import run_ends

PAGE = """
import streamlit as st

@st.fragment
def part():
    st.write("part")

st.write("page")
part()
"""
PATIENCE = 60.0
ENDED = ForwardMsg.FINISHED_SUCCESSFULLY
PART_ENDED = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with a fragment; what a test does to Streamlit ends with it."""
    monkeypatch.setattr(Runtime, "_instance", MagicMock())
    monkeypatch.setattr(AppSession, "_create_scriptrunner", AppSession._create_scriptrunner)
    file = tmp_path / "page.py"
    file.write_text(PAGE, encoding="utf-8")
    return file


def part_of(session: AppSession) -> ClientState:
    """What the browser sends to have the fragment drawn."""
    (fragment,) = session._fragment_storage._fragments  # type: ignore[attr-defined]
    return ClientState(fragment_id=fragment)


def a_part(session: AppSession) -> None:
    session.request_rerun(part_of(session))


def a_part_twice(session: AppSession) -> None:
    a_part(session)
    a_part(session)


def a_part_and_the_page(session: AppSession) -> None:
    a_part(session)
    session.request_rerun(ClientState())


def a_part_and_leave(session: AppSession) -> None:
    a_part(session)
    session.shutdown()


def ends(page: Path, asked: Callable[[AppSession], None], last: int | None) -> list[int]:
    """Which ends of runs the browser hears of, where this is asked for when a run has ended and nobody knows."""

    async def run() -> list[int]:
        session = AppSession(
            ScriptData(str(page)), MemoryUploadedFileManager("/upload"), ScriptCache(), lambda: None, {}
        )
        session.request_rerun(None)
        runner = session._scriptrunner
        assert runner is not None
        assert runner._script_thread is not None
        runner._script_thread.join(PATIENCE)  # the loop stands still meanwhile
        asked(session)
        heard: list[int] = []
        deadline = time.monotonic() + PATIENCE
        while session._scriptrunner is not None or vars(session).get(run_ends._WAITING) or last not in {None, *heard}:
            await asyncio.sleep(0.001)
            assert time.monotonic() < deadline, heard
            heard += [one.script_finished for one in session.flush_browser_queue() if one.HasField("script_finished")]
        session.shutdown()
        return heard

    return asyncio.run(run())


def test_streamlit_alone_loses_the_end(page: Path) -> None:
    """When this fails, Streamlit has mended it, and `pages.run_ends` can go."""
    assert ends(page, a_part, PART_ENDED) == [PART_ENDED]


@pytest.mark.parametrize("asked", [a_part, a_part_twice])
def test_the_end_of_a_page_is_heard(page: Path, asked: Callable[[AppSession], None]) -> None:
    run_ends.wait_for_run_ends()
    heard = ends(page, asked, PART_ENDED)
    assert (heard[0], heard[-1]) == (ENDED, PART_ENDED)


def test_a_page_that_is_asked_for_meanwhile_is_drawn(page: Path) -> None:
    run_ends.wait_for_run_ends()
    assert ends(page, a_part_and_the_page, ENDED)[-1] == ENDED


def test_nothing_begins_for_somebody_who_has_left(page: Path) -> None:
    run_ends.wait_for_run_ends()
    assert ends(page, a_part_and_leave, None) == [ENDED]
