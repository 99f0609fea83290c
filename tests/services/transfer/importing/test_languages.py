"""Statuses, priorities and words for nothing as six more languages and eleven more systems write them."""

from __future__ import annotations

import pytest

from services.transfer.importing.other_systems.placeholders import is_nothing
from services.transfer.importing.other_systems.system_rows import SYSTEMS
from services.transfer.importing.other_systems.vocabulary import guess_values
from services.transfer.importing.plan import LEFT_OUT, SUGGESTED, normalise_word


def meanings(field: str, words: str, system: str = "") -> str:
    folded = [normalise_word(word) for word in words.split("|")]
    row = next((row for row in SYSTEMS if row.name == system), None)
    found = guess_values(field, folded, {}, row.words.get(field) if row else None, row.scale if row else "")
    return " ".join({SUGGESTED: "?", LEFT_OUT: "!"}.get(found[word], found[word]) for word in folded)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Neu|Offen|In Bearbeitung|Wartend|Gelöst|Geschlossen", "open open in_progress in_progress resolved closed"),
        ("NEU|Warten auf Kunden|Erledigt|Abgelehnt|Wiedereröffnet", "open in_progress resolved closed open"),
        ("In Bearbeitung (zugewiesen)|In Bearbeitung (geplant)|Zu erledigen", "in_progress in_progress open"),
        ("Nouveau|En cours (Attribué)|En attente|Résolu|Clos", "open in_progress in_progress resolved closed"),
        ("Ouvert|À faire|EN COURS|Terminé|Fermée|Rouvert", "open open in_progress resolved closed open"),
        ("Nuevo|Abierto|En curso|Pendiente|Resuelto|Cerrado", "open open in_progress in_progress resolved closed"),
        ("En espera del cliente|Reabierta|Cancelado|Finalizada", "in_progress open closed resolved"),
        ("Nuovo|Aperto|In corso|In attesa|Risolto|Chiuso", "open open in_progress in_progress resolved closed"),
        ("Da fare|In lavorazione|Completato|Annullato", "open in_progress resolved closed"),
        ("Novo|Aberto|Em andamento|Pendente|Resolvido|Fechado", "open open in_progress in_progress resolved closed"),
        ("A fazer|Aguardando cliente|Concluído|Encerrado|Cancelado", "open in_progress resolved closed closed"),
        (
            "Nieuw|Open|In behandeling|In de wacht|Opgelost|Gesloten",
            "open open in_progress in_progress resolved closed",
        ),
        ("Te doen|Bezig|Afgehandeld|Geannuleerd", "open in_progress resolved closed"),
        ("ausstehend|ungelöst|Abgeschlossen|storniert", "in_progress open closed closed"),
        ("未対応|処理中|処理済み|完了", "open in_progress resolved resolved"),
        ("🟢 Open|Closed ✔|In-Progress|WON’T DO", "open closed in_progress closed"),
        ("Pending reminder|pending close|merged|deleted", "in_progress in_progress closed !"),
        ("Awaiting User Info|On Hold|Canceled|Closed Complete", "in_progress in_progress closed closed"),
        ("Processing (assigned)|Processing (planned)|Solved", "in_progress in_progress resolved"),
        ("Unassigned|(none)|-|NULL", "open ? ? ?"),
        ("New (Support Pipeline)|Closed [EMEA]|erfolgreich geschlossen", "open closed closed"),
        ("Warten zur Erinnerung|pending auto close+|closed unsuccessful", "in_progress in_progress closed"),
    ],
)
def test_statuses(words: str, keys: str) -> None:
    assert meanings("status", words) == keys


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Niedrig|Mittel|Hoch|Dringend", "low medium high critical"),
        ("Sehr niedrig|Normal|Wichtig|Sehr hoch|Höchste", "low medium high critical critical"),
        ("Basse|Moyenne|Haute|Très haute", "low medium high critical"),
        ("Faible|Normale|Élevée|Urgente|Critique", "low medium high critical critical"),
        ("Baja|Media|Alta|Urgente|Crítica", "low medium high critical critical"),
        ("Muy baja|Normal|Muy alta", "low medium critical"),
        ("Bassa|Media|Alta|Urgente|Molto alta", "low medium high critical critical"),
        ("Baixa|Média|Alta|Urgente|Crítica|Muito alta", "low medium high critical critical critical"),
        ("Laag|Normaal|Hoog|Dringend|Kritiek|Spoed", "low medium high critical critical critical"),
        ("Gemiddeld|Zeer hoog|Zeer laag", "medium critical low"),
        ("1 - Kritisch|2 - Hoch|3 - Mittel|4 - Niedrig|5 - Planung", "critical high medium low !"),
        ("1 low|2 normal|3 high", "low medium high"),
        ("High (2)|Low (4)", "high low"),
        ("Priorität 1|Priorität 2|Priorität 3", "critical high medium"),
        ("High priority|priorité haute", "high high"),
        ("Bloquante|Majeure|Mineure", "critical medium low"),
        ("Majeure|Normale", "high medium"),
        ("No priority|None|keine|Aucune|(leer)", "? ? ? ? ?"),
        ("P1 - Critical|P2 - High|P3", "critical high medium"),
        ("🔴 High|🟡 Medium", "high medium"),
        ("High (2 hours)|Medium-High", "high high"),
    ],
)
def test_priorities(words: str, keys: str) -> None:
    assert meanings("priority", words) == keys


@pytest.mark.parametrize(
    ("system", "field", "words", "keys"),
    [
        ("Request Tracker", "priority", "0|10|33|34|50|66", "low low low medium medium medium"),
        ("Request Tracker", "priority", "67|99|100|101", "high high high critical"),
        ("Request Tracker", "priority", "Low|Medium|High|(no value)", "low medium high ?"),
        ("Request Tracker", "priority", "50.0|75,0|-5|x", "medium high low !"),
        ("Request Tracker", "status", "new|open|stalled|resolved|rejected", "open open in_progress resolved closed"),
        ("ServiceNow", "priority", "1|2|3|4|5", "critical high medium low low"),
        ("ServiceNow", "priority", "1 - Critical|3 - Moderate|5 - Planning", "critical medium low"),
        ("ServiceNow", "status", "1|2|3|6|7|8", "open in_progress in_progress resolved closed closed"),
        ("GLPI", "status", "1|2|3|4|5|6", "open in_progress in_progress in_progress resolved closed"),
        ("GLPI", "priority", "Very low|Low|Medium|High|Very high|Major", "low low medium high critical critical"),
        ("GLPI", "priority", "Très basse|Moyenne|Majeure", "low medium critical"),
        ("GLPI", "priority", "1|3|6", "low medium critical"),
        ("Linear", "priority", "Urgent|High|Medium|Low|No priority", "critical high medium low ?"),
        ("Linear", "priority", "0|1|2|3|4", "? critical high medium low"),
        ("Linear", "status", "Backlog|Todo|In Progress|In Review|Done|Canceled|Duplicate|Triage",
         "open open in_progress in_progress resolved closed closed open"),
        ("Plane", "priority", "urgent|high|medium|low|none", "critical high medium low ?"),
        ("Plane", "status", "Backlog|Todo|In Progress|Done|Cancelled", "open open in_progress resolved closed"),
        ("Freshservice", "status", "Open|Pending|Resolved|Closed|2|5", "open in_progress resolved closed open closed"),
        ("Freshdesk", "priority", "1|2|3|4", "low medium high critical"),
        ("HubSpot", "status", "New|Waiting on contact|Waiting on us|Closed", "open in_progress open closed"),
        ("Help Scout", "status", "Active|Pending|Closed|Spam", "open in_progress closed closed"),
        ("Chatwoot", "status", "open|resolved|pending|snoozed", "open resolved in_progress in_progress"),
        ("Chatwoot", "priority", "low|medium|high|urgent|none", "low medium high critical ?"),
        ("Zammad", "status", "new|open|pending reminder|pending close|closed|merged",
         "open open in_progress in_progress closed closed"),
        ("osTicket", "priority", "Low|Normal|High|Emergency", "low medium high critical"),
        ("osTicket", "status", "Open|Resolved|Closed|Archived", "open resolved closed closed"),
    ],
)  # fmt: skip
def test_what_a_system_means(system: str, field: str, words: str, keys: str) -> None:
    assert meanings(field, words, system) == keys


@pytest.mark.parametrize(
    "cell",
    str.split(
        "NULL|null|None|N/A|n/a|NA|#N/A|-|--|—|–|(none)|<none>|[null]|(leer)|(empty)|(blank)|Unassigned|"
        "Not assigned|nobody|Nobody|n.a.|k. A.|k.A.|keine Angabe|Nicht zugewiesen|Non assigné|aucun|"
        "Sin asignar|ninguno|Nessuno|Non assegnato|Não atribuído|Niet toegewezen|geen|n.v.t.|\\N|NaN|NaT|"
        "undefined|Not set|...|?| ",
        "|",
    ),
)
def test_what_says_nothing(cell: str) -> None:
    assert is_nothing(cell)


@pytest.mark.parametrize(
    "cell",
    ["Ann", "0", "7", "2026-03-04", "a-b", "Nona", "Nullmann", "no", "- Ann", "N/A see below", "none of the printers"],
)
def test_what_says_something(cell: str) -> None:
    assert not is_nothing(cell)


@pytest.mark.parametrize(
    ("name", "nothing"), [("Na", False), ("Null", False), ("NULL", True), ("Nil", False), ("-", True)]
)
def test_a_person_may_have_such_a_name(name: str, nothing: bool) -> None:
    assert is_nothing(name, person=True) is nothing
