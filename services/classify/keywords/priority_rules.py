"""The keyword rules as data: what speaks for each priority, and which words take another one back.

Rows and weights as in ``services/seed/keyword_table.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.seed.keyword_table import entries, languages

_CRITICAL = """
    5  priority critical, critical priority, down for everyone, production down, production is down
    5  prod is down, data loss, lost data, lost all data, security breach, data breach, data leak
    5  ransomware, completely offline, electric shock, identity theft, critical issue, complete outage, total outage
    5  system down, site down, everything is down, p1, sev1, sev 1, on fire, caught fire, smell of burning
    5  burning smell
    4  critical, outage, emergency, fraud, fraudulent, hacked, hacker, blocker, showstopper, data corruption, stolen
    4  nobody can, no one can, entire company, whole company, all customers, all users affected, smoke, flames
    4  gas leak
    4  smell gas, gas smell, smells of gas, smells of burning, smells burnt, sparks, injured, hurt, evacuate
    4  explosion
    4  server is down, servers are down, system is down, site is down, website is down, network is down
    4  server down, work has stopped, work is stopped, nothing works, bitcoin, malware, scam
    4  cryptominer, mining coins, mining crypto, strange process, stranger, intruder, burglary, break-in, broke in
    4  theft
    4  standstill, someone used my card, unauthorised transaction, unauthorized transaction, public repository
    4  unauthorised access, losing data, no one is able, stands still, phishing link, fake page, fake site
    4  fake website
    4  whole office, whole department, entire office, wrong account, leaked, on the dark web, public forum
    4  public page
    3  is down, are down, went down, losing money, lose money, security incident, everyone affected, breach, fire
    3  power cut, power failure, burst pipe, flooded, flooding, collapsed, in my name

    [de]
    5  Datenverlust, Totalausfall, Stromschlag, Notfall, Ransomware, Erpressung, Datenleck, gar nichts mehr, brennt
    4  Betrug, kritisch, gestohlen, niemand kann, alle betroffen, Stillstand, gehackt, verschlüsselt, Rauch, Feuer
    4  Brand
    4  verbrannt, Gasgeruch, riecht nach Gas, verletzt, Phishing, gefälschten Seite, unter meinem Namen, Stromausfall
    4  komplett offline, alles steht, Überschwemmung, falsche IBAN, falsches Konto, Hacker, Schadsoftware

    [fr]
    5  panne totale, perte de données, urgence absolue, rançon, rançongiciel, fuite de données, décharge électrique
    4  fraude, critique, volé, volée, personne ne peut, piraté, pirater, fumée, incendie, brûlé, odeur de gaz, blessé
    4  hameçonnage, lien douteux, chiffrés, mauvais compte, complètement hors ligne, panne de courant, en feu
    4  à l'arrêt
    4  plus personne, personne n'arrive, inondation

    [es]
    5  caída total, pérdida de datos, fuga de datos, rescate, descarga eléctrica
    4  crítico, crítica, robado, robada, nadie puede, emergencia, hackeado, fraude, humo, incendio, fuego, quemado
    4  olor a gas, herido, cuenta equivocada, cifrados, sin conexión total, apagón, está parada, está parado
    4  inundación
    4  ningún cliente, phishing

    [it]
    5  perdita di dati, emergenza, riscatto, fuga di dati
    4  critico, rubato, rubata, nessuno può, nessuno riesce, hackerato, frode, fumo, incendio, bruciato
    4  odore di gas, ferito
    4  tutta l'azienda, tutto l'ufficio, completamente fermo

    [pt]
    5  perda de dados, emergência, resgate, fuga de dados, choque elétrico
    4  crítico, roubado, roubada, ninguém consegue, ninguém pode, hackeados, fumaça, fumo, incêndio, cheiro de gás
    4  ferido
    4  toda a empresa, todo o escritório, cheiro de queimado

    [nl]
    5  gegevensverlies, noodgeval, losgeld, datalek, elektrische schok
    4  kritiek, gestolen, niemand kan, gehackt, fraude, rook, brand, brandlucht, gaslucht, gewond, hele kantoor
    4  hele bedrijf
    4  ligt alles plat

    [pl]
    5  utrata danych, okup, wyciek danych, porażenie prądem
    4  krytyczne, krytyczny, skradziony, nikt nie może, zhakował, zhakowane, oszustwo, dym, pożar, spalenizny
    4  zapach gazu
    4  ranny, cała firma, całe biuro, nic nie działa
    """
_HIGH = """
    5  high priority, priority high, top priority, p2, with priority
    4  urgent, urgently, urgency, asap, as soon as possible, immediate, right away, straight away, right now
    4  can not wait, locked out, charged twice, double charge, time critical, time-critical, time sensitive
    4  today at the latest, can not work, unable to work, suspicious mail, suspicious email, plugged it in
    3  blocked, blocking, deadline, by today, by tomorrow, until tomorrow, due today, due tomorrow
    3  end of day, eod, several users, multiple users, many users, several people, several customers
    3  whole team, entire team, escalate, escalation, unacceptable, vulnerability, compromised, phishing, virus
    3  lost my card, lost card, lost my phone, customers affected, customers are waiting, client is waiting
    3  customer is waiting, final reminder, legal action, go live, signed today, in an hour, in two hours, before noon
    3  queues, suspicious, go live tonight, by noon
    2  important, overdue, serious, severe, major, regression, for everyone, for all users, lost, disappeared
    2  can not log in, can not login, can not access, can not pay, still waiting, third time
    2  missing money, hurry, not recognise, not recognize, unknown charge, corrupt, deadlock, memory leak
    1  production, quickly, today, tonight, tomorrow

    [de]
    4  dringend, eilig, eilt, sofort, so schnell wie möglich, schnellstmöglich, umgehend, Frist, Abgabefrist
    4  heute noch
    3  blockiert, in einer Stunde, bis morgen, bis heute, spätestens, kann nicht arbeiten, verdächtige Mail
    3  doppelt abgebucht

    [fr]
    4  urgent, urgente, dès que possible, immédiatement, au plus vite, prioritaire, avant midi, dans une heure
    3  bloqué, bloquée, avant demain, avant ce soir, ne peux plus travailler, date limite, suspect

    [es]
    4  urgente, urgencia, lo antes posible, cuanto antes, inmediatamente, de inmediato, plazo, fecha límite
    3  bloqueado, bloqueada, en una hora, antes de mañana, no puedo trabajar, sospechoso

    [it]
    4  il prima possibile, subito, immediatamente, scadenza, entro oggi, entro domani

    [pt]
    4  o mais rápido possível, o quanto antes, imediatamente, prazo, até hoje, até amanhã

    [nl]
    4  dringend, spoed, zo snel mogelijk, onmiddellijk, uiterlijk vandaag

    [pl]
    4  pilne, pilna, pilny, jak najszybciej, natychmiast, termin mija, do jutra
    """
_MEDIUM = """
    5  medium priority, priority medium, normal priority
    2  not working, not work, stopped working, workaround, intermittent, from time to time, sometimes, now and then
    2  only a bit slower, flicker, flickers, crackles, streaks, please set up, please add, please move
    2  set up an account
    1  error, bug, fail, failure, problem, issue, broken, crash, slow, wrong, incorrect, missing, decline
    1  pending, refund, reset, unable, not receive, not arrive, not show, this week, next week, soon
    1  exception, complaint, drops, twice, old address, loud, next month

    [de]
    2  funktioniert nicht, geht nicht, Konto anlegen
    1  Fehler, langsam, falsch, fehlt, diese Woche, klemmt, kaputt, defekt, druckt nur, laut

    [fr]
    2  ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus
    1  erreur, problème, lent, manque, cette semaine, de travers

    [es]
    2  no funciona, con rayas
    1  problema, fallo, lento, falta, esta semana

    [it]
    1  non funziona, problema, errore, lento

    [pt]
    1  não funciona, problema, erro, lento

    [nl]
    1  werkt niet, probleem, fout, traag

    [pl]
    1  nie działa, problem, błąd, wolno
    """
_LOW = """
    5  low priority, priority low, no rush, no hurry, not in a hurry, not a priority, no big deal, p4
    4  typo, cosmetic, trivial, nice to have, when you have time, when you have a moment, dark mode
    4  when you get a chance, take your time, can wait, at your convenience, just curious, some day, blurry
    4  whenever you can, spelling mistake, misspelt, whenever somebody has time, not quickly, not need this quickly
    3  feature request, would be nice, would be great to have, minor, whenever, spelling, misspelled
    3  for your information
    3  fyi, for your records, could be bigger, could be a little, opening hours, is there a manual, do you recommend
    2  suggestion, suggest, feedback, curious, wondering, question, idea, newsletter, compliment, wish, rename, enrol
    2  how do i, how can i, is there a, which browser, can i use, could you tell me, who books, translate
    1  how does, how to, how long, where can i, where do i, can i, what is, what are, which, is it possible
    1  do you, information, documentation, clean up, unused, improvement, will there be, is the

    [de]
    4  eilt nicht, hat Zeit, keine Eile, Tippfehler, bei Gelegenheit, Schönheitsfehler, wenn Sie Zeit haben
    4  nicht eilig
    4  kann warten, reicht nächste Woche, Rechtschreibfehler, wäre schön
    2  Frage, Vorschlag, Anregung, wie kann ich, wo finde ich, wer organisiert, gibt es, wann findet, umbenennen

    [fr]
    4  rien ne presse, pas pressé, quand vous aurez le temps, faute de frappe, sans urgence, peut attendre
    4  ce serait bien
    2  une question, amélioration, comment puis-je, comment faire, où puis-je, suggestion

    [es]
    4  sin prisa, no corre prisa, cuando pueda, cuando tenga tiempo, errata, puede esperar, estaría bien
    2  pregunta, una duda, sugerencia, cómo puedo, dónde puedo

    [it]
    4  senza fretta, nessuna fretta, quando avete tempo, può aspettare, sarebbe bello, non urgente
    2  una domanda, come posso, suggerimento

    [pt]
    4  sem pressa, quando puder, pode esperar, seria bom, erro de digitação
    2  uma pergunta, como posso, sugestão

    [nl]
    4  geen haast, kan wachten, als je tijd hebt, tikfout, zou fijn zijn
    2  een vraag, hoe kan ik, suggestie

    [pl]
    4  bez pośpiechu, może poczekać, gdy będzie czas, literówka, byłoby miło
    2  pytanie, jak mogę, sugestia
    """
# The most urgent first: a tie of strong scores goes to the safer side.
PRIORITY_RULES: Mapping[str, tuple[str, ...]] = {
    "critical": entries(_CRITICAL),
    "high": entries(_HIGH),
    "medium": entries(_MEDIUM),
    "low": entries(_LOW),
}


# What is not English among the entries above.
FOREIGN_PRIORITY: Mapping[str, str] = languages("\n[en]\n".join((_CRITICAL, _HIGH, _MEDIUM, _LOW)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# A denial takes back the entry that follows it in the same clause, if only filling words stand between.
DENIALS = _words("not never nothing neither nor non nicht nichts pas jamais nunca não niet nie nooit")
# Absence takes back a priority ("no outage"), but not a topic ("no refund yet" is about a refund).
ABSENCES = _words("no none without kein keine keinen keiner aucun aucune sans sin ningún senza sem geen bez")
# A topic is taken back only where one of these words stands between ("doesn't need a refund", "not about the
# invoice"): "cannot log in" and "has not been refunded" are about the login and the refund all the same.
DISCLAIMERS = _words(
    """
    a an the need want require request ask about related think mean
    ein eine une un una
    """
)
FILLING_WORDS = DISCLAIMERS + _words(
    """
    my our your any that this it its s is be been being here there of in way by means for to with as
    so very too really particularly especially terribly super overly exactly extremely all at more most longer
    yet even
    seem consider look feel call say something anything necessarily actually currently
    è é jest to heel bardzo molto muito het erg
    sehr besonders wirklich mehr ist
    très vraiment plus du tout est
    muy es nada tan
    """
)
# The words whose denial says that the ticket can wait; denied "outage" or "stolen" says nothing of the kind.
URGENCY_WORDS = _words(
    """
    urgent urgency critical important emergency immediate asap blocker blocking serious severe major hurry
    deadline
    dringend eilig kritisch urgente prioritaire critique urgencia crítico pilne pilna pilny spoed
    """
)
DENIED_URGENCY_WEIGHT = 5.0
