"""Priority rules of two parts, as data: who is hit and how, what is lost and how, by when and what for.

A part is a list of words and phrases in every language; ``priority_pairs`` says which two parts speak for what.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.seed.keyword_table import entries, languages

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

PARTS: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _PARTS.items()}
# The language of each part above that is not English.
FOREIGN_PARTS: Mapping[str, str] = languages("\n[en]\n".join(_PARTS.values()))
