"""The keyword rules as data: what speaks for each priority.

Rows and weights as in ``services/classify/keywords/keyword_table.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from db import keys
from services.classify.keywords.keyword_table import entries, languages
from services.classify.keywords.priority.critical import CRITICAL
from services.classify.keywords.priority.high import HIGH
from services.classify.keywords.priority.low import LOW

_MEDIUM = """
    5  medium priority, priority medium, normal priority
    3  where is my, where are my, when will my, when do i get my, still waiting for my, please restore, recycle bin
    3  trash folder, the bin, if possible, tomorrow is fine, we can live with, live with it, only me, just me
    3  only my phone, only for me, only on my, works for my colleagues, colleagues are fine, others are fine
    3  the others work, we share the, another browser works, in the browser it works, everyone else is fine
    3  lost property, for me there is only, only affects me
    2  not working, not work, stopped working, workaround, intermittent, from time to time, sometimes, now and then
    2  only a bit slower, flicker, flickers, crackles, streaks, please set up, please add, please move
    2  set up an account, for now we, spare, the other one works, worked around, in the meantime
    1  error, bug, fail, failure, problem, issue, broken, crash, slow, wrong, incorrect, missing, decline, pending
    1  refund, reset, unable, not receive, not arrive, not show, this week, next week, soon, exception, complaint
    1  drops, twice, old address, loud, next month, fire door, fire doors, first aid course, first aid kit, fire drill
    1  emergency number, emergency contact, emergency contacts, crash course, fire safety, data protection officer
    1  fraud prevention, critical path, virus scanner, fire warden, smoke detector battery, fire brigade key
    1  emergency plan
    [de]
    3  Papierkorb, wenn möglich, zur Not, falls möglich, wo ist mein, wo ist meine, wo bleibt, wo bleiben, nur ich
    3  nur bei mir, bei den Kollegen geht, bei Kollegen geht, nur auf meinem, die anderen gehen, alle anderen gehen
    2  funktioniert nicht, geht nicht, Konto anlegen
    1  Fehler, langsam, falsch, fehlt, diese Woche, klemmt, kaputt, defekt, druckt nur, laut, Datenschutzbeauftragter
    1  Datenschutzbeauftragte, Ansprechpartner für Datenschutz, Erste-Hilfe-Kurs, Feuerlöscherprüfung, Notfallnummer
    1  Brandschutzhelfer, Brandschutzübung
    [fr]
    3  corbeille, si possible, où est ma, où est mon, où sont mes, seulement moi, que chez moi, juste moi
    3  les collègues n'ont pas, uniquement sur mon, objet trouvé
    2  ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus
    1  erreur, problème, lent, manque, cette semaine, de travers, assurance contre le vol, exercice incendie
    [es]
    3  papelera, si es posible, dónde está mi, dónde están mis, solo a mí, solo me pasa a mí, solo en mi
    3  a los demás les funciona, objeto perdido
    2  no funciona, con rayas
    1  problema, fallo, lento, falta, esta semana, número de emergencia, simulacro de incendio
    [it]
    3  solo a me, solo da me, solo sul mio, ai colleghi funziona
    1  non funziona, errore
    [pt]
    3  só a mim, só no meu, aos colegas funciona
    1  não funciona, erro
    [nl]
    3  alleen bij mij, alleen ik, bij collega's werkt
    1  werkt niet, probleem, fout, traag
    [pl]
    3  tylko u mnie, u kolegów działa
    1  nie działa, błąd, wolno
    """
# The most urgent first: a tie of strong scores goes to the safer side.
_TABLES = {keys.CRITICAL: CRITICAL, keys.HIGH: HIGH, keys.MEDIUM: _MEDIUM, keys.LOW: LOW}

PRIORITY_RULES: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _TABLES.items()}

# The language of each entry above that is not English.
FOREIGN_PRIORITY: Mapping[str, Mapping[str, str]] = {name: languages(table) for name, table in _TABLES.items()}
