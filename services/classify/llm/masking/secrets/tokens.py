"""Keys and tokens that their form gives away: known prefixes, private keys, logins and tokens in URLs and commands."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from itertools import pairwise

from services.classify.llm.masking.reading import Reading, Span, words

_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)"
    r"|PuTTY-User-Key-File-\d:.*?(?:Private-MAC: ?[0-9a-f]+|\Z)",
    re.DOTALL,
)
_LONG_TOKEN = re.compile(r"[\w+/=.~:-]{16,}")
_PREFIXED = re.compile(
    r"(?<![A-Za-z0-9-])(?:"
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"  # JSON web tokens
    r"|(?:sk|pk|rk|gsk|nvapi|pcsk|tvly|phc|phx|fc|r8|ntn|secret|key)[-_](?=[\w-]*\d)[\w-]{16,}"  # OpenAI, Stripe
    r"|whsec_\w{16,}"
    r"|AIza[\w-]{30,}|ya29\.[\w.-]{20,}|GOCSPX-[\w-]{20,}|1//0[\w-]{30,}"  # Google
    r"|gh[pousr]_\w{20,}|github_pat_\w{20,}|gl(?:pat|dt|rt|ptt|oas|cbt|soat)-[\w-]{16,}"  # GitHub, GitLab
    r"|(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![\w-])"  # Amazon
    r"|xox[abeprs]-[\w-]{10,}|xapp-[\w-]{10,}|SG\.[\w-]{16,}\.[\w-]{16,}"  # Slack, SendGrid
    r"|(?:npm|hf|dop_v1|doo_v1|shpat|shpss|shpca|sq0atp|sq0csp|lin_api|figd|dckr_pat|pscale_tkn|sntrys|glsa|ATATT3x)"
    r"[_-]?[\w-]{20,}"
    r"|pypi-[\w-]{30,}|hvs\.[\w-]{20,}|NRAK-\w{20,}|AGE-SECRET-KEY-\w{20,}|pat-(?:na|eu)\d-[\w-]{20,}"
    r"|\d{6}(?:-\d{6}){7}(?!\d)"  # BitLocker
    r"|(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z\d]{5}(?:-[A-Z\d]{5}){4}(?![\w-])"  # product keys
    r"|EAA[A-Za-z0-9]{40,}|\d{8,10}:AA[\w-]{30,}|key-[0-9a-f]{32}|SK[0-9a-f]{32}"
    r")"
)
_HASHED = re.compile(r"\$(?:apr1|2[aby]?|[156y])\$[\w./$=,-]{16,200}")
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
_SECRET_PATH = re.compile(
    r"(?i:/(?:[\w-]{0,20}(?:reset|invite|invitation|magic|verify|verification|confirm|activate|activation|token"
    r"|unsubscribe"
    r"|login|signin|webhooks?|hooks|services|share|auth|password|setup|join)[\w-]{0,20}))"
    r"(?:/[\w-]{1,40}){0,3}?/(?P<secret>(?=[\w-]*\d)[\w~.=-]{12,}|[A-Za-z]{20,})"
)
_COMMANDS = words(
    "curl wget http https ftp lftp mysql mysqldump mariadb psql sshpass redis mongo mongosh smbclient docker use svn"
    " az ldapsearch rclone htpasswd"
)
_REST_OF_COMMAND = re.compile(r"[^\n]{0,400}")
_OPTION = re.compile(
    r"(?:(?<=\s)|^)(?:(?:-u|--user|--proxy-user|-U)[ =]?[\"']?(?P<login>[^\s:\"'$<{]{1,100}:[^\s\"'$<{][^\s\"']{0,200})"
    r"|(?:-p|-P|-a|-w|--pass(?:word)?|--http-password|--token)(?:[ =]|(?<=-p))[\"']?"
    r"(?P<value>[^\s\"'$<{-][^\s\"']{3,200}))"
)
_PORT_OR_PATH = re.compile(r"[\d:./\\]+|.*[/\\:].*\d+")
_SCHEMES = words("basic bearer digest token negotiate apikey sharedkey bot")
_CREDENTIALS = re.compile(r"\s{1,3}(?P<secret>[\w+/=.~:-]{8,2000})")
_LEAST_RANDOM, _LONGEST_JUDGED = 32, 400
_RANDOM = re.compile(r"[A-Za-z0-9+/_-]{32,}={0,2}")
_HASH_BEFORE = re.compile(r"(?:sha\d{1,3}|md5)[-:= ]{1,2}\Z|ssh-(?:rsa|ed25519) \Z", re.IGNORECASE)


def private_keys(reading: Reading) -> Iterator[Span]:
    """Find private keys in PEM, PGP and PuTTY form, to their end or that of the text."""
    if "PRIVATE KEY" in reading.text or "PuTTY-User-Key-File" in reading.text:
        yield from (match.span() for match in _PRIVATE_KEY.finditer(reading.text))


def tokens(reading: Reading) -> Iterator[Span]:
    """Find keys and tokens by their prefix, and long ones that look drawn at random."""
    text = reading.text
    yield from (match.span() for match in _HASHED.finditer(text))
    for token in _LONG_TOKEN.finditer(text):
        known = [match.span() for match in _PREFIXED.finditer(text, token.start(), token.end())]
        yield from known
        if not known and len(token.group()) >= _LEAST_RANDOM:
            yield from _random(text, token)


def _random(text: str, token: re.Match[str]) -> Iterator[Span]:
    for match in _RANDOM.finditer(text, token.start(), token.end()):
        value = match.group()
        if _looks_random(value[:_LONGEST_JUDGED]) and not _HASH_BEFORE.search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield match.span()


def _looks_random(value: str) -> bool:
    """Capitals, small letters and digits in turns, and no words or dates between dashes."""
    capitals, small = sum(map(str.isupper, value)), sum(map(str.islower, value))
    digits = sum(map(str.isdigit, value))
    changes = sum(_sort(one) != _sort(other) for one, other in pairwise(value))
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
        for pattern in (_SECRET_PARAMETER, _SECRET_PATH):
            for match in pattern.finditer(text, url.start(), url.end()):
                if any(map(str.isdigit, match["secret"])) or len(match["secret"]) >= 24:
                    yield match.span("secret")


def secrets_in_commands(reading: Reading) -> Iterator[Span]:
    """Find logins and passwords in options of commands, and what follows Basic or Bearer in a header."""
    text = reading.text
    done = 0
    for _, end in reading.places(_COMMANDS):
        rest = _REST_OF_COMMAND.match(text, max(end, done)) if text.startswith(" ", end) else None
        if rest is None:
            continue
        done = rest.end()
        for option in _OPTION.finditer(text, rest.start(), rest.end()):
            if option["login"] or not _PORT_OR_PATH.fullmatch(option["value"]):
                yield option.span(option.lastgroup or 0)
    for _, end in reading.places(_SCHEMES):
        header = _CREDENTIALS.match(text, end)
        if header is not None:
            value = header["secret"].rstrip(".:")
            if len(value) >= 16 or any(map(str.isdigit, value)) or _is_login(value):
                yield header.start("secret"), header.start("secret") + len(value)


def _is_login(value: str) -> bool:
    """Whether a value is a name and a password in base64, as Basic has them."""
    try:
        return b":" in b64decode(value, validate=True)
    except ValueError:
        return False
