"""Bank account numbers, sort codes and routing numbers after the words that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import PART_OF_WORD, Reading, Span, phrases, words, words_before

_NAMES = words(
    "kontonummer kontonr kontoverbindung bankverbindung bankleitzahl blz rekeningnummer bankrekening"
    " clabe ifsc bsb bic swift rib bankaccount accountnumber sortcode routing kontonummeret rekening"
    " bankkonto girokonto расчетный р/с agência agencia konta 账号 銀行口座 口座番号 普通 当座 účet účtu účtem"
    " számla számlaszám bankszámla rachunek rachunku cbu abi cab iban"
)
_PHRASES = phrases(
    """
    bank account
    checking account
    savings account
    current account
    deposit account
    a/c no
    a/c number
    a/c
    account number
    account no
    account nr
    acct number
    acct no
    acc no
    sort code
    routing number
    routing no
    konto nr
    konto nummer
    cuenta bancaria
    cuenta corriente
    numero de cuenta
    conta corrente
    conta bancaria
    conta poupanca
    numero de conta
    numer konta
    numer rachunku
    nr konta
    nr rachunku
    compte bancaire
    numero de compte
    code banque
    code guichet
    conto corrente
    numero di conto
    номер счета
    расчетныи счет
    """
)
# Before an account that is none of a bank: the number of a customer's account is no secret.
_NOT_A_BANK = words("customer user client email login admin support company kunden benutzer your service")
_LINK = re.compile(
    rf"[^\d\n;!?]{{0,24}}?(?P<value>(?<![{PART_OF_WORD}])(?:[A-Z]{{4}}0[A-Z\d]{{6}}"  # IFSC
    rf"|[A-Z]{{6}}[A-Z\d]{{2}}(?:[A-Z\d]{{3}})?"  # BIC
    rf"|\d+(?:[ ./-]{{1,2}}[\dX]{{1,12}}){{0,6}}))(?![{PART_OF_WORD}])"
)
_IP_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_CZECH_FORM = re.compile(r"\d(?<![\w./-].)(?:\d{1,5}-\d{2,10}|\d{5,9})/\d{4}(?![\w/-])")
_MORE = re.compile(r"\s?[,/+&]?\s?(?:\d|and |und |et |y |acc|kto|konto)", re.IGNORECASE)
_LEAST_DIGITS, _MOST_DIGITS = 4, 26


def bank_accounts(reading: Reading) -> Iterator[Span]:
    """Find bank account numbers and codes of banks; the number of a customer's account is no secret."""
    text = reading.text
    ends = [end for _, end in reading.places(_NAMES)]
    ends += [end for start, end in reading.phrases(_PHRASES) if not _NOT_A_BANK & {*words_before(text, start)[:1]}]
    yield from (match.span() for match in _CZECH_FORM.finditer(text))
    yield from looked_at(reading, ((end, end) for end in ends), _announced)


def _announced(text: str, place: Span) -> Iterator[Span]:
    position = place[1]
    for _ in range(2):  # a sort code and the account often stand together
        match = _LINK.match(text, position)
        if match is None or not (_is_code(match["value"]) or _is_number(match["value"])):
            break
        yield match.span("value")
        position = match.end()
        if not _MORE.match(text, position):
            break


def _is_code(value: str) -> bool:
    return value[0].isalpha()


def _is_number(value: str) -> bool:
    return not _IP_ADDRESS.fullmatch(value) and _LEAST_DIGITS <= sum(map(str.isdigit, value)) <= _MOST_DIGITS
