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
    "person": """
        1  chief executive, ceo, cfo, cto, coo, managing director, director, minister, president, board, executive
        1  vice president, delegation, vip, biggest client, biggest customer, largest customer, largest client
        1  key account, most important customer, top customer, important client, chairman, chairwoman, partner, mayor
        1  ambassador, head of, investor, investors, auditor, auditors, general manager, big boss, the boss, the client
        1  keynote speaker, professor, judge, dean, headmaster, surgeon, sponsor, ministry, press, journalist, senator
        1  governor, inspector, our ceo, top management, board member, founder, owner, secretary of state
        1  state secretary, prime minister, lord mayor, prince, princess, archbishop, bishop, rector, vice-chancellor
        1  chancellor, provost, principal, consul, deputy mayor, councillor, commissioner, general, colonel, admiral
        1  speaker, patron, donor, guest of honour, celebrity, journalists, tv crew, film crew, shareholder
        1  shareholders, trustee, trustees, chief surgeon, chief physician, chief doctor, consultant surgeon, the md
        1  head teacher, headteacher, key customer, key client, major client, major customer, our largest, our biggest
        1  our top, vip customer, vip guest, ceos, board members, board meeting, supervisory board, jury, king, queen
        1  royal, embassy, conductor, the pope, first lady, star guest, big customer, anchor customer, managing partner
        1  senior partner, executive team, leadership team, prefect, governor's, secretary general, mp, mps
        [de]
        1  Kunde, Richter, Ministerium, Presse, Chefarzt, Inhaber, Vorstandsmitglied, Geschäftsleitung, Geschäftsführer
        1  Geschäftsführerin, Vorstand, Direktor, Chefin, Chef, Großkunde, Aufsichtsrat, Bürgermeister, größter Kunde
        1  wichtigster Kunde, Präsidentin, Staatssekretär, Staatssekretärin, Ministerin, Ministerpräsident
        1  Oberbürgermeister, Oberbürgermeisterin, Bürgermeisterin, Landrat, Landrätin, Bischof, Rektor, Rektorin
        1  Dekan, Kanzler, Präsident, Konsul, Botschafter, Oberst, Ehrengast, Redner, Rednerin, Aktionäre
        1  Gesellschafter, Stiftungsrat, Chefärztin, Oberarzt, Schulleiter, Schulleiterin, Investoren, Großkunden
        1  Schlüsselkunde, Fernsehteam, Journalisten, Vorsitzende, Vorsitzender, Geschäftsführung, Vorstandssitzung
        1  Aufsichtsratssitzung, Werksleiter, Direktorin, Intendant
        [fr]
        1  le client, professeur, juge, ministère, investisseur, fondateur, directrice, directeur, directrice générale
        1  directeur général, ministre, président, PDG, patronne, plus gros client, conseil d'administration
        1  client important, maire, préfet, préfète, sous-préfet, secrétaire d'État, maire adjoint, évêque, recteur
        1  rectrice, doyen, ambassadeur, ambassadrice, général, invité d'honneur, journalistes, équipe de télévision
        1  actionnaires, actionnaire, chef de service, proviseur, investisseurs, délégation, gros client
        1  principal client, DG, présidente, notaire, sénateur, députée, député, la direction, comité de direction
        [es]
        1  el cliente, profesor, juez, prensa, ministerio, inversor, fundador, director general, directora general
        1  ministro, presidente, gerente, directora, jefe, jefa, cliente más importante, cuenta más grande
        1  mayor cliente, consejo, alcalde, rectora, secretario de Estado, alcaldesa, obispo, decano, decana, cónsul
        1  embajador, embajadora, coronel, invitado de honor, periodistas, accionistas, cirujano, jefe de servicio
        1  inversores, delegación, principal cliente, presidenta, consejero, consejera, concejal, directivo, directivos
        1  la dirección, ministra, senador, diputado, comité de dirección
        [it]
        1  direttore, direttrice, amministratore delegato, cliente più importante, sindaco, sindaca, prefetto, vescovo
        1  rettore, rettrice, preside, console, ambasciatore, azionisti, investitori, primario, dirigente
        1  direttore generale, la direzione, consiglio di amministrazione, ospite d'onore, giornalisti
        [pt]
        1  diretor, diretora, maior cliente, reitor, reitora, presidente da câmara, bispo, cônsul, embaixador
        1  acionistas, investidores, cirurgião, administrador, convidado de honra, jornalistas, diretor-geral
        1  a direção
        [nl]
        1  grootste klant, burgemeester, wethouder, bisschop, aandeelhouders, investeerders, chirurg, bestuur
        1  minister-president, eregast, raad van bestuur, algemeen directeur
        [pl]
        1  dyrektor, prezes, największy klient, burmistrz, wojewoda, biskup, ambasador, inwestorzy, akcjonariusze
        1  ordynator, zarząd, dziennikarze, kluczowy klient, starosta
        """,
    "hindered": """
        1  can not, no access, no signal, not open, not work, shows nothing, not share, locked out, waits, waiting
        1  stuck, third time, fourth time, furious, angry, upset, threatens, lawyer, cancel, leaving us, complain
        1  asks again, blocked, not connect, down, dead, before he calls, before she calls, stranded, no picture
        1  no sound, not start, is asking, expects, demands, complained, not happy, unhappy, disappointed, on the phone
        1  on hold, can not hear, can not see, no answer, not get in
        [de]
        1  fragt, erwartet, beschwert, unzufrieden, enttäuscht, am Telefon, ungeduldig, kommt nicht, kann nicht
        1  kein Zugriff, geht nicht, wartet, kein Bild, kein Ton, verärgert, droht, Anwalt, sauer, keinen Zugriff
        1  gesperrt
        [fr]
        1  demande, exige, se plaint, déçu, au téléphone, impatient, ne peut, ne peut plus, n'a pas accès
        1  ne fonctionne pas, attend, bloqué, bloquée, furieux, furieuse, menace, mécontent, n'arrive pas
        [es]
        1  se queja, decepcionado, al teléfono, impaciente, reclama, no puede, sin acceso, no funciona, espera
        1  esperando, molesto, molesta, enfadado, amenaza, bloqueado, presupuesto a la competencia
        [it]
        1  non riesce, non può, aspetta, non funziona, arrabbiato, minaccia
        [pt]
        1  não consegue, furioso, ameaça, sem acesso
        [nl]
        1  kan niet, wacht, boos, werkt niet, dreigt
        [pl]
        1  nie może, czeka, zły, grozi
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
        1  in fifteen minutes, first thing
        [de]
        1  morgen, morgen früh, heute Abend, Mitternacht, heute Nachmittag, in einer Stunde, in einer halben Stunde
        1  bis Mittag, bis Freitag, bis Montag, spätestens, in zwei Stunden, in zehn Minuten, gleich, heute Mittag
        1  bis morgen, bis heute, bis heute Abend, in Kürze, übermorgen
        [fr]
        1  demain, ce soir, minuit, cet après-midi, dans une heure, dans une demi-heure, avant midi, avant ce soir
        1  à midi, demain matin, au plus tard, avant vendredi, dans deux heures, tout à l'heure
        [es]
        1  mañana por la mañana, esta tarde, esta noche, medianoche, en una hora, en media hora, a más tardar
        1  mañana a las, es mañana, mañana cierra, mañana vence, antes de las, a mediodía, mañana
        [it]
        1  domani, stasera, mezzanotte, questo pomeriggio, tra un'ora, fra un'ora, tra mezz'ora, entro oggi
        1  a mezzogiorno
        [pt]
        1  amanhã, esta noite, meia-noite, hoje à tarde, dentro de uma hora, daqui a uma hora, ao meio-dia
        [nl]
        1  vanavond, middernacht, vanmiddag, over een uur, over een half uur, uiterlijk
        [pl]
        1  jutro, wieczorem, o północy, po południu, za godzinę, za pół godziny, najpóźniej, w południe
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
        1  no network, no wifi
        [de]
        1  geht nicht, gehen nicht, kann nicht, nicht erkannt, abgelaufen, Fehler, komme nicht, kommt nicht, fehlt
        1  fehlen, noch nicht, stürzt ab, hängt, klappt nicht, lässt sich nicht, abgelehnt, ungültig
        1  funktioniert nicht, schwarz, kein Ton, kein Bild, kein Signal, startet nicht, gesperrt, lädt nicht
        1  druckt nicht, öffnet nicht, stumm, nicht freigeschaltet, verweigert, leer, kaputt, nimmt nicht, kein Zugriff
        1  keinen Zugriff, reagiert nicht, defekt
        [fr]
        1  impossible de, ne marche pas, ne fonctionne pas, erreur, bloqué, bloquée, plante, rejeté, expiré, ne s'ouvre
        1  pas de son, pas d'image, écran noir, toujours pas, pas encore, n'arrive pas, ne peut pas, ne peux pas
        1  refusé, ne démarre, manque, vide, invalide, ne répond pas, ne charge pas, en panne, introuvable
        1  demande un code
        [es]
        1  no puedo, no puede, no funciona, bloqueado, bloqueada, rechaza, rechazado, caducado, no abre, no carga
        1  no existe, sin sonido, sin imagen, no arranca, no me deja, no deja, todavía no, aún no, falla, inválido
        1  vacío, no imprime, no reconoce, no acepta, no se oye, no responde, no va
        [it]
        1  non funziona, errore, bloccato, rifiuta, scaduto, non riesco, non riesce, non si apre, non parte, ancora non
        1  manca, non accetta, non stampa, senza audio, non carica
        [pt]
        1  não funciona, erro, rejeita, expirou, não consigo, não consegue, não abre, ainda não, falta, não aceita
        1  sem som, não carrega, não imprime
        [nl]
        1  werkt niet, foutmelding, geblokkeerd, geweigerd, verlopen, kan niet, opent niet, nog niet, geen geluid
        1  geen beeld, start niet, doet het niet, zwart
        [pl]
        1  nie działa, błąd, zablokowany, zablokowane, odrzuca, wygasł, nie mogę, nie może, nie otwiera, jeszcze nie
        1  brak, nie drukuje, nie ma dźwięku, nie ładuje
        """,
    # The one machine or account that somebody works with.
    "device": """
        1  laptop, pc, computer, notebook, macbook, workstation, desktop, both screens, both monitors, login
        1  user account
        [de]
        1  Rechner, Bildschirm, Benutzer, Benutzerkonto, Arbeitsplatzrechner, mein Bildschirm
        [fr]
        1  ordinateur, portable, poste, session, compte, écran
        [es]
        1  ordenador, portátil, computadora, usuario, pantalla, sesión
        [it]
        1  portatile, utente, schermo
        [pt]
        1  computador, utilizador, ecrã
        [nl]
        1  gebruiker, scherm
        [pl]
        1  komputer, ekran, konto użytkownika
        """,
    "out of use": """
        1  dead, died, not start, not boot, not turn on, not switch on, not come on, not power on, stays black, bricked
        1  will not start, disabled, deactivated, not charge and not, completely black, only a black, stays off
        [de]
        1  geht nicht an, geht nicht mehr an, startet nicht, fährt nicht hoch, bleibt schwarz, tot, deaktiviert
        1  gesperrt, nicht an, bleiben schwarz
        [fr]
        1  ne démarre, ne s'allume, mort, reste noir, désactivé, désactivée, bloqué, écran noir
        [es]
        1  no arranca, no enciende, muerto, deshabilitado, desactivado, bloqueado, en negro
        [it]
        1  non si accende, non parte, non si avvia, morto, disabilitato, nero
        [pt]
        1  não liga, não arranca, desativado, preto
        [nl]
        1  start niet, gaat niet aan, dood, uitgeschakeld, zwart, geblokkeerd
        [pl]
        1  nie włącza, nie uruchamia, martwy, czarny, zablokowane
        """,
}
