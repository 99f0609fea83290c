"""Nothing typed is ever lost: a reload, another page, other tabs, a storage that fails, a server that is killed."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import BILLING, Form, quiet, ticket_count


def test_clear_can_be_undone(form: Form) -> None:
    form.write("Typed for an hour")
    form.requester.fill("Amira")
    form.priority.select_option("low")
    form.page.get_by_role("button", name="Clear", exact=True).click()
    expect(form.title).to_have_value("")
    expect(form.priority).to_have_value("")
    form.page.get_by_role("button", name="Undo").click()
    expect(form.title).to_have_value("Typed for an hour")
    expect(form.description).to_have_value(BILLING)
    expect(form.requester).to_have_value("Amira")
    expect(form.priority).to_have_value("low")
    expect(form.category).to_have_value("billing")


def test_reload_and_another_page_keep_text_and_choice_until_it_is_filed(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    form.write("Kept")
    form.requester.fill("Amira")
    form.category.select_option("technical")
    form.priority.select_option("critical")
    form.description.press_sequentially(" Last words")  # not even told to the server
    form.page.reload()
    form.ready()
    expect(form.description).to_have_value(BILLING + " Last words")
    form.page.goto("about:blank")
    form.page.goto(f"{form.app.url}/no-such-page")
    form.open()
    expect(form.title).to_have_value("Kept")
    expect(form.requester).to_have_value("Amira")
    expect(form.priority).to_have_value("critical")
    expect(form.category).to_have_value("technical")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1
    facts = form.page.get_by_role("list", name="Latest tickets").get_by_role("listitem").first
    expect(facts).to_contain_text("Technical")


def test_a_walk_through_the_navigation_keeps_text_and_choice(form: Form) -> None:
    form.write("Walked away")
    form.priority.select_option("critical")
    form.description.press_sequentially(" Last words")
    links = form.page.get_by_test_id("stTopNavLink")
    links.filter(has_text="Tickets").click()
    expect(form.page.get_by_role("heading", name="Tickets")).to_be_visible()
    quiet(form.page)
    links.filter(has_text="New ticket").click()
    form.ready()
    expect(form.title).to_have_value("Walked away")
    expect(form.description).to_have_value(BILLING + " Last words")
    expect(form.category).to_have_value("billing")
    expect(form.priority).to_have_value("critical")
    form.submit.click()
    form.expect_filed()


def test_two_tabs_have_two_drafts(form: Form, context: BrowserContext, app: AppProcess) -> None:
    form.write("First tab")
    second = Form(context.new_page(), app).open()
    # It knows the other tabs' drafts. Asked again and again: the page lets no text be run as a script.
    wait_until(lambda: second.page.evaluate("() => sessionStorage.getItem('triage-desk.draft')"), "it has a draft")
    expect(second.title).to_have_value("")
    second.write("Second tab")
    expect(second.category).to_have_value("billing")
    second.page.reload()
    second.ready()
    expect(second.title).to_have_value("Second tab")
    second.submit.click()
    second.expect_filed()
    form.page.reload()
    form.ready()
    expect(form.title).to_have_value("First tab")


def test_a_duplicated_tab_goes_on_under_a_key_of_its_own(form: Form, context: BrowserContext, app: AppProcess) -> None:
    form.write("Duplicated")
    expect(form.category).to_have_value("billing")
    with context.expect_page() as opened:
        form.page.evaluate("open(location.href)")  # takes the session storage along, as duplicating a tab does
    copy = Form(opened.value, app).ready()
    expect(copy.title).to_have_value("Duplicated")
    wait_until(lambda: len({draft["key"] for draft in form.stored_drafts()}) == 2, "the copy has a key of its own")
    copy.title.fill("The copy")
    expect(form.title).to_have_value("Duplicated")
    assert {draft["title"] for draft in form.stored_drafts()} == {"Duplicated", "The copy"}


def test_the_draft_of_a_closed_tab_is_taken_up_by_the_next(
    form: Form, context: BrowserContext, app: AppProcess
) -> None:
    form.write("Closed by mistake")
    form.priority.select_option("low")
    form.page.close()
    reopened = Form(context.new_page(), app).open()
    expect(reopened.title).to_have_value("Closed by mistake")
    expect(reopened.priority).to_have_value("low")
    expect(reopened.category).to_have_value("billing")


def test_stored_drafts_are_bounded_in_number_and_age(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/healthz")
    page.evaluate(
        """() => {
          const day = 24 * 3600 * 1000
          for (let i = 0; i < 40; i++) {
            const old = i >= 30
            const saved = Date.now() - (old ? 31 * day : 1000 * i)
            const key = crypto.randomUUID()
            localStorage["triage-desk.draft." + key] = JSON.stringify({ key, title: "Draft " + i, saved })
          }
          localStorage["triage-desk.draft.broken"] = "{"
        }"""
    )
    form = Form(page, app).open()
    expect(form.title).to_have_value("Draft 0")
    kept = page.evaluate(
        "Object.keys(localStorage).filter(name => /^triage-desk.draft.[0-9a-f]{8}-/.test(name)).length"
    )
    assert kept == 20


@pytest.mark.parametrize("fault", ["missing", "full"])
def test_without_storage_the_form_works(page: Page, app: AppProcess, fault: str) -> None:
    missing = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    page.add_init_script(missing if fault == "missing" else full)
    before = ticket_count(app)
    form = Form(page, app).open()
    form.write("Kept by the page alone")
    expect(form.category).to_have_value("billing")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1


def test_kill_the_app_while_typing_and_the_text_is_still_there(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    form.write("Survives kill -9")
    form.priority.select_option("critical")
    expect(form.category).to_have_value("billing")
    app.kill()
    form.description.press_sequentially(" Typed while it was down.")
    app.start()
    expect(form.description).to_have_value(f"{BILLING} Typed while it was down.")
    read_by_the_new_server = form.page.get_by_role("paragraph").filter(has_text="Typed while it was down.")
    expect(read_by_the_new_server).to_be_visible()
    expect(form.category).to_have_value("billing")
    expect(form.priority).to_have_value("critical")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1
    expect(form.latest.first).to_have_text("Survives kill -9")
