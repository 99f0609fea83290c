"""Lines of configurations and of network devices, options of programs, dialogues of servers: a value right behind its
name."""

from __future__ import annotations

import re

from services.classify.llm.masking.reading import Span, words
from services.classify.llm.masking.secrets.logins import is_behind_a_login
from services.classify.stemming import casefold

# A line of a configuration, up to the name in it: what follows is the value.
_LINE = re.compile(
    r"(?:\A|\n)[ #>]*(?:[\w.()-]{1,30}[#>] ?)?(?:no )?(?:username \S+|enable|neighbor \S+|ppp|crypto \w+|radius-server"
    r"|tacacs-server|wpa-psk|snmp-server|ntp|isis|ip ospf|standby|machine|set security|ENV|ARG)\b[^\n.,;!?]{0,60}\Z"
)
_LONGEST_LINE = 90
_ENDS = re.compile(r" ?(?:$|\n| (?:address|hostname|timeout|no-xauth|privilege|role|encrypted|vrf|priority)\b)")
# What only settings are called.
_NAMES = words("requirepass masterauth bindpw rootpw psksecret keypass storepass sshpass")
_OPTION = re.compile(r"(?:\A|[\s(`])--?(?:\w{1,12}-){0,2}\Z")  # keytool -storepass, --db-password
_LONGEST_OPTION = 32
_OF_WIFI = re.compile(
    r" (?:do |du |del |de la |van de |vom |der |för |fürs )?(?:wi-?fi|wlan|wi-fi)\s{1,2}", re.IGNORECASE
)
_DIALOGUE = re.compile(r"USER \S|331 |\+OK")  # of an FTP or POP3 server, before PASS
_LONGEST_DIALOGUE = 60
_NETWORK = re.compile(
    r"\b(?:ssid|wi-?fi|wlan|network|netzwerk|netz|snmp(?:v3)?|hotspot|isakmp|radius|tacacs|wpa\d?)\b", re.IGNORECASE
)
_NEAR = 40


def is_option(text: str, name: Span) -> bool:
    """Whether a name is an option of a program, with its value behind it."""
    start, end = name
    return text.startswith(" ", end) and _OPTION.search(text, max(0, start - _LONGEST_OPTION), start) is not None


def is_of_a_network(text: str, name: Span) -> bool:
    """Whether a key is that of a wireless network or of a device in one: words that people choose."""
    return _NETWORK.search(text, max(0, name[0] - _NEAR), name[0]) is not None


def is_given(text: str, name: Span, value: Span) -> bool:
    """Whether a value can only be that of its name, though nothing links them."""
    start = name[0]
    if text[slice(*name)] == "PASS" and _DIALOGUE.search(text, max(0, start - _LONGEST_DIALOGUE), start):
        return True
    return is_behind_a_login(text, start) or _is_line(text, name, value)


def _is_line(text: str, name: Span, value: Span) -> bool:
    if _ENDS.match(text, value[1]) is None:
        return False
    if casefold(text[slice(*name)]) in _NAMES or _OF_WIFI.fullmatch(text, name[1], value[0]):
        return True
    begins = _LINE.search(text, max(0, name[0] - _LONGEST_LINE), name[0]) is not None
    return begins and "\n" not in text[name[1] : value[0]]
