"""Options of Streamlit that hold for every page."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed
from streamlit.runtime.scriptrunner import script_runner

OPTIONS = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"


def test_no_message_stands_for_an_earlier_one(monkeypatch: pytest.MonkeyPatch) -> None:
    least = tomllib.loads(OPTIONS.read_text(encoding="utf-8"))["global"]["minCachedMessageSize"]
    asked: list[str] = []

    def get_option(name: str) -> object:
        asked.append(name)
        return least

    monkeypatch.setattr(config, "get_option", get_option)
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "x" * 10_000_000
    populate_hash_if_needed(message)
    assert asked == ["global.minCachedMessageSize"]
    assert not message.metadata.cacheable


def test_no_run_of_a_page_ends_with_a_full_garbage_collection() -> None:
    """Streamlit's default holds the interpreter, and with it everybody's pages, for as long as that takes."""
    assert tomllib.loads(OPTIONS.read_text(encoding="utf-8"))["runner"]["postScriptGC"] is False
    (asked,) = re.findall(r'get_option\("([^"]*postScriptGC[^"]*)"\)', inspect.getsource(script_runner))
    assert asked == "runner.postScriptGC"
