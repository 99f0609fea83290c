"""Which words take another one back, as data: denials, absence, and what may stand in between."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# A denial takes back the entry that follows it in the same clause, if only filling words stand between.
DENIALS = _words("not never nothing neither nor non nicht nichts pas jamais nunca não niet nie nooit")
# Absence takes back a priority ("no outage"), but not a topic ("no refund yet" is about a refund).
ABSENCES = _words("no none without kein keine keinen keiner aucun aucune sans sin ningún senza sem geen bez")
# Nobody takes back a priority ("nobody is blocked") but not a part of a pair ("nobody can").
NOBODY = _words("nobody noone niemand keiner nadie nessuno ninguém nikt")
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
LOST_THINGS = _words(
    "data file files document documents damage money email emails mail mails record records one people"
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
