"""Parts of priority rules that tell of a breach of security by what somebody did, never did or can see, as data."""

from __future__ import annotations

from collections.abc import Mapping

BREACHES: Mapping[str, str] = {
    # What somebody says who did not do it.
    "disavowed": """
        1  was not me, not me, not by me, i did not order, i did not make, i did not request, i did not do
        1  i did not send, i did not authorise, i did not authorize, i did not approve, i did not start
        1  i did not change, i did not initiate, i did not ask for, i did not write, i did not buy, i did not place
        1  i never ordered, i never made, i never requested, i never sent, i never asked, i never bought, i never did
        1  i never signed, i never wrote, i never authorised, i never approved, have never been to, never been there
        1  i never placed, we did not order, we did not make, we did not send, we did not authorise, we never ordered
        1  we never sent, we never authorised, nobody here, none of us, no one here, not recognise, not recognize
        1  without my knowledge, without our knowledge, without my consent, behind my back, not mine, not ours
        1  know nothing about, nothing to do with me, was asleep, while i was asleep, was on holiday, from a country
        1  i have nothing to do with, did not come from me, not sent by me, without my permission, never wrote that
        1  never wrote, never said that, did not write, wrote nothing of the kind, did not come from, was in bed
        1  never heard of, have not asked for, had not asked for, have not requested, had not requested, never theirs
        1  not theirs, nobody asked for, never been in, did not put, did not post, did not publish, did not install
        1  did not set, nobody did, none of the, none of our, no one did, no one was booked, did not put that
        1  did not book, not from us, never came from us
        [de]
        1  war ich nicht, nicht ich, nicht von mir, nicht von uns, nie bestellt, nicht bestellt, nicht veranlasst
        1  nicht beauftragt, nicht gemacht, nicht selbst, nie gemacht, ohne mein Wissen, ohne unser Wissen
        1  kenne ich nicht, kennen wir nicht, kennt niemand, weiß nichts, nicht autorisiert, nicht gesendet
        1  nie gesendet, nie geschrieben, nicht geschrieben, nicht freigegeben, niemand von uns, keiner von uns
        1  ich war das nicht, war das nicht, das war ich nicht, nicht angefordert, niemand bestellt, nie angefordert
        1  hat niemand, nicht eingerichtet, nicht angelegt, nicht installiert, nicht gebucht, weiß niemand
        1  niemand weiß, nie unterschrieben
        [fr]
        1  pas moi, pas de moi, pas nous, jamais commandé, pas commandé, jamais demandé, jamais envoyé, à mon insu
        1  à notre insu, jamais fait, pas fait, ne reconnais pas, pas autorisé, jamais autorisé, pas envoyé
        1  jamais écrit, pas effectué, jamais effectué, personne chez nous, ce n'est pas moi, ce n'était pas moi
        1  aucun de nous, pas nous qui, pas moi qui, personne n'a, pas installé, pas réservé, n'ai jamais
        1  n'ai jamais vu, jamais signé
        [es]
        1  no he sido yo, no fui yo, no soy yo, yo no he, nunca pedí, no lo pedí, sin mi permiso, no reconozco
        1  no he hecho, nunca hice, sin mi conocimiento, no autoricé, no he autorizado, no he enviado, nunca envié
        1  no hemos hecho, no hemos pedido, no hemos sido nosotros, no he comprado, no era yo, yo no lo, yo no los
        1  ninguno de nosotros, no lo hemos, nadie lo ha, no lo hicimos, no lo hice, nadie ha, nunca firmé
        1  nunca he firmado
        [it]
        1  non sono stato io, non sono stata io, a mia insaputa, non ho ordinato, non ho fatto, mai fatto
        1  non riconosco, non ho inviato, mai ordinato, non ho autorizzato
        [pt]
        1  não fui eu, não fiz, nunca fiz, não reconheço, sem meu conhecimento, não pedi, não enviei, nunca pedi
        1  não autorizei
        [nl]
        1  was ik niet, niet van mij, niet besteld, nooit besteld, niet door mij, herken ik niet, zonder mijn weten
        1  niet verstuurd, niet gedaan
        [pl]
        1  to nie ja, nie zamawiałem, nie zamawiałam, nie wysyłałem, nie wysyłałam, bez mojej wiedzy, nie robiłem
        1  nie robiłam, nie rozpoznaję
        """,
    # What was done in somebody's name and is grave.
    "act": """
        1  login, log in, sign-in, signed in, logged in, order, transfer, payment, purchase, charge, debit, booking
        1  transaction, device, session, withdrawal, forwarding, rule, account, posts, credit, loan, contract, voucher
        1  vouchers, gift card, gift cards, ticket, wire, wired, bank details, account number, request, invoice, hotel
        1  flight, parcel, admin user, new user, new account, admin account, homepage, advert, advertises, software
        1  program, tool, posting, signature
        [de]
        1  Anmeldung, Bestellung, Überweisung, Zahlung, Kauf, Abbuchung, Buchung, Gerät, Weiterleitung, angemeldet
        1  eingeloggt, überwiesen, abgebucht, gekauft, Gutschein, Gutscheine, bestellt, Bankdaten, Rechnung, Paket
        1  Datei, Benutzer, Administrator, Eintrag, Programm, Unterschrift, Signatur
        [fr]
        1  connexion, commande, virement, paiement, achat, prélèvement, appareil, débit, redirection, bon, facture
        1  coordonnées bancaires, colis, utilisateur, compte, publication, logiciel, contrat, contrats
        [es]
        1  inicio de sesión, pedido, transferencia, pago, compra, cargo, cargos, dispositivo, transacción, retirada
        1  factura, paquete, vales, datos bancarios, usuario, cuenta, publicación, programa, firma
        [it]
        1  accesso, ordine, bonifico, pagamento, acquisto, addebito, transazione
        [pt]
        1  acesso, encomenda, transferência, débito, transação
        [nl]
        1  aanmelding, bestelling, overboeking, betaling, aankoop, afschrijving, apparaat, transactie, ingelogd
        [pl]
        1  logowanie, zamówienie, przelew, płatność, zakup, obciążenie, urządzenie, transakcja
        """,
    # What was sent in somebody's name, or what somebody else asks for.
    "token": """
        1  reset, code, prompt, mail, email, message, sms, notification, push, approval, verification, one-time
        1  request
        [de]
        1  Nachricht, Zurücksetzen, Bestätigung, Anfrage, Mails
        [fr]
        1  réinitialisation
        [es]
        1  código, correo, mensaje, restablecimiento, notificación, correos
        [it]
        1  codice, messaggio
        [pt]
        1  e-mail, mensagem
        [nl]
        1  bericht
        [pl]
        1  kod, wiadomość, kody
        """,
    # Whom something belongs to that somebody can see.
    "others": """
        1  someone else, somebody else, another customer, other customers, other people, another user, other users
        1  another patient, other patients, another company, other companies, different customer, different person
        1  other person, strangers, stranger, other tenants, other employees, another person, another family
        1  other clients, another client, people i do not know, not mine, wrong customer, wrong patient, wrong person
        1  everyone else, different patient, other students, another student, other members, another member
        1  complete strangers, other pupils, another employee, competitor, a different company, my neighbour
        1  colleagues, everybody, anyone, the whole company, each other, other guests, another guest
        1  a different person, different family, another resident, another pupil, other parents, another parent
        1  a different patient, wrong family, wrong employee, wrong student, wrong recipient, wrong list, all temps
        1  every employee, every family, all families, whole staff, all staff
        [de]
        1  andere Kunden, anderer Kunden, anderen Kunden, eines anderen, einer anderen, fremde, fremden, fremder
        1  anderer Patienten, anderer Nutzer, anderen Nutzern, anderer Leute, falschen Kunden, falschen Empfänger
        1  Konkurrenz, Unbekannten, anderer Mitarbeiter, aller Mitarbeiter, aller Kunden, aller Kollegen
        1  jemand anderem, andere Patienten, andere Schüler, anderer Schüler, wildfremd, wildfremde, falschen Patienten
        1  falschen Verteiler, für jeden, für alle, jeder, aller, von allen, der ganzen Belegschaft
        [fr]
        1  autres clients, un autre client, autres patients, quelqu'un d'autre, d'autres personnes, autres utilisateurs
        1  autres salariés, un autre patient, un inconnu, d'inconnus, une autre personne, concurrent, tous les salariés
        1  mauvaise liste, mauvais patient, tout le monde, n'importe qui, chacun, de tous, tout le personnel
        [es]
        1  otros clientes, otro cliente, otra persona, otras personas, otros pacientes, otro paciente, otros usuarios
        1  desconocidos, otro usuario, otros empleados, la competencia, todos los empleados, otros alumnos
        1  lista equivocada, cualquiera, todo el mundo, paciente equivocado, de todos, toda la plantilla
        1  de toda la plantilla
        [it]
        1  altri clienti, altro cliente, altre persone, altri pazienti, altri utenti, altra persona, sconosciuti
        1  chiunque, tutti, di tutti
        [pt]
        1  outros clientes, outro cliente, outras pessoas, outra pessoa, outros pacientes, outros utilizadores
        1  qualquer pessoa, toda a gente
        [nl]
        1  andere klanten, andere klant, iemand anders, anderen, andere patiënten, andere gebruikers, vreemden
        1  iedereen, verkeerde patiënt, van iedereen
        [pl]
        1  innych klientów, inny klient, innego klienta, innych osób, innych pacjentów, innej osoby, obcych, każdy
        1  wszyscy, wszystkich
        """,
    "private": """
        1  invoice, invoices, order, orders, data, records, details, payslip, payslips, pay slips, mailbox, messages
        1  documents, results, contract, contracts, statement, statements, bank, medical, salary, salaries
        1  phone number, home address, addresses, files, basket, prescription, prescriptions, test results, x-ray
        1  grades, sick notes, report card, application, applications, passport, diagnosis, tax, card, personnel
        1  private, discharge letter, letters, letter, scans, passports, repository, source code, deploy keys, street
        1  birthdays, date of birth, dates of birth, absence, warnings, disciplinary, photos of, pay, chats, medication
        1  exam papers, phone numbers, families, members, prices, calculation, plans, admin page, admin area
        1  back office, cvs, résumés, candidates
        [de]
        1  Rechnung, Bestellung, Daten, Akte, Akten, Gehalt, Gehälter, Adresse, Vertrag, Befund, Befunde, Zeugnis
        1  Abrechnung, Lohnzettel, Postfach, Krankmeldung, Diagnose, Kontodaten, Unterlagen, Bewerbung, Gehaltsliste
        1  Lohnabrechnung, Arztbrief, Patientenbrief, Zeugnisse, Noten, Krankheitstage, Abmahnung, Passkopie
        1  Geburtsdatum, Personalakte, Pläne, Telefonnummern, Kalkulation
        [fr]
        1  facture, commande, données, dossier, dossiers, salaire, contrat, résultat, ordonnance, bulletins
        1  coordonnées, relevé, messagerie, diagnostic, bulletins de paie, bulletin de paie, fiches de paie, notes
        1  passeports, lettre, arrêts maladie, numéros de téléphone
        [es]
        1  factura, pedido, datos, expediente, nómina, nóminas, dirección, contrato, resultados, receta, historial
        1  extracto, diagnóstico, sueldos, notas, pasaportes, informe médico, bajas, datos personales, carta, recibo
        1  recibos, planos, teléfonos
        [it]
        1  fattura, ordine, dati, cartella clinica, stipendio, indirizzo, contratto, referto, referti
        [pt]
        1  fatura, encomenda, dados, processo, salário, morada, endereço, receita
        [nl]
        1  factuur, bestelling, gegevens, salaris, adres, uitslag, loonstrook
        [pl]
        1  faktura, zamówienie, dane, akta, pensja, umowa, wyniki, pasek wynagrodzeń
        """,
    "exposed": """
        1  see, sees, can see, shows, got, received, sent, download, read, logged, appear, visible, opens, displayed
        1  lands, land in, addressed to, ended up, mailed, emailed, leaks, published, shared with, printed, exposes
        1  get, gets, arrive, arrived, mixed, swapped, went to, forwarded, readable, listed, browse, find, came up
        1  comes up, googled, can open, could open, is open, anybody can, scroll through, click through
        1  without being signed in, look at
        [de]
        1  sehe, sehen, sieht, zeigt, angezeigt, bekommen, erhalten, geschickt, verschickt, gesendet, einsehen, lesen
        1  sichtbar, landet, landen, gelandet, öffnen, bekommt, lesbar, einsehbar, zugänglich, abrufbar, offen
        1  für jeden, gemailt, man sieht, kann man sehen
        [fr]
        1  vois, voit, voir, affiche, reçu, reçoit, reçoivent, envoyé, accède, lire, visibles, arrivent, lisibles
        1  lisible, consultables, partis, partie, accessibles, accessible, on voit, on peut voir
        [es]
        1  veo, ve, ver, aparecen, aparece, muestra, recibido, recibe, reciben, enviado, salen, llegan, accesible
        1  accesibles, enviadas, mandado, puede ver, se ve, se ven, me salen
        [it]
        1  vedo, vede, vedere, mostra, ricevuto, inviato, appare, appaiono, visibili, accessibili, leggere, inviate
        1  si vede, si vedono
        [pt]
        1  vejo, vê, aparecem, recebi, visíveis, acessível, ler, vê-se
        [nl]
        1  zie, ziet, zien, toont, ontvangen, gestuurd, kreeg, krijgt, zichtbaar, leesbaar, toegankelijk, gemaild
        1  te zien
        [pl]
        1  widzę, widzi, widać, pokazuje, otrzymałem, otrzymałam, wysłane, wysłano, dostał, dostali, dostępne, czytać
        """,
    # What makes of "I typed my password" more than a failed login.
    "lure": """
        1  phishing, fake, strange, weird, odd, suspicious, dodgy, fishy, scam, link, attachment, unknown, caller
        1  called, on the phone, stranger, not real, not genuine, parcel, bank, looked like, pretended, turned out
        1  fell for, realised, realized, not ours, different address, should not have, survey, voucher, prize, a page
        1  a form, a site, a website, official, from it, claimed, said he was, said she was, qr code, microsoft
        1  windows support, his voice, doubt, now i doubt, in hindsight, afterwards, sender i, sender we, not know
        1  black window, countdown, macro, .xyz, was not, did not look, wrong site, copycat, not the real, man called
        1  woman called, somebody called, stick, found, sms, customs, delivery fee, vest, text message, pretending
        1  no one was booked, pills
        [de]
        1  falsch, falsche, seltsam, komisch, komische, merkwürdig, Anhang, angerufen, Anruf, Anrufer, Paket, gefälscht
        1  gefälschten, gefälschte, täuschend, reingefallen, hereingefallen, Seite, Formular, nachher, im Nachhinein
        1  unbekannt, unbekannter, Absender, Support, am Telefon, Zoll, angeblich, angebliche, Gebühr, Weste
        [fr]
        1  hameçonnage, faux, fausse, bizarre, étrange, lien, pièce jointe, appelé, appel, colis, banque, arnaque
        1  piège, douteux, douteuse, formulaire, inconnu, au téléphone, site, adresse, numéro affiché, douane
        1  soi-disant, prétendu, frais
        [es]
        1  falso, falsa, raro, rara, extraño, enlace, adjunto, llamado, llamada, paquete, banco, estafa, formulario
        1  sospechoso, web, página, dirección, al teléfono, desconocido, que no era, aduana, supuesto, supuesta
        [it]
        1  strano, strana, allegato, chiamato, pacco, banca, truffa, sito, al telefono, sconosciuto, dogana, presunto
        [pt]
        1  estranho, anexo, ligou, encomenda, burla, golpe, ao telefone, desconhecido, alfândega, suposto
        [nl]
        1  nep, vreemd, vreemde, bijlage, gebeld, pakket, oplichting, aan de telefoon, zogenaamd
        [pl]
        1  fałszywa, fałszywej, dziwny, dziwna, załącznik, zadzwonił, paczka, oszustwo, strona, stronie, przez telefon
        1  nieznany, rzekomo, dopłata
        """,
    "typed in": """
        1  entered, typed, clicked, filled in, submitted, put in, logged in, signed in, gave, scanned, handed over
        1  read out, told him, told her, told them, opened, confirmed, replied with, sent him, sent them, plugged
        1  plugged in, clicked enable, enabled, installed, ran it, let him, let them, let her, wired, transferred
        1  called back, rang back, downloaded, tapped, read it to, read it out, paid the
        [de]
        1  eingegeben, eingetippt, geklickt, angeklickt, ausgefüllt, eingeloggt, genannt, durchgegeben, geöffnet
        1  bestätigt, verraten, rausgegeben, herausgegeben, gescannt, angegeben, installiert, eingesteckt
        1  zurückgerufen, überwiesen, heruntergeladen, mitgeteilt, getippt, draufgetippt, vorgelesen, durchgesagt
        1  bezahlt
        [fr]
        1  saisi, tapé, cliqué, rempli, donné, communiqué, ouvert, entré, scanné, validé, installé, branché, rappelé
        1  téléchargé, viré
        [es]
        1  introducido, escrito, pinchado, rellenado, dado, facilitado, abierto, puesto, escaneado, metí, puse, di
        1  instalado, conectado, metido, llamado, descargado
        [it]
        1  inserito, digitato, cliccato, compilato, dato, comunicato, aperto, installato, collegato, scaricato
        [pt]
        1  introduzi, digitei, cliquei, preenchi, dei, forneci, abri, inseri, coloquei, instalei, liguei, descarreguei
        [nl]
        1  ingevuld, ingetypt, geklikt, gegeven, doorgegeven, geopend, geïnstalleerd, teruggebeld
        [pl]
        1  wpisałem, wpisałam, kliknąłem, kliknęłam, podałem, podałam, otworzyłem, otworzyłam, zainstalowałem
        1  zainstalowałam, podłączyłem
        """,
}
