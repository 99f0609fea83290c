"""Parts of priority rules that tell by when something has to be done, and for whom, as data."""

from __future__ import annotations

from collections.abc import Mapping

DEADLINES: Mapping[str, str] = {
    "by when": """
        1  today, tonight, tomorrow, in an hour, in two hours, in one hour, by noon, before noon, midnight, before his
        1  before her, by Monday, by Tuesday, by Wednesday, by Thursday, by Friday, by then, in minutes, this evening
        1  this afternoon, within the hour, before my, before the, in half an hour, cob, eob, close of business
        1  end of the day, tomorrow morning, first thing, last day, final day, at noon, later today, any minute
        1  at the latest, before lunch, in the next hour, overnight, by tonight, by tomorrow, ends today
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
        1  vandaag, vanavond, middernacht
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
        1  tenho de, tenho que, preciso
        [nl]
        1  moet, inleveren
        [pl]
        1  muszę, oddać, trzeba
        """,
    "event": """
        1  due, board, go live, flight, auditors, appointment, trip, deadline, closes, cut-off, cutoff, expires, audit
        1  boarding, hearing, tender, webinar, launch, interview, exam, closing, client meeting, pitch, filing, court
        1  visa, starts, conference, presentation, keynote, inspection, trade fair, tax return, wedding, live stream
        1  bid, proposal, application, enrolment, customs, handover, quarter end, month end, month-end, year end
        1  year-end, vat return, auction, ceremony, rollout, closing date, grant, thesis defence, funeral, shipment
        [de]
        1  Angebot, Bewerbung, Umsatzsteuer, Monatsabschluss, Jahresabschluss, Zoll, Antrag, Stichtag, Livegang
        1  Hochzeit, Frist, Abgabefrist, Präsentation, Abgabe, Termin, fällig, Prüfung, Gericht, Messe, Kundentermin
        1  Ausschreibung, Abgabetermin, Kundengespräch, Flug, Besichtigung
        [fr]
        1  offre, candidature, douane, subvention, clôture mensuelle, livraison, déclaration, dépôt, présentation
        1  réunion, échéance, clôture, audience, examen, date limite, appel d'offres, salon, avion
        [es]
        1  oferta, solicitud, aduana, subvención, cierre mensual, declaración, entrevista, plazo, presentación, reunión
        1  licitación, entrega, vence, cierre, vuelo, feria
        [it]
        1  scade, scadenza, consegna, presentazione, riunione, gara, esame, volo
        [pt]
        1  prazo, apresentação, reunião, exame, voo
        [nl]
        1  presentatie, aanbesteding, sluit, vlucht
        [pl]
        1  prezentacja, przetarg, egzamin, upływa, lot
        """,
    "gathering": """
        1  meeting, call, demo, talk, class, lesson, lecture, training, workshop, interview, session, customers arrive
        [de]
        1  Besprechung, Termin, Vortrag, Unterricht, Vorlesung, Schulung, Videokonferenz, Kundentermin
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
    # A time that is near and fixed; clock times are found by pattern.
    "limit": """
        1  tomorrow, tonight, midnight, at noon, by noon, before noon, in half an hour, in an hour, in one hour
        1  later today, this afternoon, this evening, tomorrow morning, in two hours, by Monday, by Tuesday
        1  by Wednesday, by Thursday, by Friday, due today, due tomorrow, end of day, close of business
        1  within the hour, before lunch, any minute, closes at, starts at, begins at, leaves at, opens at
        1  at the latest, last day, cut-off, in the morning, in ten minutes, in five minutes, in twenty minutes
        1  in fifteen minutes, first thing, ends tonight, shuts at, leave at, in 20 min, by the 10th, that is tomorrow
        1  on air
        [de]
        1  morgen, morgen früh, heute Abend, Mitternacht, heute Nachmittag, in einer Stunde, in einer halben Stunde
        1  bis Mittag, bis Freitag, bis Montag, spätestens, in zwei Stunden, in zehn Minuten, gleich, heute Mittag
        1  bis morgen, bis heute, bis heute Abend, in Kürze, übermorgen, beginnt um, um 14 Uhr, endet heute
        1  läuft heute
        [fr]
        1  demain, ce soir, minuit, cet après-midi, dans une heure, dans une demi-heure, avant midi, avant ce soir
        1  à midi, demain matin, au plus tard, avant vendredi, dans deux heures, tout à l'heure, se réunit demain
        1  ferme à, part à
        [es]
        1  mañana por la mañana, esta tarde, esta noche, medianoche, en una hora, en media hora, a más tardar
        1  mañana a las, es mañana, mañana cierra, mañana vence, antes de las, a mediodía, mañana, sale a las
        1  cierra a las, empieza a las, a las seis, a las cinco, a las ocho
        [it]
        1  domani, stasera, mezzanotte, questo pomeriggio, tra un'ora, fra un'ora, tra mezz'ora, entro oggi
        1  a mezzogiorno, chiude alle, parte alle
        [pt]
        1  amanhã, esta noite, meia-noite, hoje à tarde, dentro de uma hora, daqui a uma hora, ao meio-dia, sai às
        1  fecha às
        [nl]
        1  vanavond, middernacht, vanmiddag, over een uur, over een half uur, uiterlijk, begint om, sluit om
        1  vertrekt om
        [pl]
        1  jutro, wieczorem, o północy, po południu, za godzinę, za pół godziny, najpóźniej, w południe, zaczyna się o
        1  zamykają o, odjeżdża o
        """,
    # What does not work, of whatever kind.
    "trouble": """
        1  can not, will not, not work, not accept, refuse, rejected, rejects, error, fails, failing, crash, freeze
        1  frozen, stuck, not recognised, not recognized, blank, dead, dark, black, not let me, not open, not load
        1  not print, broken, invalid, expired, have not been, has not been, still not, no access, denied, times out
        1  timed out, no sound, no picture, no signal, silent, not start, not connect, not upload, not send, not arrive
        1  no input, asks for a, locked, disabled, unreadable, not found, empty, not show, shows nothing, not respond
        1  not react, only beeps, not play, not hear, not see, no video, no audio, no image, drops, drop, out of order
        1  not exist, greyed out, not set up, not ready, never received, not received, wrong, missing, jammed
        1  no network, no wifi, bounce, bounces, standby, stays in standby, comes out, low resolution, remains closed
        1  stays closed, closed, spins, spins forever, not open the gate, impatient, not receive, wants an update
        1  updating, greyed, grayed, stays grey
        [de]
        1  geht nicht, gehen nicht, kann nicht, nicht erkannt, abgelaufen, Fehler, komme nicht, kommt nicht, fehlt
        1  fehlen, noch nicht, stürzt ab, hängt, klappt nicht, lässt sich nicht, abgelehnt, ungültig
        1  funktioniert nicht, schwarz, kein Ton, kein Bild, kein Signal, startet nicht, gesperrt, lädt nicht
        1  druckt nicht, öffnet nicht, stumm, nicht freigeschaltet, verweigert, leer, kaputt, nimmt nicht, kein Zugriff
        1  keinen Zugriff, reagiert nicht, defekt, bleibt zu, schief, schräg, dreht sich, prallt, kein, nicht, keine
        1  keinen
        [fr]
        1  impossible de, ne marche pas, ne fonctionne pas, erreur, bloqué, bloquée, plante, rejeté, expiré, ne s'ouvre
        1  pas de son, pas d'image, écran noir, toujours pas, pas encore, n'arrive pas, ne peut pas, ne peux pas
        1  refusé, ne démarre, manque, vide, invalide, ne répond pas, ne charge pas, en panne, introuvable
        1  demande un code, reste fermée, reste fermé, fermée, ne reçoit pas, tourne dans le vide, ne peux plus
        1  impossible, ne, n', reste gris, grisé
        [es]
        1  no puedo, no puede, no funciona, bloqueado, bloqueada, rechaza, rechazado, caducado, no abre, no carga
        1  no existe, sin sonido, sin imagen, no arranca, no me deja, no deja, todavía no, aún no, falla, inválido
        1  vacío, no imprime, no reconoce, no acepta, no se oye, no responde, no va, no recibe, no me llega, no llega
        1  queda cerrada, cerrada, no responden, no
        [it]
        1  non funziona, errore, bloccato, rifiuta, scaduto, non riesco, non riesce, non si apre, non parte, ancora non
        1  manca, non accetta, non stampa, senza audio, non carica, non riceve, resta chiusa, non arriva, non
        [pt]
        1  não funciona, erro, rejeita, expirou, não consigo, não consegue, não abre, ainda não, falta, não aceita
        1  sem som, não carrega, não imprime, não recebe, não chega, fechada, não
        [nl]
        1  werkt niet, foutmelding, geblokkeerd, geweigerd, verlopen, kan niet, opent niet, nog niet, geen geluid
        1  geen beeld, start niet, doet het niet, zwart, ontvangt niet, blijft dicht, komt niet aan, niet, geen
        [pl]
        1  nie działa, błąd, zablokowany, zablokowane, odrzuca, wygasł, nie mogę, nie może, nie otwiera, jeszcze nie
        1  brak, nie drukuje, nie ma dźwięku, nie ładuje, nie dostaje, nie otrzymuje, zamknięte, nie
        """,
}
