"""English words that by another language's rules have the stem of an entry in it: *import* and Spanish *importe*.

They are found by stemming some 15,000 common English words by the rules of every language; a new entry may need
another. Such a word speaks for the entry only in a text of that language.
"""

from __future__ import annotations

_WORDS = """
    access all allen archive archived archives arrive arrives aware bat bates batter batteries beam beams bless
    brand branding brands bruce btw cargo colon colonies column command commander commands commission computer
    consult consulted control critic critique curse cursed dad dat data date dated dates deposit dev document
    documented don done donna emergence emergencies error even event fall fallen festive film films format
    formation formations formats fraud hack hacked hacker hackers her here hero heroes hum human identifier
    identities immediate import imported incorrect inform informative informed lent mail mails menu minister
    ministers ministries module monte nominees ordinance pagan page pages par para pare paris parker person
    persona persons pilot pilots pin pinch pine pins pirate pirates plant plants plaza pod present presentation
    presentations presented presenter presents president presidents prevent prix problem problems profile
    profiles program programme programmer programmes quota quote rat rate rates red redeem resolve resolver
    retire reunion rob rot rub salaries seminar sold sour spare stamp station stations stolen storing sub
    suspect suspects tax taxes taxi tel travis urgent utilize vat virus viruses visit visited vol voyage won
"""
LOOKALIKES = frozenset(_WORDS.split())
