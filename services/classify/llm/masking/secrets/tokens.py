"""Keys and tokens that their form gives away: known prefixes, private keys, logins and tokens in URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from services.classify.llm.masking.reading import Reading, Span
from services.classify.llm.masking.secrets.judging.secret_forms import is_public_key
from services.classify.llm.masking.secrets.known_tokens import KNOWN_TOKEN

_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)"
    r"|PuTTY-User-Key-File-\d:.*?(?:Private-MAC: ?[0-9a-f]+|\Z)",
    re.DOTALL,
)
_LONG_TOKEN = re.compile(r"[\w+/=.~:-]{16,}")
_HASHED = re.compile(r"\$(?:apr1|2[aby]?|[1-9y])\$[\w./$=,-]{16,200}|\{S?(?:SHA|MD5)\d{0,3}\}[\w+/]{16,200}={0,2}")
_USER_AND_PASSWORD = re.compile(
    r":thin:(?P<oracle>[^\s/@]{1,60}/[^\s/@]{1,100})@|://(?P<secret>[^\s/:@?#]{1,100}:[^\s/]{1,200})@|://"
    r"(?P<token>[\w-]{16,200})@"
)
_URL = re.compile(r"://[^\s\"'<>]{4,2000}")
_SECRET_PARAMETER = re.compile(
    r"(?i:[?&;#](?:[\w.-]{0,30}?(?:token|secret|passw(?:or)?d|pwd|signature|credential|api_?key|apikey|auth|session"
    r"|jwt)"
    r"|sig|key|code|sid|otp|hash|pw|pass|ticket|invite)=)(?P<secret>[^&#\s;\"'<>)\]]{6,})"
)
_LOGIN_LINK = re.compile(r"magic|reset|verify|confirm|invite|activat|sign-?in|log-?in|auth|unlock", re.IGNORECASE)
_SHORT_PARAMETER = re.compile(
    r"[?&#](?:t|k|s|h|x|m|tok)=(?P<secret>(?=[\w.~-]{0,60}\d)(?=[\w.~-]{0,60}[A-Za-z])[\w~.-]{8,})"
)
# A link that whoever has it may open: /s/k3Jd92LsQ0aPzX7.
_SHARED = re.compile(
    r"/(?:s|d|f|r|l|dl|get|share|shared)/(?P<secret>(?=(?:[\w-]{0,20}?(?:\d[A-Za-z]|[A-Za-z]\d)){3})"
    r"(?=[\w-]{0,60}[A-Z])[\w-]{12,})"
)
_WEBHOOK = re.compile(r"/(?:web)?hook(?:s|b2)?/(?P<secret>[^\s\"'<>?#)]{20,})")
_PRIVATE_PATH = re.compile(
    r"/(?:private|secret|token|key)[-_=/](?P<secret>[0-9a-f]{16,}|(?=(?:[\w-]{0,20}?(?:\d[A-Za-z]"
    r"|[A-Za-z]\d)){2})[\w-]{20,})",
    re.IGNORECASE,
)
_SECRET_PATH = re.compile(
    r"(?i:/(?:[\w-]{0,20}(?:reset|invite|invitation|magic|verify|verification|confirm|activate|activation|token"
    r"|unsubscribe"
    r"|login|signin|webhooks?|hooks|services|share|auth|password|setup|join)[\w-]{0,20}))"
    r"(?:/[\w-]{1,40}){0,3}?/(?P<secret>(?=[\w-]*\d)[\w~.=-]{12,}|[A-Za-z]{20,})"
)
_LEAST_RANDOM, _LEAST_RANDOM_SMALL, _LONGEST_JUDGED = 32, 40, 400
_RANDOM = re.compile(r"[A-Za-z0-9+/_-]{32,}={0,2}")
# Amazon's secret key, which may have hardly a digit, behind the name of the key.
_AMAZON_PAIR = re.compile(
    r"(?<![\w-])A[KS]IA[A-Z0-9]{16,17}[\"']?[\s,:;|/]{1,3}[\"']?(?P<secret>(?=[A-Z\d/+]{0,39}[a-z])[A-Za-z\d/+]{40})(?![\w/+])"
)
_HASH_BEFORE = re.compile(r"(?:sha\d{1,3}|md5)[-:= ]{1,2}\Z", re.IGNORECASE)
_HASH = re.compile(r"sha\d{1,3}-", re.IGNORECASE)
_LETTERS_BEYOND_F = frozenset("ghijklmnopqrstuvwxyz")


def private_keys(reading: Reading) -> Iterator[Span]:
    """Find private keys in PEM, PGP and PuTTY form, to their end or that of the text."""
    if "PRIVATE KEY" in reading.text or "PuTTY-User-Key-File" in reading.text:
        yield from (match.span() for match in _PRIVATE_KEY.finditer(reading.text))


def tokens(reading: Reading) -> Iterator[Span]:
    """Find keys and tokens by their prefix, and long ones that look drawn at random."""
    text = reading.text
    yield from (match.span() for match in _HASHED.finditer(text))
    yield from (match.span("secret") for match in _AMAZON_PAIR.finditer(text))
    for token in _LONG_TOKEN.finditer(text):
        known = [match.span() for match in KNOWN_TOKEN.finditer(text, token.start(), token.end())]
        yield from known
        starts, ends = [token.start(), *(end for _, end in known)], [*(start for start, _ in known), token.end()]
        for start, end in zip(starts, ends, strict=True):
            if end - start >= _LEAST_RANDOM:
                yield from _random(text, start, end)


def _random(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _RANDOM.finditer(text, start, end):
        value = match.group()[:_LONGEST_JUDGED]
        if is_public_key(value) or _HASH.match(value):
            continue
        if _looks_random(value) and not _HASH_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            yield match.span()


def _looks_random(value: str) -> bool:
    """Capitals, small letters and digits in turns, and no words or dates between dashes; long ones without capitals."""
    capitals, small = sum(map(str.isupper, value)), sum(map(str.islower, value))
    digits = sum(map(str.isdigit, value))
    changes = sum(_sort(one) != _sort(other) for one, other in pairwise(value))
    if not capitals and value.isalnum() and len(value) >= _LEAST_RANDOM_SMALL:
        return digits >= 4 and sum(map(value.count, _LETTERS_BEYOND_F)) >= 8 and changes > len(value) // 5
    return min(capitals, small, digits) >= 3 and changes > len(value) // 3


def _sort(character: str) -> int:
    return 0 if character.isupper() else 1 if character.islower() else 2


def secrets_in_urls(reading: Reading) -> Iterator[Span]:
    """Find logins, tokens, signatures and one-time links in URLs."""
    text = reading.text
    if "://" not in text and ":thin:" not in text:
        return
    yield from (match.span(match.lastgroup or 0) for match in _USER_AND_PASSWORD.finditer(text))
    for url in _URL.finditer(text):
        short = (_SHORT_PARAMETER,) if _LOGIN_LINK.search(text, *url.span()) else ()
        for pattern in (_SECRET_PARAMETER, _WEBHOOK, _SHARED, _SECRET_PATH, _PRIVATE_PATH, *short):
            for match in pattern.finditer(text, url.start(), url.end()):
                if any(map(str.isdigit, match["secret"])) or len(match["secret"]) >= 24:
                    yield match.span("secret")
