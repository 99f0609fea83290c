"""Plain text of a cell that another system exported as HTML (Zendesk, Jira, GLPI, HubSpot): no markup, nothing lost."""

from __future__ import annotations

import re
from html import unescape

# A cell is HTML where it begins with a tag of a text, or has several that only HTML has. "a < b" is text, and so is
# "the <div> is empty".
_BEGINS = re.compile(
    r"\s*<(?:p|div|span|br|ul|ol|table|h[1-6]|blockquote|pre|strong|b|em|i|a|font|html|body|style|section|article|center)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENDS = re.compile(r"</(?:p|div|li|td|tr|table|ul|ol|blockquote|h[1-6]|span)>|<br\s?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\s*&lt;(?:p|div|span|br|ul|ol|table|h[1-6]|strong|b|em|a)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});", re.IGNORECASE)
_BARE = re.compile(r"<|&(?!(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});)", re.IGNORECASE)
_LEAST_MARKS = 2  # in a cell that begins with text
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "blockquote", "pre", "table", "tr", "ul", "ol", "dl", "dt", "dd", "hr", "center",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer")
)  # fmt: skip
_UNSEEN = frozenset(("script", "style", "head", "title"))
_SIGNS = {"br": "\n", "li": "\n- ", "td": " ", "th": " "}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,15})(?P<rest>(?:[\s/:][^<>]{0,4000})?)>", re.IGNORECASE)
_ATTRIBUTE = {
    name: re.compile(rf"\b{name}\s{{0,3}}=\s{{0,3}}(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
    for name in ("href", "alt", "src")
}
LONGEST_PICTURE = 400
_WHITE = re.compile(r"\s+")
_SPACES, _BLANK_LINES = re.compile(r"[^\S\n]+"), re.compile(r"\n{3,}")
_AROUND_BREAKS = re.compile(r" ?\n ?")


def plain_text(cell: str) -> str:
    """The text of a cell: that of its HTML, its entities as characters where it was escaped; else the cell itself.

    Paragraphs, rows and items become lines; the address of a link and the name of a picture stand behind its text.
    """
    text = unescape(cell) if _ESCAPED.match(cell) else cell
    if _is_html(text):
        return _Text(text).plain()
    if _ENTITY.search(text) and not _BARE.search(text):
        return unescape(text).replace("\u00a0", " ")
    return cell


def _is_html(text: str) -> bool:
    if "<" not in text:
        return False
    if _BEGINS.match(text):
        return _ENDS.search(text) is not None or text.rstrip().endswith(">")
    return len(_ENDS.findall(text)) >= _LEAST_MARKS


class _Text:
    """Collects what a reader of the page would see.

    Tags are found by a pattern that ends at the next angle bracket: html.parser takes the square of the length for tags
    that never end.
    """

    def __init__(self, markup: str) -> None:
        self._parts: list[str] = []
        self._unseen = 0
        self._links: list[tuple[str, int]] = []
        markup = _without_comments(markup)
        position = 0
        for tag in _TAG.finditer(markup):
            self._text(markup[position : tag.start()])
            self._tag(tag["name"].lower(), tag["rest"], ends=bool(tag["end"]))
            position = tag.end()
        self._text(markup[position:])

    def plain(self) -> str:
        """The text, with at most one blank line between paragraphs."""
        joined = _SPACES.sub(" ", "".join(self._parts).replace("\u00a0", " "))
        return _BLANK_LINES.sub("\n\n", _AROUND_BREAKS.sub("\n", joined)).strip()

    def _text(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(_WHITE.sub(" ", unescape(data)))

    def _tag(self, name: str, rest: str, *, ends: bool) -> None:
        if name in _UNSEEN:
            self._unseen = max(0, self._unseen - 1) if ends else self._unseen + 1
        elif name in _BLOCKS:
            self._parts.append("\n\n" if name == "p" else "\n")
        elif name in _SIGNS and not ends:
            self._parts.append(_SIGNS[name])
        elif name == "img":
            self._parts.append(f"[{_value('alt', rest) or _value('src', rest) or 'image'}]"[:LONGEST_PICTURE])
        elif name == "a" and not ends:
            self._links.append((_value("href", rest), len(self._parts)))
        elif name == "a" and self._links:
            self._end_link(*self._links.pop())

    def _end_link(self, address: str, first: int) -> None:
        shown = "".join(self._parts[first:])
        told = address.removeprefix("mailto:").rstrip("/")
        if told and not address.startswith(("#", "javascript:")) and told not in shown:
            self._parts.append(f" ({address})")


def _without_comments(markup: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := markup.find("<!--", position)) >= 0 and (end := markup.find("-->", start)) >= 0:
        parts.append(markup[position:start])
        position = end + len("-->")
    return "".join((*parts, markup[position:]))


def _value(name: str, rest: str) -> str:
    """The value of an attribute; empty without one."""
    found = _ATTRIBUTE[name].search(rest)
    return unescape(found[1] or found[2] or found[3] or "").strip() if found else ""
