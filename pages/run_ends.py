"""Let the browser hear that a run of the page has ended before the next one begins.

Streamlit 1.67 hands each message of a run to the server's event loop. If a fragment is asked for after the run has
ended and before the loop has come to its last messages, they are dropped, as another run is the current one by then.
The browser never learns that the page is complete, and keeps what the page no longer has: a dialog that was closed.
"""

from __future__ import annotations

from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import RerunData

_LOOK_AGAIN = 0.002  # seconds; the messages are on their way
_LOOKS = 500  # a run that was stopped may still sit in a long question to the database: nobody waits for its end
_WAITING = "_runs_waiting"
_create = AppSession._create_scriptrunner


def wait_for_run_ends() -> None:
    """From now on a run begins once everything that the run before has said is on its way to the browser."""
    AppSession._create_scriptrunner = _create_in_turn  # type: ignore[method-assign]


def _create_in_turn(self: AppSession, initial_rerun_data: RerunData) -> None:
    waiting: list[RerunData] = self.__dict__.setdefault(_WAITING, [])
    waiting.append(initial_rerun_data)
    if len(waiting) == 1 or self._scriptrunner is None:
        _begin(self, _LOOKS)


def _begin(session: AppSession, looks: int) -> None:
    """Begin what waits. Where a page is asked for meanwhile, Streamlit makes one run of all of it."""
    waiting: list[RerunData] = session.__dict__[_WAITING]
    if not waiting:
        return
    if session._state is AppSessionState.SHUTDOWN_REQUESTED:
        waiting.clear()
    elif session._scriptrunner is not None and looks:  # it takes no more, and its last message takes it away
        session._event_loop.call_later(_LOOK_AGAIN, _begin, session, looks - 1)
    else:
        first, *others = waiting
        waiting.clear()
        try:
            _create(session, first)
        except Exception as error:  # noqa: BLE001 - as where Streamlit begins a run: the browser hears of it
            session.handle_backmsg_exception(error)
        runner = session._scriptrunner
        for other in others:
            if runner is None or not runner.request_rerun(other):  # the first has ended already
                _create_in_turn(session, other)
