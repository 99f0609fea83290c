"""Parts of priority rules that tell who should no longer get in, what was taken, and who steers a computer, as data."""

from __future__ import annotations

from collections.abc import Mapping

THEFTS: Mapping[str, str] = {
    "leaver": """
        1  former employee, ex-employee, left the company, left us, has left, was fired, got fired, dismissed
        1  was let go, resigned, terminated, no longer works, not work here anymore, laid off, former colleague
        1  former contractor, ex-colleague, former admin, ex-admin, fired last, former intern, ex-contractor
        1  former supplier, former staff, who left, we fired, sacked, former, ex, who left us, ex-staff
        [de]
        1  ausgeschieden, ausgeschiedene, ausgeschiedener, gekündigt, gekündigte, ehemalige, ehemaliger, entlassen
        1  entlassene, Ex-Kollege, Ex-Mitarbeiter, nicht mehr bei uns, ehemaligen, früherer
        [fr]
        1  ancien salarié, ancienne salariée, ancien collègue, ex-collègue, licencié, licenciée, a quitté
        1  ancien employé, ancien prestataire, ancien, ancienne, anciens
        [es]
        1  exempleado, exempleada, despedido, despedida, ya no trabaja, antiguo empleado, excompañero, se fue de la
        1  antiguo, antigua
        [it]
        1  ex dipendente, ex collega, licenziato, licenziata, non lavora più, vecchio dipendente
        [pt]
        1  ex-funcionário, ex-funcionária, ex-colega, demitido, já não trabalha, antigo, antiga
        [nl]
        1  ex-medewerker, oud-collega, ontslagen, uit dienst, niet meer bij ons, voormalig, voormalige, oud-medewerker
        [pl]
        1  byłego pracownika, były pracownik, była pracownica, zwolniony, zwolniona, już nie pracuje, były, była, byli
        """,
    "still in": """
        1  still has, still have, still log in, still logs in, still logged in, still access, still active
        1  still enabled, still open, still get, still reads, still receives, can still, still using, downloaded
        1  copied, is deleting, took the, took our, still in our, still able, has been in, still works on
        1  using his old, using her old
        [de]
        1  noch Zugriff, noch Zugang, noch aktiv, noch rein, noch anmelden, immer noch, noch angemeldet
        1  heruntergeladen, kopiert, liest noch, kann noch, hat noch
        [fr]
        1  a encore accès, a toujours accès, encore accès, toujours accès, encore actif, toujours actif, téléchargé
        1  peut encore, copié
        [es]
        1  sigue teniendo acceso, todavía tiene acceso, aún tiene acceso, sigue entrando, sigue activo, descargado
        1  sigue activa, todavía puede, aún puede, copiado
        [it]
        1  ha ancora accesso, ancora accesso, ancora attivo, può ancora, scaricato
        [pt]
        1  ainda tem acesso, ainda ativo, ainda consegue, ainda entra
        [nl]
        1  heeft nog toegang, nog steeds toegang, nog actief, kan nog, gedownload
        [pl]
        1  nadal ma dostęp, wciąż ma dostęp, nadal aktywne, nadal loguje
        """,
    # What somebody carries that opens doors or holds data.
    "carried": """
        1  laptop, notebook, phone, usb stick, usb drive, memory stick, thumb drive, hard drive, tablet, ipad, badge
        1  access card, key card, keys, master key, backup tape, work phone, company phone, macbook, yubikey, briefcase
        1  iphone, mobile, key fob, external drive, token, id card, company card, sim card, passport, bag, backpack
        1  handbag, rucksack, wallet, purse, envelope, lanyard, suitcase, company car
        [de]
        1  Handy, Diensthandy, USB-Stick, Stick, Festplatte, Schlüssel, Generalschlüssel, Ausweis, Dienstausweis
        1  Zugangskarte, Schlüsselbund, Smartphone, Transponder, Firmenlaptop, Tasche, Handtasche, Aktentasche, Koffer
        1  Dienstwagen
        [fr]
        1  ordinateur portable, portable, téléphone, clé usb, disque dur, tablette, trousseau, clés, passe, sac
        1  sac à dos, sacoche, mallette, voiture de service
        [es]
        1  portátil, móvil, teléfono, memoria usb, pendrive, disco duro, tableta, tarjeta de acceso, llaves, llave
        1  bolso, mochila, maletín, cartera, coche de empresa
        [it]
        1  portatile, telefono, chiavetta, disco rigido, chiavi, cellulare, borsa, zaino, valigetta
        [pt]
        1  telemóvel, celular, pen, disco rígido, crachá, chaves, mala, pasta, carteira
        [nl]
        1  telefoon, harde schijf, pasje, sleutels, toegangspas, tas, rugzak
        [pl]
        1  telefon, dysk, identyfikator, klucze, służbowy telefon, torba, plecak, teczka
        """,
    "taken": """
        1  stolen, stole, lost, left on, left in, left my, robbed, snatched, broken into, mislaid, misplaced, nicked
        1  pinched, was taken, got taken, pickpocket, left behind, can not find, forgot in, forgotten in, vanished from
        [de]
        1  gestohlen, geklaut, verloren, liegen gelassen, liegengelassen, vergessen im, entwendet, abhandengekommen
        1  liegen lassen, nicht mehr auffindbar, im Zug vergessen, im Taxi vergessen, weggekommen
        [fr]
        1  volé, volée, perdu, perdue, oublié dans, oubliée dans, dérobé, laissé dans, égaré
        [es]
        1  robado, robada, robaron, perdido, perdí, olvidado en, dejado en, sustraído, extraviado
        [it]
        1  rubato, rubata, perso, persa, dimenticato in, smarrito, dimenticato sul
        [pt]
        1  roubado, roubada, perdi, esqueci no, furtado
        [nl]
        1  gestolen, kwijt, laten liggen, gejat
        [pl]
        1  skradziono, ukradziono, ukradli, zgubiłem, zgubiłam, zostawiłem w, zostawiłam w, skradziony
        """,
    "pointer": """
        1  mouse, cursor, pointer, webcam, camera light, my screen, microphone
        [de]
        1  Maus, Mauszeiger, Kamera
        [fr]
        1  souris, curseur, pointeur
        [es]
        1  ratón, cámara, puntero
        [it]
        1  cursore
        [pt]
        1  rato, câmara
        [nl]
        1  muis
        [pl]
        1  mysz, kursor
        """,
    "by itself": """
        1  by itself, on its own, all by itself, by an invisible hand, like a ghost, without me touching
        1  without touching, nobody touching, as if someone, as if somebody, remotely
        [de]
        1  von allein, von alleine, von selbst, wie von Geisterhand, ferngesteuert, selbstständig
        [fr]
        1  tout seul, toute seule, à distance, sans que je touche
        [es]
        1  solo, sola, a distancia, sin que lo toque
        [it]
        1  da solo, da sola, a distanza
        [pt]
        1  sozinho, sozinha, à distância
        [nl]
        1  vanzelf, uit zichzelf, op afstand
        [pl]
        1  samo, sama, sam z siebie, zdalnie
        """,
    # What nobody should open, and that somebody did.
    "bait": """
        1  macro, macros, enable content, usb stick, usb sticks, exe, unknown sender, strange link, strange attachment
        1  qr code, phishing, fake, dodgy, popup, pop-up, sender i, remote support, teamviewer, anydesk, strange file
        1  suspicious link, suspicious attachment, weird link, weird attachment, unknown stick, text message, sms
        1  link in the sms
        [de]
        1  Makro, Makros, Inhalt aktivieren, USB-Stick, QR-Code, Fernwartung, unbekannter Absender, komischer Anhang
        1  komischen Anhang, komischen Link, dubiosen, unbekannten Absender, Link in der SMS
        [fr]
        1  clé usb, code QR, expéditeur inconnu, prise en main, fenêtre surgissante
        [es]
        1  memoria usb, código QR, remitente desconocido, pendrive, ventana emergente
        [it]
        1  chiavetta, codice QR, mittente sconosciuto
        [pt]
        1  pen usb, remetente desconhecido
        [nl]
        1  macro's, onbekende afzender
        [pl]
        1  makra, kod QR, nieznany nadawca
        """,
    "bitten": """
        1  clicked, enabled, plugged, plugged in, ran, installed, scanned, opened it, downloaded, let him, let them
        1  executed
        [de]
        1  geklickt, aktiviert, eingesteckt, angesteckt, installiert, gescannt, geöffnet, ausgeführt
        [fr]
        1  cliqué, activé, branché, installé, scanné, ouvert, exécuté
        [es]
        1  pinchado, activado, conectado, instalado, escaneado, abierto, ejecutado, pulsado
        [it]
        1  cliccato, attivato, collegato, installato, aperto
        [pt]
        1  cliquei, ativei, liguei, instalei, abri
        [nl]
        1  geklikt, ingeschakeld, geplaatst, geïnstalleerd, geopend
        [pl]
        1  kliknąłem, kliknęłam, włączyłem, podłączyłem, podłączyłam, zainstalowałem, otworzyłem, otworzyłam
        """,
}
