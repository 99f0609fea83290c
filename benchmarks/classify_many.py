"""What it costs to classify many tickets: python -m benchmarks.classify_many learned [N] | model [SECONDS].

``learned``: N tickets (100,000) with the learned classifier by the job itself, read, classified and written with
history and undo, beside bare scikit-learn on the same texts: n-grams of the same lengths counted, weighed and put
through two linear models. Processor time of this process for both; the server's is not in it.

``model``: a language model that takes 500 ms, at the wire, asked by 1, 2, 4 and 8 worker processes under one
LLM_CALLS_PER_MINUTE; what is answered in a second, from the first answer on.

On a database of its own in a temporary folder. Figures: benchmarks/records/0060-classify-many.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import insert, text

from benchmarks.__main__ import MAKING, database_folder
from benchmarks.made_tickets import COLUMNS, made_tickets
from db.engine import close_database, engine, open_database, transaction
from db.tables.tickets import Ticket
from services.classify import learned
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.execution import execute
from services.jobs.many import starting
from services.sample import sample_tickets

COUNT = 100_000
SECONDS = 30.0  # measured with each number of workers
THINKS = 0.5  # seconds
TICKETS = 6_000  # of which each number of workers takes some
PER_MINUTE = 960
CONCURRENCY = 2
WORKERS = (1, 2, 4, 8)
ENVIRONMENT = {
    "GOOGLE_API_KEY": "benchmark", "LLM_CALLS_PER_MINUTE": str(PER_MINUTE), "LLM_CONCURRENCY": str(CONCURRENCY),
    "LLM_DAILY_CALLS": "0", "LOG_LEVEL": "WARNING", "ENV_FILE": os.devnull,
}  # fmt: skip
OPEN = TicketFilter(category=("general",))
ANSWER = {
    "category": "billing", "category_confidence": 0.9, "category_words": [],
    "priority": "low", "priority_confidence": 0.8, "priority_words": [],
}  # fmt: skip


def main(what: str, size: float) -> None:
    """Print the lines of one of the two."""
    with database_folder() as folder, _slow_model() as (address, answered):
        os.environ |= {"GEMINI_BASE_URL": address, **ENVIRONMENT}  # before anybody reads the settings
        open_database(None, folder, statement_timeout=120)
        try:
            if what == "learned":
                _learned(int(size or COUNT))
            else:
                _model(folder, answered, size or SECONDS)
        finally:
            close_database()


def _learned(count: int) -> None:
    taught = _teach()
    _fill(count)
    with transaction(statement_timeout=0) as session:
        rows = session.execute(text("SELECT title, description FROM ticket WHERE category_set_by = 'classifier'"))
        texts = [f"{row.title}\n{row.description}" for row in rows]
    bare_cpu, bare_wall = _bare(texts, taught)
    job = starting.apply("learned", OPEN, actor="benchmark")
    wall, cpu = time.perf_counter(), time.process_time()
    execute(job.id)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    done = store.find(job.id)
    print(f"job {done.state}: {done.result}")
    print(
        f"{len(texts):,} tickets: {cpu:.1f} s of processor time ({wall:.1f} s), {len(texts) / cpu:,.0f} a second;"
        f" bare scikit-learn {bare_cpu:.1f} s ({bare_wall:.1f} s), {len(texts) / bare_cpu:,.0f} a second:"
        f" {bare_cpu / cpu:.2f} x"
    )


def _teach() -> list[dict[str, str]]:
    """The sample tickets as people would have labelled them, learned."""
    rows = [
        {name: row[name] for name in ("title", "description", "category", "priority")} for row in sample_tickets.texts()
    ]
    people = {"category_set_by": "person", "priority_set_by": "person"}
    with transaction() as session:
        session.execute(insert(Ticket), [row | people for row in rows])
    execute(queue.enqueue("training", actor="benchmark").id)
    learned.refresh()
    print("fields:", *(learned.current().fields if learned.current() else ()))  # type: ignore[union-attr]
    return rows


def _fill(count: int) -> None:
    """So many tickets that nobody has classified; by COPY, as it is not what is measured."""
    with transaction(statement_timeout=0) as session:
        session.execute(text("ALTER TABLE ticket DISABLE TRIGGER USER"))
        session.execute(text(f"CREATE TEMP TABLE made ({', '.join(f'{name} text' for name in COLUMNS)})"))
        driver: Any = session.connection().connection.driver_connection
        with driver.cursor().copy("COPY made FROM STDIN") as copy:
            for row in made_tickets(count, now=MAKING):
                copy.write_row(row)
        session.execute(text(_LEFT_OPEN))
        session.execute(text("ALTER TABLE ticket ENABLE TRIGGER USER"))
        session.execute(text("SELECT rebuild_stats()"))
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE ticket"))


def _bare(texts: list[str], taught: list[dict[str, str]]) -> tuple[float, float]:
    """Processor time and seconds of scikit-learn for both fields of the texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_union  # noqa: PLC0415

    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    known = union.fit_transform([f"{row['title']}\n{row['description']}" for row in taught])
    models = [LogisticRegression(max_iter=200).fit(known, [row[name] for row in taught]) for name in OF]
    wall, cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(texts), 1_000):
        weighed = union.transform(texts[first : first + 1_000])
        for model in models:
            model.predict(weighed)
    return time.process_time() - cpu, time.perf_counter() - wall


def _model(folder: Path, answered: list[float], seconds: float) -> None:
    _fill(TICKETS)
    print("| workers | answers a second | of one worker | the model could | the limit |\n|---|---|---|---|---|")
    first = 0.0
    for number in WORKERS:
        rate = _rate(folder, answered, number, seconds)
        first = first or rate
        could = number * CONCURRENCY / THINKS
        print(f"| {number} | {rate:.1f} | {rate / first:.1f} x | {could:.0f} | {PER_MINUTE / 60:.0f} |", flush=True)


def _rate(folder: Path, answered: list[float], number: int, seconds: float) -> float:
    """Answers in a second with so many workers, from the moment on when all of them work."""
    with transaction() as session:
        session.execute(text("DELETE FROM model_rate"))
    job = starting.apply("gemini", OPEN, actor="benchmark")
    there = engine().url.set(drivername="postgresql").render_as_string(hide_password=False)
    environment = os.environ | {"DATABASE_URL": there, "DATA_DIR": str(folder / "workers")}
    command = [sys.executable, "-m", "services.jobs"]
    workers = [subprocess.Popen(command, env=environment) for _ in range(number)]  # noqa: S603 - our own
    try:
        while _at_work(job.id) < number:
            time.sleep(0.5)
        before, began = len(answered), time.perf_counter()
        time.sleep(seconds)
        rate = (len(answered) - before) / (time.perf_counter() - began)
        queue.cancel(job.id)
        return rate
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()


def _at_work(job_id: int) -> int:
    with transaction() as session:
        return int(session.scalar(_WORKERS, {"job": job_id}) or 0)


@contextmanager
def _slow_model() -> Iterator[tuple[str, list[float]]]:
    """A server that answers as Gemini does after THINKS seconds, and when it did."""
    answered: list[float] = []
    said = {"parts": [{"text": json.dumps(ANSWER)}], "role": "model"}
    body = json.dumps({"candidates": [{"content": said, "finishReason": "STOP", "index": 0}]}).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(THINKS)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            answered.append(time.monotonic())

        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002 - its name there

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", answered
    finally:
        server.shutdown()


OF = ("category", "priority")
_LEFT_OPEN = """
    INSERT INTO ticket (external_id, title, description, priority, category, category_set_by, priority_set_by)
    SELECT external_id, title, description, priority::ticket_priority, 'general', 'classifier', 'classifier' FROM made
"""
_WORKERS = text(
    """
    SELECT count(*) FROM job WHERE state = 'running' AND position > 0
        AND (id = :job OR (kind = 'classify_help' AND parameters ->> 'job' = CAST(:job AS text)))
    """
)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0)
