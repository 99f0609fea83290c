"""What each role is offered on the Classifier page, section by section: what it may do, and nothing else."""

from __future__ import annotations

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from pages.classifier.taxonomy_card import GROUPS
from services.access import asking
from services.access.asking import Asker
from services.classify.evaluation.category_groups import Groups, TicketGroup
from services.classify.learned import taught
from services.jobs import queue
from services.jobs.execution import execute
from services.jobs.requests import evaluations
from services.review import suspects
from tests.pages.classifier.test_page import written
from tests.pages.desk import click, opened, run, texts
from tests.services.classify.evaluation.support import trained_desk

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

PAGE = "classifier/page.py"
ACTIONS = {
    "Train now", "Teach it", "Remove", "Measure", "Cancel", "Rename", "Delete the run", "Let it decide",
    "Look for groups", "What would change", "Make it a category", "Name of the category", "Check 2 category labels",
    "Check 2 priority labels", "Try it",
}  # fmt: skip
READING, TEACHING = {"Look for groups", "What would change"}, {"Train now"}
# By section, what viewers are offered, agents beside that, and leads beside both.
OFFERED = {
    "try": ({"Try it"}, {"Teach it", "Remove"}, set()),
    "measure": (set(), set(), {"Measure", "Cancel", "Rename", "Delete the run"}),
    "promise": (set(), set(), {"Let it decide"}),
    "labels": (set(), {"Check 2 category labels", "Check 2 priority labels"}, set()),
    "taxonomy": (READING, set(), {"Make it a category", "Name of the category"}),
}


def offered(at: AppTest) -> set[str]:
    return {one.label for one in (*at.button, *at.text_input)} & ACTIONS


def shown(section: str) -> AppTest:
    if section == "try":
        return click(written("", "The gateway hums"), "Try it")
    at = opened(PAGE, {"section": section})
    if section == "taxonomy":
        group = TicketGroup((1,), ("card",), 0.9, ((1, "Card"),), (("Card", "It"),))
        at.session_state[GROUPS] = Groups("general", 3, (group,))
        run(at)
    return at


@pytest.fixture
def desk(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One where something can be done in every section."""
    trained_desk(60)
    begin = partial(evaluations.start, of=("learned",), sample="filing", most=99, with_curve=False)
    execute(begin(name="A run", actor="lea@example.com")[0].id)
    begin(name="Another", actor="lea@example.com")
    taught.teach("Screen", "It flickers", category="technical", priority=None, actor="local")
    monkeypatch.setattr(suspects, "suspects_left", lambda _: 2)


@pytest.mark.usefixtures("desk")
def test_every_role_is_offered_what_it_may_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, role in enumerate(("viewer", "agent", "lead")):
        who = Asker(f"{role}@example.com", role)
        monkeypatch.setattr(asking, "asker", lambda who=who: who)
        found = {section: offered(shown(section)) for section in OFFERED}
        train = TEACHING if role != "viewer" else set()
        assert found == {name: set().union(*more[: place + 1]) | train for name, more in OFFERED.items()}, role
    monkeypatch.setattr(asking, "asker", lambda: Asker("agent@example.com", "agent"))
    said = {name: texts(shown(name)).replace("\\", "") for name in ("measure", "promise")}
    assert "Only a lead may measure the sources, and you are an agent." in said["measure"]
    assert "Only a lead may begin and end a promise, and you are an agent." in said["promise"]


def test_a_job_is_ended_by_whoever_started_it_or_by_a_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    job = queue.enqueue("export", {}, actor="vic@example.com")
    may = {}
    for name, role in (("vic", "viewer"), ("ann", "agent"), ("lea", "lead")):
        who = Asker(f"{name}@example.com", role)
        monkeypatch.setattr(asking, "asker", lambda who=who: who)
        may[name] = queue.may_end(job)
    assert may == {"vic": True, "ann": False, "lea": True}
