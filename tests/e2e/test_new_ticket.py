"""The main job in a browser: a ticket typed, classified, filed, counted; and nothing typed is ever lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.app_process import AppProcess, wait_until
from tests.e2e.form import BILLING, Form, ticket_count

FOREIGN = [
    "**bold** _it_ `code` # head",
    ":smile: :material/home: :red[x]",
    "<b>b</b> <script>alert(1)</script> &amp;",
    "www.example.com a -> b me@example.com",
    "$x^2$ [a](javascript:alert(1)) ![i](http://127.0.0.1:1/i.png)",
    "مرحبا بالعالم (test) שלום",
    "x" * 200,
]


@pytest.fixture
def form(page: Page, app: AppProcess) -> Form:
    return Form(page, app).open()


def test_type_override_double_click_and_it_is_counted(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    created = int(form.counter("Created today").inner_text().replace(",", ""))
    form.title.press_sequentially("Charged twice", delay=5)
    form.description.press_sequentially(BILLING, delay=5)
    expect(form.category).to_have_value("billing")
    expect(form.page.get_by_text("Words that decided")).to_be_visible()
    form.priority.select_option("critical")
    form.submit.dblclick()
    number = form.expect_filed()
    expect(form.counter("Created today")).to_have_text(str(created + 1))
    expect(form.latest.first).to_have_text("Charged twice")
    expect(form.latest.first).to_have_attribute("href", f"/tickets?id={number}")
    assert form.toast.get_by_role("link", name="Open it").get_attribute("href") == f"/tickets?id={number}"
    expect(form.title).to_have_value("")
    expect(form.description).to_have_value("")
    expect(form.category).to_have_value("")
    expect(form.page.get_by_text("A title is missing")).to_have_count(0)
    assert ticket_count(app) == before + 1
    assert form.stored_drafts() == []


def test_a_touched_field_is_left_alone_and_the_suggestion_is_offered_beside_it(form: Form) -> None:
    form.title.fill("Cannot log in to my account, password reset")
    expect(form.category).to_have_value("account")
    form.category.select_option("general")
    form.description.fill(BILLING + " Refund the invoice, refund the payment.")
    offer = form.page.get_by_role("button", name="AI suggests Billing: take it")
    expect(offer).to_be_visible()
    expect(form.category).to_have_value("general")
    offer.click()
    expect(form.category).to_have_value("billing")
    expect(offer).to_have_count(0)
    form.description.fill("")
    expect(form.page.get_by_role("button", name="AI suggests Account: take it")).to_be_visible()
    expect(form.category).to_have_value("billing")


def test_a_filled_choice_goes_when_nothing_speaks_any_more(form: Form) -> None:
    form.description.fill(BILLING)
    expect(form.category).to_have_value("billing")
    form.description.fill("Lorem ipsum dolor sit amet")
    expect(form.category).to_have_value("")
    expect(form.page.get_by_text("No clear category yet.")).to_be_visible()
    expect(form.priority).to_have_value("medium")
    expect(form.page.get_by_text("Medium: nothing speaks for another")).to_be_visible()


def test_the_suggestion_comes_without_a_click_and_leaves_focus_and_caret(form: Form) -> None:
    form.title.press_sequentially("Refund")
    form.title.press("ArrowLeft")
    form.title.press("ArrowLeft")
    expect(form.category).to_have_value("billing")
    form.page.keyboard.type("X")
    assert form.title.input_value() == "RefuXnd"
    assert form.title.evaluate("field => field.selectionStart") == 5


@pytest.mark.parametrize("how", ["click", "Control+Enter", "script"])
def test_submitting_at_once_files_the_last_characters(form: Form, app: AppProcess, how: str) -> None:
    before = ticket_count(app)
    form.title.fill(f"At once by {how}")
    form.description.fill(BILLING)
    form.page.keyboard.type(" The end.")
    if how == "click":
        form.submit.click()
    elif how == "script":
        form.submit.dispatch_event("click")
    else:
        form.page.keyboard.press(how)
    form.expect_filed()
    expect(form.latest.first).to_have_text(f"At once by {how}")
    assert ticket_count(app) == before + 1
    expect(form.description).to_have_value("")


def test_what_is_missing_is_named_at_its_field(form: Form) -> None:
    form.submit.click()
    expect(form.page.get_by_text("A title is missing. One line is enough.")).to_be_visible()
    expect(form.page.get_by_text("A category is missing. Choose one.")).to_be_visible()
    wait_until(
        lambda: form.title.evaluate("field => field.getRootNode().activeElement === field"), "the title has the focus"
    )
    expect(form.title).to_have_attribute("aria-invalid", "true")
    assert form.title.get_attribute("aria-describedby") == "error-title"
    form.page.keyboard.type("Hello")
    expect(form.page.get_by_text("A title is missing")).to_have_count(0)
    expect(form.page.get_by_text("A description is missing")).to_be_visible()


def test_enter_in_the_title_and_one_letter_shortcuts_do_nothing(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    form.description.fill(BILLING)
    form.title.press_sequentially("crc")
    form.title.press("Enter")
    expect(form.category).to_have_value("billing")
    expect(form.page.get_by_role("dialog")).to_have_count(0)
    assert ticket_count(app) == before
    assert form.title.input_value() == "crc"


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


def test_reload_and_another_page_keep_text_and_choice(form: Form) -> None:
    form.write("Kept")
    form.requester.fill("Amira")
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
    expect(form.category).to_have_value("billing")


def test_a_walk_through_the_navigation_keeps_text_and_choice(form: Form) -> None:
    form.write("Walked away")
    form.priority.select_option("critical")
    form.description.press_sequentially(" Last words")
    links = form.page.get_by_test_id("stTopNavLink")
    links.filter(has_text="Tickets").click()
    expect(form.page.get_by_role("heading", name="Tickets")).to_be_visible()
    links.filter(has_text="New ticket").click()
    form.ready()
    expect(form.title).to_have_value("Walked away")
    expect(form.description).to_have_value(BILLING + " Last words")
    expect(form.category).to_have_value("billing")
    expect(form.priority).to_have_value("critical")
    form.submit.click()
    form.expect_filed()


def test_a_reloaded_draft_is_filed_with_its_touched_choice(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    form.write("Reloaded, then filed")
    form.category.select_option("technical")
    form.page.reload()
    form.ready()
    expect(form.category).to_have_value("technical")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1
    facts = form.page.get_by_role("list", name="Latest tickets").get_by_role("listitem").first
    expect(facts).to_contain_text("Technical")


def test_two_tabs_have_two_drafts(form: Form, context: BrowserContext, app: AppProcess) -> None:
    form.write("First tab")
    second = Form(context.new_page(), app).open()
    second.page.wait_for_function("sessionStorage.getItem('triage-desk.draft')")  # it knows the other tabs' drafts
    expect(second.title).to_have_value("")
    second.write("Second tab")
    expect(second.category).to_have_value("billing")
    for one, title in ((form, "First tab"), (second, "Second tab")):
        one.page.reload()
        one.ready()
        expect(one.title).to_have_value(title)
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
    form.write(f"Storage {fault}")
    expect(form.category).to_have_value("billing")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1


def test_words_that_are_being_composed_are_not_cut(form: Form) -> None:
    form.title.focus()
    devtools = form.page.context.new_cdp_session(form.page)
    for text in ("に", "にほ", "日本 refund"):
        devtools.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        form.page.wait_for_timeout(700)  # longer than the debounce
    expect(form.category).to_have_value("")
    devtools.send("Input.insertText", {"text": "日本 refund"})
    expect(form.title).to_have_value("日本 refund")
    expect(form.category).to_have_value("billing")


@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
def test_foreign_text_appears_as_typed(form: Form, text: str) -> None:
    words = f"refund {text}"[:200]
    form.write(words, f"{BILLING} {text}")
    expect(form.page.get_by_text("Words that decided")).to_be_visible()
    form.submit.click()
    form.expect_filed()
    expect(form.latest.first).to_have_text(words)
    assert form.latest.first.locator("span").inner_html() == form.page.evaluate(
        "text => { const node = document.createElement('span'); node.textContent = text; return node.innerHTML }", words
    )


def test_long_text_stops_at_the_limit_and_says_so(form: Form) -> None:
    form.title.press_sequentially("y" * 205)
    expect(form.title).to_have_value("y" * 200)
    expect(form.page.get_by_text("200 / 200")).to_be_visible()


def test_the_page_asks_for_nothing_elsewhere_and_is_named(form: Form) -> None:
    # That no request leaves the machine, the context fixture checks after every test.
    expect(form.page).to_have_title(re.compile("Triage Desk"))


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
    expect(read_by_the_new_server).to_be_visible(timeout=30_000)
    expect(form.category).to_have_value("billing")
    expect(form.priority).to_have_value("critical")
    form.submit.click()
    form.expect_filed()
    assert ticket_count(app) == before + 1
    expect(form.latest.first).to_have_text("Survives kill -9")
