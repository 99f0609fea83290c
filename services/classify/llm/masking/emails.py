"""E-mail addresses in a text: written plainly, spelt out against robots, encoded, or spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words

_AT_NAMES = (
    "at ät arroba arobase chiocciola chiocciolina małpa malpa собака собачка klammeraffe apenstaartje zavináč 골뱅이"
    " アットマーク アット 艾特 snabel snabela krøllalfa kukac arond kanelbulle παπάκι"
)
_AT_WORDS = "|".join(_AT_NAMES.split())
_DOT_WORDS = (
    "dot|punkt|point|punto|ponto|punt|kropka|точка|крапка|nokta|tečka|prick|prikk|piste|pont|punct|τελεία|점|ドット|点"
)
_OPEN, _CLOSE = r"[(\[{<|_]", r"[)\]}>|_]"
# A letter or digit that belongs to an address: scripts without spaces have words right beside it.
_LETTER = r"[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_LABEL = rf"(?:{_LETTER}|-){{1,63}}"
_DOT = rf"(?:\.|\s\.\s|\s?{_OPEN}\s?(?:\.|{_DOT_WORDS})\s?{_CLOSE}\s?|\s-?(?:{_DOT_WORDS})-?\s)"
_TOP_LEVEL = r"(?:xn--[a-z0-9-]{2,59}|(?:(?![\d_])" + _LETTER + r"){2,24})(?![A-Za-z0-9_])"
_MARK = re.compile(
    r"(?:@{1,2}|=40(?=[a-z][a-z0-9.-]{2,60}\.[a-z]{2,10}(?![a-z0-9(]))|%40|&#0{0,4}64;|&#x0{0,4}40;|&commat;|\\u0040"
    rf"|{_OPEN}\s?(?:@|{_AT_WORDS})\s?{_CLOSE}|(?<=\s)-(?:{_AT_WORDS})-(?=\s))\s{{0,2}}",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"\s{0,2}\S{0,64}")
_MARK_BEGINS = re.compile(r"[@=%&(\[{<|_\\-]")
_AT_WORD = re.compile(_AT_WORDS, re.IGNORECASE)
_HOST = re.compile(rf"(?:{_LABEL}{_DOT}){{1,6}}{_TOP_LEVEL}", re.IGNORECASE)
_ADDRESS_HOST = re.compile(r"\[(?:IPv6:)?[0-9a-f.:]{4,45}\]|\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?![\d_])" + _LETTER + r"(?:" + _LETTER + r"|-){2,62}(?![\w@/(]|\.\w)")
_NATIVE_HOST = re.compile(r"(?:[\w-]{1,20}\.){1,3}[a-z]{2,10}(?![A-Za-z0-9_])")
_MAIL_SERVICE = re.compile(r"\s{1,3}(?:gmail|googlemail|hotmail|outlook|yahoo|gmx|icloud|protonmail)\b", re.IGNORECASE)
# What is at a host and is no person: "the mail server at mx1.example.com".
_NOBODY = words(
    "server servers host service system page site website portal gateway mailbox relay proxy login account domain api"
    " endpoint box machine mail email us me it them look looking available hosted running down"
)
_NO_WORD = re.compile(r"[\d._]")
_LOCAL_BACKWARDS = re.compile(rf"(?:{_LETTER}|[.+'~-]){{1,64}}")
_QUOTED_BACKWARDS = re.compile(r'"[^"\n]{1,64}"')
_SPELT_DOT = rf"(?:\s(?:{_DOT_WORDS})\s|\s?{_OPEN}\s?(?:{_DOT_WORDS})\s?{_CLOSE}\s?)"
_SPELT_LOCAL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{_SPELT_DOT}[\w+-]{{1,64}}){{0,3}}\Z", re.IGNORECASE)
_SPELT_HOST = re.compile(rf"(?:-a)?\s{{1,3}}(?:{_LABEL}{_DOT}){{1,5}}{_TOP_LEVEL}", re.IGNORECASE)
_SPELT_DOT_IN = re.compile(_SPELT_DOT, re.IGNORECASE)
_BEFORE_SPELT = re.compile(r"\s{1,3}\Z")
_MAIL = re.compile(
    r"mail|\bto:|from:|sender|recipient|return-path|correo|courriel|adres|write|reach|schr[ie]{2}b|почт|пиш",
    re.IGNORECASE,
)
_AT = words(_AT_NAMES)
# What stands for a host after the name of a package; and the account by which repositories are fetched.
_TAGS = frozenset(
    (
        "latest",
        "next",
        "beta",
        "alpha",
        "canary",
        "stable",
        "main",
        "master",
        "head",
        "dev",
        "md5",
        "sha1",
        "sha256",
        "sha384",
        "sha512",
    )
)
_REPOSITORY = "git"
# logo@2x.png, and the prompt of a shell: root@backup:/srv#
_NO_ADDRESS = re.compile(r"@\dx\.")
_PROMPT = re.compile(r":[~/]")


def emails(reading: Reading) -> Iterator[Span]:
    """Find e-mail addresses by their at sign, also an encoded, bracketed or spaced one, at any host or IP address."""
    yield from looked_at(reading, _marks(reading.text), _around, ahead=460, otherwise=_unseen)


def _marks(text: str) -> Iterator[Span]:
    end = 0
    for begin in _MARK_BEGINS.finditer(text):
        mark = _MARK.match(text, begin.start()) if begin.start() >= end else None
        if mark is not None:
            end = mark.end()
            yield mark.span()


def spelt_emails(reading: Reading) -> Iterator[Span]:
    """Find e-mail addresses whose at sign is a word between spaces."""
    yield from looked_at(reading, reading.places(_AT), _spelt, ahead=460, otherwise=_unseen)


def _unseen(text: str, place: Span) -> Sequence[Span]:
    """The words that stand around a place: what is masked unseen."""
    start, end = place
    before = _ONE_WORD.match(text[max(0, start - 66) : start][::-1])
    behind = _ONE_WORD.match(text, end)
    return [(start - len(before.group() if before else ""), behind.end() if behind else end)]


def _around(text: str, place: Span) -> Sequence[Span]:
    """The address around an at sign and the spaces beside it."""
    start, end = place
    mark = (start - len(_spaces(text[max(0, start - 2) : start][::-1])), end)
    address = _address(text, mark, text[start:end])
    return [address] if address else []


def _spaces(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _address(text: str, mark: Span, sign: str) -> Span | None:
    host = _HOST.match(text, mark[1]) or _ADDRESS_HOST.match(text, mark[1]) or _NATIVE_HOST.match(text, mark[1])
    is_bare, written = host is None, text[slice(*mark)]
    if host is None and written == sign.strip():
        host = _BARE_HOST.match(text, mark[1])
    start = _local_start(text, mark[0], sign) if host is not None else None
    if host is None or start is None:
        return None
    local = text[start : mark[0]]
    if sign == "=40" and not _is_of_mail(text, start, local):
        return None
    if written[0].isspace() and not written[-1].isspace() and not _is_of_mail(text, start, local):
        return None  # a decorator or somebody's handle after a word
    if (local == _REPOSITORY and text.startswith(":", host.end())) or _NO_ADDRESS.match(text, mark[0]):
        return None
    if is_bare and _PROMPT.match(text, host.end()):
        return None
    return (start, host.end()) if not is_bare or _is_login(local, host.group()) else None


def _local_start(text: str, end: int, sign: str) -> int | None:
    """Where the part before a sign begins that ends here."""
    backwards = text[max(0, end - 66) : end][::-1]
    match = _QUOTED_BACKWARDS.match(backwards) or _LOCAL_BACKWARDS.match(backwards)
    if match is None:
        return None
    local = match.group()[::-1].lstrip("'.-~+")
    start = end - len(local)
    if local and _AT_WORD.search(sign):
        spelt = _SPELT_LOCAL.search(text, max(0, end - 80), end)
        start = min(start, spelt.start()) if spelt else start
    return start if local else None


def _is_login(local: str, host: str) -> bool:
    """Whether a name at a host without a dot is no package with its version."""
    return host.lower() not in _TAGS and len(local) > 1 and any(map(str.isalpha, local))


def _is_of_mail(text: str, start: int, local: str) -> bool:
    return "." in local or _MAIL.search(text, max(0, start - 60), start) is not None


def _spelt(text: str, place: Span) -> Sequence[Span]:
    """ "anna at example dot com"; with a real dot only where mail is spoken of, as people also look at example.com."""
    start, end = place
    service = _MAIL_SERVICE.match(text, end)
    host = _SPELT_HOST.match(text, end) or service
    before = _BEFORE_SPELT.search(text, max(0, start - 3), start)
    if host is None or before is None:
        return []
    is_spelt = text[start:end] != "at" or _SPELT_DOT_IN.search(host.group()) is not None
    if not is_spelt and not _MAIL.search(text, max(0, start - 60), host.end() + 20):
        return []
    local = _SPELT_LOCAL.search(text, max(0, before.start() - 80), before.start())
    if local is None or not any(map(str.isalpha, local.group())) or local.group().lower() in _NOBODY:
        return []
    return [(local.start(), host.end())] if host is not service or _NO_WORD.search(local.group()) else []
