"""Parts of priority rules that tell what an organisation can no longer do, as data."""

from __future__ import annotations

from collections.abc import Mapping

TRADE: Mapping[str, str] = {
    # What an organisation lives on.
    "trade": """
        1  take payments, take card payments, accept cards, accept payments, process payments, take orders
        1  accept orders, process orders, take bookings, take calls, receive calls, answer calls, ship, ship anything
        1  invoice anyone, sell, sell anything, serve customers, pay salaries, charge customers, check in guests
        1  receive orders, dispatch, place orders, pay by card, check out, complete a purchase, produce, deliver
        1  pick orders, load trucks, open the, print labels, print shipping, do any business, treat patients
        1  admit patients, register patients, run payroll, pay suppliers, send invoices, scan goods, work at all
        1  do our work, do our job, do anything, operate, trade, open the shop, open the store, close the books
        1  book rooms, check anyone in, reach us, call us, pay us, be reached, make calls, phone anyone, pay, dial out
        1  call out, complete checkout, book appointments, see patient, dispense
        [de]
        1  kassieren, verkaufen, ausliefern, versenden, Bestellungen annehmen, Zahlungen annehmen, telefonieren
        1  bestellen, produzieren, einchecken, behandeln, buchen, abrechnen, versorgen, liefern, annehmen, verladen
        1  bezahlen, kommissionieren, arbeiten, aufnehmen, anrufen, einkaufen, verschicken, fertigen
        [fr]
        1  encaisser, vendre, livrer, expédier, prendre des commandes, recevoir d'appels, produire, commander, payer
        1  facturer, travailler, téléphoner, accueillir, soigner, servir, appeler, joindre
        [es]
        1  cobrar, vender, enviar, atender, recibir llamadas, producir, pagar, facturar, trabajar, comprar, llamar
        1  despachar, entregar, hacer pedidos, operar, aceptar
        [it]
        1  incassare, vendere, spedire, servire, ricevere, produrre, pagare, fatturare, lavorare, ordinare, chiamare
        [pt]
        1  receber, produzir, faturar, trabalhar, encomendar, expedir
        [nl]
        1  verkopen, verzenden, leveren, afrekenen, produceren, bellen, betalen, werken, factureren, pinnen
        [pl]
        1  sprzedawać, wysyłać, obsługiwać, produkować, płacić, zamawiać, pracować, fakturować, dzwonić, przyjmować
        """,
    "prevented": """
        1  we can not, we can no longer, we are unable, we are not able, we were unable, customers can not, nobody can
        1  customers are unable, clients can not, clients are unable, patients can not, guests can not, users can not
        1  students can not, staff can not, agents can not, drivers can not, they can not, we could not, we can neither
        1  prevents us from, stops us from, no longer able, no customer can, none of our, us from, stores can not
        1  shops can not, branches can not, visitors can not, members can not, passengers can not, we have no way
        [de]
        1  wir können nicht, wir können keine, wir können nichts, können wir nicht, können wir keine, können wir nichts
        1  können nicht mehr, wir können niemanden, Kunden können nicht, Kunden können keine, Patienten können
        1  Gäste können, niemand kann, können weder, kein Kunde kann, können wir niemanden, wir können weder
        1  können nicht, können keine
        [fr]
        1  ne pouvons plus, ne pouvons pas, ne peuvent plus, ne peuvent pas, n'arrivons plus, n'arrivent plus
        1  n'arrivons pas, n'arrivent pas, on ne peut plus, on ne peut rien, personne ne peut, aucun client ne peut
        1  plus personne ne peut, impossible de
        [es]
        1  no podemos, no pueden, no conseguimos, no logramos, nadie puede, ningún cliente puede, no consiguen
        1  no se puede
        [it]
        1  non possiamo, non possono, non riusciamo, non riescono, nessuno può, nessuno riesce, non si riesce
        1  non si può
        [pt]
        1  não conseguimos, não podemos, não conseguem, não podem, ninguém consegue, não se consegue
        [nl]
        1  kunnen niet, kunnen geen, kunnen niets, kunnen niemand, niemand kan, kan niemand
        [pl]
        1  nie możemy, nie mogą, nie jesteśmy w stanie, nikt nie może, nie da się
        """,
    # Several who are hindered are less than everyone.
    "several": """
        1  colleagues, users, students, guests, visitors, passengers, drivers, patients, pupils, teachers, nurses
        1  tenants, members, both of us, all three of us, a few of us, some of us, most of the team, half the team
        1  our team, half my team, my department, our department, our office, we, reception, agents
        [de]
        1  Nutzer, Benutzer, Anwender, Kollegen, Patienten, Gäste, Fahrer, Versand, Empfang, einige von uns
        1  viele von uns, halbes Team, unsere Abteilung, unser Büro, wir beide, wir alle, Schüler, Lehrer
        [fr]
        1  collègues, utilisateurs, élèves, visiteurs, chauffeurs, plusieurs d'entre nous, notre équipe, notre service
        1  personnel, certains collègues
        [es]
        1  compañeros, usuarios, pacientes, alumnos, visitantes, conductores, varios de nosotros, nuestro equipo
        1  nuestro departamento, personal, algunos compañeros
        [it]
        1  colleghi, utenti, pazienti, studenti, visitatori, alcuni di noi, nostro team, nostro ufficio
        [pt]
        1  colegas, utilizadores, usuários, alunos, alguns de nós, nossa equipa, nossa equipe
        [nl]
        1  collega's, gebruikers, patiënten, leerlingen, bezoekers, ons team, onze afdeling, sommigen van ons
        [pl]
        1  koledzy, użytkownicy, pacjenci, uczniowie, goście, nasz zespół, nasz dział, kilku z nas
        """,
    # Of a whole place, that it has nothing.
    "whole": """
        1  the whole, the entire, our whole, our entire, anywhere in the
        [de]
        1  ganzen, ganze, gesamten, gesamte, kompletten, komplette
        [fr]
        1  tout le, toute la, dans tout, dans toute
        [es]
        1  toda la, todo el, en toda, en todo
        [it]
        1  tutta la, tutto il, in tutta, in tutto
        [pt]
        1  toda a, todo o, em todo, em toda
        [nl]
        1  het hele, de hele, heel
        [pl]
        1  całym, całej, cały, cała
        """,
    "has none": """
        1  nothing, without, no internet, no power, no water, no heating, no phone, no network, no light
        [de]
        1  kein, keine, keinen, ohne, nichts, niemand
        [fr]
        1  aucun, aucune, plus de, plus d'eau, sans, rien
        [es]
        1  ningún, ninguna, sin, nada, no hay
        [it]
        1  nessun, nessuna, senza, nulla, niente
        [pt]
        1  nenhum, nenhuma, sem, não há
        [nl]
        1  geen, zonder, niets
        [pl]
        1  brak, nie ma, bez, żaden, żadna
        """,
}
