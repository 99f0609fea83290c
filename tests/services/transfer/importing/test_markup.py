"""Cells that another system exported as HTML become plain text; what only looks like HTML stays."""

from __future__ import annotations

import time
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.rules import Rules
from services.transfer.importing.other_systems.markup import plain_text
from services.transfer.importing.plan import Plan
from services.transfer.importing.row_reader import RowReader

NOT_ASKED = Rules({}).suggest

CASES = [
    ("<div>Hello<br>world &amp; all</div>", "Hello\nworld & all"),
    ("<p>Hi,</p><p>it is <strong>down</strong>.</p>", "Hi,\n\nit is down."),
    ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    ("&lt;p&gt;Bonjour,&lt;/p&gt;&lt;p&gt;caf&amp;eacute;&lt;/p&gt;", "Bonjour,\n\ncafé"),
    ('<p>See <a href="https://example.com/a">this page</a></p>', "See this page (https://example.com/a)"),
    ('<p><a href="https://example.com">https://example.com</a></p>', "https://example.com"),
    ('<p>Mail <a href="mailto:ann@example.com">ann@example.com</a></p>', "Mail ann@example.com"),
    ('<p>Picture <img src="x.png" alt="screen"> here</p>', "Picture [screen] here"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a b\n\nc d"),
    ("<style>p {color: red}</style><p>x</p>", "x"),
    ("Printer jams<br><br>since Monday<br/>", "Printer jams\n\nsince Monday"),
    ("Hi,\nsee:<br>\none<br>two\nthree", "Hi,\nsee:\none\ntwo\nthree"),
    ("<div><pre>line 1\n  at foo()\n\tdone</pre></div>", "line 1\n  at foo()\n\tdone"),
    ("<html><head><meta charset='utf-8'><body><p>Printer is broken</p></body></html>", "Printer is broken"),
    ("<p>Hello <script src='a.js'/> world</p>", "Hello world"),
    ("<p>The <title> field is empty</p>", "The <title> field is empty"),
    ("<div>x</div><style/><p>y</p>", "x\n\ny"),
    ("<html><head><title>Mail</title><script>a < b</script></head><p>x</p></html>", "x"),
    ("<p><a href='https://a.example'>one<a href='https://b.example'>two</a></p>", "onetwo (https://b.example)"),
    ("Terms &amp; Conditions", "Terms & Conditions"),
    ("K&ouml;ln&nbsp;Hbf", "Köln Hbf"),
    # text
    ("a < b and c > d", "a < b and c > d"),
    ("the page shows <div> instead of the name", "the page shows <div> instead of the name"),
    ("Q&A: does &amp; work?", "Q&A: does &amp; work?"),
    ("<ann@example.com> wrote", "<ann@example.com> wrote"),
    ("line one\nline two", "line one\nline two"),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "expected"), CASES)
def test_html_becomes_text(cell: str, expected: str) -> None:
    assert plain_text(cell) == expected


def test_an_id_with_blanks_is_the_number_only_in_the_file_of_another_system() -> None:
    for foreign, expected in ((True, "glpi-1234567"), (False, "glpi-1 234\u00a0567")):
        reader = RowReader(Plan(columns={}, id_prefix="glpi-", foreign=foreign), NOT_ASKED, {}, UTC, "desk-")
        assert reader._identity({"external_id": "1 234\u00a0567"}) == (expected, None)


@pytest.mark.parametrize(
    "piece", ["<a>x", "<a href='https://a.example'>x", "<title>", "<script>x", "<pre>", "<head><style>"]
)
def test_a_cell_made_to_take_long_is_read_at_once(piece: str) -> None:
    cell = f"<p>{piece * 60_000}{'</a>' * 60_000}</p>"
    began = time.process_time()
    plain_text(cell)
    assert time.process_time() - began < 5


@given(st.text(alphabet="<>&;/pbrdiv =\"'a\n", max_size=200))
def test_any_cell_has_a_text(cell: str) -> None:
    assert isinstance(plain_text(cell), str)


@given(st.lists(st.from_regex("[a-e]+(?: [a-e]+)?", fullmatch=True), min_size=1, max_size=6))
def test_no_word_of_a_page_is_lost(paragraphs: list[str]) -> None:
    told = plain_text("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    assert told.split() == " ".join(paragraphs).split()
