"""Parts of priority rules that tell who is hit, how many, and that something does not work, as data."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "group": """
        1  everyone, everybody, all of us, customers, our website, our shop, the shop, production line, call centre
        1  call center, help desk, warehouse, ward, agents, all users, webshop, online shop, checkout, hotline
        1  the company, tills, the building, the office
        [de]
        1  alle, Filiale, Filialen, Produktion, Onlineshop, Mitarbeiter, Standort, Abteilung, Hotline, Kassen, Kunden
        1  Verwaltung, Belegschaft
        [fr]
        1  tous, toutes, la production, magasin, magasins, tout le monde, aucun client, caisses
        [es]
        1  todos, todas, la producción, la tienda, tiendas, almacén, los clientes, cajas
        [it]
        1  tutti, i clienti, negozi, casse
        [pt]
        1  todos, todas, os clientes, lojas, caixas
        [nl]
        1  iedereen, alle klanten, winkels, kassa's
        [pl]
        1  wszyscy, klienci, sklepy, kasy
        """,
    # How many, before a word of the next two: "all four stores", "every file".
    "every": """
        1  all, all of, every, entire, whole, each, half the, half of, both, three, four, five, six, seven, eight
        1  nine, ten, several, many, first floor, second floor, third floor
        [de]
        1  alle, ganz, ganze, gesamt, komplett, sämtliche, halbe, mehrere, drei, vier, fünf, sechs
        [fr]
        1  tout, toute, tous, toutes, entier, entière, plusieurs, trois, quatre, cinq
        [es]
        1  todo, toda, todos, todas, entera, tres, cuatro, cinco, varios, varias
        [it]
        1  tutto, tutta, tutti, tutte, intero, intera, tre
        [pt]
        1  todos os, todas as, todo o, toda a, inteiro, inteira, três
        [nl]
        1  hele, gehele, alle
        [pl]
        1  cały, cała, całe, wszystkie
        """,
    "collective": """
        1  office, team, department, building, site, store, shop, floor, school, plant, factory, warehouse, hotline
        1  company, hotel, clinic, hospital, ward, region, campus, branch, shift, staff, crew, user, colleague
        1  customer, client, student, pupil, teacher, nurse, doctor, driver, agent, employee, people, till, phone
        1  machine, pc, computer, screen, printer, terminal, server, line, location, order, guest, patient, users
        1  restaurant, reception, kitchen, fleet, classroom, lab, accounting, sales, finance, marketing, hr
        1  logistics, purchasing, support, payroll department, operations, visitor, member, tenant, resident
        1  passenger, subscriber, faculty, institute, library, practice, household, depot
        [de]
        1  Büro, Team, Abteilung, Gebäude, Standort, Filiale, Etage, Schule, Werk, Lager, Firma, Verwaltung, Klinik
        1  Station, Haus, Belegschaft, Kollege, Kunde, Mitarbeiter, Schüler, Kasse, Telefon, Rechner, Maschine
        1  Praxis, Kanzlei, Stockwerk, Kollegin, Standorte, Filialen, Vertrieb, Buchhaltung, Produktion, Niederlassung
        [fr]
        1  bureau, équipe, service, bâtiment, site, magasin, étage, école, usine, entrepôt, société, entreprise
        1  agence, collègue, client, employé, caisse, téléphone, poste, ordinateur, élève, atelier, hôpital, clinique
        [es]
        1  oficina, equipo, departamento, edificio, sede, tienda, planta, escuela, fábrica, almacén, empresa, clínica
        1  compañero, cliente, empleado, caja, teléfono, ordenador, alumno, tiendas, sucursal
        [it]
        1  ufficio, reparto, edificio, sede, negozio, piano, scuola, azienda, collega, cliente, cassa, telefono
        [pt]
        1  escritório, equipa, equipe, departamento, prédio, loja, andar, escola, empresa, colega, cliente, caixa
        [nl]
        1  kantoor, afdeling, gebouw, winkel, verdieping, school, bedrijf, collega, klant, kassa, telefoon, magazijn
        [pl]
        1  biuro, zespół, dział, budynek, sklep, piętro, szkoła, firma, kolega, klient, kasa, telefon
        """,
    "holdings": """
        1  file, folder, record, order, invoice, document, data, mail, email, photo, contact, appointment, booking
        1  entry, drawing, contract, account, backup, message, calendar, project, ticket, mailbox
        [de]
        1  Datei, Ordner, Bestellung, Rechnung, Dokument, Daten, Mail, Kontakt, Termin, Buchung, Vertrag, Projekt
        [fr]
        1  fichier, dossier, commande, facture, document, donnée, contact, réservation, contrat, projet
        [es]
        1  archivo, fichero, carpeta, pedido, factura, documento, dato, contacto, reserva, contrato, proyecto
        [it]
        1  file, cartella, ordine, fattura, documento, dato, contatto, contratto, progetto
        [pt]
        1  ficheiro, arquivo, pasta, pedido, fatura, documento, dado, contacto, contrato, projeto
        [nl]
        1  bestand, map, bestelling, factuur, document, gegevens, contract, project
        [pl]
        1  plik, folder, zamówienie, faktura, dokument, dane, kontakt, umowa, projekt
        """,
    "nobody": """
        1  nobody, no one, noone, none of, not a single, not one
        [de]
        1  niemand, keiner der, keiner von uns, keiner mehr, keiner kann, keiner kommt, kein Kunde, kein Mitarbeiter
        1  kein Kollege, keine Kasse
        [fr]
        1  personne, aucun client, plus aucun, plus personne, aucun de nous
        [es]
        1  nadie, ningún, ninguno
        [it]
        1  nessuno
        [pt]
        1  ninguém, nenhum
        [nl]
        1  niemand
        [pl]
        1  nikt, żaden
        """,
    "able": """
        1  can, starts, works, get, gets, get in, able, reach, log in, sign in, work, accept, accepts, use, access
        1  print, open, see, receive, call, pay, connect, clock in
        [de]
        1  kann, kommt, anmelden, arbeiten, mehr, erreicht, drucken, bestellen, startet, funktioniert
        [fr]
        1  peut, arrive, se connecter, commander, accès, travailler, imprimer, démarre, fonctionne, marche
        [es]
        1  puede, consigue, entrar, pagar, acceder, trabajar, imprimir, arranca, funciona
        [it]
        1  riesce, può, accede, lavora, funziona
        [pt]
        1  consegue, pode, acede, acessa, funciona
        [nl]
        1  kan, inloggen, komt, werkt
        [pl]
        1  może, działa
        """,
    "failure": """
        1  can not, unable, offline, down, dead, frozen, no internet, without internet, lost internet, stuck, dark
        1  lost the internet, no network, without power, no power, no wifi, no phones, no email, no connection
        1  no access, refuse, refuses, 500, 502, 503, 504, not respond, not answer, kicked out, crash, no dial tone
        1  is off, are off, the busy signal, without the, not work, stopped, fails, fail, unreachable, without
        1  been off, unusable, not load, not start, nothing works, logged out, thrown out, black screen, blue screen
        1  freezes, no signal, timed out, time out, times out, cut off, out of order, is empty, are empty, blank page
        1  white page, no longer works
        [de]
        1  ausgefallen, offline, nicht erreichbar, ohne Strom, ohne Netz, ohne Internet, steht, reagiert nicht, tot
        1  geht nicht, kann nicht, funktioniert nicht, kein Netz, geht nichts, läuft nichts, kein Internet
        1  kein Strom, stehen, keine Verbindung, läuft nicht, nicht mehr, liegt lahm, eingefroren, geht, abgestürzt
        1  keinen Zugriff
        [fr]
        1  sans réseau, sans internet, en panne, hors ligne, ne peut, ne peuvent, ne fonctionne plus, ne répond plus
        1  à l'arrêt, plus de messagerie, plus de réseau, plus d'internet, plus de téléphone, plus rien, plus d'accès
        1  coupé, coupée, inaccessible, ne marche plus, bloqués, plante, plus de connexion, ne fonctionne pas
        [es]
        1  sin internet, sin red, caído, no funciona, no responde, parada, no puede, no pueden, sin sistema, sin luz
        1  sin conexión, sin línea, caída, no carga, sin teléfono, sin acceso, bloqueados, no va, no funcionan
        [it]
        1  senza rete, senza internet, fermo, non funziona, offline, bloccati, non va, non funzionano, giù
        1  senza corrente
        [pt]
        1  sem internet, sem rede, parado, não funciona, sem sistema, sem acesso, em baixo, fora do ar, sem luz
        [nl]
        1  geen internet, geen netwerk, zonder internet, ligt plat, werkt niet, ligt eruit, geen verbinding
        1  doet het niet
        [pl]
        1  nie ma internetu, bez internetu, nie działa, nie działają, brak internetu, bez prądu, leży, brak dostępu
        """,
    "central": """
        1  mail server, file server, database server, internet, website, web site, our site, erp, sap, network
        1  intranet, phone system, webshop, payment system, booking system, cash register system, card terminals
        1  domain controller, web server, firewall, data centre, data center, main switch, wifi network
        1  production system, till system
        [de]
        1  Mailserver, Dateiserver, Webseite, Netzwerk, Telefonanlage, Warenwirtschaft, Kassensystem, Homepage, Server
        [fr]
        1  serveur de messagerie, site web, site internet, réseau, standard téléphonique, messagerie, serveur
        [es]
        1  servidor, página web, la web, red, centralita, el sistema
        [it]
        1  il sito, rete aziendale, centralino, gestionale
        [pt]
        1  servidor, o site, a rede, central telefónica
        [nl]
        1  mailserver, website, netwerk, telefooncentrale
        [pl]
        1  serwer, strona internetowa, centrala telefoniczna
        """,
    "down": """
        1  unreachable, not reachable, is down, are down, offline, hijacked, defaced, dead, been down, went down
        1  rejected everywhere
        [de]
        1  nicht erreichbar, ausgefallen, offline, tot, abgestürzt, down, komplett weg
        [fr]
        1  injoignable, hors ligne, tombé, en panne, inaccessible
        [es]
        1  caído, caída, se ha caído, fuera de servicio
        [it]
        1  irraggiungibile, offline, giù
        [pt]
        1  fora do ar, em baixo, caiu
        [nl]
        1  onbereikbaar, plat, eruit
        [pl]
        1  niedostępny, niedostępna, padł, padła
        """,
    "several": """
        1  five people, three people, four people, ten people, several colleagues, people in my team, my team
        1  several of us, my colleague and i, the two of us
        [de]
        1  mehrere Kollegen, mein Team, unser Team
        [fr]
        1  plusieurs collègues, mon équipe
        [es]
        1  varios compañeros, mi equipo
        """,
}
