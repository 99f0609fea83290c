"""Parts that tell of strangers in systems, of control given away and of data in the open, as data."""

from __future__ import annotations

from collections.abc import Mapping

SECURITY: Mapping[str, str] = {
    "handed over": """
        1  gave, let, allowed, granted, handed, gave away, let in, connected, installed
        [de]
        1  gegeben, gewährt, gelassen, verbunden, installiert, freigegeben, draufgelassen
        [fr]
        1  donné, laissé, autorisé, installé, pris
        [es]
        1  di, dejé, dado, dejado, instalado, permití
        [it]
        1  dato, lasciato, installato
        """,
    "remote control": """
        1  TeamViewer, AnyDesk, remote control, remote access, onto my pc, onto my computer, into my pc
        1  into my computer
        1  onto my laptop, on my screen, screen sharing with, control of my, quick assist
        [de]
        1  TeamViewer, AnyDesk, Fernzugriff, Fernwartung, auf meinen Rechner, auf meinen PC, auf den Rechner
        [fr]
        1  TeamViewer, AnyDesk, contrôle de mon, accès à mon PC, accès à mon ordinateur, la main sur mon
        [es]
        1  TeamViewer, AnyDesk, control de mi, acceso a mi ordenador, acceso a mi equipo
        [it]
        1  TeamViewer, AnyDesk, controllo del mio, accesso al mio
        """,
    "false paper": """
        1  fake invoice, false invoice, fake bill, fake iban, false iban, fake supplier, forged invoice, bogus invoice
        1  changed iban, new iban, scam invoice, fraudulent invoice
        [de]
        1  gefälschte Rechnung, gefälschten Rechnung, falsche Rechnung, gefälschte IBAN, falsche Kontodaten, neue IBAN
        [fr]
        1  fausse facture, faux RIB, faux IBAN, faux fournisseur, nouveau RIB
        [es]
        1  factura falsa, IBAN falso, proveedor falso, cuenta falsa, nuevo IBAN
        [it]
        1  fattura falsa, IBAN falso
        """,
    "paid out": """
        1  paid, paid it, transferred, sent the money, wired
        [de]
        1  bezahlt, überwiesen, gezahlt
        [fr]
        1  payé, viré, réglé, versé
        [es]
        1  pagado, pagamos, pagué, transferido, hemos pagado
        [it]
        1  pagato, pagata
        """,
    "unknown one": """
        1  unknown, strange, unrecognised, unrecognized, nobody knows, that i did not create, we did not create
        1  mysterious
        1  not ours, rogue, we never created
        [de]
        1  unbekannter, unbekanntes, unbekannte, fremder, fremdes, den keiner kennt, nicht angelegt
        [fr]
        1  inconnu, que personne ne connaît, inconnue, que nous n'avons pas créé
        [es]
        1  desconocido, desconocida, que nadie conoce, que no hemos creado
        [it]
        1  sconosciuto, che nessuno conosce
        """,
    "administrator": """
        1  admin, admin group, administrator, admin rights, admin account, domain admin, global admin, root account
        [de]
        1  Adminrechte, Adminrechten, Administrator, Adminkonto, Admin-Gruppe
        [fr]
        1  administrateur, compte administrateur, droits admin
        [es]
        1  administrador, cuenta de administrador, permisos de admin
        [it]
        1  amministratore
        """,
    "planted": """
        1  device, usb stick, dongle, gadget, little box, small box, tiny board, circuit board, router, camera
        [de]
        1  Gerät, Kästchen, Platine, Stick, Kamera
        [fr]
        1  appareil, boîtier, clé usb, caméra
        [es]
        1  aparato, dispositivo, cajita, cámara
        """,
    "hidden": """
        1  plugged in behind, behind the till, behind the card, hidden behind, hidden under, found behind
        1  nobody put there
        1  under the counter
        [de]
        1  hinter der Kasse, versteckt, hinter dem Kartenleser, nicht von uns
        [fr]
        1  derrière la caisse, caché, cachée, dissimulé
        [es]
        1  detrás de la caja, escondido, escondida
        """,
    "strongroom": """
        1  server room, safe, vault, records room, back door, data centre door, strong room, pharmacy cabinet
        1  drug cupboard
        [de]
        1  Serverraum, Tresor, Hintertür, Archivraum, Medikamentenschrank, Giftschrank
        [fr]
        1  salle serveur, salle des serveurs, coffre-fort, porte arrière, armoire à pharmacie
        [es]
        1  sala de servidores, caja fuerte, puerta trasera, armario de medicamentos
        """,
    "stands open": """
        1  open all night, wide open, stood open, was open, is open, left open, unlocked, not locked, forced
        [de]
        1  offen, aufgebrochen, nicht abgeschlossen, unverschlossen
        [fr]
        1  ouverte, ouvert, forcée, pas fermée
        [es]
        1  abierta, abierto, forzada, sin cerrar
        """,
    "confidential": """
        1  salary list, salaries, payroll list, pay slips, payslips, personal data, patient list, patient records
        1  customer list, customer data, customer records, personnel files, medical records, bank details of
        1  passport scans
        1  hr files, sick notes
        [de]
        1  Gehaltsliste, Gehaltslisten, Gehälter, Personalakten, Personaldaten, Kundendaten, Kundenliste, Patientendaten
        1  Patientenliste, Lohnzettel, Krankmeldungen, Patientenakten
        [fr]
        1  fichier des salaires, salaires, fiches de paie, données clients, fichier clients, dossiers patients
        1  données patients, données personnelles, dossiers du personnel
        [es]
        1  lista de nóminas, nóminas, datos de clientes, lista de clientes, historiales, datos de pacientes
        1  datos personales, expedientes
        [it]
        1  buste paga, dati dei clienti, dati dei pazienti, stipendi
        """,
    "in the open": """
        1  visible to, readable for, readable by, open to, public, for everyone, for the whole company, accessible to
        1  accessible without, without a login, without login, to anyone, can see, anyone can, on google
        1  on the internet
        1  not encrypted, unencrypted
        [de]
        1  offen, sichtbar, einsehbar, öffentlich, für alle, ohne Anmeldung, im Internet, unverschlüsselt, lesbar
        [fr]
        1  visible, visibles, accessible, accessibles, par tous, à tous, sans mot de passe, en ligne, non chiffré
        [es]
        1  visible, visibles, a la vista, cualquiera, público, públicos, sin contraseña, en internet, sin cifrar
        [it]
        1  visibili, visibile, a tutti, pubblici, senza password
        """,
    "wrong hands": """
        1  to the wrong, wrong recipient, wrong address, wrong person, wrong mailing list, external list, by mistake to
        1  to an outsider, to a competitor, to everyone
        [de]
        1  falschen Empfänger, falsche Adresse, falschen Verteiler, externen Verteiler, an Externe, an den falschen
        [fr]
        1  mauvais destinataire, mauvaise adresse, mauvaise personne, à un concurrent
        [es]
        1  destinatario equivocado, persona equivocada, dirección equivocada, quien no era, a la competencia
        [it]
        1  destinatario sbagliato, indirizzo sbagliato
        """,
    "my mailbox": """
        1  from my mailbox, from my account, from my address, in my name, from our address, from our domain
        [de]
        1  von meinem Postfach, von meiner Adresse, von meinem Konto, unter meinem Namen
        [fr]
        1  de ma boîte, de mon adresse, de mon compte
        [es]
        1  desde mi correo, desde mi cuenta, de mi buzón
        """,
    "not by me": """
        1  spam, that i never sent, i never sent, i did not send, i never wrote, without me, phishing mails
        [de]
        1  Spam, Spammails, nie geschrieben, nicht geschrieben, nicht von mir
        [fr]
        1  sans moi, spam, que je n'ai pas, indésirables
        [es]
        1  spam, que no he enviado, que yo no
        """,
    "boundless": """
        1  endlessly, unlimited times, without limit, again and again, any number of times, as often as, for free
        [de]
        1  unbegrenzt, beliebig oft, mehrfach einlösbar, ohne Limit, immer wieder, umsonst
        [fr]
        1  à l'infini, sans limite, autant de fois, illimité, gratuitement
        [es]
        1  sin límite, infinitas veces, ilimitado, gratis, cuantas veces
        """,
    "money's worth": """
        1  voucher, vouchers, coupon, coupons, gift card, gift cards, promo code, discount code, credits, daily cap
        1  ad campaign
        [de]
        1  Gutschein, Gutscheine, Rabattcode, Gutscheincode, Guthaben
        [fr]
        1  bon d'achat, code promo, carte cadeau, cartes cadeaux, coupon
        [es]
        1  cupón, vale, tarjeta regalo, código promocional
        """,
}

SECURITY_PHRASES = """
    5  get your files back, to get our files back, asks for money, switched itself off, turned itself off, owned by
    5  guy from Microsoft, man from Microsoft, caller from Microsoft, from Microsoft called, skull, antivirus found
    5  asked by mail for gift cards, gift cards by mail, bought the gift cards, logins i did not, code i did not ask
    [de]
    5  von Microsoft angerufen, Totenkopf, per Mail eine Überweisung, zahlen um die Dateien, Code nicht angefordert
    [fr]
    5  faux technicien, faux support, technicien de Microsoft, tête de mort, extension bizarre, demandant de l'argent
    [es]
    5  pide dinero, piden dinero, falso técnico, técnico de Microsoft, calavera, código del SMS a
    [pt]
    5  código sem ter pedido, falso técnico, pedem dinheiro
    [it]
    5  falso tecnico, chiede soldi, chiedono soldi
    """
