"""What looks like a phone, card or account number and is none: numbers of things, dates, amounts."""

from __future__ import annotations

import re

from services.classify.llm.masking.reading import words, words_before

# A number after one of these is the number of a thing, however much it looks like a phone.
_THINGS = words(
    "order orders invoice ticket tickets case incident ref reference serial part account customer contract tracking"
    " item sku id po sn rma parcel shipment article isbn ean gtin upc imei meid mac model device batch lot booking"
    " version build error code asset release firmware kb timestamp epoch port rev revision job transaction request"
    " session user row rows page size bytes total dimension position coordinates lat lon event queue license"
    " licence document form bestellung bestellnummer rechnung rechnungsnummer auftrag auftragsnummer kunde"
    " kundennummer seriennummer vorgang vorgangsnummer sendung sendungsnummer paket artikel artikelnummer ersatzteil"
    " teilenummer vertrag vertragsnummer lieferschein charge ticketnummer transaktion fehler gerät zähler zählernummer"
    " materialnummer zeichnung zeichnungsnummer drawing gasket plano plan commande facture colis série référence"
    " dossier client contrat suivi pedido factura referencia"
    " serie contrato cliente artículo envío ordine fattura articolo spedizione encomenda fatura nota bestelling"
    " factuur klantnummer zamówienie faktura paczka przesyłka заказ заказа счет накладная 订单 订单号 注文番号"
)
_NUMBER_WORDS = words(
    "number numbers nummer numéro numero número numer номер nr no num id n nº de du der des is ist est es was war von"
    " for für"
)
_DATE = re.compile(
    r"(?:(?:19|20)\d\d([./ -])\d{1,2}\1\d{1,2}|\d{1,2}([./ -])\d{1,2}\2(?:19|20)?\d\d"
    r"|(?:19|20)\d\d[-/](?:19|20)\d\d)(?!\d| \d\d(?![\d:]))"
)
_NUMBERS, _MONTHS, _DAYS = re.compile(r"\d+"), 12, 31
_FRENCH_PAIRS = re.compile(r"\d\d(?:[ .-]\d\d){4}")
_VERSION = re.compile(r"[1-9]\d{0,2}\.\d{1,2}\.\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([ .])\d{3})(?:\1\d{3})+")
_UNIT = re.compile(
    r"\s?(?:bytes?|[kMGT]i?B|rows?|zeilen|items?|users?|records?|ms|s|kg|mm|cm|km|m|%|°|€|\$|£|zł|eur|usd|gbp|chf|pln|brl|"
    r"stück|lines?|lignes?|octets?|filas|x)(?!\w)",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(r"(?:€|\$|£|¥|R\$|EUR|USD|GBP|CHF|PLN|zł)\s?\Z", re.IGNORECASE)


def is_number_of_a_thing(text: str, start: int) -> bool:
    """Whether the words before a number say what it is the number of."""
    for word in words_before(text, start):
        if word in _THINGS:
            return True
        if word not in _NUMBER_WORDS:
            return False
    return False


def date_end(text: str, start: int) -> int | None:
    """Where the date that begins here ends, None without one; two digits five times is a French phone number."""
    date = _DATE.match(text, start)
    if date is None or _FRENCH_PAIRS.match(text, start):
        return None
    month, day, *year = sorted(map(int, _NUMBERS.findall(date.group())))
    return date.end() if not year or (month <= _MONTHS and day <= _DAYS) else None


def is_version(text: str, start: int) -> bool:
    """Whether a number is cut by full stops as versions and IP addresses are: 5.0.123456, 10.0.0.1."""
    return _VERSION.match(text, start) is not None


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether a number is grouped as thousands, has a unit behind it or a currency before it."""
    return (
        _THOUSANDS.fullmatch(text[start:end]) is not None
        or _UNIT.match(text, end) is not None
        or _CURRENCY_BEFORE.search(text, max(0, start - 5), start) is not None
    )
