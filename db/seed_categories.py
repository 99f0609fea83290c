"""The keyword rules as data: what speaks for each seeded category.

These rows only seed the database; afterwards a lead edits each category's entries there. A row is a weight
and the words and phrases that have it, compared as stems ("refund" finds "Refunds" and "refunded", "log in"
finds "logging in"). The weights, so that rows can be compared:

5  said outright ("priority high", "no rush")
4  settles it: a whole complaint ("charged twice"), or the matter itself whatever became of it ("password")
3  belongs to this value alone
2  usual for this value, seen elsewhere too
1  a hint that decides when little else speaks

Blocks are English, German, French and Spanish, in this order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeedCategory:
    """A category as a new installation begins with it; ``keywords`` are entries such as ``refund^3``."""

    label: str
    description: str
    keywords: tuple[str, ...]


def entries(table: str) -> tuple[str, ...]:
    """Rows such as "3  refund, invoice" as entries ("refund^3", "invoice^3"); weight 1 is left out."""
    found: list[str] = []
    for row in filter(None, (line.strip() for line in table.splitlines())):
        weight, phrases = row.split(maxsplit=1)
        caret = "" if weight == "1" else f"^{weight}"
        found.extend(f"{phrase}{caret}" for phrase in phrases.split(", "))
    return tuple(found)


_BILLING = entries(
    """
    4  charged twice, double charge, duplicate charge, charged again, purchase order, exchange rate
    4  credit note, direct debit, money back, wrong amount, unknown charge, billed twice, paid twice
    3  refund, invoice, bill, reimburse, reimbursement, chargeback, overcharge, fee, vat, procurement
    3  extra charge, accounts payable, cost centre, cost center, conversion rate, price offer
    3  unrecognised payment, accounting department
    2  charge, payment, purchase, subscription, price, discount, voucher, expense, budget, quotation, tax
    2  bank, withdrawal, deposit, bank transfer, wire transfer, supplier, receipt, overdue, debit, buy
    2  bought, paid, pay, exchange, rate, cash, money, recognise payment, recognize payment
    1  transfer, transaction, cost, statement, amount, balance, top up, currency, licence, license, renewal
    1  vendor, order, quote, cheque, how much, credit, sales, iban

    3  Rechnung, Rechnungen, Rückerstattung, Erstattung, Gebühr, Gebühren, Lastschrift, doppelt abgebucht
    3  Mahnung
    2  Zahlung, Zahlungen, bezahlt, bezahlen, Überweisung, Abo, Abonnement, Betrag, abgebucht, Preis
    2  Bestellung, Geld, Beschaffung

    3  facture, remboursement, rembourser, prélèvement, frais, facturation, débité deux fois, taux de change
    2  paiement, payer, virement, prix, tarif, montant, argent, achat, bon de commande

    3  factura, reembolso, devolución, tarifa, comisión, cobrado dos veces, tipo de cambio, facturación
    2  pago, pagar, cobro, cargo, suscripción, precio, importe, dinero, compra, transferencia bancaria
    """
)

_TECHNICAL = entries(
    """
    4  blue screen, stack trace, memory leak, null pointer, out of memory, error message
    4  disk space, not go through, stopped working, not charging
    4  internal server error, exchange server
    3  error, bug, crash, exception, traceback, timeout, timed out, outage, malfunction, not responding
    3  not loading, not work, not start, not open, not connect, no connection, no internet, no signal
    3  does not print, nothing works, npe, printer, vpn, wifi, wi-fi, laptop, keyboard, docking station
    3  headset, malware, virus, hardware, driver, freeze, frozen, hang, broken, unresponsive, is down
    3  went down, race condition, deadlock, decline, data loss, lost data, lost connection, connection lost
    3  data transfer, file transfer
    2  fail, failure, slow, slowly, lag, reject, glitch, defect, reboot, restart, install, uninstall
    2  software, network, server, database, computer, pc, desktop, monitor, mouse, scanner, battery, charger
    2  cable, adapter, internet, connection, connect, disconnect, sync, browser, deploy, compile, backup
    2  disk, storage, drive, corrupt, unavailable, unreachable, offline, api, performance, config
    2  configuration, upgrade, bandwidth, firewall, router, dns, proxy, ssl, outlook, projector, webcam
    2  phone line
    1  screen, app, application, website, page, system, device, machine, version, update, code, build, test
    1  log, load, display, print, file, folder, button, sound, camera, memory, cpu, cluster, node, thread
    1  patch, script, problem, issue, wrong, null, path, process, job, restore, replace, repair, swallow
    1  stuck, mailbox, switch, port

    3  Fehler, Fehlermeldung, Absturz, abgestürzt, funktioniert nicht, geht nicht, Drucker, defekt, kaputt
    3  Störung
    2  Rechner, Bildschirm, Netzwerk, WLAN, langsam, Tastatur, Maus, Verbindung, hängt, startet nicht
    2  Ausfall

    3  erreur, panne, bogue, imprimante, ne fonctionne pas, ne marche pas, fonctionne plus, marche plus
    2  ordinateur, écran, réseau, connexion internet, lent, lente, logiciel, clavier, souris, serveur, bloqué

    3  no funciona, fallo, falla, avería, impresora, error del sistema, pantalla azul, se bloquea, se cuelga
    2  ordenador, computadora, pantalla, servidor, conexión, lento, lenta, teclado, ratón, portátil
    """
)

_ACCOUNT = entries(
    """
    4  locked out, account locked, forgot my password, reset my password, password reset, two factor
    4  access rights, admin rights, administrator rights, administrative rights, close my account
    4  delete my account, lost my card, lost card, stolen card, card stolen, lost my phone, stolen phone
    4  permission denied, access denied, identity check, source of funds, personal details
    4  personal information, change my name, change my address, password, passcode, pin
    3  login, log in, logon, log on, sign in, sign on, credential, username
    3  user name, unlock, permission, privilege, authenticator, verification code, mfa, 2fa, otp, identity
    3  stolen, compromised, no access, not access, need access, give access, grant access, access request
    3  access to, remove access, new user, new account, create account, close account, user account, activate
    3  deactivate, verify, kyc, hacked, my profile, my details, email address, new phone number
    3  active directory, security group, sso, badge
    2  access, verification, profile, lost, role, rights, locked, register, registration, link my card
    2  authorise, add user, user group, distribution list, administrator, admin, grant, authorize, passport
    2  unauthorised access
    1  account, user, reset, expire, card missing, my name, my address, group, ownership, membership

    4  Passwort, Kennwort
    3  Anmeldung, anmelden, einloggen, gesperrt, Zugang, Zugangsdaten, Benutzerkonto
    3  freischalten
    2  Zugriff, Berechtigung, Berechtigungen, Konto, Benutzer, gestohlen, verloren, Adresse ändern, Ausweis

    4  mot de passe, code secret
    3  identifiant, se connecter, me connecter, compte bloqué, carte volée
    3  carte perdue
    2  accès, droits, compte, utilisateur, mon profil, volé, volée, perdu, identité

    4  contraseña
    3  clave, iniciar sesión, cuenta bloqueada, no puedo entrar, tarjeta robada, tarjeta perdida
    2  acceso, permiso, permisos, cuenta, usuario, mi perfil, robado, robada, identidad
    """
)

_GENERAL = entries(
    """
    4  feature request, opening hours, office hours, meeting room, human resources, annual leave, sick leave
    4  general question, would be nice, nice to have, business hours
    3  feedback, suggestion, enquiry, inquiry, holiday, vacation, payslip, timesheet, training, newsletter
    3  survey, parental leave, day off, days off, parking, recruitment, onboarding, new employee, new joiner
    3  job offer, hr, how long, delivery, deliver, shipping, new feature, wish list, complaint, compliment
    3  bank holiday, dress code, time off
    2  suggest, idea, wondering, curious, question, information, how do i, how can i, how does, where can i
    2  what is, where do i, what are, which, can i get, do you offer, do you support, is it possible
    2  order a card, another card, salary, payroll, benefits, contract, interview, candidate, employee
    2  colleague, workshop, course, seminar, conference, event, travel, trip, hotel, office, kitchen, coffee
    2  cleaning, chair, desk, catering, gym, policy, country, countries, limit, eligible, age, arrive
    2  documentation, announcement, organisation chart
    1  how to, what, where, when will, can i, do you, could you tell, support, available, meeting, book
    1  room, project, plan, team, document, form, manual, guide, brochure, visit, partner, floor, building

    3  Frage, Öffnungszeiten, Urlaub, Vorschlag, Rückmeldung, Schulung, Besprechungsraum, Lohnabrechnung
    3  Parkplatz
    2  wie kann ich, wo finde ich, wann kommt, Anregung, Wunsch, Büro, Lieferung, Personalabteilung

    3  une question, horaires, congés, formation, salle de réunion, fiche de paie, renseignement
    2  comment puis-je, comment faire, où puis-je, est-il possible, bureau, livraison, ressources humaines

    3  pregunta, una duda, horario, vacaciones, sugerencia, formación, sala de reuniones, nómina, consulta
    2  cómo puedo, dónde puedo, es posible, oficina, entrega, envío, recursos humanos
    """
)

# The order decides a tie of strong scores.
SEED_CATEGORIES: Mapping[str, SeedCategory] = {
    "billing": SeedCategory(
        "Billing",
        "Money: invoices, charges, refunds, payments, transfers, fees, prices, subscriptions and purchases.",
        _BILLING,
    ),
    "technical": SeedCategory(
        "Technical",
        "Something does not work: errors, outages, slow or broken hardware, software, network, declines.",
        _TECHNICAL,
    ),
    "account": SeedCategory(
        "Account",
        "Who may get in and do what: sign-in, passwords, PINs, access rights, identity, personal details.",
        _ACCOUNT,
    ),
    "general": SeedCategory(
        "General",
        "Everything else: questions, feedback, feature requests, deliveries, people and office matters.",
        _GENERAL,
    ),
}
