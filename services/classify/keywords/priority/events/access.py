"""Parts of priority rules that tell of open doors: protection that is off, odd logins, what left the house, as data."""

from __future__ import annotations

from collections.abc import Mapping

ACCESS: Mapping[str, str] = {
    # What keeps others out, and that it does not.
    "protection": """
        1  antivirus, virus scanner, firewall, 2fa, mfa, two-factor, two factor, alarm system, camera, cameras, cctv
        1  lock, encryption, spam filter, access control, burglar alarm, security gate, fence, turnstile, endpoint
        [de]
        1  Virenschutz, Virenscanner, Zwei-Faktor, Alarmanlage, Kameras, Überwachungskamera, Schloss, Verschlüsselung
        [fr]
        1  pare-feu, double authentification, alarme, caméras, vidéosurveillance, serrure, chiffrement
        [es]
        1  cortafuegos, doble factor, alarma, cámaras, videovigilancia, cerradura, cifrado
        [it]
        1  doppia autenticazione, allarme, telecamere, serratura
        [pt]
        1  antivírus, autenticação de dois fatores, câmaras, fechadura
        [nl]
        1  virusscanner, tweestaps, alarm, camera's, slot
        [pl]
        1  antywirus, zapora, uwierzytelnianie, kamery, zamek
        """,
    "switched off": """
        1  switched off, disabled, turned off, deactivated, bypassed, is off, was off, gone, broken off, forced, blind
        1  been offline, no longer locks, not lock
        [de]
        1  ausgeschaltet, deaktiviert, abgeschaltet, aufgebrochen, umgangen, schließt nicht, aus
        [fr]
        1  désactivé, désactivée, éteint, éteintes, forcé, forcée, contourné, coupée, ne ferme plus
        [es]
        1  desactivado, desactivada, apagado, apagadas, forzado, forzada, no cierra
        [it]
        1  disattivato, disattivata, spente, spento, forzata
        [pt]
        1  desativado, desativada, desligado, desligadas, forçada
        [nl]
        1  uitgeschakeld, uitgezet, geforceerd, uit
        [pl]
        1  wyłączony, wyłączone, wyłączona, wyłamany
        """,
    # Where nobody of ours should log in from.
    "abroad": """
        1  another country, abroad, overseas, russia, russian, china, chinese, nigeria, romania, vietnam, brazil, india
        1  ukraine, turkey, iran, north korea, indonesia, pakistan, hong kong, bulgaria, moldova, belarus, kazakhstan
        1  thailand, philippines, mexico, colombia, ghana, egypt, a country, unknown location, unusual location
        1  foreign ip, vpn exit, tor, unknown device, new device, moscow, lagos
        [de]
        1  Ausland, Russland, Rumänien, Brasilien, Indien, Türkei, Indonesien, unbekanntem Gerät, fremdem Gerät, Moskau
        [fr]
        1  étranger, Russie, Chine, Roumanie, Brésil, Inde, Turquie, appareil inconnu, Moscou
        [es]
        1  extranjero, Rusia, Rumanía, Brasil, Turquía, dispositivo desconocido, otro país, Moscú
        [it]
        1  estero, Cina, Brasile, dispositivo sconosciuto
        [pt]
        1  estrangeiro, Rússia, Roménia, Turquia, dispositivo desconhecido
        [nl]
        1  buitenland, Rusland, Roemenië, onbekend apparaat
        [pl]
        1  zagranicy, Rosji, Chin, Rumunii, nieznanego urządzenia
        """,
    "sign-in": """
        1  login, logins, sign-in, sign-ins, signed in, logged in, connection, connections, session, access, attempts
        [de]
        1  Anmeldung, Anmeldungen, Zugriff, Zugriffe, eingeloggt, angemeldet
        [fr]
        1  connexion, connexions, connecté, accès
        [es]
        1  acceso, accesos, inicio de sesión, inicios de sesión, conexión, conexiones, sesión
        [it]
        1  accesso, accessi, connessione
        [pt]
        1  acesso, acessos, sessão
        [nl]
        1  inlogpoging, ingelogd, aanmelding, toegang
        [pl]
        1  logowanie, logowania, zalogowano, dostęp
        """,
    # What went to whom it should not have gone to.
    "sent": """
        1  sent, forwarded, mailed, emailed, attached, replied, copied in, shared, cc, uploaded
        [de]
        1  geschickt, verschickt, weitergeleitet, gesendet, gemailt, angehängt
        [fr]
        1  envoyé, transféré, transmis, joint, partagé
        [es]
        1  enviado, reenviado, mandado, adjuntado, compartido, envié, mandé
        [it]
        1  inviato, inoltrato, mandato
        [pt]
        1  enviei, reenviei, mandei
        [nl]
        1  gestuurd, doorgestuurd, gemaild
        [pl]
        1  wysłałem, wysłałam, przesłałem, przesłałam
        """,
    "outsider": """
        1  bidder, competitor, the press, wrong person, wrong thread, wrong list, wrong recipient, wrong customer
        1  wrong client, wrong address, wrong attachment, wrong people, wrong company, outside the company
        1  private address, whole list, wrong patient, wrong parents, wrong supplier, everyone in the address book
        1  all contacts, to all instead
        [de]
        1  Konkurrenz, Mitbewerber, falsche Person, falschen Empfänger, falschen Kunden, falsche Adresse
        1  falschen Anhang, falschen Verteiler, Bieter, Presse, falsche Liste
        [fr]
        1  concurrent, mauvaise personne, mauvais destinataire, mauvaise adresse, mauvais client, mauvaise pièce
        1  mauvaise liste
        [es]
        1  competidor, competencia, persona equivocada, destinatario equivocado, cliente equivocado, prensa
        [it]
        1  concorrente, persona sbagliata, destinatario sbagliato, cliente sbagliato
        [pt]
        1  pessoa errada, destinatário errado, cliente errado
        [nl]
        1  verkeerde persoon, verkeerde klant, verkeerde ontvanger
        [pl]
        1  konkurencja, konkurencji, złej osoby, niewłaściwej osoby, złego klienta
        """,
    # Names that files never had.
    "files": """
        1  files, file, documents, folders
        [de]
        1  Dateien, Dokumente, Ordner
        [fr]
        1  fichiers, dossiers
        [es]
        1  archivos, ficheros, documentos
        [it]
        1  documenti
        [pt]
        1  ficheiros, arquivos
        [nl]
        1  bestanden
        [pl]
        1  pliki
        """,
    "renamed": """
        1  now end in, end in, ends in, ending in, have a strange ending, strange extension, new extension
        1  unknown extension, got renamed, been renamed, were renamed
        [de]
        1  heißen jetzt, heißen auf einmal, enden auf, Endung, seltsame Endung, umbenannt
        [fr]
        1  se terminent par, finissent en, extension bizarre, extension inconnue, renommés
        [es]
        1  terminan en, acaban en, extensión rara, extensión desconocida, renombrados
        [it]
        1  finiscono in, estensione strana, rinominati
        [pt]
        1  terminam em, extensão estranha
        [nl]
        1  eindigen op, vreemde extensie, hernoemd
        [pl]
        1  kończą się na, dziwne rozszerzenie
        """,
}
