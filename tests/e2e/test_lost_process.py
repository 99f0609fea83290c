"""Two processes of the desk behind a proxy: a page whose process is killed goes on in the other one, with its draft."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.cluster.desk import Cluster, cluster
from tests.cluster.proxy import COOKIE
from tests.e2e.support.form import BILLING, Form


@pytest.fixture(scope="module")
def desk(new_data: Path) -> Iterator[Cluster]:
    with cluster(new_data, apps=2) as made:
        yield made


def process_of(context: BrowserContext) -> int:
    (kept,) = [cookie["value"] for cookie in context.cookies() if cookie["name"] == COOKIE]
    return int(kept)


def test_a_page_that_loses_its_process_finds_its_draft_in_another(
    desk: Cluster, page: Page, context: BrowserContext
) -> None:
    page.goto(desk.url)
    form = Form(page, desk.apps[0]).ready()
    form.write("Typed for an hour")
    form.priority.select_option("low")
    expect(form.category).to_have_value("billing")
    form.description.press_sequentially(" Last words")
    lost = process_of(context)
    desk.apps[lost].kill()
    form.description.press_sequentially(", and more")
    expect(page.get_by_role("paragraph").filter(has_text=", and more")).to_be_visible()  # the other one has read it
    expect(form.title).to_have_value("Typed for an hour")
    expect(form.description).to_have_value(f"{BILLING} Last words, and more")
    expect(form.priority).to_have_value("low")
    form.submit.click()
    form.expect_filed()
    page.get_by_test_id("stTopNavLink").filter(has_text="Tickets").click()
    expect(page.get_by_role("heading", name="Tickets")).to_be_visible()
    assert process_of(context) == 1 - lost
    with urllib.request.urlopen(f"{desk.apps[1 - lost].url}/api/tickets/") as answer:
        (ticket,) = json.loads(answer.read())["results"]
    assert (ticket["title"], ticket["priority"]) == ("Typed for an hour", "low")
    assert ticket["description"] == f"{BILLING} Last words, and more"
