"""The server: one ASGI app of Streamlit pages, the REST API under /api and one lifespan.

``python app.py`` serves it on HOST and PORT, with limits on slow requests and on open connections. For development
``streamlit run app.py`` and ``uvicorn app:app`` work too: without such limits, as a line of the log says.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType

import altair  # noqa: F401 - it and scikit-learn import narwhals: at once in two threads, that can deadlock
import anyio.to_thread
import streamlit as st
import structlog
import uvicorn
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from api import unknown_address
from api.guard.http_limits import DisconnectHandler, LimitedHttpProtocol, allow_connections
from api.guard.identity import addresses_are_true, share_rates
from api.guard.origins import is_on_network, known_names
from api.guard.security import Guard
from api.guard.websocket_limits import LimitedWebSocketProtocol
from api.guard.websocket_rate import WebSocketRateLimit
from api.routes import mounted
from api.sign_in import routes as sign_in
from pages import run_ends, run_turns, shell
from pages.last_resort import show_unexpected_error
from pages.page_asker import page_asker
from pages.warm_up import warm_up
from services import access
from services.errors import TriageError
from services.lifecycle import shut_down, start_up, start_work
from services.live import changes
from services.process.logs import configure_logs
from services.settings import BadSettings, Settings, settings

ROOT = Path(__file__).resolve().parent
# Streamlit looks for its configuration (theme, no telemetry, no error details) where the process was started.
os.chdir(ROOT)
GRACE = 3  # seconds that open connections get when the server ends

NO_HEADER = "The address of a proxy cannot be told here, so its header signs nobody in. Run python app.py."
NO_LIMITS = "Nothing limits slow requests and open connections now. `make run` and `python app.py` do."

log = structlog.get_logger("triage_desk")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Database up and migrated before the first request, and ended after the last, whoever serves the app."""
    configure_logs(settings())  # again: Streamlit has put handlers of its own on the server's loggers
    logging.getLogger("streamlit.runtime.scriptrunner.script_runner").addFilter(_says_something)
    logging.getLogger("streamlit.error_util").addFilter(_is_not_said_twice)
    await anyio.to_thread.run_sync(start_up)
    await anyio.to_thread.run_sync(start_work)
    await anyio.to_thread.run_sync(warm_up)
    await anyio.to_thread.run_sync(_say_who_may_talk, settings())
    if not _limits.is_set():
        log.warning("served_by_another_program", meaning=NO_LIMITS)
        if settings().sign_in_header:
            log.warning("sign_in_header_not_believed", meaning=NO_HEADER)
    # What is loaded by now need not be looked at again whenever garbage is collected.
    gc.collect()
    gc.freeze()
    _end_streams_on_stop()
    sharing = asyncio.create_task(share_rates())
    try:
        yield
    finally:
        sharing.cancel()
        await anyio.to_thread.run_sync(shut_down)


access.use_page_asker(page_asker)
run_ends.wait_for_run_ends()
run_turns.take_turns()

# Two steps: `streamlit run` looks for the first in this file, and serves what the name stands for at the end.
app: ASGIApp = st.App(
    ROOT / "pages" / "router.py",
    lifespan=lifespan,
    routes=[*mounted, *sign_in.routes, *shell.routes, *unknown_address.routes],
    middleware=[Middleware(DisconnectHandler), Middleware(WebSocketRateLimit)],
    on_script_error=show_unexpected_error,
)
app = Guard(app, shell.inline_scripts())


def main() -> None:
    """Serve until Ctrl+C or SIGTERM."""
    try:
        configuration = settings()
    except BadSettings as error:
        sys.exit(str(error))
    configure_logs(configuration)
    _refuse_taken_port(configuration)
    # Until the server listens for it, SIGTERM would end the process without a word to the database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        start_up()
        _serve(configuration)
    except TriageError as error:
        log.error("cannot_start", reason=str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        pass
    finally:
        shut_down()


_limits = threading.Event()  # set where this process serves with limits of its own


def _serve(configuration: Settings) -> None:
    allow_connections()
    _limits.set()
    addresses_are_true()
    uvicorn.run(
        app,
        host=configuration.host,
        port=configuration.port,
        log_config=None,
        access_log=False,
        http=LimitedHttpProtocol,
        ws=LimitedWebSocketProtocol,
        proxy_headers=False,  # uvicorn would believe X-Forwarded-* of every program on this machine
        timeout_graceful_shutdown=GRACE,
    )


def _say_who_may_talk(configuration: Settings) -> None:
    """One line of the log where others than this machine can reach the desk. Looks up the machine's names, once."""
    if is_on_network(configuration.host):
        names = ", ".join(["localhost", *sorted(known_names(configuration) - {"localhost"}), "any IP address"])
        who = "everybody who reaches this address, without signing in"
        if configuration.has_sign_in:
            who = "whoever signs in"
        log.info("open_to_network", address=f"{configuration.host}:{configuration.port}", who=who, host_names=names)


def _end_streams_on_stop() -> None:
    """At the signal to stop end the event streams too: the server waits for open answers, and they would not end."""
    if threading.current_thread() is not threading.main_thread():
        return  # signals are not ours there
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        serving = signal.getsignal(number)

        def stop(received: int, frame: FrameType | None, serving: object = serving) -> None:
            loop.call_soon_threadsafe(changes.end_subscriptions)
            if callable(serving):
                serving(received, frame)

        signal.signal(number, stop)


def _says_something(record: logging.LogRecord) -> bool:
    """Not so the warning about a fragment whose page was left meanwhile: "no action is required", it says itself."""
    return "Couldn't find fragment" not in str(record.msg)


def _is_not_said_twice(record: logging.LogRecord) -> bool:
    """Not so the error of a page, which ``show_unexpected_error`` logs without what was typed."""
    return "Uncaught app execution" not in str(record.msg)


def _refuse_taken_port(configuration: Settings) -> None:
    """Say before the database starts that the address cannot be had; uvicorn would say it only afterwards."""
    family = socket.AF_INET6 if ":" in configuration.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((configuration.host, configuration.port))
        except OSError as error:
            taken = "Set PORT to another number, or end the program that uses this one."
            foreign = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
            advice = "Set HOST to an address of this machine." if foreign else taken
            sys.exit(f"Cannot listen on {configuration.host}:{configuration.port}: {error.strerror}. {advice}")


if __name__ == "__main__":
    main()
