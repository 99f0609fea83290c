"""Parts that tell that something shared works nowhere or for nobody, as data."""

from __future__ import annotations

from collections.abc import Mapping

OUTAGES: Mapping[str, str] = {
    "nowhere": """
        1  nowhere, everywhere, in every store, at every station, across all, in all stores, for all visitors
        1  for everybody, all over, in any store
        [de]
        1  nirgends, nirgendwo, überall, in allen Läden, in allen Filialen, an allen Standorten, im ganzen Haus
        [fr]
        1  nulle part, partout, dans tous les magasins, dans tout le bâtiment, pour personne, sur tous les sites
        [es]
        1  en ninguna, en ningún, en todas partes, en todas las tiendas, para todos, a todos, a nadie
        [it]
        1  da nessuna parte, ovunque, in tutti i negozi
        [nl]
        1  nergens, overal, in alle winkels
        [pl]
        1  nigdzie, wszędzie, we wszystkich
        """,
    "shared service": """
        1  card payment, card payments, payment, payments, mail, mails, email, tills, ticket machines, network, wifi
        1  phones
        1  phone system, booking, login, sign-in, website, scanners, power, calls, printing, turnstiles
        [de]
        1  EC-Zahlung, Kartenzahlung, Zahlung, Mail, Mails, Kassen, Netz, Telefone, WLAN, Anmeldung, Strom, Scanner
        1  Fahrkartenautomaten, Telefonanlage
        [fr]
        1  paiement, paiements, carte, mails, caisses, réseau, téléphones, wifi, connexion, courant, bornes
        [es]
        1  pagar, pago, pagos, tarjeta, correos, cajas, red, teléfonos, wifi, conexión, luz, datáfonos
        [it]
        1  pagamenti, casse, rete, telefoni, posta
        [nl]
        1  pinnen, betalen, kassa's, netwerk, telefoons
        [pl]
        1  płatności, kasy, sieć, telefony
        """,
    "dead": """
        1  fail, fails, are out, is out, out, down, dead, not work, gone, off, not open, refused, error
        [de]
        1  aus, tot, weg, geht, gehen, ausgefallen, funktioniert, kein, keine, down
        [fr]
        1  bloquées, bloqués, en panne, coupé, coupée, plus aucun, plus de, ne passe, ne marche, hors service
        [es]
        1  no se puede, no funcionan, no funciona, caído, caída, bloqueadas, da error, no llegan, llegan
        [it]
        1  non funzionano, ferme, bloccate, giù
        [nl]
        1  niet, plat, eruit, stuk
        [pl]
        1  nie działają, nie działa, leżą
        """,
    "able": """
        1  receives, gets mails, gets through, gets any
        [de]
        1  bekommt, empfängt, kriegt
        [fr]
        1  reçoit, passe, aucun paiement
        [es]
        1  recibe, llegan, llega, le llegan
        [it]
        1  riceve
        """,
    "down": """
        1  is gone, stands still, hangs for everyone
        [de]
        1  steht seit, steht komplett, hängt komplett, hängt bei allen
        [fr]
        1  est figé, ne répond plus, ne répond
        [es]
        1  no responde, está colgado
        """,
}
