"""The desk as several processes: apps behind a proxy, workers, a replica, and a pooler where one is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster.proxy import sticky_proxy
from tests.data_folders import folder_with, short_lived
from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.own_database import Server
from tests.e2e.support.prepared import Forked, fork_worker
from tests.pooler import Pooler, pooler_before, program
from tests.replica import StreamingReplica, streaming_replica

A_MINUTE = 20  # calls of a token
LOST_AFTER = "2"  # seconds after which a worker that says nothing is taken for lost


@dataclass
class Cluster:
    """All of it: ``url`` is the proxy's, ``apps`` stand behind it. ``pooler`` is None where none is installed."""

    folder: Path
    server: Server
    replica: StreamingReplica
    pooler: Pooler | None
    environment: Mapping[str, str]
    url: str = ""
    apps: list[AppProcess] = field(default_factory=list)
    workers: list[Forked] = field(default_factory=list)

    def start_worker(self) -> None:
        """One more worker."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ}
        self.workers.append(fork_worker({**kept, "ENV_FILE": os.devnull, "LOG_LEVEL": "ERROR", **self.environment}))

    def replace_worker(self) -> None:
        """Kill the worker that is the oldest, and start another one."""
        oldest = self.workers.pop(0)
        oldest.kill()
        oldest.wait(30)
        self.start_worker()

    def logs(self) -> str:
        """What all apps and the database have logged."""
        return "\n".join([*(app.log() for app in self.apps), (self.folder / "data" / "postgres.log").read_text()])


@contextmanager
def cluster(new_data: Path, *, apps: int = 4, workers: int = 0, **environment: str) -> Iterator[Cluster]:
    """A desk of so many processes with these settings; its first process folds the counts."""
    with folder_with(new_data) as folder, short_lived(), ExitStack() as stack:
        server = Server(folder / "data")
        stack.callback(server.stop)
        replica = stack.enter_context(streaming_replica(folder / "data"))
        pooler = stack.enter_context(pooler_before(server.url)) if program() else None
        shared = {
            "DATABASE_URL": pooler.url if pooler else server.url,
            **({"DATABASE_DIRECT_URL": server.url} if pooler else {}),
            "DATABASE_READ_URL": replica.url,
            "STREAMLIT_SERVER_COOKIE_SECRET": "one for all",
            "WORKER_LOST_AFTER": LOST_AFTER,
            "WORKERS": "0",
            **environment,
        }
        made = Cluster(folder, server, replica, pooler, shared)
        stack.callback(_stop, made)
        made.apps = [_app(folder / f"app-{number}", shared) for number in range(apps)]
        made.apps[0].start()
        with ThreadPoolExecutor(apps) as threads:
            list(threads.map(AppProcess.start, made.apps[1:]))
        for _ in range(workers):
            made.start_worker()
        made.url = stack.enter_context(sticky_proxy([app.port for app in made.apps]))
        yield made


def _app(folder: Path, environment: Mapping[str, str]) -> AppProcess:
    folder.mkdir()
    return AppProcess(folder, environment=environment)


def _stop(made: Cluster) -> None:
    for worker in made.workers:
        worker.kill()
    with ThreadPoolExecutor(max(1, len(made.apps))) as threads:
        list(threads.map(AppProcess.stop, made.apps))
