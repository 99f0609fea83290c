"""Parts of priority rules that tell that something does not work, as data."""

from __future__ import annotations

from collections.abc import Mapping

FAILURES: Mapping[str, str] = {
    "failure": """
        1  can not, unable, offline, down, dead, frozen, no internet, without internet, lost internet, stuck, dark
        1  lost the internet, no network, without power, no power, no wifi, no phones, no email, no connection
        1  no access, refuse, refuses, 500, 502, 503, 504, not respond, not answer, kicked out, crash, no dial tone
        1  is off, are off, the busy signal, without the, not work, stopped, fails, fail, unreachable, without
        1  been off, unusable, not load, not start, nothing works, logged out, thrown out, black screen, blue screen
        1  freezes, no signal, timed out, time out, times out, cut off, out of order, is empty, are empty, blank page
        1  white page, no longer works, no service, no calls, no orders, not available, can not reach, drops, dropped
        1  dropping, gone down, knocked out, no heating, no water
        [de]
        1  nicht verfügbar, keine Anrufe, keine Bestellungen, kein Telefon, kein Wasser, keine Heizung, bricht ab
        1  ausgefallen, nicht erreichbar, ohne Strom, ohne Netz, ohne Internet, steht still, reagiert nicht, tot
        1  geht nicht, kann nicht, funktioniert nicht, kein Netz, geht nichts, läuft nichts, kein Internet, kein Strom
        1  stehen still, keine Verbindung, läuft nicht, nicht mehr, liegt lahm, eingefroren, geht, abgestürzt
        1  keinen Zugriff
        [fr]
        1  sans réseau, sans internet, en panne, hors ligne, ne peut, ne peuvent, ne fonctionne plus, ne répond plus
        1  à l'arrêt, plus de messagerie, plus de réseau, plus d'internet, plus de téléphone, plus rien, plus d'accès
        1  coupé, coupée, inaccessible, ne marche plus, bloqués, plante, plus de connexion, ne fonctionne pas
        [es]
        1  sin internet, sin red, caído, no funciona, no responde, parada, no puede, no pueden, sin sistema, sin luz
        1  sin conexión, sin línea, caída, no carga, sin teléfono, sin acceso, bloqueados, no va, no funcionan
        [it]
        1  senza rete, senza internet, fermo, non funziona, bloccati, non va, non funzionano, giù, senza corrente
        [pt]
        1  sem internet, sem rede, parado, não funciona, sem sistema, sem acesso, em baixo, fora do ar, sem luz
        [nl]
        1  geen internet, geen netwerk, zonder internet, ligt plat, werkt niet, ligt eruit, geen verbinding
        1  doet het niet
        [pl]
        1  nie ma internetu, bez internetu, nie działa, nie działają, brak internetu, bez prądu, leży, brak dostępu
        """,
    "mine": """
        1  my laptop, my pc, my computer, my account, my login, my badge, my work phone, my screen, my token
        1  my notebook, my machine, my workstation, my access, my desktop, my mac, my macbook, my keyboard
        [de]
        1  mein Rechner, mein Laptop, mein PC, mein Konto, mein Zugang, mein Notebook, mein Computer, mein Account
        [fr]
        1  mon ordinateur, mon portable, mon compte, mon poste, mon pc, mon accès
        [es]
        1  mi portátil, mi ordenador, mi cuenta, mi equipo, mi acceso, mi computadora
        [it]
        1  il mio computer, il mio portatile, il mio account, il mio pc
        [pt]
        1  meu computador, meu portátil, minha conta, meu acesso
        [nl]
        1  mijn laptop, mijn computer, mijn account, mijn pc
        [pl]
        1  mój komputer, mój laptop, moje konto
        """,
    "broken down": """
        1  dead, died, black, not start, not boot, not turn on, locked, blocked, disabled, suspended, expired, bricked
        1  stolen, broken, gone, frozen, boot loop, keeps rebooting, not come on, not switch on, deactivated
        1  not recognised
        [de]
        1  tot, startet nicht, gesperrt, deaktiviert, abgelaufen, kaputt, gestohlen, schwarz, geht nicht an
        1  fährt nicht
        [fr]
        1  mort, ne démarre, bloqué, désactivé, expiré, volé, cassé, noir, suspendu
        [es]
        1  muerto, no arranca, bloqueada, desactivada, caducada, robado, roto, negra, no enciende, suspendida
        [it]
        1  morto, non si accende, bloccato, disattivato, scaduto, rubato, rotto
        [pt]
        1  não liga, desativada, expirou, roubado, partido
        [nl]
        1  kapot, start niet, geblokkeerd, verlopen, gestolen, dood
        [pl]
        1  nie działa, zablokowane, wygasło, skradziony, zepsuty
        """,
}
