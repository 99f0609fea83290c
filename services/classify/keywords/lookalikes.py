"""English words that by another language's rules have the stem of an entry in it: *import* and Spanish *importe*.

They are found by stemming some 15,000 common English words by the rules of every language; a new entry may need
another. Such a word speaks for the entry only in a text of that language.
"""

from __future__ import annotations

_WORDS = """
    access all allen archive archived archives arm armed arms arrive arrives attend attends audience aware bat bates
    batter batteries beam beams bless bomb bombed bombs brand branding brands bruce btw cargo clients colon colonies
    column com come comes command commander commands comment commenter comments commission complete computer connect
    connection connections connects consult consulted contact contacted continue continues control couteau critic
    critique curse cursed dad dat data date dated dates defect deposit dev director document documented don done
    donna emergence emergencies enter entered error etag even event fall fallen false festive film films format
    formation formations formats fraud hack hacked hacker hackers her here hero heroes hum human identifier
    identities immediate import imported inaccessible incorrect inform informative informed lent lock locker locks
    lot mail mails male map mapping mappings maps march menace menaces menu merci mess messes minister ministers
    ministries model modification modifications module monte nominees opening opens ordinance pagan page pages par
    para pare paris parker past pasta paste person persona persons piano pilot pilots pin pinch pine pins pirate
    pirates plant plants plaza pod post poster posts present presentation presentations presented presenter presents
    president presidents prevent prix problem problems profile profiles program programme programmer programmes
    public que qui quota quote rare rat rate rates red redeem reserved resolution resolutions resolve resolver
    retire reunion revenue rob robe robes rot rub salaries seminar serve server servers service services sold sour
    spare stamp start starter starts station stations stolen storing sub suspect suspects tax taxes taxi tel
    telephone telephones tem termini travis tree urgent utilize vast vat virus viruses visit visited vol voyage were
    wind won
"""
LOOKALIKES = frozenset(_WORDS.split())
