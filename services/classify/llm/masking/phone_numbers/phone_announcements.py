"""Where a text announces a phone number: after a word for phones, a call to call, or "my number"."""

from __future__ import annotations

import re

from services.classify.llm.masking.reading import Reading, phrases, words

_NAMES = words(
    "tel telefon telephone téléphone telephon teléfono telefono telefone telefoon telefonnummer"
    " telefoonnummer phone phones phonenumber mobile mobil handy handynummer mobilnummer mobiltelefon"
    " cell cellphone fax telefax whatsapp signal telegram viber sms rückruf rückrufnummer ruf rufen"
    " anrufen erreichbar erreichen durchwahl festnetz rappeler rappelez appeler appelez portable"
    " joindre joignable fixe gsm móvil movil celular llamar llamen llámenme llámame cellulare chiamare"
    " chiamatemi chiamate numero telemóvel telemovel ligar ligue contacto bellen mobiel nummer"
    " 06nummer komórka komórkowy dzwonić zadzwonić telefonu numer телефон телефону тел моб мобильный"
    " звоните позвоните номер cep telefonum ara arayın puhelin telefonnumret mobilen kom gsm ph tlf"
    " tfno fone fon rufnr bel wa callto hotline extension landline voicemail sím mobiltelefonnummer"
    " contactnummer"
    " 电话 手机 手机号 電話 電話番号 携帯 携帯番号 전화 휴대폰 联系电话 هاتف جوال رقمي फोन मोबाइल नंबर טלפון נייד"
    " โทร เบอร์"
    " mob fijo fisso volejte zavolejte telefonní sunați sunati apelați hubungi telpon nomor hívjon hívjanak soita"
    " soittakaa puhelimeni"
    " ringe opkald nummeret numeret τηλ τηλέφωνο καλέστε קראו התקשרו اتصل"
)
_BEGINNINGS = tuple(
    words(
        "telef mobil oddzw handy celular cellular zadzwo dzwo chiam llam appel rappel anruf ruckruf звон позвон whats"
    )
)
_OWN = phrases(
    """
    my number
    her number
    his number
    our number
    their number
    my new number
    my direct number
    """
)
_LINK_OF_OWN = re.compile(r"(?: (?:is|was)| =|:)? {0,2}[+(]{0,2}(?=\d)")
_LINK = re.compile(r"(?:[^\d\n!?;+(]{0,32}|[^\d\n!?;:+(]{0,64}:\s{0,2})(?<!#)\n?[+( ]{0,3}(?=\d)")
# What these announce may be anything unless somebody is called, or the number is long: "call 12345678 of 20,000,000".
_VERBS = words("call calls called text ring dial reach contact")
_LINK_OF_A_VERB = re.compile(
    r"(?:\s(?:me|us|him|her|them|back|on|at|my|the|this|mig|på|office|home|desk|number|again|under)\b"
    r"|[:, ](?=[^\d]|\d(?:[ ./()-]{0,2}\d){8})){1,8}[+( ]{0,3}(?=\d)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.] [^\W\d_]")


def announced_starts(reading: Reading) -> set[int]:
    """The places of the digits, pluses or brackets that something announces as a phone number."""
    text = reading.text
    links = [_LINK.match(text, end) for _, end in reading.places(_NAMES, beginnings=_BEGINNINGS)]
    links += [_LINK_OF_A_VERB.match(text, end) for _, end in reading.places(_VERBS)]
    links += [_LINK_OF_OWN.match(text, end) for _, end in reading.phrases(_OWN)]
    return {link.end() for link in links if link and not _SENTENCE.search(link.group())}
