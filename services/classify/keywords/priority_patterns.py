"""Priority rules of two parts, and the guards, as data: who is hit and how, what is lost and how, by when and what for.

A part is a list of words and phrases in every language; a pair speaks where both of its parts stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.seed_categories import entries, languages

_PARTS: Mapping[str, str] = {
    "group": """
        1  everyone, everybody, all of us, all our, all phones, every branch, every till, whole office
        1  whole department, whole site, whole shop
        1  whole team, whole company, whole school, whole floor, entire office, entire company, entire team, all users
        1  all customers, our customers
        1  customers, half of the, all machines, our website, our shop, the shop, production line, call centre
        1  warehouse, ward, agents
        1 third floor, second floor, first floor, all branches, the company, department
        [de]
        1  alle, komplette Standort, ganze Firma, ganze Abteilung, gesamte Firma, alle Kunden, alle Kassen, Filiale
        1  Produktion, Onlineshop, Mitarbeiter, Standort
        [fr]
        1  toute l'entreprise, tous, toutes les caisses, tous les clients, tout le service, aucun client
        1  la production, le site, magasin
        [es]
        1 toda la oficina, toda la empresa, todos, todas las cajas, los clientes, la producción, la tienda, almacén
        [it]
        1 tutta l'azienda, tutti, tutto l'ufficio, i clienti
        [pt]
        1 toda a empresa, todos, todo o escritório, os clientes
        [nl]
        1 hele kantoor, hele bedrijf, iedereen, alle klanten
        [pl]
        1 cała firma, wszyscy, całe biuro, klienci
        """,
    "failure": """
        1  can not, unable, offline, down, dead, frozen, no internet, without internet, lost internet
        1  lost the internet, no network, without power
        1  refuse, refuses, 503, 500, does not respond, not respond, does not answer, not answer, kicked out, crash
        1  without the, not work, no connection
        1 stopped, fails, fail, unreachable, not reachable, without
        [de]
        1  ausgefallen, offline, nicht erreichbar, ohne Strom, ohne Netz, ohne Internet, steht, reagiert nicht
        1  geht nicht, kann nicht, funktioniert nicht, kein Netz
        [fr]
        1  sans réseau, sans internet, en panne, hors ligne, ne peut, ne peuvent, ne fonctionne plus, ne répond plus
        1  à l'arrêt
        [es]
        1 sin internet, sin red, caído, no funciona, no responde, parada, no puede, no pueden
        [it]
        1 senza rete, senza internet, fermo, non funziona, offline
        [pt]
        1 sem internet, sem rede, parado, não funciona
        [nl]
        1 geen internet, geen netwerk, zonder internet, ligt plat, werkt niet
        [pl]
        1 nie ma internetu, bez internetu, nie działa
        """,
    "nobody": """
        1 nobody, no one, noone, none of, not a single, not one
        [de]
        1 niemand, keiner, kein Kunde, kein Mitarbeiter
        [fr]
        1 personne, aucun client, plus aucun, plus personne
        [es]
        1 nadie, ningún
        [it]
        1 nessuno
        [pt]
        1 ninguém
        [nl]
        1 niemand
        [pl]
        1 nikt
        """,
    "able": """
        1 can, gets, get in, able, reach, log in, sign in, work, accept, accepts, use
        [de]
        1 kann, kommt, anmelden, arbeiten, mehr
        [fr]
        1 peut, arrive, se connecter, commander
        [es]
        1 puede, consigue, entrar, pagar
        [it]
        1 riesce, può
        [pt]
        1 consegue, pode
        [nl]
        1 kan, inloggen
        [pl]
        1 może
        """,
    "secret": """
        1  password, login, pin, card number, credentials, bank details, account details, api keys, access keys
        1  admin password, patient records, customer list
        1 customer data, mailbox, my account, finance system, personal data, unencrypted, my files
        [de]
        1 Kennwort, Passwort, Zugangsdaten, Kundendaten, Postfach, PIN, Kreditkarte, Mails, Patientendaten
        [fr]
        1 mot de passe, identifiants, données de clients, messagerie, carte bancaire, notre compte
        [es]
        1 contraseña, datos de clientes, correo, tarjeta, clave
        """,
    "given": """
        1  phishing, fake, stranger, gave, entered, typed, clicked, shared, called, another country, turned up
        1  visible on, pushed to, stolen, ex-employee, former employee
        1 public, somebody who, strange ending
        [de]
        1  gefälschten, eingegeben, Fremden, weitergegeben, geklickt, verschickt, gestohlen, hereingefallen
        1  Phishing-Mail, jemand
        [fr]
        1 cliqué, donné, faux site, volé, inconnu, quelqu'un
        [es]
        1 dado, robado, página falsa, desconocido, alguien, pinchado
        """,
    "liquid": """
        1 water, leak, dripping, coffee
        [de]
        1 Wasser, tropft
        [fr]
        1 eau, fuite
        [es]
        1 agua, gotea
        """,
    "electric": """
        1 server, server room, rack, cabinet, network cabinet, socket, ups, switch, power strip
        [de]
        1 Serverraum, Verteilerschrank, Schrank, Steckdose, Technikraum
        [fr]
        1 armoire électrique, salle des serveurs, prise
        [es]
        1 armario eléctrico, sala de servidores, enchufe
        """,
    "danger": """
        1 lift, elevator, emergency exit, fire alarm, smoke detector, fire door
        [de]
        1 Aufzug, Notausgang, Brandmelder, Feueralarm
        [fr]
        1 ascenseur, sortie de secours, alarme incendie
        [es]
        1 ascensor, salida de emergencia, alarma de incendios
        """,
    "fault": """
        1 stuck, can not be opened, fault, not react, not work, blocked, broken, jammed, people inside
        [de]
        1 steckt, klemmt, defekt, blockiert, stecken
        [fr]
        1 bloqué, coincé, en panne
        [es]
        1 atascado, bloqueada, no funciona
        """,
    "records": """
        1  all customer, all orders, shared folder, shared project folder, customer addresses, invoices table
        1  database, backup, measurements, all files, all data, project folder
        1 all my files, months of, years of, orders
        [de]
        1 Kundendaten, Projektlaufwerk, alle Dateien, Datenbank, Sicherung, sämtliche, Laufwerk, Daten
        [fr]
        1 toutes les commandes, dossier partagé, base de données, tous les fichiers, données, sauvegarde, fichiers
        [es]
        1 datos, los pedidos, todos los archivos, base de datos, carpeta compartida, copia de seguridad
        [it]
        1 tutti i dati, tutti i file, cartella condivisa
        [pt]
        1 todos os dados, todos os arquivos, pasta partilhada
        [nl]
        1 alle gegevens, alle bestanden, gedeelde map
        [pl]
        1 wszystkie dane, wszystkie pliki, folder wspólny
        """,
    "own records": """
        1 thesis, report, file, files, folder, document, mails, presentation
        [de]
        1 Datei, Dokument, Bericht, Ordner
        [fr]
        1 fichier, document, rapport
        [es]
        1 archivo, documento, informe
        """,
    "gone": """
        1  deleted, vanished, disappeared, overwrote, overwritten, gone, dropped, wiped, erased, lost, not be restored
        1  failing, not run
        [de]
        1 weg, gelöscht, überschrieben, verschwunden, verloren
        [fr]
        1 disparu, supprimé, effacé, perdu, écrasé
        [es]
        1 borrado, desaparecido, perdido, eliminado, sobrescrito
        [it]
        1 cancellati, spariti, persi
        [pt]
        1 apagados, desapareceram, perdidos
        [nl]
        1 verwijderd, verdwenen, kwijt
        [pl]
        1 usunięte, zniknęły, utracone
        """,
    "money": """
        1  transfer, salaries, salary, payroll, payment run, company card, customers were charged, supplier was paid
        1  money, merchant account, card
        [de]
        1 Gehälter, Geld, überwiesen, Lohnlauf, Überweisung
        [fr]
        1 virement, salaires, paie
        [es]
        1 transferencia, nóminas, salarios
        """,
    "at risk": """
        1  wrong account, ten times, not be paid, aborts, instead of, know nothing about, crashed, crash, every hour
        1  twice the, fails
        [de]
        1 doppelt, falsche, abgebrochen, falsches
        [fr]
        1 mauvais, deux fois, erroné
        [es]
        1 equivocada, dos veces, incorrecta
        """,
    "by when": """
        1  today, tonight, tomorrow, in an hour, in two hours, in one hour, by noon, before noon, this morning
        1  before his, before her, on Monday, by then, by 5 pm, pm today, in minutes
        [de]
        1 heute, morgen, in einer Stunde, bis Mittag, heute Abend, in zwei Stunden, um 16 Uhr
        [fr]
        1 aujourd'hui, ce soir, demain, avant midi, dans une heure
        [es]
        1 hoy, esta noche, mañana, en una hora
        """,
    "must": """
        1  must, due, submitted, submit, present, board, go live, flight, finish, auditors, need, have to, appointment
        1  trip, signed
        [de]
        1 muss, fertig, Frist, Abgabefrist, Präsentation, läuft, Abgabe, Termin
        [fr]
        1 doit, déposé, rendre, présentation, réunion
        [es]
        1 plazo, entregar, tengo que, debe, presentación
        """,
    "person": """
        1  chief executive, ceo, cfo, cto, managing director, director, minister, president, board, executive
        1  vice president, delegation
        [de]
        1 Geschäftsführer, Geschäftsführerin, Vorstand, Geschäftsleitung, Minister, Direktor
        [fr]
        1 directrice générale, directeur général, ministre, président, PDG
        [es]
        1 director general, directora general, ministro, presidente, gerente
        """,
    "hindered": """
        1 can not, no access, no signal, not open, not work, shows nothing, not share, locked out
        [de]
        1 kommt nicht, kann nicht, kein Zugriff, geht nicht
        [fr]
        1 ne peut, ne peut plus, n'a pas accès, ne fonctionne pas
        [es]
        1 no puede, sin acceso, no funciona
        """,
    "several": """
        1  five people, three people, four people, ten people, several colleagues, people in my team, my team
        1  several of us
        [de]
        1 mehrere Kollegen, mein Team, unser Team
        [fr]
        1 plusieurs collègues, mon équipe
        [es]
        1 varios compañeros, mi equipo
        """,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """``value`` with ``weight`` where one of each part stands in a sentence, at most ``reach`` words apart."""

    value: str
    weight: float
    first: str
    second: str
    reach: int = 14


PARTS: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _PARTS.items()}
PAIRS = (
    Pair("critical", 6, "group", "failure"),
    Pair("critical", 6, "nobody", "able", 8),
    Pair("critical", 6, "secret", "given"),
    Pair("critical", 5, "liquid", "electric"),
    Pair("critical", 6, "danger", "fault"),
    Pair("critical", 6, "records", "gone"),
    Pair("high", 4, "own records", "gone"),
    Pair("critical", 5, "money", "at risk"),
    Pair("high", 5, "by when", "must"),
    Pair("high", 5, "person", "hindered"),
    Pair("high", 5, "several", "hindered"),
)

# What says that it is over: nothing before it, or in its sentence, is urgent any more.
RESOLVED = entries(
    """
    5  works again, works now, is over, fine again, has been fixed, was fixed, is fixed, is resolved, been resolved
    5  been dealt with, never mind, solved, runs again
    5  working again, up again, everything runs, stable since, thanks for fixing, thank you for fixing, went well
    5  not any more, found the file, back online, is back, back to normal
    5 it works now, no longer happens, all good now
    """
)
RESOLVED_ABROAD = """
    [de]
    5  ist behoben, inzwischen behoben, hat sich erledigt, läuft wieder, geht wieder, funktioniert wieder
    5  alles wieder gut, wieder da
    [fr]
    5 est réparée, est réparé, est résolu, est résolue, tout fonctionne, fonctionne à nouveau, remarche
    [es]
    5 ya está resuelta, ya está resuelto, está resuelto, todo funciona, ya funciona, funciona de nuevo, solucionado
    [it]
    5 è risolto, risolto, funziona di nuovo, tutto funziona
    [pt]
    5 está resolvido, resolvido, já funciona, voltou a funcionar
    [nl]
    5 is opgelost, opgelost, werkt weer, doet het weer
    [pl]
    5 rozwiązane, naprawione, działa już, znowu działa
    """
# What makes of "it is fixed" a wish.
NOT_YET = frozenset(
    {
        "until",
        "after",
        "before",
        "once",
        "when",
        "if",
        "unless",
        "till",
        "bis",
        "wenn",
        "sobald",
        "quand",
        "jusqu",
        "cuando",
        "hasta",
        "si",
    }
)
# What says that it was long ago: nothing in its sentence is urgent.
PAST = entries(
    """
    1  last year, last month, last week, used to, years ago, months ago, in the past, back then, in January
    1  in February, in March, in April, in June, in July, in August
    1  in September, in October, in November, in December, last Thursday, last Monday, last Friday, last Tuesday
    1  last Wednesday
    """
)
PAST_ABROAD = """
    [de]
    1 letztes Jahr, letzten Monat, letzte Woche, damals
    [fr]
    1 l'année dernière, le mois dernier, la semaine dernière, autrefois
    [es]
    1 el año pasado, el mes pasado, la semana pasada, antes de
    """
# What an urgent word beside it names: a button, a course, a list.
NAMING = entries(
    """
    1  button, label, menu, entry, column, tab, field, string, text, heading, course, training, seminar, webinar
    1  workshop, book, film, movie, band, song, rename, translate
    1  drill, group, distribution list, meeting room, room, contacts, team name, called, titled, detector test
    1  thinking, awareness, basics, wardens, procedure, policy, plan, lesson, class
    """
)
NAMING_ABROAD = """
    [de]
    1 Knopf, Schaltfläche, Menü, Seminar, Kurs, Schulung, Buch, Film, Spalte, Denken
    [fr]
    1 bouton, menu, cours, formation, séminaire, livre, film, colonne
    [es]
    1 botón, menú, curso, seminario, libro, película, columna
    """
# What begins a complaint that means the opposite of what it says.
MOCKERY = frozenset(
    {
        "great",
        "wonderful",
        "lovely",
        "oh",
        "brilliant",
        "fantastic",
        "marvellous",
        "super",
        "awesome",
        "toll",
        "prima",
        "klasse",
        "genial",
        "bravo",
        "perfect",
        "perfekt",
    }
)


GUARDS: Mapping[str, tuple[str, ...]] = {
    "resolved": RESOLVED + entries(RESOLVED_ABROAD),
    "past": PAST + entries(PAST_ABROAD),
    "naming": NAMING + entries(NAMING_ABROAD),
}
FOREIGN_PARTS: Mapping[str, str] = languages(
    "\n[en]\n".join((*_PARTS.values(), "", RESOLVED_ABROAD, "", PAST_ABROAD, "", NAMING_ABROAD))
)
