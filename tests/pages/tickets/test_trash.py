"""The trash through AppTest: what was deleted, when and by whom, restored and deleted for good."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.errors import NotFound
from services.tickets import editing, merging, trash
from tests.pages.desk import click, filed, opened, texts
from tests.pages.tickets.support import shown_titles

pytestmark = pytest.mark.usefixtures("database")


def test_what_was_deleted_is_told_and_restored() -> None:
    kept, other = filed(title="Kept *bold*"), filed(title="Other")
    for one in (kept, other):
        editing.delete_ticket(one.id, actor="Mei")
    at = click(opened("tickets/page.py"), "Trash")
    assert f"**#{kept.id}** Kept \\*bold\\*" in texts(at)
    assert "Deleted just now by Mei" in texts(at)
    at.button(key=f"restore_{kept.id}").click().run()
    assert [one.id for one in trash.deleted_tickets()] == [other.id]
    assert shown_titles(opened("tickets/page.py")) == ["Kept *bold*"]


def test_the_trash_is_emptied_on_purpose_and_only_of_what_was_seen() -> None:
    seen, later = filed(title="Seen").id, filed(title="Later").id
    editing.delete_ticket(seen)
    at = click(opened("tickets/page.py"), "Trash")
    click(at, "Empty trash")
    assert "**Delete 1 ticket permanently?** You cannot undo this." in texts(at)
    click(at, "Keep them")
    assert trash.count_deleted() == 1
    click(at, "Empty trash")
    editing.delete_ticket(later)
    at.button(key="empty_trash_now").click().run()
    assert [one.id for one in trash.deleted_tickets()] == [later]
    assert editing.history(seen) == []
    with pytest.raises(NotFound):
        editing.restore(seen)


def test_the_trash_goes_from_page_to_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trash, "PAGE", 2)
    ids = [filed().id for _ in range(3)]
    for ticket_id in ids:
        editing.delete_ticket(ticket_id)
    at = click(opened("tickets/page.py"), "Trash")
    click(at, "Older")
    assert f"**#{ids[0]}**" in texts(at)
    assert f"**#{ids[1]}**" not in texts(at)
    click(at, "Newer")
    assert f"**#{ids[2]}**" in texts(at)


def test_an_empty_trash_says_so() -> None:
    filed()
    assert "The trash is empty." in texts(click(opened("tickets/page.py"), "Trash"))


def test_a_merged_ticket_is_not_in_the_trash_and_outlives_it() -> None:
    into, merged = filed(title="Kept").id, filed(title="Twice").id
    merging.merge([merged], into)
    assert (trash.count_deleted(), trash.deleted_tickets()) == (0, [])
    assert trash.delete_for_good(datetime.now(UTC)) == 0
    assert [one.id for one in merging.merged_into(into)] == [merged]
