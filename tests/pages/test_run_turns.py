"""Runs take turns: in their order, one at a time, and none is held up for ever."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.exec_code import exec_func_with_error_handling

from pages import run_turns
from pages.run_turns import Turns
from tests.e2e.support.app_process import wait_until

PATIENCE = 60.0


def in_turn(turns: Turns, work: Callable[[], object]) -> None:
    with turns.turn():
        work()


def test_one_runs_at_a_time_in_the_order_in_which_they_came() -> None:
    turns, order, running, most = Turns(holds=PATIENCE), [], [0], [0]

    def work(number: int) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.001)
        order.append(number)
        running[0] -= 1

    with ThreadPoolExecutor(20) as pool, turns.turn():
        for number in range(20):
            pool.submit(in_turn, turns, lambda number=number: work(number))  # type: ignore[misc]
            wait_until(lambda number=number: len(turns._waiting) == number + 1, "it waits")  # type: ignore[misc]
    assert order == list(range(20))
    assert most == [1]


def test_a_run_that_takes_long_holds_up_the_next_for_a_while_only() -> None:
    turns, ended, began = Turns(holds=0.2), threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        ended.wait(PATIENCE)

    slow = threading.Thread(target=in_turn, args=(turns, work))
    slow.start()
    assert began.wait(PATIENCE)
    at = time.monotonic()
    in_turn(turns, lambda: None)  # while the slow one still runs
    assert time.monotonic() - at >= 0.1
    assert slow.is_alive()
    ended.set()
    slow.join()
    turns = Turns(holds=PATIENCE)
    in_turn(turns, lambda: None)
    at = time.monotonic()
    in_turn(turns, lambda: None)  # what has ended holds up nobody
    assert time.monotonic() - at < PATIENCE / 2


def test_an_error_gives_the_turn_on() -> None:
    turns = Turns(holds=PATIENCE)
    with pytest.raises(KeyError), turns.turn():
        raise KeyError
    in_turn(turns, lambda: None)


def test_an_older_run_that_ends_late_takes_nobodys_turn() -> None:
    turns = Turns(holds=0.0)
    with turns.turn():
        with turns.turn():
            turns._until = held = time.monotonic() + PATIENCE
            newest = turns._last
        assert turns._until == 0.0  # the newest has ended
        turns._last, turns._until = newest, held
    assert turns._until == held  # the older one has not


def test_streamlit_runs_pages_by_the_name_that_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "exec_func_with_error_handling"
    assert getattr(script_runner, name) is exec_func_with_error_handling
    assert f"{name}(code_to_exec, ctx)" in inspect.getsource(script_runner.ScriptRunner._run_script)
    monkeypatch.setattr(script_runner, name, exec_func_with_error_handling)
    run_turns.take_turns()
    assert getattr(script_runner, name) is not exec_func_with_error_handling
