"""Parts of priority rules that tell who is hit and how many, as data."""

from __future__ import annotations

from collections.abc import Mapping

# Words that tell of several in the plural only.
ONLY_SEVERAL = frozenset(
    [
        "customers",
        "agents",
        "clients",
        "users",
        "students",
        "guests",
        "visitors",
        "passengers",
        "drivers",
        "patients",
        "pupils",
        "teachers",
        "nurses",
        "tenants",
        "members",
        "colleagues",
        "colegas",
        "clientes",
        "usuarios",
        "pacientes",
        "collegues",
        "eleves",
        "visiteurs",
        "utilisateurs",
        "chauffeurs",
        "alumnos",
        "visitantes",
        "conductores",
        "phones",
        "telephones",
        "tills",
        "registers",
        "pumps",
        "scanners",
        "kiosks",
        "landlines",
        "buses",
        "trams",
        "freezers",
        "payments",
        "terminals",
    ]
)
# Those of other languages that tell of one.
ONLY_ONE = frozenset(
    ["kunde", "kollege", "kollegin", "benutzerin", "nutzerin", "gast", "klient", "klant", "kolega", "collega", "utente"]
)

GROUPS: Mapping[str, str] = {
    "group": """
        1  everyone, everybody, all of us, customers, our website, our shop, the shop, production line, call centre
        1  call center, warehouse, ward, agents, all users, webshop, online shop, checkout, the company, tills
        1  the building, the office, for anyone, hundreds of, dozens of, thousands of, company-wide, site-wide
        1  company wide, people
        [de]
        1  firmenweit, hunderte, dutzende, standortweit, alle, Filiale, Filialen, Produktion, Onlineshop, Mitarbeiter
        1  Standort, Abteilung, Kassen, Kunden, Verwaltung, Belegschaft
        [fr]
        1  des centaines, des dizaines, tous, toutes, la production, magasin, magasins, tout le monde, aucun client
        1  caisses
        [es]
        1  cientos de, decenas de, todos, todas, la producción, la tienda, tiendas, almacén, los clientes, cajas
        [it]
        1  tutti, i clienti, negozi, casse
        [pt]
        1  os clientes, lojas, caixas
        [nl]
        1  iedereen, alle klanten, winkels, kassa's
        [pl]
        1  wszyscy, klienci, sklepy, kasy
        """,
    # How many, before a word of the next two: "all four stores", "every file".
    "every": """
        1  all, all of, every, entire, whole, each, half the, half of, both, three, four, five, six, seven, eight, nine
        1  ten, several, many
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
        1  hele, gehele
        [pl]
        1  cały, cała, całe, wszystkie
        """,
    "collective": """
        1  office, team, department, building, site, store, shop, floor, school, plant, factory, warehouse, hotline
        1  company, hotel, clinic, hospital, ward, region, campus, branch, shift, staff, crew, user, colleague
        1  customer, client, student, pupil, teacher, nurse, doctor, driver, agent, employee, people, till, phone
        1  machine, pc, computer, screen, printer, terminal, server, line, location, order, guest, patient, users
        1  restaurant, reception, kitchen, fleet, classroom, lab, accounting, sales, finance, marketing, hr, logistics
        1  purchasing, support, payroll department, operations, visitor, member, tenant, resident, passenger
        1  subscriber, of us, parent, donor, family, handheld, desk, lorry, truck, faculty, institute, library
        1  practice, household, depot, register, kiosk, counter, waiter, checkout, guests, branches, lane, station
        1  apprentice, volunteer, member of staff, gate, entrance, reader, handset, room, flat, apartment, bed, theatre
        1  court, crossing
        [de]
        1  Büro, Abteilung, Gebäude, Standort, Filiale, Etage, Schule, Werk, Lager, Firma, Verwaltung, Klinik, Haus
        1  Belegschaft, Kollege, Kunde, Mitarbeiter, Schüler, Kasse, Telefon, Rechner, Maschine, Praxis, Kanzlei
        1  Stockwerk, Kollegin, Standorte, Filialen, Vertrieb, Buchhaltung, Produktion, Niederlassung, Mitglied
        1  Mitglieder, Eltern, Gast, Teilnehmer, Schülerin, von uns, Zimmer, Platz, Arbeitsplatz, Apotheke, Rathaus
        1  Amt, Labor, Werkstatt, Küche, Supermarkt, Bibliothek, Eingang, Drucker, Arzt, Pflegekraft, Nebenstelle
        [fr]
        1  bureau, équipe, service, bâtiment, magasin, étage, école, usine, entrepôt, société, entreprise, agence
        1  collègue, employé, caisse, téléphone, poste, ordinateur, élève, atelier, hôpital, clinique, abonné, membre
        1  adhérent, salle, habitant, famille, chambre, de nous, cantine, hôtel, pharmacie, mairie, bibliothèque
        1  laboratoire, cuisine, borne, médecin, résident
        [es]
        1  oficina, equipo, departamento, edificio, sede, tienda, planta, escuela, fábrica, almacén, empresa, clínica
        1  compañero, cliente, empleado, caja, teléfono, ordenador, alumno, tiendas, sucursal, socio, paciente, familia
        1  abonado, habitación, centro, aula, de nosotros, supermercado, farmacia, biblioteca, laboratorio, cocina
        1  restaurante, ayuntamiento, médico, ventanilla
        [it]
        1  ufficio, reparto, negozio, piano, scuola, azienda, collega, cassa, telefono, cucina, ristorante, albergo
        1  comune, medico, supermercato
        [pt]
        1  escritório, equipa, equipe, prédio, loja, andar, escola, colega, caixa, farmácia, laboratório, cozinha
        1  câmara, recepção
        [nl]
        1  kantoor, afdeling, gebouw, winkel, verdieping, bedrijf, klant, kassa, telefoon, magazijn, apotheek
        1  bibliotheek, keuken, gemeente, arts, winkels
        [pl]
        1  biuro, zespół, dział, budynek, sklep, piętro, szkoła, kolega, klient, kasa, apteka, biblioteka, kuchnia
        1  restauracja, urząd, lekarz, przychodnia, szpital
        """,
    "holdings": """
        1  file, folder, record, order, invoice, document, data, mail, email, photo, contact, appointment, booking
        1  entry, drawing, contract, account, backup, message, calendar, project, ticket, mailbox
        [de]
        1  Datei, Ordner, Bestellung, Rechnung, Dokument, Daten, Kontakt, Termin, Buchung, Vertrag, Projekt
        [fr]
        1  fichier, dossier, commande, facture, donnée, réservation, contrat, projet
        [es]
        1  archivo, fichero, carpeta, pedido, factura, documento, dato, contacto, reserva, contrato, proyecto
        [it]
        1  cartella, ordine, fattura, contatto, contratto, progetto
        [pt]
        1  ficheiro, arquivo, pasta, fatura, dado, projeto
        [nl]
        1  bestand, map, bestelling, factuur, gegevens
        [pl]
        1  plik, zamówienie, faktura, dane, umowa
        """,
    "nobody": """
        1  nobody, no one, noone, none of, not a single, not one, not a soul, nobody at, no user, no customer
        1  no employee, no student, no guest, no caller, neither of us, no colleague, no staff member, no single
        1  no one at, no one of, not a single one
        [de]
        1  niemand, keiner der, keiner von uns, keiner mehr, keiner kann, keiner kommt, kein Kunde, kein Mitarbeiter
        1  kein Kollege, keine Kasse, kein Mensch, kein einziger, keine einzige, keinen einzigen, keiner, keiner von
        [fr]
        1  personne, aucun client, plus aucun, plus personne, aucun de nous, aucun utilisateur, aucun collègue
        1  aucune salle, aucun poste, plus un seul, pas un seul, aucun des, plus une seule, pas une seule, aucune
        [es]
        1  nadie, ningún, ninguno, ni uno, ningún usuario, ningún compañero, ninguno de, ninguna, ni un solo
        1  ni una sola
        [it]
        1  nessuno, nessuno di noi, nessun cliente, nessun utente, nessun collega, nessuna, neanche uno
        [pt]
        1  ninguém, nenhum, nenhum cliente, nenhum de nós, nenhum utilizador, nenhuma, nem um
        [nl]
        1  geen enkele klant, geen klant, niemand meer, geen collega, geen enkele
        [pl]
        1  nikt, żaden, żaden klient, nikt z nas, żaden użytkownik, żadna, żadne, ani jeden, ani jedna
        """,
    "able": """
        1  can, starts, works, get, gets, get in, able, reach, log in, sign in, work, accept, accepts, use, access
        1  print, open, see, receive, call, pay, connect, clock in, pick up, enter, join, load, book, order, buy, dial
        1  scan, ship, sell, type, save, submit, view, download, upload, clock, start, borrow, lend, find, edit
        1  do anything, move, leave, send, has internet, has power, has network, has access, have internet, have access
        [de]
        1  kann, kommt, anmelden, arbeiten, mehr, erreicht, drucken, bestellen, startet, funktioniert, rein, einloggen
        1  ins System, telefonieren, buchen, bezahlen, scannen, öffnen, zugreifen, erreichen, in Teams, reinkommen
        1  durchkommen, bestellt, gekommen, lädt, druckt, fährt, in die
        [fr]
        1  peut, arrive, se connecter, commander, accès, travailler, imprimer, démarre, fonctionne, marche, entrer
        1  payer, ouvrir, joindre, appeler, répond, accéder, réserver, scanner, encaisser, passer, voir, émet
        [es]
        1  puede, consigue, entrar, pagar, acceder, trabajar, imprimir, arranca, funciona, entra, abrir, llamar
        1  reservar, cobrar, ver, conectarse, conecta, comprar, pasar, abre
        [it]
        1  riesce, può, accede, lavora, funziona, aprire, chiamare, pagare, collegarsi, stampare, prenotare, vede
        [pt]
        1  consegue, pode, acede, acessa, ligar, aceder, trabalhar
        [nl]
        1  kan, inloggen, komt, werkt, openen, bellen, betalen, werken, printen, verbinden, erin, pinnen, verbinding
        1  rijdt
        [pl]
        1  może, działa, zalogować, wejść, pracować, drukować, zapłacić, otworzyć, połączyć, zadzwonić, drukuje, jedzie
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
        1  o site, a rede, central telefónica
        [nl]
        1  netwerk, telefooncentrale
        [pl]
        1  serwer, strona internetowa, centrala telefoniczna
        """,
    "down": """
        1  unreachable, not reachable, is down, are down, offline, hijacked, defaced, dead, been down, went down
        1  rejected everywhere
        [de]
        1  nicht erreichbar, ausgefallen, tot, abgestürzt, down, komplett weg
        [fr]
        1  injoignable, hors ligne, tombé, en panne, inaccessible
        [es]
        1  caído, caída, se ha caído, fuera de servicio
        [it]
        1  irraggiungibile, giù
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
