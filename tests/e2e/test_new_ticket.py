"""The main job in a browser: a ticket typed, classified, filed, counted."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import BILLING, Form, file_ticket, newest, ticket_count

FOREIGN = [
    "**bold** _it_ `code` # head",
    ":smile: :material/home: :red[x]",
    "<b>b</b> <script>alert(1)</script> &amp;",
    "www.example.com a -> b me@example.com",
    "$x^2$ [a](javascript:alert(1)) ![i](http://127.0.0.1:1/i.png)",
    "مرحبا بالعالم (test) שלום",
    "x" * 200,
]
AS_HTML = "text => { const node = document.createElement('span'); node.textContent = text; return node.innerHTML }"


def test_type_override_double_click_and_it_is_counted(form: Form, app: AppProcess) -> None:
    expect(form.page).to_have_title(re.compile("Triage Desk"))
    before = ticket_count(app)
    created = int(form.counter("Created today").inner_text().replace(",", ""))
    form.title.press_sequentially("Charged twice", delay=5)
    form.description.press_sequentially(BILLING, delay=5)
    expect(form.category).to_have_value("billing")
    expect(form.page.get_by_text("Deciding words")).to_be_visible()
    form.priority.select_option("critical")
    form.submit.dblclick()
    number = form.expect_filed()
    assert form.toast.get_by_role("link", name="Open ticket").get_attribute("href") == f"/tickets?id={number}"
    expect(form.counter("Created today")).to_have_text(str(created + 1))
    expect(form.latest.first).to_have_text("Charged twice")
    expect(form.latest.first).to_have_attribute("href", f"/tickets?id={number}")
    expect(form.title).to_have_value("")
    expect(form.description).to_have_value("")
    expect(form.category).to_have_value("")
    expect(form.page.get_by_text("A title is missing")).to_have_count(0)
    assert ticket_count(app) == before + 1
    assert form.stored_drafts() == []


def test_five_tickets_in_a_row_by_keyboard_alone(form: Form, app: AppProcess) -> None:
    """Title, Tab, Description, Ctrl+Enter; the focus is in Title when the page opens and after each ticket."""
    before = ticket_count(app)
    keyboard = form.page.keyboard
    for number in range(1, 6):
        expect(form.title).to_be_focused()
        keyboard.type(f"Printer {number} smokes")
        keyboard.press("Tab")
        keyboard.type("Since noon.")
        keyboard.press("Control+Enter")
        expect(form.title).to_have_value("")
    wait_until(lambda: ticket_count(app) == before + 5, "five tickets")


def test_on_a_phone_duplicates_come_before_the_fields_and_submit_stays_in_reach(form: Form, app: AppProcess) -> None:
    for word in ("first", "second"):
        file_ticket(app, f"Quagga charged twice, {word}")
    page = form.page
    page.set_viewport_size({"width": 390, "height": 844})
    form.submit.scroll_into_view_if_needed()
    expect(form.submit).to_be_in_viewport(ratio=1)
    hint = page.get_by_text("Ctrl+Enter submits")
    expect(hint).to_be_hidden()
    page.set_viewport_size({"width": 620, "height": 844})
    expect(hint).to_be_visible()  # a window of a desktop, zoomed to be as narrow
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    expect(hint).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    form.write("Quagga charged twice")
    duplicates = page.get_by_role("list", name="Possible duplicates")
    expect(duplicates).to_be_visible()
    assert below(form.category, duplicates)
    assert below(duplicates, page.get_by_text("Deciding words"))
    expect(form.submit).to_be_in_viewport(ratio=1)
    form.title.focus()
    expect(form.submit).to_be_in_viewport(ratio=1)
    form.submit.click()
    form.expect_filed()
    expect(form.description).to_have_value("")
    wait_until(lambda: below(form.submit, form.toast), "the toast has come to rest above Submit")
    assert below(form.toast, form.counter("Created today"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def below(lower: Locator, upper: Locator) -> bool:
    """Whether ``lower`` begins where ``upper`` has ended."""
    one, other = lower.bounding_box(), upper.bounding_box()
    assert one is not None
    assert other is not None
    return one["y"] >= other["y"] + other["height"]


def test_a_link_fills_in_the_form_once_and_takes_nothing_away(form: Form, app: AppProcess) -> None:
    form.title.fill("Typed before")
    form.page.goto(f"{app.url}/?title=Linked%0Atitle&description=From%20a%20link&requester=Ina&priority=low")
    form.ready()
    expect(form.title).to_have_value("Linked title")
    expect(form.description).to_have_value("From a link")
    expect(form.requester).to_have_value("Ina")
    expect(form.page).to_have_url(f"{app.url}/?priority=low")
    form.title.fill("Changed since")
    form.page.reload()
    expect(form.title).to_have_value("Changed since")
    assert {draft["title"] for draft in form.stored_drafts()} == {"Typed before", "Changed since"}


def test_a_touched_field_is_left_alone_and_the_suggestion_is_offered_beside_it(form: Form) -> None:
    form.title.fill("Cannot log in to my account, password reset")
    expect(form.category).to_have_value("account")
    form.category.select_option("general")
    form.description.fill(BILLING + " Refund the invoice, refund the payment.")
    offer = form.page.get_by_role("button", name="Use suggestion: Billing")
    expect(offer).to_be_visible()
    expect(form.category).to_have_value("general")
    offer.click()
    expect(form.category).to_have_value("billing")
    expect(offer).to_have_count(0)
    form.description.fill("")
    expect(form.page.get_by_role("button", name="Use suggestion: Account")).to_be_visible()
    expect(form.category).to_have_value("billing")


def test_the_suggestion_comes_without_a_click_leaves_focus_and_caret_and_goes_with_its_reason(form: Form) -> None:
    form.title.press_sequentially("Refund")
    form.title.press("ArrowLeft")
    form.title.press("ArrowLeft")
    expect(form.category).to_have_value("billing")
    form.page.keyboard.type("X")
    assert form.title.input_value() == "RefuXnd"
    assert form.title.evaluate("field => field.selectionStart") == 5
    form.title.fill("Lorem ipsum")
    expect(form.category).to_have_value("")
    expect(form.page.get_by_text("No clear category yet.")).to_be_visible()
    expect(form.priority).to_have_value("medium")
    expect(form.page.get_by_text("Medium by default")).to_be_visible()


def test_submitting_at_once_files_the_last_characters(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    ways: dict[str, Callable[[], None]] = {
        "click": form.submit.click,
        "script": lambda: form.submit.dispatch_event("click"),
        "keys": lambda: form.page.keyboard.press("Control+Enter"),
    }
    for filed, (how, submit) in enumerate(ways.items(), start=1):
        form.title.fill(f"At once by {how}")
        form.description.fill(BILLING)
        form.page.keyboard.type(" The end.")
        submit()
        expect(form.latest.first).to_have_text(f"At once by {how}")
        expect(form.description).to_have_value("")
        assert ticket_count(app) == before + filed
        assert newest(app)["description"] == f"{BILLING} The end."


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


def test_the_title_takes_letters_for_letters_no_enter_and_stops_at_the_limit(form: Form, app: AppProcess) -> None:
    before = ticket_count(app)
    form.description.fill(BILLING)
    form.title.press_sequentially("crc")
    form.title.press("Enter")
    expect(form.category).to_have_value("billing")
    expect(form.page.get_by_role("dialog")).to_have_count(0)
    assert ticket_count(app) == before
    assert form.title.input_value() == "crc"
    form.title.press_sequentially("y" * 205)
    expect(form.title).to_have_value("crc" + "y" * 197)
    expect(form.page.get_by_text("200 / 200")).to_be_visible()


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


def test_foreign_text_appears_as_typed(form: Form) -> None:
    why = form.page.get_by_text("Deciding words")
    for text in FOREIGN:
        words = f"refund {text}"[:200]
        form.write(words, f"{BILLING} {text}")
        expect(why).to_be_visible()
        form.submit.click()
        expect(form.latest.first).to_have_text(words)
        assert form.latest.first.locator("span").inner_html() == form.page.evaluate(AS_HTML, words)
        expect(why).to_have_count(0)  # the form is as at first
