"""Parts of priority rules that tell by when something has to be done, and for whom, as data."""

from __future__ import annotations

from collections.abc import Mapping

DEADLINES: Mapping[str, str] = {
    "by when": """
        1  today, tonight, tomorrow, in an hour, in two hours, in one hour, by noon, before noon
        1  midnight, before his, before her, by Monday, by Tuesday, by Wednesday, by Thursday, by Friday, by then
        1  in minutes, this evening, this afternoon, within the hour, before my, before the, in half an hour, cob
        1  eob, close of business, end of the day, tomorrow morning, first thing, last day, final day, at noon
        1  later today, any minute, at the latest, before lunch, in the next hour, overnight, by tonight, by tomorrow
        1  ends today
        [de]
        1  spätestens, letzter Tag, morgen früh, heute Nachmittag, bis heute, bis morgen, bis zum, noch heute
        1  Feierabend, heute, morgen, in einer Stunde, bis Mittag, heute Abend, in zwei Stunden, Mitternacht
        1  bis Freitag, bis Montag, gleich, in Kürze
        [fr]
        1  au plus tard, dernier jour, demain matin, avant ce soir, dans la journée, fin de journée, aujourd'hui
        1  ce soir, demain, avant midi, dans une heure, minuit, avant vendredi, cet après-midi
        [es]
        1  a más tardar, último día, mañana por la mañana, antes de hoy, final del día, esta misma tarde, hoy
        1  esta noche, mañana, en una hora, esta tarde, medianoche, antes del viernes
        [it]
        1  oggi, stasera, domani, entro le, mezzanotte
        [pt]
        1  hoje, esta noite, amanhã, meia-noite
        [nl]
        1  vandaag, vanavond, morgen, middernacht
        [pl]
        1  dzisiaj, dziś, jutro, wieczorem, północy
        """,
    "some day": """
        1  on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, next Monday, this Friday, this week
        [de]
        1  am Montag, am Dienstag, am Mittwoch, am Donnerstag, am Freitag, diese Woche
        [fr]
        1  lundi, mardi, mercredi, jeudi, vendredi, cette semaine
        [es]
        1  el lunes, el martes, el miércoles, el jueves, el viernes, esta semana
        [it]
        1  lunedì, martedì, mercoledì, giovedì, venerdì
        [pt]
        1  segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira
        [nl]
        1  maandag, dinsdag, woensdag, donderdag, vrijdag
        [pl]
        1  w poniedziałek, we wtorek, w środę, w czwartek, w piątek
        """,
    "must": """
        1  must, has to, needs to, submitted, submit, submission, present, finish, need, have to, still have not
        1  be signed
        [de]
        1  muss, fertig, präsentiert, einreichen, abgeben, läuft
        [fr]
        1  doit, dois, déposé, rendre, remettre, faut
        [es]
        1  tengo que, debe, entregar, presentar, necesito
        [it]
        1  devo, deve, consegnare
        [pt]
        1  tenho de, tenho que, entregar, preciso
        [nl]
        1  moet, inleveren
        [pl]
        1  muszę, oddać, trzeba
        """,
    "event": """
        1  due, board, go live, flight, auditors, appointment, trip, deadline, closes, cut-off, cutoff, expires
        1  audit, boarding, hearing, tender, webinar, launch, interview, exam, closing, client meeting, pitch, filing
        1  court, visa, starts, conference, presentation, keynote, inspection, trade fair, tax return, wedding
        1  live stream, bid, proposal, application, enrolment, customs, handover, quarter end, month end, month-end
        1  year end, year-end, vat return, auction, ceremony, rollout, closing date, grant, thesis defence, funeral
        1  shipment
        [de]
        1  Angebot, Bewerbung, Umsatzsteuer, Monatsabschluss, Jahresabschluss, Zoll, Antrag, Stichtag
        1  Livegang, Hochzeit, Frist, Abgabefrist, Präsentation, Abgabe, Termin, fällig, Prüfung, Gericht, Messe
        1  Kundentermin, Ausschreibung, Abgabetermin, Kundengespräch, Flug, Besichtigung
        [fr]
        1  offre, candidature, douane, subvention, clôture mensuelle, livraison, déclaration, dépôt
        1  présentation, réunion, échéance, clôture, audience, examen, date limite, appel d'offres, salon, avion
        [es]
        1  oferta, solicitud, aduana, subvención, cierre mensual, declaración, entrevista, plazo
        1  presentación, reunión, licitación, entrega, vence, examen, cierre, vuelo, feria
        [it]
        1  scade, scadenza, consegna, presentazione, riunione, gara, esame, volo
        [pt]
        1  entrega, prazo, apresentação, reunião, exame, voo
        [nl]
        1  deadline, presentatie, aanbesteding, examen, sluit, vlucht
        [pl]
        1  termin, prezentacja, przetarg, egzamin, upływa, lot
        """,
    "person": """
        1  chief executive, ceo, cfo, cto, coo, managing director, director, minister, president, board, executive
        1  vice president, delegation, vip, biggest client, biggest customer, largest customer, largest client
        1  key account, most important customer, top customer, important client, chairman, chairwoman, partner, mayor
        1  ambassador, head of, investor, investors, auditor, auditors, general manager, big boss, the boss
        1  the client, keynote speaker, professor, judge, dean, headmaster, surgeon, sponsor, ministry, press
        1  journalist, senator, governor, inspector, our ceo, top management, board member, founder, owner
        [de]
        1  Kunde, Professor, Richter, Ministerium, Presse, Chefarzt, Inhaber, Vorstandsmitglied, Geschäftsleitung
        1  Geschäftsführer, Geschäftsführerin, Vorstand, Minister, Direktor, Chefin, Chef, Großkunde, Aufsichtsrat
        1  Bürgermeister, größter Kunde, wichtigster Kunde, Präsidentin
        [fr]
        1  le client, professeur, juge, presse, ministère, investisseur, fondateur, directrice, directeur
        1  directrice générale, directeur général, ministre, président, PDG, patron, patronne, plus gros client
        1  conseil d'administration, client important, maire
        [es]
        1  el cliente, profesor, juez, prensa, ministerio, inversor, fundador, director general, directora general
        1  ministro, presidente, gerente, director, directora, jefe, jefa, cliente más importante, cuenta más grande
        1  mayor cliente, consejo, alcalde
        [it]
        1  direttore, direttrice, amministratore delegato, ministro, cliente più importante
        [pt]
        1  diretor, diretora, ministro, presidente, maior cliente
        [nl]
        1  directeur, minister, grootste klant
        [pl]
        1  dyrektor, prezes, minister, największy klient
        """,
    "hindered": """
        1  can not, no access, no signal, not open, not work, shows nothing, not share, locked out, waits, waiting
        1  stuck, third time, fourth time, furious, angry, upset, threatens, lawyer, cancel, leaving us, complain
        1  asks again, blocked, not connect, down, dead, before he calls, before she calls, stranded, no picture
        1  no sound, not start, is asking, expects, demands, complained, not happy, unhappy, disappointed
        1  on the phone, on hold, can not hear, can not see, no answer, not get in
        [de]
        1  fragt, erwartet, beschwert, unzufrieden, enttäuscht, am Telefon, ungeduldig, kommt nicht, kann nicht
        1  kein Zugriff, geht nicht, wartet, kein Bild, kein Ton, verärgert, droht, Anwalt, sauer, keinen Zugriff
        1  gesperrt
        [fr]
        1  demande, exige, se plaint, déçu, au téléphone, impatient, ne peut, ne peut plus, n'a pas accès
        1  ne fonctionne pas, attend, bloqué, bloquée, furieux, furieuse, menace, mécontent, n'arrive pas
        [es]
        1  exige, se queja, decepcionado, al teléfono, impaciente, reclama, no puede, sin acceso, no funciona, espera
        1  esperando, molesto, molesta, enfadado, amenaza, bloqueado, presupuesto a la competencia
        [it]
        1  non riesce, non può, aspetta, non funziona, arrabbiato, minaccia
        [pt]
        1  não consegue, espera, furioso, ameaça, sem acesso
        [nl]
        1  kan niet, wacht, boos, werkt niet, dreigt
        [pl]
        1  nie może, czeka, zły, grozi
        """,
    "gathering": """
        1  meeting, call, demo, talk, class, lesson, lecture, training, workshop, interview, session, customers arrive
        [de]
        1  Besprechung, Meeting, Termin, Vortrag, Unterricht, Vorlesung, Schulung, Videokonferenz, Kundentermin
        [fr]
        1  réunion, cours, visio, rendez-vous, démo, conférence
        [es]
        1  reunión, clase, videollamada, demostración, charla, cita
        [it]
        1  riunione, lezione, appuntamento
        [pt]
        1  reunião, aula, apresentação
        [nl]
        1  vergadering, les, afspraak
        [pl]
        1  spotkanie, lekcja, zajęcia
        """,
}
