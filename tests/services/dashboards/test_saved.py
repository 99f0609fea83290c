"""Saved dashboards: one's own and the desk's, their order, and which opens first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services import access
from services.access import audit
from services.access.asking import Asker
from services.dashboards import saved
from services.dashboards.look import Params
from services.errors import Conflict, InvalidInput, NotAllowed, NotFound

pytestmark = pytest.mark.usefixtures("database")

LOOK: Params = (("search", 'a & "b" = ü'), ("period", "7"), ("cards", "week,ages"))
HERE, THERE = "a" * 32, "b" * 32  # browsers
LEA, VI = Asker("lea@example.org", access.LEAD), Asker("vi@example.org", access.VIEWER)


@pytest.fixture
def vi() -> Iterator[None]:
    """A viewer asks."""
    with access.acting_as(VI):
        yield


def names(browser: str | None = None) -> list[str]:
    return [one.name for one in saved.list_dashboards(browser).all]


def test_those_of_a_browser_are_seen_there_and_those_of_the_desk_everywhere() -> None:
    mine = saved.save("  My  Monday ", LOOK, browser=HERE)
    ours = saved.save("Ours", LOOK, everyone=True, browser=HERE)
    assert (mine.name, mine.look, mine.own, ours.own) == ("My Monday", LOOK, True, False)
    assert (names(HERE), names(THERE), names()) == (["Ours", "My Monday"], ["Ours"], ["Ours"])
    for change in (
        lambda: saved.change(mine.id, name="Theirs", browser=THERE),
        lambda: saved.remove(mine.id),
        lambda: saved.move(mine.id, 1, browser=THERE),
        lambda: saved.open_first(mine.id, browser=THERE),
    ):
        with pytest.raises(NotFound):
            change()
    with pytest.raises(InvalidInput, match="Without a name"):
        saved.save("Whose", LOOK)


@pytest.mark.usefixtures("vi")
def test_a_viewer_saves_their_own_and_changes_none_of_the_desk() -> None:
    with access.acting_as(LEA):
        ours = saved.save("Ours", LOOK, everyone=True)
        saved.open_first(ours.id, everyone=True)
    mine = saved.save("Mine", LOOK, browser=HERE)
    assert names() == names(HERE) == ["Ours", "Mine"]
    assert saved.list_dashboards().first() == ours
    saved.open_first(mine.id)
    assert saved.list_dashboards().first() == mine
    for refused in (
        lambda: saved.save("Other", LOOK, everyone=True),
        lambda: saved.change(ours.id, name="Theirs"),
        lambda: saved.remove(ours.id),
        lambda: saved.open_first(mine.id, everyone=True),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with access.acting_as(LEA):
        assert names() == ["Ours"]
        with pytest.raises(NotFound):
            saved.open_first(mine.id, everyone=True)


def test_what_opens_first() -> None:
    """What one chose oneself, else what the desk did, else the standard one."""
    ours = saved.save("Ours", LOOK, everyone=True)
    mine = saved.save("Mine", LOOK, browser=HERE)
    assert saved.list_dashboards(HERE).first() is None
    saved.open_first(ours.id, everyone=True)
    assert saved.list_dashboards(HERE).first() == saved.list_dashboards().first() == ours
    saved.open_first(None, browser=HERE)
    assert saved.list_dashboards(HERE).first() is None
    saved.open_first(mine.id, browser=HERE)
    assert (saved.list_dashboards(HERE).first(), saved.list_dashboards(THERE).first()) == (mine, ours)
    saved.open_as_the_desk(browser=HERE)
    assert saved.list_dashboards(HERE).first() == ours
    with pytest.raises(InvalidInput, match="Save it for everyone"):
        saved.open_first(mine.id, everyone=True, browser=HERE)
    saved.remove(ours.id)
    assert saved.list_dashboards(HERE).first() is None


def test_they_are_renamed_changed_ordered_and_put_back_in_their_place() -> None:
    one, two, three = (saved.save(name, LOOK, browser=HERE) for name in ("one", "two", "three"))
    saved.save("One", LOOK, everyone=True)  # another owner's name
    saved.change(two.id, name="SECOND", version=1, browser=HERE)
    changed = saved.change(two.id, look=(("cards", "all"),), version=2, browser=HERE)
    assert (changed.name, changed.look, changed.version) == ("SECOND", (("cards", "all"),), 3)
    with pytest.raises(Conflict, match="Someone else"):
        saved.change(two.id, name="Third", version=2, browser=HERE)
    with pytest.raises(Conflict, match="named 'ONE'"):
        saved.change(two.id, name=" ONE ", browser=HERE)
    for moved, by in ((three, -1), (three, -1), (three, -1), (one, 1), (one, 1)):
        saved.move(moved.id, by, browser=HERE)
    assert names(HERE) == ["One", "three", "SECOND", "one"]
    saved.open_first(two.id, browser=HERE)
    removed = saved.remove(two.id, browser=HERE)
    assert names(HERE) == ["One", "three", "one"]
    saved.restore(removed, browser=HERE)
    assert names(HERE) == ["One", "three", "SECOND", "one"]
    first = saved.list_dashboards(HERE).first()
    assert first is not None  # under its number, so that its link leads to it
    assert (first.id, first.look) == (two.id, (("cards", "all"),))


@pytest.mark.parametrize(
    ("name", "look", "field"),
    [
        ("", LOOK, "name"),
        (" \0 ", LOOK, "name"),
        ("x" * 61, LOOK, "name"),
        ("Long", (("search", "x" * 4_000),), "query"),
    ],
)
def test_what_cannot_be_saved(name: str, look: Params, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        saved.save(name, look, everyone=True)
    assert list(caught.value.fields) == [field]


def test_no_more_than_each_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "EACH_MAX", 1)
    saved.save("One", LOOK, everyone=True)
    saved.save("One", LOOK, browser=HERE)
    with pytest.raises(InvalidInput, match="Remove one"):
        saved.save("Two", LOOK, browser=HERE)
    removed = saved.remove(saved.list_dashboards(HERE).all[-1].id, browser=HERE)
    saved.save("Two", LOOK, browser=HERE)
    with pytest.raises(InvalidInput, match="Remove one"):
        saved.restore(removed, browser=HERE)


def test_what_concerns_everyone_is_in_the_audit_log() -> None:
    saved.save("Mine", LOOK, browser=HERE)
    ours = saved.save("Ours", LOOK, everyone=True)
    saved.open_first(ours.id, everyone=True)
    saved.restore(saved.remove(ours.id))
    other = saved.save("Other", LOOK, everyone=True).id
    saved.move(ours.id, 1)
    number = ours.id
    assert [entry.what for entry in reversed(audit.entries("dashboard"))] == [
        f"Saved dashboard {number} for everyone",
        f"Dashboard {number} opens first for everyone",
        f"Removed dashboard {number} of everyone",
        f"Restored dashboard {number} of everyone",
        f"Saved dashboard {other} for everyone",
        f"Moved dashboard {number} of everyone",
    ]
