"""Parts of priority rules that tell of a breach of security, or of a danger to people, as data."""

from __future__ import annotations

from collections.abc import Mapping

DANGERS: Mapping[str, str] = {
    "secret": """
        1  password, login, pin, card number, credentials, bank details, account details, api keys, access keys
        1  api key, admin password, patient records, customer list, secret key, private key, salary list, medical
        1  ibans, customer data, my mailbox, my account, finance system, personal data, unencrypted, my files
        1  contracts, customer records, client data, payslips, passports, social security, our invoices, health records
        1  token, salaries, personnel files, home addresses, phone numbers, email addresses, source code, id cards
        1  one-time code, security code, my code, deploy keys, my pin, payment details, passcode, passphrase, 2fa code
        1  passport scans, passport, account number, my card, mailbox, verification code, remote access, my screen
        1  alarm code, safe code, door code, gate code, card details, credit card, banking details, wifi password, keys
        1  admin page, applications, cvs, candidates
        [de]
        1  Kennwort, Passwort, Zugangsdaten, Kundendaten, Postfach, Kreditkarte, Mails, Patientendaten, Kundenliste
        1  Gehaltsliste, personenbezogene, Lohnabrechnungen, Produktionspasswort, Bankdaten, Personalakten, TAN
        1  meine PIN, Sicherheitscode, meine Daten, Kontodaten, Gehaltslisten, Kartennummer, Alarmcode, Türcode
        1  Kreditkartendaten, Bewerbungsunterlagen, Bewerbungen, Lebensläufe, Personaldaten
        [fr]
        1  mot de passe, identifiants, données de clients, messagerie, carte bancaire, notre compte, données clients
        1  fiches de paie, données personnelles, mon compte, liste des clients, mon code, code de sécurité
        1  coordonnées bancaires, mes identifiants, numéro de carte, code de l'alarme, code d'accès, carte
        1  candidatures, CV
        [es]
        1  contraseña, datos de clientes, correo, tarjeta, clave, datos personales, nóminas, mi cuenta
        1  lista de clientes, mis claves, mi clave, mi código, datos bancarios, número de tarjeta, mis datos
        1  código de la alarma, tarjeta de crédito, candidaturas, currículos
        [it]
        1  credenziali, dati dei clienti, dati personali, mio account, elenco clienti, mia password, codice
        1  dati bancari, numero di carta
        [pt]
        1  senha, palavra-passe, dados de clientes, dados pessoais, minha conta, meu código, meus dados
        1  dados bancários, número do cartão
        [nl]
        1  wachtwoord, klantgegevens, persoonsgegevens, mijn account, inloggegevens, mijn code, pincode, bankgegevens
        1  mijn gegevens
        [pl]
        1  hasło, dane klientów, dane osobowe, moje konto, naszych faktur, mój kod, mój pin, dane do logowania
        1  numer karty, dane bankowe
        """,
    "given": """
        1  phishing, fake, stranger, gave, on the phone, they called, who called, another country, turned up, published
        1  visible on, pushed to, stolen, ex-employee, former employee, without login, without password, indexed
        1  leaked, public, publicly, somebody who, strange ending, github, on the internet, the wrong person
        1  wrong recipient, wrong email, wrong address, sending spam, sends spam, spam to, wrong mailing list
        1  the wrong customer, all can see, anyone can, everyone can see, by accident to, another customer
        1  other customers, the whole internet, logged in as me, on the train, in a taxi, someone else
        1  cc instead of bcc, all recipients, visible to all, visible to everyone, everyone can, in plain text
        1  wrong attachment, open to all, can be seen, can be read, google, in the open, sent it to, sharing site
        1  file sharing, pastebin, paste site, telegram, social media, facebook, linkedin, twitter, told, read out
        1  shared with, handed over, disclosed, revealed, lying in, in the rubbish, in the bin, outside address
        1  private address, my private, posted, for sale, offers it for sale, offered for sale, dump, bidder
        1  competitor, to the press, journalist, opens for anyone, no login asked, without a login
        [de]
        1  im Klartext, für alle sichtbar, sichtbar, falschen Anhang, an alle, CC statt BCC, jeder kann, gefälschten
        1  Fremden, weitergegeben, verschickt, gestohlen, hereingefallen, öffentlich, Phishing-Mail, jemand
        1  öffentlichen, Internet, offen im, im Netz, ohne Anmeldung, falschen Empfänger, fremde, über Google
        1  bei Google, auffindbar, zu finden
        [fr]
        1  en clair, visible par tous, visibles, à tous, à la mauvaise personne, accessible, faux site, volé, inconnu
        1  quelqu'un, publique, sans connexion, mauvais destinataire, sur internet, en ligne, sur Google
        [es]
        1  en claro, visible para todos, a la persona equivocada, accesible, robado, página falsa, desconocido, alguien
        1  público, publicado, en internet, en Google
        [it]
        1  rubato, rubata, qualcuno, pubblico, sconosciuto
        [pt]
        1  roubado, roubada, alguém, desconhecido
        [nl]
        1  gestolen, iemand, openbaar, onbekende
        [pl]
        1  skradzione, ktoś, publicznie
        """,
    "intruder": """
        1  someone, somebody, stranger, unknown person, former employee, ex-employee, former colleague, hacker
        1  third party, foreign, unknown device, unknown ip, old colleague, old employee, a man, a woman, no badge
        1  without a badge, outsider, impostor, they, caller, nobody knows
        [de]
        1  jemand, Fremder, fremde, fremden, unbekannte, ehemalige, ehemaliger, ausgeschiedene, Unbekannter
        1  Eindringling, Person, Mann, keinen Ausweis, Anrufer
        [fr]
        1  quelqu'un, inconnu, inconnue, ancien employé, ancienne employée, un homme, une femme, intrus, le monsieur
        1  ex-salarié
        [es]
        1  alguien, desconocido, exempleado, antiguo empleado, un hombre, una mujer, intruso
        [it]
        1  qualcuno, sconosciuto, ex dipendente, estraneo, un uomo
        [pt]
        1  alguém, desconhecido, ex-funcionário, um homem, estranho
        [nl]
        1  iemand, onbekende, ex-medewerker, vreemde, een man, indringer
        [pl]
        1  ktoś, nieznajomy, była pracownica, były pracownik, obcy, mężczyzna, intruz
        """,
    "intrusion": """
        1  logged in, logged into, signed in, has access, still has access, got into, changed my, changed the email
        1  changed the password, pretends to be, impersonates, using my, used my, sending mails, as me, controlling my
        1  hijacked, reads my, reading my, took over, ip addresses, from abroad, sends emails, access to our
        1  ordered with my, broke into, remote control, moving my mouse, is on my pc, is on my computer, on my pc
        1  in my account, in my mailbox, in our network, inside our network, in our system, in our systems
        1  on our server, opening my, reset my password, withdrew, ordered on, posted as, posing as, pretending to be
        1  claiming to be, opened an account in, took out a loan, cloned, copied our, watching, downloaded, got hold of
        1  got in, gained access, has been reading, has our, has my, tried to log in, tries to log, sitting in
        1  walking around, wandering, walked in, walk in, plugging, plugged something, installed a, installed software
        1  sees my, saw my whole, sends from my, mails from, writes from, wrote from, still reads, quoted a, taken over
        1  was taken over, logs in from
        [de]
        1  eingeloggt, angemeldet, Zugriff, geändert, gibt sich als, verschickt, übernommen, liest, IPs, IP-Adressen
        1  Adresse geändert, heruntergeladen, eingedrungen, verschafft, in unserem Netz, auf meinem Rechner
        1  in meinem Postfach, in meinem Konto, gibt sich aus, mitgelesen, bestellt auf, abgehoben, umgeleitet
        1  sitzt im, läuft herum, läuft durch, steckt gerade, liest meine, liest mit, schickt von, leergeräumt
        1  installiert
        [fr]
        1  connecté, a accès, a changé, se fait passer, envoie, modifié, s'est connecté, s'est introduit, téléchargé
        1  dans ma boîte, dans mon compte, lit mes, a pris le contrôle, retiré, usurpe, installé un logiciel, voyait
        1  se promène, lit ma, circule dans
        [es]
        1  ha entrado, tiene acceso, ha cambiado, se hace pasar, envía, ha accedido, está usando, descargado
        1  en mi cuenta, en mi correo, lee mis, ha tomado el control, ha retirado, suplanta, entró, instaló, veía
        1  lee mi, anda por, ha instalado
        [it]
        1  ha accesso, è entrato, ha cambiato, si spaccia, legge la mia, legge le mie, legge i miei, gira per
        1  inoltrate, inoltra
        [pt]
        1  tem acesso, entrou, mudou, alterou, faz-se passar, lê o meu, lê os meus, anda pelo, instalou
        [nl]
        1  heeft toegang, ingelogd, gewijzigd, doet zich voor, leest mijn, loopt rond, heeft geïnstalleerd
        [pl]
        1  ma dostęp, zalogował, zmienił, zmieniła, podszywa, czyta moją, czyta moje, chodzi po, zainstalował
        """,
    "message": """
        1  mail, email, e-mail, message, sms, call, caller, text message, attachment, link, letter, invoice
        [de]
        1  Nachricht, Anruf, Anrufer, Anhang
        [fr]
        1  courriel, appel, lien, pièce jointe
        [es]
        1  correo, mensaje, llamada, enlace, adjunto
        [it]
        1  messaggio, chiamata, allegato
        [pt]
        1  mensagem, chamada, anexo
        [nl]
        1  bericht, telefoontje, bijlage
        [pl]
        1  wiadomość, telefon, załącznik
        """,
    "odd": """
        1  odd, strange, weird, suspicious, fake, dodgy, fishy, asking for my, asks for my, asking for our
        1  looks like spam, pretending, pretends to be, unknown sender, wants my password, not from us, gift cards
        [de]
        1  komisch, komische, seltsam, seltsame, verdächtig, merkwürdig, fragt nach meinem, gefälscht, dubios
        [fr]
        1  bizarre, étrange, suspect, suspecte, douteux, me demande mon, faux
        [es]
        1  raro, rara, extraño, sospechoso, sospechosa, pidiendo mi, pide mi, falso
        [it]
        1  strana, strano, sospetta, sospetto, chiede la mia
        [pt]
        1  estranho, estranha, suspeito, suspeita, pede a minha
        [nl]
        1  vreemd, vreemde, verdacht, verdachte, raar, vraagt om mijn
        [pl]
        1  dziwny, dziwna, podejrzany, podejrzana, prosi o
        """,
    "liquid": """
        1  water, leak, dripping, coffee, drips, flood, rain, through the ceiling, pouring
        [de]
        1  Wasser, tropft, Leck
        [fr]
        1  eau, fuite, goutte
        [es]
        1  agua, gotea, fuga
        [it]
        1  acqua, perdita
        [pt]
        1  água, pinga
        [nl]
        1  lekt, lekkage
        [pl]
        1  woda, cieknie, kapie
        """,
    "electric": """
        1  server, server room, rack, cabinet, network cabinet, socket, ups, switch, power strip, fuse box, electrical
        1  switchboard, cable, outlet, distribution board, patch panel
        [de]
        1  Serverraum, Verteilerschrank, Schrank, Steckdose, Technikraum, Sicherungskasten, Serverschrank
        [fr]
        1  armoire électrique, salle des serveurs, prise, tableau électrique
        [es]
        1  armario eléctrico, sala de servidores, enchufe, cuadro eléctrico
        [it]
        1  quadro elettrico, sala server, presa
        [pt]
        1  quadro elétrico, tomada, servidores
        [nl]
        1  meterkast, serverruimte, stopcontact
        [pl]
        1  serwerownia, gniazdko, rozdzielnia
        """,
    "danger": """
        1  lift, elevator, emergency exit, fire alarm, smoke detector, fire door, escalator, forklift, railing, ladder
        1  defibrillator, sprinkler, alarm system, gas detector, brake, brakes, emergency stop, stop button
        1  light curtain, interlock, seat belt, airbag, safety gate, infusion pump, ventilator, oxygen, dialysis
        1  nurse call, panic button, emergency call, emergency phone, emergency lighting, emergency lights, hydrant
        1  pressure valve, steering, tail lift, hoist, harness, crane, monitor alarm, pump alarm, safety guard
        1  machine guard, fire exit, escape route, fire hose, alarm, alarms, smoke alarm, intercom, baby monitor
        1  lifeguard, warning light, safety switch, automatic door, revolving door, electric gate, roller shutter
        1  stairlift, pool, oxygen alarm, co alarm, gas alarm, carbon monoxide alarm, water alarm, barrier
        1  level crossing, traffic light, traffic lights, signal
        [de]
        1  Aufzug, Notausgang, Brandmelder, Feueralarm, Rolltreppe, Gabelstapler, Geländer, Fahrstuhl, Bremse, Bremsen
        1  Not-Aus, Notaus, Nothalt, Lichtschranke, Schutzgitter, Notruf, Schwesternruf, Beatmung, Infusionspumpe
        1  Sauerstoff, Rauchmelder, Fluchtweg, Notbeleuchtung, Lenkung, Kran, Brandschutztür, Alarmanlage, Feuertreppe
        1  Rolltor, Patientenmonitor, Überwachungsmonitor, Gaswarner, CO-Melder, Schranke, Ampel, Ampeln, Bahnübergang
        1  Patientenruf, Lichtruf
        [fr]
        1  ascenseur, sortie de secours, alarme incendie, frein, freins, arrêt d'urgence, bouton d'arrêt
        1  chariot élévateur, garde-corps, respirateur, oxygène, pompe à perfusion, appel malade, détecteur de fumée
        1  issue de secours, éclairage de secours, alarme, défibrillateur, monte-charge, feu tricolore, feux, barrière
        1  passage à niveau, détecteur
        [es]
        1  ascensor, salida de emergencia, alarma de incendios, freno, frenos, parada de emergencia, botón de parada
        1  carretilla, respirador, oxígeno, bomba de infusión, detector de humo, luz de emergencia, alarma
        1  desfibrilador, montacargas, grúa, botón rojo, escalera mecánica, semáforo, semáforos, barrera, paso a nivel
        1  detector
        [it]
        1  ascensore, uscita di emergenza, allarme antincendio, freni, arresto di emergenza, muletto, respiratore
        1  allarme, ossigeno, pulsante di emergenza, montacarichi, semaforo, semafori, sbarra, rilevatore
        [pt]
        1  elevador, saída de emergência, alarme de incêndio, travões, freios, paragem de emergência, empilhadora
        1  empilhadeira, ventilador pulmonar, oxigénio, barreira, detetor
        [nl]
        1  nooduitgang, brandalarm, remmen, noodstop, heftruck, beademing, zuurstof, rookmelder, noodverlichting
        1  verkeerslicht, slagboom, melder
        [pl]
        1  winda, wyjście ewakuacyjne, alarm pożarowy, hamulce, wyłącznik awaryjny, wózek widłowy, respirator, tlen
        1  sygnalizacja, światła, szlaban, czujnik
        """,
    "fault": """
        1  stuck, can not be opened, fault, not react, not work, blocked, broken, jammed, people inside, loose
        1  not open, person inside, somebody inside, trapped, locked, out of order, failed, not stop, rolls on
        1  no reaction, does nothing, disconnected, bypassed, taped over, not reach, silent, no alarm, not beep
        1  not trigger, not respond, not answer, keeps moving, not go off, stopped working, went off, goes off
        1  going off, not closed, not come, not hold, give way, gave way, dead, nobody hears, not sound, closed on, hit
        1  blocked by, obstructed, chained, kept going, keeps going, ringing, keeps ringing, rings, keeps beeping
        1  red cross, sounding, off, out, blown away, stays open, stays closed
        [de]
        1  steckt, klemmt, defekt, blockiert, stecken, eingeschlossen, locker, verschlossen, zugestellt, reagiert nicht
        1  ohne Funktion, funktioniert nicht, geht nicht, löst nicht aus, stoppt nicht, hält nicht, ausgefallen
        1  überbrückt, versagt, versagen, läuft weiter, piept nicht, kommt nicht an, schlägt an, ausgelöst, hängt, tot
        1  klingelt, schrillt, dauernd, aus, bleibt offen, bleibt zu
        [fr]
        1  bloqué, coincé, en panne, bloquée, enfermé, coincée, ne répond pas, ne répond plus, ne fonctionne pas
        1  ne fonctionne plus, ne s'arrête pas, n'arrête pas, ne sonne pas, ne sonne plus, ne freine plus, hors service
        1  débranché, neutralisé, condamnée, encombrée, lâché, ne marche plus, sonne, hurle, éteint, éteints
        1  reste ouverte, reste fermée
        [es]
        1  atascado, bloqueada, no funciona, atrapado, atrapada, bloqueado, no responde, no detiene, no para, no suena
        1  no frena, fuera de servicio, averiado, averiada, desconectado, fallan, falla, no funcionan, encerrado
        1  encerrada, suena, pita, apagado, apagados, no cierra
        [it]
        1  bloccato, bloccata, guasto, chiuso dentro, non risponde, non funziona, non si ferma, non suona, guasti
        1  suona, spento, spenti, resta aperta
        [pt]
        1  preso, presa, avariado, não responde, não funciona, não para, não toca, falham, toca, apita
        [nl]
        1  vast, geblokkeerd, defect, opgesloten, reageert niet, werkt niet, stopt niet, gaat niet af, doet het niet
        1  gaat af, piept, uit
        [pl]
        1  zablokowana, zablokowane, zacięła, uwięziony, nie reaguje, nie działa, nie działają, nie zatrzymuje, utknął
        1  utknęła, uwięziona, wyje, dzwoni, nie świeci, zgasła
        """,
}
