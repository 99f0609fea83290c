"""Four processes of the desk are one: what is done in any of them is right in all, whichever is killed."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

import httpx2
import pytest
from sqlalchemy import text

from db.engine import transaction
from services import categories
from services.access import tokens
from services.rollups import maintenance, worker
from tests.cluster.desk import A_MINUTE, Cluster
from tests.e2e.support.app_process import AppProcess, wait_until
from tests.services.classify.learned.support import file_all, jargon

pytestmark = pytest.mark.slow
GOOD = {"description": "It smokes since noon.", "category": "technical", "priority": "high"}


def ask(app: AppProcess, method: str, path: str, **given: object) -> httpx2.Response:
    return httpx2.request(method, f"{app.url}/api{path}", timeout=60, **given)  # type: ignore[arg-type]


def file(app: AppProcess, title: str, **headers: str) -> int:
    answer = ask(app, "POST", "/tickets/", json=GOOD | {"title": title}, headers=headers)
    assert answer.status_code in (200, 201), answer.text
    return int(answer.json()["id"])


def titles(app: AppProcess) -> list[str]:
    return [one["title"] for one in ask(app, "GET", "/tickets/").json()["results"]]


def test_a_ticket_is_seen_at_once_where_it_was_filed_and_soon_everywhere(desk: Cluster) -> None:
    for place, app in enumerate(desk.apps):
        file(app, f"filed in {place}")
        assert titles(app)[0] == f"filed in {place}"
        for other in desk.apps:
            wait_until(partial(_sees, other, f"filed in {place}"), "it is seen")
    for app in desk.apps:
        wait_until(partial(_counts, app, 4), "it is counted")


def _sees(app: AppProcess, title: str) -> bool:
    return title in titles(app)


def _counts(app: AppProcess, number: int) -> bool:
    return bool(ask(app, "GET", "/tickets/stats/").json()["total_tickets"] == number)


def test_one_draft_sent_to_all_at_once_is_one_ticket(desk: Cluster) -> None:
    key = str(uuid4())

    def send(app: AppProcess) -> httpx2.Response:
        return ask(app, "POST", "/tickets/", json=GOOD | {"title": "once"}, headers={"Idempotency-Key": key})

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, desk.apps * 2))
    done = {answer.json()["id"] for answer in answers if answer.status_code in (200, 201)}
    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    assert len(done) == 1
    assert scalar("SELECT count(*) FROM ticket WHERE title = 'once'") == 1


def test_a_ticket_is_before_one_reviewer(desk: Cluster) -> None:
    for number, app in enumerate(desk.apps):
        ask(app, "POST", "/tickets/", json={"title": f"to review {number}", "description": "I want a refund."})
    with ThreadPoolExecutor(4) as threads:
        shown = list(threads.map(lambda place: _next(desk.apps[place], f"r{place}"), range(4)))
    assert len({one["id"] for one in shown}) == 4
    mine = shown[0]
    chosen = {"reviewer": "r0", "action": "answer", "version": mine["version"], "category": "account"}
    path = f"/review/{mine['id']}/"
    assert ask(desk.apps[1], "POST", path, json=chosen | {"priority": "low"}).status_code == 200
    undone = ask(desk.apps[2], "POST", path, json={"reviewer": "r0", "action": "undo"})
    assert (undone.status_code, undone.json()["ticket"]["category"]) == (200, "billing")


def _next(app: AppProcess, reviewer: str) -> dict[str, object]:
    return dict(ask(app, "GET", f"/review/next/?reviewer={reviewer}").json()["ticket"])


def test_what_a_lead_changes_holds_in_all(desk: Cluster) -> None:
    key = categories.add(categories.CategoryForm(label="Facilities"))
    new = GOOD | {"title": "A lamp", "category": key}
    for app in desk.apps:
        wait_until(partial(_answers, 201, app, "POST", "/tickets/", json=new), "it is known")
    made = ask(desk.apps[0], "POST", "/dashboards/", json={"name": "Mondays", "query": "period=30"})
    assert made.status_code == 201, made.text
    assert {ask(app, "GET", f"/dashboards/{made.json()['id']}/").status_code for app in desk.apps} == {200}


def test_all_answer_with_the_newest_learned_classifier(desk: Cluster) -> None:
    file_all(jargon(240))
    job = ask(desk.apps[1], "POST", "/classifier/train/").json()
    wait_until(lambda: ask(desk.apps[2], "GET", f"/jobs/{job['id']}/").json()["state"] == "finished", "it is trained")
    text_of = {"title": "", "description": "node Brunel again, since Monday."}
    for app in desk.apps:
        wait_until(partial(_is_learned, app, text_of), "it answers")


def _is_learned(app: AppProcess, told: dict[str, str]) -> bool:
    return bool(ask(app, "POST", "/tickets/classify/", json=told).json().get("source") == "learned")


def _answers(status: int, app: AppProcess, method: str, path: str, **given: object) -> bool:
    return ask(app, method, path, **given).status_code == status


def test_a_tokens_calls_are_counted_over_all_and_a_revoked_one_is_refused_by_all(desk: Cluster) -> None:
    made, written = tokens.make_token("program", "read", days=None)
    headers = {"Authorization": f"Bearer {written}"}
    first, others = desk.apps[0], desk.apps[1:]
    while ask(first, "GET", "/dashboards/", headers=headers).status_code == 200:
        pass

    def are_refused() -> bool:
        time.sleep(1)  # so seldom that none of them has counted to the limit by itself
        return {ask(app, "GET", "/dashboards/", headers=headers).status_code for app in others} == {429}

    wait_until(are_refused, "it is counted in the others too", A_MINUTE / 2)
    tokens.revoke_token(made.id)
    for app in desk.apps:
        wait_until(partial(_answers, 401, app, "GET", "/", headers=headers), "it is refused")


class Listener(threading.Thread):
    """Hears the events of a process."""

    def __init__(self, app: AppProcess) -> None:
        super().__init__(daemon=True)
        self._app = app
        self.versions: list[int] = []

    def has_heard(self, known: int) -> bool:
        """Whether it heard more than these many."""
        return len(self.versions) > known

    def run(self) -> None:
        with httpx2.stream("GET", f"{self._app.url}/api/events/", timeout=60) as answer:
            for line in answer.iter_lines():
                if line.startswith("data:"):
                    self.versions.append(json.loads(line[5:])["version"])


def test_killed_the_one_that_folds_another_goes_on_and_all_hear_of_changes(desk: Cluster) -> None:
    before = folding()
    killed = desk.apps[0]
    killed.kill()
    wait_until(lambda: folding() not in (None, before), "another one folds")
    listeners = [Listener(app) for app in desk.apps[1:]]
    for one in listeners:
        one.start()
        wait_until(partial(one.has_heard, 0), "it listens")
    heard = [len(one.versions) for one in listeners]
    file(desk.apps[1], "news")
    for one, known in zip(listeners, heard, strict=True):
        wait_until(partial(one.has_heard, known), "it hears")
    wait_until(lambda: scalar("SELECT count(*) FROM stat_delta") == 0, "it is folded")
    assert maintenance.verify().differing == 0
    killed.start()
    assert "news" in titles(killed)


def folding() -> object:
    """The server's process that works for whoever folds; None while nobody does."""
    return scalar("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock", lock=worker.LOCK)


def scalar(sql: str, **given: object) -> object:
    with transaction() as session:
        return session.scalar(text(sql), given)
