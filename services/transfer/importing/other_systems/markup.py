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
_CLOSED = {name: re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in _UNSEEN}
_WHITE = re.compile(r"\s+")
_KEPT = str.maketrans({" ": "\ue000", "\t": "\ue001"})  # of what stands as it is, while all else is shortened
_GIVEN_BACK = str.maketrans({"\ue000": " ", "\ue001": "\t"})
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
    that never end. Where a cell begins with text, its own line breaks stay.
    """

    def __init__(self, markup: str) -> None:
        self._parts: list[str] = []
        self._preformatted = 0
        self._keeps_lines = _BEGINS.match(markup) is None
        self._link: tuple[str, int] | None = None
        self._never_closed: set[str] = set()
        self._read(_without_comments(markup))

    def _read(self, markup: str) -> None:
        position = 0
        while tag := _TAG.search(markup, position):
            self._text(markup[position : tag.start()])
            name, ends = tag["name"].lower(), bool(tag["end"])
            position = tag.end()
            if name in _UNSEEN:
                if not ends:
                    position = self._pass_over(name, tag, markup)
            else:
                self._tag(name, tag["rest"], ends=ends)
        self._text(markup[position:])

    def plain(self) -> str:
        """The text, with at most one blank line between paragraphs."""
        joined = _SPACES.sub(" ", "".join(self._parts).replace("\u00a0", " "))
        return _BLANK_LINES.sub("\n\n", _AROUND_BREAKS.sub("\n", joined)).strip().translate(_GIVEN_BACK)

    def _pass_over(self, name: str, tag: re.Match[str], markup: str) -> int:
        """Where it goes on behind what nobody sees. What never ends is no such part, but a word of the text."""
        if tag["rest"].endswith("/"):
            return tag.end()
        end = None if name in self._never_closed else _CLOSED[name].search(markup, tag.end())
        if end is not None:
            return end.end()
        self._never_closed.add(name)
        if name != "head":  # whose end may be left out
            self._parts.append(tag[0])
        return tag.end()

    def _text(self, data: str) -> None:
        text = unescape(data)
        if self._preformatted:
            self._parts.append(text.translate(_KEPT))
        elif self._keeps_lines:
            broken = bool(self._parts) and self._parts[-1] == "\n"
            self._parts.append(text.removeprefix("\n") if broken else text)
        else:
            self._parts.append(_WHITE.sub(" ", text))

    def _tag(self, name: str, rest: str, *, ends: bool) -> None:
        if name == "pre":
            self._preformatted = max(0, self._preformatted - 1) if ends else self._preformatted + 1
        if name in _BLOCKS:
            self._parts.append("\n\n" if name == "p" else "\n")
        elif name in _SIGNS and not ends:
            self._parts.append(_SIGNS[name])
        elif name == "img":
            self._parts.append(f"[{_value('alt', rest) or _value('src', rest) or 'image'}]"[:LONGEST_PICTURE])
        elif name == "a" and not ends:
            self._link = (_value("href", rest), len(self._parts))
        elif name == "a" and self._link:
            self._end_link(*self._link)
            self._link = None

    def _end_link(self, address: str, first: int) -> None:
        told = address.removeprefix("mailto:").rstrip("/")
        if told and not address.startswith(("#", "javascript:")) and told not in "".join(self._parts[first:]):
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
    match = _ATTRIBUTE[name].search(rest)
    return unescape(match[1] or match[2] or match[3] or "").strip() if match else ""
