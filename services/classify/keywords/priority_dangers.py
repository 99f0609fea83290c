"""Parts of priority rules that tell of a breach of security, or of a danger to people, as data."""

from __future__ import annotations

from collections.abc import Mapping

DANGERS: Mapping[str, str] = {
    "secret": """
        1  password, login, pin, card number, credentials, bank details, account details, api keys, access keys
        1  api key, admin password, patient records, customer list, secret key, private key, salary list, medical
        1  ibans, customer data, my mailbox, my account, finance system, personal data, unencrypted, my files
        1  contracts, customer records, client data, payslips, passports, social security, our invoices
        1  health records, token
        [de]
        1  Kennwort, Passwort, Zugangsdaten, Kundendaten, Postfach, PIN, Kreditkarte, Mails, Patientendaten
        1  Kundenliste, Gehaltsliste, personenbezogene, Lohnabrechnungen, Produktionspasswort, Bankdaten
        1  Personalakten
        [fr]
        1  mot de passe, identifiants, données de clients, messagerie, carte bancaire, notre compte, données clients
        1  fiches de paie, données personnelles, mon compte, liste des clients
        [es]
        1  contraseña, datos de clientes, correo, tarjeta, clave, datos personales, nóminas, mi cuenta
        1  lista de clientes
        [it]
        1  credenziali, dati dei clienti, dati personali, mio account, elenco clienti
        [pt]
        1  senha, palavra-passe, dados de clientes, dados pessoais, minha conta
        [nl]
        1  wachtwoord, klantgegevens, persoonsgegevens, mijn account, inloggegevens
        [pl]
        1  hasło, dane klientów, dane osobowe, moje konto, naszych faktur
        """,
    "given": """
        1  phishing, fake, stranger, gave, entered, typed, clicked, on the phone, they called, who called
        1  another country, turned up, published, visible on, pushed to, stolen, ex-employee, former employee
        1  without login, without password, indexed, leaked, public, publicly, somebody who, strange ending, github
        1  on the internet, the wrong person, wrong recipient, wrong email, wrong address, sending spam, sends spam
        1  spam to, wrong mailing list, the wrong customer, all can see, anyone can, everyone can see, by accident to
        1  another customer, other customers, the whole internet, logged in as me, on the train, in a taxi
        1  someone else
        [de]
        1  gefälschten, eingegeben, Fremden, weitergegeben, geklickt, verschickt, gestohlen, hereingefallen
        1  öffentlich, Phishing-Mail, jemand, öffentlichen, Internet, offen im, im Netz, ohne Anmeldung
        1  falschen Empfänger, GitHub, fremde
        [fr]
        1  cliqué, donné, faux site, volé, inconnu, quelqu'un, public, publique, sans connexion, mauvais destinataire
        1  sur internet, en ligne
        [es]
        1  dado, robado, página falsa, desconocido, alguien, pinchado, público, publicado, en internet
        [it]
        1  rubato, rubata, qualcuno, pubblico, sconosciuto, cliccato
        [pt]
        1  roubado, roubada, alguém, público, desconhecido, cliquei
        [nl]
        1  gestolen, iemand, openbaar, onbekende, geklikt
        [pl]
        1  skradzione, ktoś, publicznie, kliknąłem, kliknęłam
        """,
    "intruder": """
        1  someone, somebody, stranger, unknown person, former employee, ex-employee, former colleague, hacker
        1  third party, foreign, unknown device, unknown ip
        [de]
        1  jemand, Fremder, fremde, fremden, unbekannte, ehemalige, ehemaliger, ausgeschiedene
        [fr]
        1  quelqu'un, inconnu, inconnue, ancien employé, ancienne employée
        [es]
        1  alguien, desconocido, exempleado, antiguo empleado
        [it]
        1  qualcuno, sconosciuto, ex dipendente
        [pt]
        1  alguém, desconhecido, ex-funcionário
        [nl]
        1  iemand, onbekende, ex-medewerker
        [pl]
        1  ktoś, nieznajomy, była pracownica, były pracownik
        """,
    "intrusion": """
        1  logged in, logged into, signed in, has access, still has access, got into, changed my, changed the email
        1  changed the password, pretends to be, impersonates, using my, used my, sending mails, as me
        1  controlling my, hijacked, reads my, reading my, took over, ip addresses, from abroad, sends emails
        1  access to our, ordered with my, broke into, remote control, moving my mouse
        [de]
        1  eingeloggt, angemeldet, Zugriff, geändert, gibt sich als, verschickt, übernommen, liest, IPs, IP-Adressen
        1  Adresse geändert
        [fr]
        1  connecté, a accès, a changé, se fait passer, envoie, modifié, s'est connecté
        [es]
        1  ha entrado, tiene acceso, ha cambiado, se hace pasar, envía, ha accedido, está usando
        [it]
        1  ha accesso, è entrato, ha cambiato, si spaccia
        [pt]
        1  tem acesso, entrou, mudou, alterou, faz-se passar
        [nl]
        1  heeft toegang, ingelogd, gewijzigd, doet zich voor
        [pl]
        1  ma dostęp, zalogował, zmienił, zmieniła, podszywa
        """,
    "message": """
        1  mail, email, e-mail, message, sms, call, caller, text message, attachment, link, letter, invoice
        [de]
        1  Mail, E-Mail, Nachricht, Anruf, Anrufer, Anhang, Link, SMS
        [fr]
        1  courriel, mail, message, appel, lien, pièce jointe, sms
        [es]
        1  correo, mensaje, llamada, enlace, adjunto
        [it]
        1  mail, messaggio, chiamata, allegato
        [pt]
        1  e-mail, mensagem, chamada, anexo
        [nl]
        1  mail, e-mail, bericht, telefoontje, bijlage
        [pl]
        1  mail, e-mail, wiadomość, telefon, załącznik
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
        1  water, lekt, lekkage
        [pl]
        1  woda, cieknie, kapie
        """,
    "electric": """
        1  server, server room, rack, cabinet, network cabinet, socket, ups, switch, power strip, fuse box
        1  electrical, switchboard, cable, outlet, distribution board, patch panel
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
        1  lift, elevator, emergency exit, fire alarm, smoke detector, fire door, escalator, forklift, railing
        1  ladder, defibrillator, sprinkler, alarm system, gas detector
        [de]
        1  Aufzug, Notausgang, Brandmelder, Feueralarm, Rolltreppe, Gabelstapler, Geländer, Fahrstuhl
        [fr]
        1  ascenseur, sortie de secours, alarme incendie, escalator
        [es]
        1  ascensor, salida de emergencia, alarma de incendios
        [it]
        1  ascensore, uscita di emergenza, allarme antincendio
        [pt]
        1  elevador, saída de emergência, alarme de incêndio
        [nl]
        1  lift, nooduitgang, brandalarm
        [pl]
        1  winda, wyjście ewakuacyjne, alarm pożarowy
        """,
    "fault": """
        1  stuck, can not be opened, fault, not react, not work, blocked, broken, jammed, people inside, loose
        1  not open, person inside, somebody inside, trapped, locked, out of order, failed
        [de]
        1  steckt, klemmt, defekt, blockiert, stecken, eingeschlossen, locker, verschlossen, zugestellt
        [fr]
        1  bloqué, coincé, en panne, bloquée, enfermé, coincée
        [es]
        1  atascado, bloqueada, no funciona, atrapado, atrapada, bloqueado
        [it]
        1  bloccato, bloccata, guasto, chiuso dentro
        [pt]
        1  preso, presa, bloqueado, bloqueada, avariado
        [nl]
        1  vast, geblokkeerd, defect, opgesloten
        [pl]
        1  zablokowana, zablokowane, zacięła, uwięziony
        """,
}
