"""Parts of priority rules that tell by when something has to be done, and for whom, as data."""

from __future__ import annotations

from collections.abc import Mapping

DEADLINES: Mapping[str, str] = {
    "by when": """
        1  today, tonight, tomorrow, in an hour, in two hours, in one hour, by noon, before noon, this morning
        1  midnight, before his, before her, by Monday, by Tuesday, by Wednesday, by Thursday, by Friday, by then
        1  in minutes, this evening, this afternoon, within the hour, before my, before the, in half an hour
        [de]
        1  heute, morgen, in einer Stunde, bis Mittag, heute Abend, in zwei Stunden, Mitternacht, bis Freitag
        1  bis Montag, gleich, in Kürze
        [fr]
        1  aujourd'hui, ce soir, demain, avant midi, dans une heure, minuit, avant vendredi, cet après-midi
        [es]
        1  hoy, esta noche, mañana, en una hora, esta tarde, medianoche, antes del viernes
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
        1  signed
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
        1  live stream
        [de]
        1  Frist, Abgabefrist, Präsentation, Abgabe, Termin, fällig, Prüfung, Gericht, Messe, Kundentermin
        1  Ausschreibung, Abgabetermin, Kundengespräch, Flug, Besichtigung
        [fr]
        1  dépôt, présentation, réunion, échéance, clôture, audience, examen, date limite, appel d'offres, salon
        1  avion
        [es]
        1  plazo, presentación, reunión, licitación, entrega, vence, examen, cierre, vuelo, feria
        [it]
        1  scade, scadenza, consegna, presentazione, riunione, gara, esame, volo
        [pt]
        1  entrega, prazo, apresentação, reunião, termina, exame, voo
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
        [de]
        1  Geschäftsführer, Geschäftsführerin, Vorstand, Geschäftsleitung, Minister, Direktor, Chefin, Chef
        1  Großkunde, Aufsichtsrat, Bürgermeister, größter Kunde, wichtigster Kunde, Präsidentin
        [fr]
        1  directrice, directeur, directrice générale, directeur général, ministre, président, PDG, patron, patronne
        1  plus gros client, conseil d'administration, client important, maire
        [es]
        1  director general, directora general, ministro, presidente, gerente, director, directora, jefe, jefa
        1  cliente más importante, cuenta más grande, mayor cliente, consejo, alcalde
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
        1  no sound, not start
        [de]
        1  kommt nicht, kann nicht, kein Zugriff, geht nicht, wartet, kein Bild, kein Ton, verärgert, droht, Anwalt
        1  sauer, keinen Zugriff, gesperrt
        [fr]
        1  ne peut, ne peut plus, n'a pas accès, ne fonctionne pas, attend, bloqué, bloquée, furieux, furieuse
        1  menace, mécontent, n'arrive pas
        [es]
        1  no puede, sin acceso, no funciona, espera, esperando, molesto, molesta, enfadado, amenaza, bloqueado
        1  presupuesto a la competencia
        [it]
        1  non riesce, non può, aspetta, non funziona, arrabbiato, minaccia
        [pt]
        1  não consegue, espera, furioso, ameaça, sem acesso
        [nl]
        1  kan niet, wacht, boos, werkt niet, dreigt
        [pl]
        1  nie może, czeka, zły, grozi
        """,
}
