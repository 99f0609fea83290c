"""Pages of all jobs: by keyset, filtered, counted up to a bound."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.jobs import listing, queue
from services.jobs.listing import JobPage, read_page

pytestmark = pytest.mark.usefixtures("database")


def insert(number: int, kind: str = "rebuild", state: str = "waiting") -> list[int]:
    """So many jobs in nobody's queue; their ids, newest first."""
    ended = "now()" if state not in ("waiting", "running") else "NULL"
    sql = f"INSERT INTO job (kind, actor, state, ended_at) SELECT :kind, 'Mei', :state, {ended}"
    with transaction() as session:
        rows = session.scalars(
            text(f"{sql} FROM generate_series(1, :number) RETURNING id"),
            {"kind": kind, "state": state, "number": number},
        )
        return sorted(rows, reverse=True)


def ids(page: JobPage) -> list[int]:
    return [job.id for job in page.jobs]


def test_pages_lead_to_the_oldest_and_back() -> None:
    jobs = insert(5)
    first = read_page(size=2)
    second = read_page(size=2, cursor=first.next)
    third = read_page(size=2, cursor=second.next)
    assert [ids(page) for page in (first, second, third)] == [jobs[:2], jobs[2:4], jobs[4:]]
    assert (first.previous, third.next) == (None, None)
    assert ids(read_page(size=2, cursor=third.previous)) == jobs[2:4]
    back = read_page(size=2, cursor=second.previous)
    assert (ids(back), back.previous) == (jobs[:2], None)
    assert {page.count for page in (first, second, third, back)} == {5}


def test_a_page_holds_while_jobs_come_and_go() -> None:
    jobs = insert(4)
    after = read_page(size=2).next
    newer = insert(3)
    with transaction() as session:
        session.execute(text("DELETE FROM job WHERE id = :id"), {"id": jobs[1]})
    second = read_page(size=2, cursor=after)
    assert ids(second) == jobs[2:]
    back = read_page(size=2, cursor=second.previous)
    assert ids(back) == [newer[2], jobs[0]]
    assert ids(read_page(size=2, cursor=back.previous)) == newer[:2]


@pytest.mark.parametrize("cursor", ["n0", "n1", f"p{10**18 - 1}"])
def test_behind_the_last_job_there_is_a_way_back(cursor: str) -> None:
    jobs = insert(2)
    page = read_page(size=2, cursor=cursor)
    assert ids(page) == []
    assert ids(read_page(size=2, cursor=page.next if cursor.startswith("p") else page.previous)) == jobs


def test_jobs_are_filtered_by_kind_and_state() -> None:
    failed = insert(3, "sample", "failed")
    insert(2, "sample")
    insert(2, "rebuild", "failed")
    page = read_page(kind="sample", state="failed", size=2)
    assert (ids(page), page.count) == (failed[:2], 3)
    assert ids(read_page(kind="sample", state="failed", size=2, cursor=page.next)) == failed[2:]
    assert read_page(kind="export").count == 0


def test_more_than_a_bound_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNT_MAX", 3)
    insert(3)
    assert (read_page().count, read_page().count_is_exact) == (3, True)
    queue.enqueue("rebuild", actor="local")
    assert (read_page().count, read_page().count_is_exact) == (3, False)
