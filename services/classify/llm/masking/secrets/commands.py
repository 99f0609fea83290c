"""Logins and passwords in commands that somebody pasted: options, arguments, what is piped in, headers of requests."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from itertools import islice

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words

_VALUE = r"[\"']?(?P<value>(?<=\")[^\"\n]{3,100}(?=\")|(?<=')[^'\n]{3,100}(?=')|[^\s\"'$<{-][^\s\"']{2,200})"
_OPENS = r"(?:(?<=[\s(`])|^)"


def _short(*letters: str) -> str:
    """An option of one letter with its value, right behind it or not."""
    return rf"{_OPENS}-(?:{'|'.join(letters)})[ =]?{_VALUE}"


# What carries a password, by the command: its options and the places of its arguments.
_FORMS: tuple[tuple[str, str], ...] = (
    (
        "sshpass mongo mongosh mongodump mongorestore psexec useradd rdesktop z rar unrar",
        rf"{_OPENS}-p(?:[ =]|(?=[\"'\w])){_VALUE}",
    ),
    # What stands apart from -p is the database, unless it looks like a password that somebody put there by mistake.
    (
        "mysql mysqldump mysqladmin mariadb",
        rf"{_OPENS}-p(?:=?|[ ](?=\S{{0,60}}[A-Z!#%^&*?])(?=\S{{0,60}}\d)(?=\S{{0,60}}[a-z])){_VALUE}",
    ),
    ("docker podman az oc skopeo buildah helm", rf"(?<=login )(?:[^\n]{{0,100}}? )?-p[ =]?{_VALUE}"),
    ("sqlcmd bcp isql tsql zip unzip ipmitool mosquitto", _short("P")),
    ("redis", _short("a")),
    ("ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami", _short("w")),
    ("snmpwalk snmpget snmpset snmpbulkwalk snmptrap", rf"{_OPENS}-[cAX] {_VALUE}"),
    ("openssl", rf"{_OPENS}(?:-k |--?pass(?:in|out|word)?[ =](?:pass:)?){_VALUE}"),
    ("htpasswd", r"-[a-zA-Z]{0,5}b[a-zA-Z]{0,5} \S{1,80} \S{1,80} (?P<value>\S{3,200})"),
    ("passphrase", r"\A \S{1,40} [\"']?(?P<value>[^\s\"']{8,63})"),
    ("sqlplus sqlldr", r"(?<= )[\"']?[A-Za-z]\w{0,30}/[\"']?(?P<value>[^\s/@\"']{3,60})(?=[\"'@\s]|\Z)"),
    ("exp imp expdp impdp rman", r"(?<= )[\"']?[A-Za-z]\w{0,30}/[\"']?(?P<value>[^\s/@\"']{3,60})(?=[\"']?@)"),
    (
        "net",
        r"\A use (?:(?:[A-Za-z]:|\*) )?(?:\\\\\S{1,100} )(?:/user:\S{1,60} )?(?P<value>[^\s/\\*]\S{3,60})"
        r"|\A user \S{1,60} (?P<other>[^\s/*]\S{3,60})(?= /|\Z)",
    ),
    ("smbclient rpcclient smbmap", r"-U ?[\"']?[^\s%]{1,60}%(?P<value>[^\s\"']{3,100})"),
    ("lftp", r"-u ?[\"']?[^\s,]{1,60},(?P<value>[^\s\"']{3,100})"),
    ("xfreerdp wfreerdp mstsc cmdkey", r"/p(?:ass)?:[\"']?(?P<value>[^\s\"']{3,100})"),
    ("plink pscp psftp", rf"-pw {_VALUE}"),
    (
        "echo printf",
        r"\A (?:-[ne] )?[\"']?(?:[^\s\"':|]{1,60}:)?(?P<value>[^\s\"'$|:][^\"'|\n]{2,60}?)[\"']? ?\| ?(?:sudo )?"
        r"(?:sudo -S|\S{0,40}chpasswd|\S{0,20}passwd|(?:docker|podman|oc|az) login|kinit|cryptsetup|openssl|gpg)",
    ),
    ("curl wget ftp svn rclone", "(?P<value>(?!))"),  # a login alone
)
# curl -u name:password; any command may have it.
_LOGIN = (
    rf"{_OPENS}(?:-u|--user|--proxy-user|-U)[ =]?"
    r"(?:\"(?P<quoted>[^\s:\"$<{]{1,100}:[^\n\"$<{][^\n\"]{0,100})\"|"
    r"'?(?P<login>[^\s:\"'$<{]{1,100}:[^\s\"'$<{][^\s\"']{0,200}))"
)
_BY_COMMAND: Mapping[str, re.Pattern[str]] = {
    command: re.compile(f"{form}|{_LOGIN}") for commands, form in _FORMS for command in commands.split()
}
_COMMANDS = words(" ".join(_BY_COMMAND))
_IS_RUN = re.compile(r"(?:-cli|-admin|_pub|_sub)?(?:\.exe)?(?= )")
# Commands whose name is a part of a word, and what stands before that part.
_BEFORE = {"z": "7", "passphrase": "wpa_"}
_LONGEST_COMMAND, _MOST_OPTIONS = 300, 4
_NO_SECRET = re.compile(r"[\d:./\\]+|.*[/\\:].*\d+|-.*")
_USER_AND_GROUP = re.compile(r"\d+:\d+")
_SCHEMES = words("basic bearer digest token negotiate apikey sharedkey bot")
_CREDENTIALS = re.compile(r"\s{1,3}(?P<secret>[\w+/=.~:-]{8,2000})")
_LEAST_LETTERS, _LEAST_OF_A_CASE = 16, 3
_NO_CREDENTIALS = re.compile(
    r".*://.*|\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[T_-][\d:.]{4,15}Z?)?|\d{1,2}([-/.])\d{1,2}\2\d{2,4}"
)
_IN_A_HEADER = re.compile(r"auth(?:ori[sz]ation)?[\s\"':=]{1,6}\Z", re.IGNORECASE)
_LONGEST_HEADER = 24
# The dialogue of a mail server: AUTH PLAIN and what follows it, the answers to its 334.
_MAIL_LOGIN = re.compile(
    r"(?:AUTH(?:ENTICATE)? (?:PLAIN|LOGIN)"
    r"|\b334(?: [\w+/=]{4,40})?)\s{1,2}(?:[CS<>]{1,2}:? ?)?(?P<secret>[\w+/]{4,400}={0,2})(?!\S)"
)


def secrets_in_commands(reading: Reading) -> Iterator[Span]:
    """Find logins and passwords in options and arguments of commands, and what follows Basic or Bearer in a header."""
    text = reading.text
    run = (place for place in reading.places(_COMMANDS) if _is_run(text, place))
    yield from looked_at(reading, run, _in_command, behind=4, ahead=_LONGEST_COMMAND)
    for start, end in reading.places(_SCHEMES):
        header = _CREDENTIALS.match(text, end)
        if header is not None:
            value = header["secret"].rstrip(".:")
            is_header = _IN_A_HEADER.search(text[max(0, start - _LONGEST_HEADER) : start])
            if (is_header and len(value) >= _LEAST_LETTERS) or _are_credentials(value):
                yield header.start("secret"), header.start("secret") + len(value)
    if "AUTH" in text:
        yield from (match.span("secret") for match in _MAIL_LOGIN.finditer(text) if not match["secret"].isdigit())


def _is_run(text: str, place: Span) -> bool:
    command = text[slice(*place)].lower()
    named = command in _BY_COMMAND and text.endswith(_BEFORE.get(command, ""), 0, place[0])
    return named and _IS_RUN.match(text, place[1]) is not None


def _in_command(text: str, place: Span) -> Iterator[Span]:
    command = text[slice(*place)].lower()
    line = text.find("\n", place[1], place[1] + _LONGEST_COMMAND)
    end = line if line >= 0 else min(len(text), place[1] + _LONGEST_COMMAND)
    start = _IS_RUN.match(text, place[1])
    rest = text[start.end() if start else place[1] : end]
    for match in islice(_BY_COMMAND[command].finditer(rest), _MOST_OPTIONS):
        ordinary = _USER_AND_GROUP if match.lastgroup in ("login", "quoted") else _NO_SECRET
        if ordinary.fullmatch(match[match.lastgroup or 0]) is None:
            first, last = match.span(match.lastgroup or 0)
            yield end - len(rest) + first, end - len(rest) + last


def _are_credentials(value: str) -> bool:
    """Whether what follows the name of a scheme is no link, no date and, without a digit, no word."""
    if _NO_CREDENTIALS.fullmatch(value):
        return False
    if any(map(str.isdigit, value)) or _is_login(value):
        return True
    least = min(sum(map(str.isupper, value)), sum(map(str.islower, value)))
    return len(value) >= _LEAST_LETTERS and least >= _LEAST_OF_A_CASE


def _is_login(value: str) -> bool:
    """Whether a value is a name and a password in base64, as Basic has them."""
    try:
        return b":" in b64decode(value, validate=True)
    except ValueError:
        return False
