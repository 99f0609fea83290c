"""The kinds of personal data and secrets that are masked: one row each. Settings, README and tests loop over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from services.classify.llm.masking.bank_accounts import bank_accounts
from services.classify.llm.masking.emails import emails, spelt_emails
from services.classify.llm.masking.national_ids import national_ids
from services.classify.llm.masking.payments import cards, ibans
from services.classify.llm.masking.personal_names import personal_names
from services.classify.llm.masking.phone_numbers.phones import phones
from services.classify.llm.masking.phone_numbers.spelt_phones import spelt_phones
from services.classify.llm.masking.postal_addresses import postal_addresses
from services.classify.llm.masking.reading import Reading, Span
from services.classify.llm.masking.secrets.commands import secrets_in_commands
from services.classify.llm.masking.secrets.entered_codes import entered_codes
from services.classify.llm.masking.secrets.logins import logins
from services.classify.llm.masking.secrets.named_secrets import named_secrets
from services.classify.llm.masking.secrets.nearby_secrets import nearby_secrets
from services.classify.llm.masking.secrets.one_time_codes import codes
from services.classify.llm.masking.secrets.secret_phrases import secret_phrases
from services.classify.llm.masking.secrets.tokens import private_keys, secrets_in_urls, tokens
from services.classify.llm.masking.secrets.told_secrets import told_secrets

Finder = Callable[[Reading], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class MaskedKind:
    """A kind: ``key`` is stored, ``label`` is read, ``placeholder`` stands in the text; ``default`` is on or off.

    Of a kind that ``recurs`` a value is masked wherever it stands again. A kind that ``may_be_off`` has a switch on
    the Settings page. The finders run one after another; what one has found no later one sees.
    """

    key: str
    label: str
    placeholder: str
    finders: tuple[Finder, ...]
    default: bool = True
    may_be_off: bool = False
    recurs: bool = False


# In the order in which they are looked for: the surest first.
KINDS = (
    MaskedKind(
        "secret",
        "Passwords, keys, tokens, one-time codes",
        "SECRET",
        (
            private_keys,
            secrets_in_urls,
            tokens,
            secrets_in_commands,
            secret_phrases,
            named_secrets,
            logins,
            codes,
            entered_codes,
            nearby_secrets,
            told_secrets,
        ),
        recurs=True,
    ),
    MaskedKind("email", "E-mail addresses", "EMAIL", (emails, spelt_emails)),
    MaskedKind("iban", "IBANs", "IBAN", (ibans,)),
    MaskedKind("card", "Card numbers", "CARD", (cards,)),
    MaskedKind("national_id", "National identity and tax numbers", "ID", (national_ids,), may_be_off=True),
    MaskedKind("bank_account", "Bank account numbers and sort codes", "ACCOUNT", (bank_accounts,), may_be_off=True),
    MaskedKind("phone", "Phone numbers", "PHONE", (phones, spelt_phones)),
    MaskedKind("address", "Postal addresses", "ADDRESS", (postal_addresses,), default=False, may_be_off=True),
    MaskedKind("name", "Names in greetings and signatures", "NAME", (personal_names,), default=False, may_be_off=True),
)
DEFAULT_KINDS = frozenset(kind.key for kind in KINDS if kind.default)
SWITCHES = tuple(kind for kind in KINDS if kind.may_be_off)
