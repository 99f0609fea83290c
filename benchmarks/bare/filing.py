"""A bare FastAPI route that files a ticket by bare psycopg and reads it back; served on PORT, into DATABASE_URL."""

from __future__ import annotations

import os
import threading
from typing import Any

import psycopg
import uvicorn
from fastapi import FastAPI
from psycopg.rows import dict_row
from pydantic import BaseModel

app = FastAPI()
_mine = threading.local()

INSERT = (
    "INSERT INTO ticket (title, description, category, priority)"
    " VALUES (%(title)s, %(description)s, %(category)s, %(priority)s) RETURNING id"
)


class NewTicket(BaseModel):
    """What is filed."""

    title: str
    description: str
    category: str
    priority: str


@app.post("/api/tickets/", status_code=201)
def file_ticket(ticket: NewTicket) -> dict[str, Any] | None:
    """Insert and select, in one transaction on a connection of this thread."""
    with _connection().transaction():
        row = _connection().execute(INSERT, ticket.model_dump()).fetchone()
        assert row is not None
        return _connection().execute("SELECT * FROM ticket WHERE id = %s", [row["id"]]).fetchone()


def _connection() -> psycopg.Connection[dict[str, Any]]:
    if not hasattr(_mine, "connection"):
        _mine.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, row_factory=dict_row)
    connection: psycopg.Connection[dict[str, Any]] = _mine.connection
    return connection


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning", access_log=False)
