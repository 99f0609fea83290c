"""Parts of priority rules that tell which service of many fails, and what an organisation can no longer do, as data."""

from __future__ import annotations

from collections.abc import Mapping

SERVICES: Mapping[str, str] = {
    # What serves many at once: without it, work stops for more than one.
    "central": """
        1  payments, payment gateway, payment provider, payment page, phone lines, phones, till, tills, card readers
        1  card machines, cash registers, pos, active directory, sso, single sign-on, exchange, email, the api, our api
        1  live site, homepage, booking engine, ordering system, ticketing system, crm, login page, customer portal
        1  the portal, our portal, the platform, our platform, the server, servers, storage, san, vpn, dns, wi-fi, wifi
        1  wlan, wireless, proxy, gateway, citrix, terminal server, remote desktop, vdi, badge system, access control
        1  time clock, barcode scanners, scanners, warehouse system, wms, mes, plc, scada, conveyor belt, assembly line
        1  production, patient system, hospital system, radiology, lab system, student portal, moodle, emergency line
        1  fax server, call routing, switchboard, contact centre, chat widget, shop system, web server, data warehouse
        1  message queue, kubernetes, cluster, load balancer, cdn, firewall, router, core switch, uplink, leased line
        1  fibre, fiber, broadband, line to, landlines, landline, telephony, telephone system, telephones
        1  online banking, app server, backend, print server, file share, shared drive, cloud, dispatch system, e-mail
        1  salesforce, our system, the system, main system, our database, the database, our app, our application
        1  our checkout, checkout, reservation system, pbx, voip, ventilation, cooling
        1  air conditioning in the server room, cold store, freezers, cold storage, pumps, library system, booking site
        1  public site, status page, ticket machines, ticket machine, check-in desk, check-in, badge readers
        1  badge reader, radio, intercom system, registers, kiosks, the app for all, planner, scheduling system
        1  our server, name server, mail gateway, fuel pumps, trams, buses, box office, ticket office
        1  charging stations, dispatch screen, traffic lights, street lights, broadcast, stream, transmitter, forum
        1  exam platform, exam system, booking portal, gates, ticket gates, turnstiles, ticket barriers
        [de]
        1  Zahlungen, Telefonleitung, Telefonleitungen, Telefone, Telefon, Kassen, Kasse, Kartenleser, Kartenzahlung
        1  Kundenportal, Portal, Plattform, Speicher, Zeiterfassung, Scanner, Lagersystem, Fließband, Produktion
        1  Krankenhaussystem, Internetleitung, Glasfaser, Festnetz, Onlineshop, Buchungssystem, Bestellsystem
        1  Warenwirtschaftssystem, Anlage, Zutrittskontrolle, Zutrittssystem, ERP, SAP, System, Systeme, Kühlung
        1  Kühlhaus, Lüftung, Druckserver, Webshop, Leitstelle, Telefonie, Shop, Webserver, Citrix-Server, Internet
        1  Intranet, Strom, Funk, Nebenstellen, Notstrom, Durchwahl, Fachverfahren, Warenkorb, Bezahlsystem, Zapfsäulen
        1  Straßenbahnen, Ladesäulen, Ampeln, Prüfungsumgebung, Rechnungslauf, Sender, Leitsystem
        [fr]
        1  paiements, paiement en ligne, lignes téléphoniques, téléphones, téléphonie, caisses, terminal de paiement
        1  terminaux de paiement, portail, plateforme, pointeuse, chaîne de production, ligne de production
        1  boutique en ligne, système de réservation, logiciel de caisse, le système, les serveurs, la messagerie
        1  le réseau, site marchand, badgeuse, chambre froide, contrôle d'accès, standard, base de données
        1  application métier, progiciel, bornes, la borne, électricité, courant, bornes de recharge, pompes, antenne
        1  feux, billetterie
        [es]
        1  pagos, pasarela de pago, líneas telefónicas, teléfonos, cajas, tpv, datáfonos, datáfono, plataforma, fichaje
        1  cadena de producción, línea de producción, tienda online, sistema de reservas, servidores, la red, correo
        1  el correo, fibra, cámara frigorífica, base de datos, la página, la aplicación, telefonía, luz, electricidad
        1  megafonía, cajeros, surtidores, semáforos, taquilla, cajero, emisora, tranvías
        [it]
        1  pagamenti, linee telefoniche, telefoni, casse, portale, piattaforma, linea di produzione, negozio online
        1  sistema di prenotazione, server, rete, posta, la posta, il sistema, il server, il portale, corrente
        1  le casse, distributori, semafori, biglietteria
        [pt]
        1  pagamentos, linhas telefónicas, telefones, caixas, multibanco, linha de produção, loja online, rede, correio
        1  o sistema, o servidor, energia, bombas, bilheteira
        [nl]
        1  betalingen, telefoonlijnen, telefoons, kassa's, pinautomaat, portaal, platform, productielijn, webwinkel
        1  reserveringssysteem, netwerk, mail, het systeem, klantportaal, stroom, pinautomaten, pompen, verkeerslichten
        1  bussen
        [pl]
        1  płatności, telefony, kasy, terminale, platforma, linia produkcyjna, sklep internetowy, system rezerwacji
        1  serwery, sieć, poczta, prąd, kasy fiskalne, skanery, dystrybutory, sygnalizacja, tramwaje, biletomaty
        """,
    "down": """
        1  unavailable, not available, not respond, not responding, crashed, keeps crashing, error 500, 500 error
        1  a 500, http 500, 502, 503, 504, gateway timeout, bad gateway, stopped responding, no longer responds
        1  went dead, gone dead, went offline, has died, have died, died, not come up, not coming up, not come back
        1  not reach, not be reached, out of service, out of order, not up, still down, all down, fell over
        1  keeled over, failed completely, no connection, refuses connections, refuses every connection
        1  lost connection, unresponsive, timing out, times out for, knocked out, completely dead, broke down
        1  collapsed, down since, down again, down for, has been out, stopped working for, is off, are off, fails for
        1  failing for, not working for, shut down, went dark, is dark, switched off, has stopped, have stopped
        1  stands still, refuses every, refuses all, rejects every, rejects all, decline every, declines every
        1  decline all, stopped accepting, gone down, goes down, going down, reject every, white page
        [de]
        1  nicht verfügbar, reagiert nicht, reagieren nicht, antwortet nicht, stürzt, Ausfall, steht still
        1  stehen still, nicht zu erreichen, weg, ist aus, lahmgelegt, außer Betrieb, keine Verbindung, abgeraucht
        1  ausgestiegen, zusammengebrochen, down seit, liegen lahm, nicht mehr erreichbar, fällt aus, gestört
        1  komplett ausgefallen, bricht zusammen, liegt lahm, liegt flach, geht nicht, gehen nicht
        1  funktioniert nicht mehr, lädt nicht
        [fr]
        1  indisponible, ne répond plus, ne répond pas, ne répondent plus, planté, plantée, tombée, arrêté, arrêtée
        1  hors service, coupé, coupée, coupées, ne fonctionne plus, ne fonctionnent plus, à l'arrêt, en rade, mort
        1  est down, sont down, interrompu, bloqué, bloquée, down depuis, tombés, plus accessible, muets
        1  ne charge plus
        [es]
        1  no responde, no responden, no disponible, inaccesible, colgado, colgada, caídos, caídas, parado, parada
        1  cortada, fuera de línea, sin servicio, se cayó, se han caído, no funcionan, muerto, muertos, no contesta
        1  cortado, interrumpido, tirado, offline, sin conexión, no carga, no cargan
        [it]
        1  non risponde, non rispondono, non disponibile, caduto, caduta, fuori servizio, bloccato, ferma, fermo, morto
        1  irraggiungibili, è giù, sono giù, fuori uso, non funzionano, saltata, saltato, non carica
        [pt]
        1  não responde, não respondem, indisponível, caíram, fora de serviço, inacessível, em baixo, caído
        1  não funcionam, abaixo, não carrega
        [nl]
        1  reageert niet, niet beschikbaar, plat, uitgevallen, eruit, buiten werking, onbereikbaar, down, ligt stil
        1  dood, gestoord, laadt niet
        [pl]
        1  nie odpowiada, nie odpowiadają, niedostępne, padł, padła, padło, leży, leżą, nie działają, awaria, stoi
        1  stoją, nie ładuje
        """,
    "group": """
        1  everything, the ward, the plant, the factory, production, the line, the shop floor, the store, the stores
        1  the clinic, the surgery, the practice, the school, the hotel, the restaurant, the branch, all branches
        1  all stores, all sites, all locations, all lines, all phones, all machines, all servers, all systems
        1  all tills, all screens, all staff, all employees, all departments, all offices, every store, every site
        1  every customer, every user, each of us, the entire, the whole, no customer, no user, both sites
        1  both offices, both lines, rest of the office, most of us, half of us, our customers, our clients, our users
        1  our patients, our guests, our drivers, our agents, our stores, our phones, our office, our servers, our team
        1  the team, our warehouse, several departments, three departments, the department, reception, dispatch
        1  shipping, the call centre, our call centre, our network
        [de]
        1  alles, ganze Firma, ganze Abteilung, ganzes Team, ganzer Standort, gesamte, komplette, ganze Büro, Werk
        1  Lager, Praxis, Klinik, Station, Schule, Hotel, Laden, Markt, Fertigung, Callcenter, überall, allen
        1  bei uns allen
        [fr]
        1  tout le bureau, toute l'équipe, tout le service, toute l'usine, tout le magasin, tout l'étage
        1  tout le bâtiment, toute l'agence, toute l'entreprise, toute la société, l'usine, l'entrepôt, l'atelier
        1  partout, tous les postes, tous les utilisateurs, tous les collègues, nos clients, les clients
        1  tous les sites, tout le service client, tout le standard
        [es]
        1  toda la oficina, todo el equipo, todo el departamento, toda la planta, toda la empresa, todo el edificio
        1  la fábrica, la oficina, el hospital, la clínica, todos los usuarios, todos los compañeros, nuestros clientes
        1  en todas partes, todas las tiendas, todo el mundo
        [it]
        1  tutto l'ufficio, tutto il reparto, tutta la sede, tutta l'azienda, la fabbrica, gli utenti, tutti i colleghi
        1  nostri clienti, ovunque, tutti noi
        [pt]
        1  todo o escritório, toda a equipa, toda a equipe, toda a empresa, a fábrica, a loja, nossos clientes
        1  todo o departamento, em todo o lado
        [nl]
        1  het hele kantoor, hele afdeling, hele team, het hele bedrijf, de fabriek, het magazijn, alle gebruikers
        1  onze klanten, overal, alle collega's, de hele
        [pl]
        1  całe biuro, cały zespół, cały dział, cała firma, fabryka, magazyn, wszyscy użytkownicy, nasi klienci
        1  wszędzie, u wszystkich
        """,
    # What shows that work has stopped.
    "failure": """
        1  standstill, at a standstill, halted, idle, standing still, queueing, queuing, turned away, turning away
        1  sent home, go home, walking out, leaving without, on paper, pen and paper, by hand, waiting outside, shut
        1  blocked, hangs, hang, hanging, unable to work, not working at all, nothing happens, went down, not reachable
        1  unavailable, blackout, no power since, powerless, lost power, not come on, spinning, error 500, http 500
        1  access denied, login fails, can no longer, lost access, no access, lost connection, disconnected
        1  without email, without phones, without network, not open, can not open, nothing loads, nothing opens
        1  all red, stopped dead, not function, quit working, stopped working, not printing, not dial, not reach, died
        1  outage, went blank, gone blank, locked out, piling up, session expired, not possible, no bookings, no calls
        1  no orders, went white, blank screen, goes white, error page, not connect, not pass, refused, timeout
        1  standing around, running empty, nothing comes in, no calls coming in, no incoming, not reached, stopped and
        1  out of service, wont authorise, will not authorise, driving off, radio and pencil, on strike, not authorise
        1  login loop, in a loop
        [de]
        1  Stillstand, warten draußen, Schlange, nach Hause, auf Papier, per Hand, gesperrt, hängt, kommt nicht rein
        1  nicht arbeiten, nicht anmelden, Fehlermeldung 500, dunkel, ausgesperrt, bleibt schwarz, ausfällt, Ausfall
        1  keiner arbeitet, weder, funktionieren nicht, keinen Strom, keine Mails, kein WLAN, kein Netzwerk, gestört
        1  kein Telefon, nichts mehr, gar nichts, nicht rein, streikt, tut nicht, tut sich nichts, nichts geht
        1  Strom weg, ohne Funk, ohne Amt, laufen leer, streiken, kommt niemand, wartet auf, warten auf
        1  erreichen keinen, erreichen niemanden, bis auf die Straße, nicht mehr ins, nicht mehr in, weg, ohne Telefon
        1  unerreichbar, Neustart hat nichts, rot, heiß, hat nichts gebracht
        [fr]
        1  immobilisé, à la main, sur papier, coincé, plus aucun accès, aucun accès, pas d'internet, pas de réseau
        1  erreur 500, ne s'ouvre, ne démarre, dans le noir, plus de courant, plus d'électricité, ne marchent plus
        1  ne fonctionnent plus, plantent, déconnectés, rien ne marche, plus rien ne marche, injoignable, injoignables
        1  interrompu, pas de téléphone, pas d'accès, ne passent plus, aucun appel, plus aucun appel, n'a de connexion
        1  pas de connexion, attendent, ne s'ouvrent, en grève, n'émet plus, coincés
        [es]
        1  paralizado, paralizada, a mano, en papel, colgado, colgados, sin correo, no abre, no arranca, a oscuras
        1  sin electricidad, sin corriente, no marcha, nada funciona, parados, paradas, desconectados, sin poder
        1  no hay internet, no hay red, no hay sistema, no hay línea, no tiene internet, no tenemos, bloqueadas
        1  pantalla azul, cerrado la puerta, parado, no vemos, sin teléfonos, no entra, no carga nada, en huelga
        1  cola en la calle, no salen
        [it]
        1  fermi, ferma, al buio, su carta, senza connessione, senza telefono, errore 500, non parte, non si apre
        1  paralizzato, nulla funziona, scollegati, bloccata, senza sistema, senza luce, assente, assenti
        1  non va niente, non c'è rete, manca la rete, manca internet, manca la corrente, ko, dà errore, in sciopero
        1  non si riesce
        [pt]
        1  parada, às escuras, à mão, em papel, sem ligação, sem conexão, sem energia, erro 500, não abre, paralisado
        1  desligados, sem telefone, sem eletricidade, ninguém entra, não entra, não há internet, não há rede
        1  não há sistema, faltou a luz, em greve, dá erro
        [nl]
        1  stil, op papier, met de hand, zonder netwerk, geen stroom, geen telefoon, geen toegang, foutmelding 500
        1  niets werkt, in het donker, vast, loopt vast, werken niet, doen het niet, kan niet inloggen
        1  staat tot buiten, geen enkele, eruit, niets doet het, heeft verbinding, zonder kassa, geven fout
        [pl]
        1  stoi, na papierze, ręcznie, bez sieci, bez dostępu, nie ma prądu, brak prądu, ciemno, błąd 500, nie otwiera
        1  sparaliżowane, nic nie działa, nie ma sieci, brak sieci, zablokowane, nie łączą się, nie łączy, czekają
        1  nie ma systemu, padło, padły, nie drukuje, nie drukują, zamknąć
        """,
    # What a place should have; without two of these it has nothing.
    "supply": """
        1  no light, no lights, no lift, no lifts, no network, no phone, no phones, no internet, no power, no water
        1  no heating, no wifi, no email, no tills, no card reader, no electricity, neither phones, nor phones
        1  nor internet
        [de]
        1  kein Telefon, kein Internet, kein Strom, kein Licht, kein Wasser, kein Netz, kein WLAN, kein Kartenlesegerät
        1  keine Heizung, keine Telefone, keine Mails, weder Telefon, noch Internet
        [fr]
        1  pas d'internet, pas de téléphone, pas de lumière, plus d'eau, plus de chauffage, plus de courant
        1  plus d'internet, plus de téléphone, ni téléphone, ni internet, plus de réseau
        [es]
        1  sin luz, sin internet, sin teléfono, sin teléfonos, sin agua, sin red, ni teléfono, sin correo
        [it]
        1  senza luce, senza internet, senza telefono, senza acqua, né telefono, né internet, senza rete
        [pt]
        1  sem luz, sem internet, sem telefone, sem água, nem telefone, nem internet, sem rede
        [nl]
        1  geen licht, geen internet, geen telefoon, geen stroom, geen water, geen netwerk
        [pl]
        1  nie ma prądu, nie ma internetu, bez prądu, bez internetu, bez wody, ani telefonu, ani internetu
        """,
}
