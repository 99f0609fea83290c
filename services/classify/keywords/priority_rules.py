"""The keyword rules as data: what speaks for each priority, and which words take another one back.

Rows and weights as in ``db/seed_categories.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from db.seed_categories import entries
from services.taxonomy import CRITICAL, HIGH, LOW, MEDIUM

# The most urgent first: a tie of strong scores goes to the safer side.
PRIORITY_RULES: Mapping[str, tuple[str, ...]] = {
    CRITICAL: entries(
        """
        5  priority critical, critical priority, down for everyone, production down, production is down
        5  prod is down, data loss, lost data, lost all data, security breach, data breach, data leak
        5  ransomware
        5  identity theft, critical issue, complete outage, total outage, system down, site down
        5  everything is down, p1, sev1, sev 1
        4  critical, outage, emergency, fraud, fraudulent, hacked, blocker, showstopper, data corruption
        4  stolen
        4  nobody can, no one can, entire company, whole company, all customers, all users affected
        4  server is down, servers are down, system is down, site is down, website is down, network is down
        4  server down, can not work, unable to work, work has stopped, work is stopped, nothing works
        4  standstill, someone used my card, unauthorised transaction, unauthorized transaction
        4  unauthorised access, losing data, no one is able
        3  is down, are down, went down, entire office, whole office, whole department, losing money
        3  security incident, everyone affected, breach

        4  Notfall, Totalausfall, Datenverlust, Betrug, kritisch, gestohlen, niemand kann, alle betroffen
        4  Stillstand

        4  panne totale, perte de données, fraude, critique, volé, volée, personne ne peut, urgence absolue

        4  caída total, pérdida de datos, crítico, crítica, robado, robada, nadie puede, emergencia
        """
    ),
    HIGH: entries(
        """
        5  high priority, priority high, top priority, p2
        4  urgent, urgency, asap, as soon as possible, immediate, right away, straight away, right now
        4  can not wait, locked out, charged twice, double charge, time critical, time sensitive
        4  today at the latest
        3  blocked, blocking, deadline, by today, by tomorrow, until tomorrow, due today, due tomorrow
        3  end of day, eod, several users, multiple users, many users, several people, several customers
        3  whole team, entire team, escalate, escalation, unacceptable, vulnerability, compromised
        3  lost my card
        3  lost card, lost my phone, customers affected, customers are waiting, client is waiting
        3  final reminder
        3  legal action, go live
        2  important, overdue, serious, severe, major, regression, for everyone, for all users
        2  can not log in, can not login, can not access, can not pay, still waiting, third time
        2  missing money
        2  hurry, not recognise, not recognize, unknown charge, corrupt, deadlock, memory leak
        1  production, quickly, today, tonight, tomorrow

        4  dringend, eilig, sofort, so schnell wie möglich, schnellstmöglich, umgehend, Frist, heute noch
        4  blockiert

        4  urgente, dès que possible, immédiatement, au plus vite, prioritaire
        3  bloqué, bloquée

        4  urgencia, lo antes posible, cuanto antes, inmediatamente, de inmediato
        3  bloqueado, bloqueada
        """
    ),
    MEDIUM: entries(
        """
        5  medium priority, priority medium, normal priority
        2  not working, not work, stopped working, workaround, intermittent, from time to time, sometimes
        1  error, bug, fail, failure, problem, issue, broken, crash, slow, wrong, incorrect, missing, decline
        1  pending, refund, reset, unable, not receive, not arrive, not show, this week, next week, soon
        1  exception, complaint

        1  Fehler, funktioniert nicht, geht nicht, langsam, falsch, fehlt, diese Woche

        1  erreur, problème, ne fonctionne pas, ne marche pas, lent, manque, cette semaine

        1  problema, no funciona, fallo, lento, falta, esta semana
        """
    ),
    LOW: entries(
        """
        5  low priority, priority low, no rush, no hurry, not in a hurry, not a priority, no big deal, p4
        4  typo, cosmetic, trivial, nice to have, when you have time, when you have a moment
        4  when you get a chance, take your time, can wait, at your convenience, just curious, some day
        4  whenever you can, spelling mistake
        3  feature request, would be nice, minor, whenever, spelling, misspelled, for your information, fyi
        2  suggestion, feedback, curious, wondering, question, idea, newsletter, opening hours, compliment
        2  wish
        1  how do i, how can i, how does, how to, how long, where can i, can i, what is, which, is it possible
        1  do you, information, documentation, clean up, rename, unused, improvement

        4  eilt nicht, hat Zeit, keine Eile, Tippfehler, bei Gelegenheit, Schönheitsfehler
        4  wenn Sie Zeit haben

        4  rien ne presse, pas pressé, quand vous aurez le temps, faute de frappe, sans urgence

        4  sin prisa, no corre prisa, cuando pueda, cuando tenga tiempo, errata

        2  Frage, Vorschlag, Anregung, une question, amélioration, pregunta, una duda, sugerencia
        """
    ),
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# A denial takes back the entry that follows it in the same clause, if only filling words stand between.
DENIALS = _words("not never nothing neither nor non nicht nichts pas jamais nunca")
# Absence takes back a priority ("no outage"), but not a topic ("no refund yet" is about a refund).
ABSENCES = _words("no none without kein keine keinen keiner aucun aucune sans sin ningún")
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
    dringend eilig kritisch urgente prioritaire critique urgencia crítico
    """
)
DENIED_URGENCY_WEIGHT = 5.0
