"""An application in a process of its own that uses the embedded server; see `embedded_support.App`.

It takes commands on standard input, one a line, and answers each with one line.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import sqlalchemy

from db.embedded.server import EmbeddedError, EmbeddedServer


def main() -> None:
    # A handler of its own, since an ignored signal would be ignored by the server as well.
    signal.signal(signal.SIGINT, lambda *_: None)
    try:
        server = EmbeddedServer.start(Path(sys.argv[1]))
    except EmbeddedError as error:
        print("error", " ".join(str(error).split()), flush=True)
        return
    print("ready", flush=True)
    for line in sys.stdin:
        match line.split():
            case ["query"]:
                print(_query(server.url), flush=True)
            case ["ensure"]:
                server.ensure_running()
                print("running", flush=True)
            case ["stop"]:
                server.stop()
                print("stopped", flush=True)


def _query(url: str) -> str:
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        return str(connection.scalar(sqlalchemy.text("SELECT current_user")))


if __name__ == "__main__":
    main()
