"""Masks personal data and secrets before a text leaves the machine: ``ann@example.com`` becomes ``[EMAIL_1]``.

What is masked: e-mail addresses, phone numbers, card numbers (Luhn and issuer), IBANs (length and checksum), keys,
tokens, passwords. What is not: order and ticket numbers, dates, versions, error codes, IP addresses; they are what a
ticket is about. Nothing is unmasked anywhere.

Every pattern starts where a word starts and has bounded or unambiguous repetitions, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Prefixes and lengths of Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay and Maestro.
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|4[4-9]\d|5\d\d)\d{12,15}|62\d{14,17}"
    r"|(?:50|5[6-9]|6[37])\d{10,17}"
)
# ISO 13616: how long the IBANs of a country are.
_COUNTRIES_BY_IBAN_LENGTH = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_IBAN_LENGTHS = {
    country: length for length, countries in _COUNTRIES_BY_IBAN_LENGTH.items() for country in countries.split()
}

_KEYS = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)"
    r"|(?<![\w-])(?:"
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"  # JSON web tokens
    r"|(?:sk|pk|rk)[-_](?:[\w-]{16,})|whsec_\w{16,}"  # OpenAI, Anthropic, Stripe
    r"|AIza[\w-]{30,}|ya29\.[\w.-]{20,}|GOCSPX-[\w-]{20,}"  # Google
    r"|gh[pousr]_\w{20,}|github_pat_\w{20,}|gl(?:pat|dt|rt)-[\w-]{16,}"  # GitHub, GitLab
    r"|(?:AKIA|ASIA)[A-Z0-9]{16}(?![\w-])"  # Amazon
    r"|xox[abeprs]-[\w-]{10,}|SG\.[\w-]{16,}\.[\w-]{16,}|(?:npm|hf|dop_v1|shpat|sq0atp)_\w{20,}|pypi-[\w-]{30,}"
    r")",
    re.DOTALL,
)
_LOGIN_IN_URL = re.compile(r"(?<=://)[^\s/:@]{1,100}:[^\s/@]{1,200}(?=@)")
# What follows one of these words is a secret if it looks like one (_is_secret).
_NAMED_SECRET = re.compile(
    r"(?<!\w)(?P<name>pass(?:word|wort|phrase|code|wd)|pwd|kennwort|"
    r"mot de passe|contraseña|clave|pin|puk|otp|cv[cv]2?|"
    r"(?:(?:api|access|secret|client|private|auth|bearer|refresh|session|security)[ _-]?){0,3}"
    r"(?:key|token|secret|bearer)|zugangscode|verification code|security code)(?:[ _-]?(?:code|id))?"
    r"(?P<link>[\"']?\s{0,3}(?:[:=]|=>|->|is now|is|was|lautet|ist|est|es)?[\s\"'`]{0,3})(?P<value>[^\s\"'`,;]{3,400})",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.!#$%&*+/=?^~-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)"
    r"(?:[\w-]{1,63}(?:\.|\s?[(\[]dot[)\]]\s?)){1,6}[^\W\d_]{2,24}(?!\w)",
    re.IGNORECASE,
)
_IBAN_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9]{4})")
_DIGIT_RUN = re.compile(r"(?<![\w.,])\d(?:[ -]?\d){11,}(?!\w)")

_SEPARATED = r"(?:[ ./()\-‐‑–\u00a0]{0,3}\d)"
_PHONE = re.compile(
    rf"(?<![\w+.])(?:"
    rf"\+[ (]?[1-9]{_SEPARATED}{{6,14}}"  # +49 171 1234567
    rf"|(?<!\d[ .-])(?:00[ -]?[1-9]\d?[ ./()-]{_SEPARATED}{{6,12}}"  # 0049 171 1234567
    rf"|(?:1[ .-])?(?:\(\d{{3}}\) ?|\d{{3}}[ .-])\d{{3}}[ .-]\d{{4}}"  # (415) 555-0143
    rf"|\(0\d{{1,5}}\)[ /-]?\d{_SEPARATED}{{4,9}}"  # (030) 123456
    rf"|0\d{{2,5}}[ /-]{{1,3}}\d{_SEPARATED}{{4,9}}"  # 0171 1234567, 030/123456
    rf"|0\d(?:([ .-])\d\d)(?:\1\d\d){{3}})"  # 06 12 34 56 78
    rf")(?!\w)"
)
_NAMED_PHONE = re.compile(
    r"(?<!\w)(?:tel|telefon|telephone|téléphone|teléfono|phone|phone number|mobile|mobil|handy|cell|fax|whatsapp|"
    r"call(?: me| us| him| her)?(?: back)?|text me|reach me|rückruf|ruf(?:en sie)?|móvil|portable)"
    r"\W{0,3}(?:\s?(?:at|on|is|number|nr|no|unter|an|ist|auf|under|au|al)\W{0,3}){0,3}"
    rf"(?P<value>(?<![\d+])\d{_SEPARATED}{{5,14}})(?!\w)",
    re.IGNORECASE,
)
# A number after one of these is the number of a thing, however much it looks like a phone.
_NUMBER_OF_A_THING = re.compile(
    r"(?:order|invoice|ticket|case|incident|ref|reference|serial|part|account|customer|contract|tracking|item|sku|id|"
    r"bestellung|rechnung|auftrag|kundennummer|seriennummer|vorgang|commande|facture|pedido|factura|version|build|"
    r"error|code|asset)(?:[ -]?(?:number|nummer|nr|no|num|id))?[\s.:#°-]{0,4}\Z",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)")
_LONGEST_NAME = 40


class Masker:
    """Masks the texts of one request: the same value gets the same placeholder in all of them.

    ``mask`` may be called for any text; it never fails.
    """

    def __init__(self) -> None:
        self._placeholders: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def mask(self, text: str) -> str:
        """``text`` with placeholders such as ``[PHONE_2]`` where something was masked."""
        text = _KEYS.sub(self._whole("SECRET"), text)
        text = _LOGIN_IN_URL.sub(self._whole("SECRET"), text)
        text = _NAMED_SECRET.sub(self._named_secret, text)
        text = _EMAIL.sub(self._whole("EMAIL"), text)
        text = self._ibans(text)
        text = _DIGIT_RUN.sub(self._cards, text)
        text = _NAMED_PHONE.sub(self._named_phone, text)
        return _PHONE.sub(self._phone, text)

    def _placeholder(self, kind: str, value: str) -> str:
        same = (kind, re.sub(r"[\s()./‐‑–-]", "", value).casefold())
        if same not in self._placeholders:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._placeholders[same] = f"[{kind}_{self._counts[kind]}]"
        return self._placeholders[same]

    def _whole(self, kind: str) -> Callable[[re.Match[str]], str]:
        return lambda found: self._placeholder(kind, found.group())

    def _named_secret(self, found: re.Match[str]) -> str:
        value = found["value"].rstrip(".)]}?!")
        linked = re.search(r"\w|[:=>]", found["link"]) is not None
        if value.startswith("[") or not _is_secret(value, found["name"].casefold(), linked=linked):
            return found.group()
        rest = found["value"][len(value) :]
        return f"{found.group()[: found.start('value') - found.start()]}{self._placeholder('SECRET', value)}{rest}"

    def _ibans(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for head in _IBAN_HEAD.finditer(text):
            end = _iban_end(text, head.start())
            if end is not None and head.start() >= position:
                parts += [text[position : head.start()], self._placeholder("IBAN", text[head.start() : end])]
                position = end
        return "".join((*parts, text[position:]))

    def _cards(self, found: re.Match[str]) -> str:
        run = found.group()
        parts: list[str] = []
        position = 0
        for start, end in _card_spans(run):
            if start >= position:
                parts += [run[position:start], self._placeholder("CARD", run[start:end])]
                position = end
        return "".join((*parts, run[position:]))

    def _named_phone(self, found: re.Match[str]) -> str:
        value = found["value"]
        if _is_thing(found.string, found.start()) or _DATE.match(value):
            return found.group()
        return found.group()[: -len(value)] + self._placeholder("PHONE", value)

    def _phone(self, found: re.Match[str]) -> str:
        value = found.group()
        if not value.startswith("+") and (_is_thing(found.string, found.start()) or _starts_with_a_date(value)):
            return value
        return self._placeholder("PHONE", value)


def _is_secret(value: str, name: str, *, linked: bool) -> bool:
    """Whether what follows ``name`` is a secret and no ordinary word; ``linked``: by "is", a colon or the like."""
    if name in {"pin", "puk", "otp", "cvc", "cvv", "cvc2", "cvv2"} or name.endswith("code"):
        return re.fullmatch(r"\d{3,10}", value) is not None
    digits, letters = re.search(r"\d", value), re.search(r"[^\W\d_]", value)
    if re.fullmatch(r"[\w+/=.~-]{20,}", value) and digits and letters:
        return True
    if not linked or re.fullmatch(r"v?\d+(?:[./:-]\d+)*[.,]?", value):
        return False  # a date, a version, a number of days
    return len(value) >= 5 and digits is not None


def _iban_end(text: str, start: int) -> int | None:
    """Where the IBAN that starts at ``start`` ends; None when there is none."""
    length = _IBAN_LENGTHS.get(text[start : start + 2].upper(), 0)
    compact = ""
    for place in range(start, min(start + 2 * length, len(text))):
        character = text[place]
        if character.isascii() and character.isalnum():
            compact += character.upper()
            if len(compact) == length:
                ends = not text[place + 1 : place + 2].isalnum()
                return place + 1 if ends and _has_iban_checksum(compact) else None
        elif character not in " -":
            return None
    return None


def _has_iban_checksum(iban: str) -> bool:
    """ISO 7064: the country and check digits moved to the end, letters as numbers, modulo 97 is 1."""
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1


def _card_spans(run: str) -> Iterator[tuple[int, int]]:
    """Where card numbers stand in a run of digits: whole groups whose digits an issuer uses and Luhn confirms."""
    groups = [match.span() for match in re.finditer(r"\d+", run)]
    for first, (start, _) in enumerate(groups):
        for _, end in groups[first : first + 6]:
            number = re.sub(r"\D", "", run[start : min(end, start + 30)])
            if len(number) > 19:
                break
            if _CARD.fullmatch(number) and _has_luhn_checksum(number):
                yield start, end


def _has_luhn_checksum(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_thing(text: str, start: int) -> bool:
    return _NUMBER_OF_A_THING.search(text[max(0, start - _LONGEST_NAME) : start]) is not None


def _starts_with_a_date(value: str) -> bool:
    """01.02.2026 10 and the like; two digits five times is a French phone number."""
    date = _DATE.match(value)
    return date is not None and re.fullmatch(r"\d\d(?:[ .-]\d\d){4}", value) is None
