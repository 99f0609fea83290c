"""The keyword rules as data: what speaks for each seeded category.

These rows only seed the database; afterwards a lead edits each category's entries there. A row is a weight
and the words and phrases that have it, compared as stems ("refund" finds "Refunds" and "refunded", "log in"
finds "logging in"). The weights, so that rows can be compared:

5  said outright ("priority high", "no rush")
4  settles it: a whole complaint ("charged twice"), or the matter itself whatever became of it ("password")
3  belongs to this value alone
2  usual for this value, seen elsewhere too
1  a hint that decides when little else speaks

A table begins in English; a line such as [de] begins a block in another language, whose words are stemmed by the rules
of that language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeedCategory:
    """A category as a new installation begins with it; ``keywords`` are entries such as ``refund^3``."""

    label: str
    description: str
    keywords: tuple[str, ...]


def entries(table: str) -> tuple[str, ...]:
    """Rows such as "3  refund, invoice" as entries ("refund^3", "invoice^3"); weight 1 and repetitions are left out."""
    first: dict[str, str] = {}
    for _, weight, phrase in _rows(table):
        first.setdefault(phrase.casefold(), f"{phrase}{'' if weight == '1' else f'^{weight}'}")
    return tuple(first.values())


def languages(table: str) -> dict[str, str]:
    """The language of every phrase of the table that is not English; of one that several have, the first."""
    first: dict[str, str] = {}
    for language, _, phrase in _rows(table):
        first.setdefault(phrase, language)
    return {phrase: language for phrase, language in first.items() if language != "en"}


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    """(language, weight, phrase) of each phrase."""
    language = "en"
    for row in filter(None, (line.strip() for line in table.splitlines())):
        if row.startswith("["):
            language = row.strip("[]")
            continue
        weight, phrases = row.split(maxsplit=1)
        yield from ((language, weight, phrase) for phrase in phrases.split(", "))


_BILLING = """
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

    [de]
    4  doppelt abgebucht, zweimal abgebucht, falscher Betrag, Geld zurück
    3  Rechnung, Rückerstattung, Erstattung, erstatten, Gebühr, Lastschrift, Mahnung, Gutschrift, Mehrwertsteuer
    3  Umsatzsteuer, Kostenstelle, Wechselkurs, Kontoauszug, Kreditkartenabrechnung, Spesen, Rabatt, Steuer
    2  Zahlung, bezahlen, bezahlt, Überweisung, überwiesen, Abo, Abonnement, Betrag, abgebucht, Preis, Bestellung
    2  Geld, Beschaffung, Einkauf, kaufen, Lieferant, Angebot, Beleg, Quittung, Kosten, Mitgliedsbeitrag
    2  Vertrag kündigen

    [fr]
    4  débité deux fois, prélevé deux fois, facturé deux fois, mauvais montant, note de frais
    3  facture, facturation, remboursement, rembourser, prélèvement, frais, taux de change, bon de commande, avoir
    3  relevé bancaire, fournisseur, débité, prélevé, TVA, devis, relance
    2  paiement, payer, virement, prix, tarif, montant, argent, achat, acheter, abonnement, reçu de paiement
    2  commande annulée, commandé, cotisation, remise, impôt

    [es]
    4  cobrado dos veces, cobro duplicado, importe incorrecto, gastos de viaje
    3  factura, facturación, reembolso, reembolsar, devolución, devuelven, comisión, tipo de cambio, cobrado
    3  proveedor
    3  tarifa, IVA, presupuesto, recibo, extracto bancario, cobro
    2  pago, pagar, cargo, suscripción, precio, importe, dinero, compra, comprar, transferencia, cuota, descuento
    2  pedido, impuesto, gastos

    [it]
    4  addebitato due volte, addebito doppio, importo sbagliato, nota spese
    3  fattura, fatturazione, rimborso, rimborsare, addebito, addebitato, commissione, tasso di cambio, fornitore
    3  bonifico, IVA, preventivo, sollecito, estratto conto
    2  pagamento, pagare, prezzo, tariffa, importo, soldi, denaro, acquisto, comprare, abbonamento, ordine annullato
    2  ordinato, sconto, tassa, ricevuta, quota

    [pt]
    4  cobrado duas vezes, cobrança duplicada, valor errado, nota fiscal, nota de despesas
    3  fatura, faturação, faturamento, reembolso, reembolsar, estorno, cobrança, cobrado, taxa de câmbio, fornecedor
    3  IVA, orçamento, boleto, débito direto, recibo, extrato
    2  pagamento, pagar, preço, tarifa, valor, dinheiro, compra, comprar, assinatura, mensalidade, transferência
    2  encomenda, encomendámos, desconto, imposto, taxa

    [nl]
    4  dubbel afgeschreven, twee keer afgeschreven, verkeerd bedrag, geld terug
    3  factuur, facturen, terugbetaling, terugbetalen, incasso, afgeschreven, kosten, wisselkoers, leverancier, btw
    3  aanmaning, creditnota, offerte, bankafschrift, declaratie
    2  betaling, betalen, betaald, overschrijving, prijs, tarief, bedrag, geld, aankoop, abonnement, bestelling
    2  besteld
    2  korting, belasting, contributie

    [pl]
    4  pobrano dwa razy, podwójna opłata, błędna kwota, zwrot pieniędzy
    3  faktura, fakturze, faktury, fakturę, opłata, opłatę, zwrot kosztów, kurs wymiany, dostawca, VAT
    3  korekta faktury
    3  obciążenie, wyciąg bankowy, rachunek
    2  płatność, płatności, zapłacić, zapłata, przelew, cena, kwota, pieniądze, zakup, abonament, subskrypcja
    2  zamówienie, zamawialiśmy, rabat, podatek, prowizja
    """

_TECHNICAL = """
    4  blue screen, stack trace, memory leak, null pointer, out of memory, error message
    4  disk space, not go through, stopped working, not charging
    4  internal server error, exchange server, decline, apple pay, google pay, swallow
    4  contactless
    3  error, bug, crash, exception, traceback, timeout, timed out, outage, malfunction, not responding
    3  not loading, not work, not start, not open, not connect, no connection, no internet, no signal
    3  does not print, nothing works, npe, printer, vpn, wifi, wi-fi, laptop, keyboard, docking station
    3  headset, malware, virus, hardware, driver, freeze, frozen, hang, broken, unresponsive, is down
    3  went down, race condition, deadlock, data loss, lost data, lost connection, connection lost
    3  data transfer, file transfer
    2  fail, failure, slow, slowly, lag, reject, glitch, defect, reboot, restart, install, uninstall
    2  software, network, server, database, computer, pc, desktop, monitor, mouse, scanner, battery, charger
    2  cable, adapter, internet, connection, connect, disconnect, sync, browser, deploy, compile, backup
    2  disk, storage, drive, corrupt, unavailable, unreachable, offline, api, performance, config
    2  configuration, upgrade, bandwidth, firewall, router, dns, proxy, ssl, outlook, projector, webcam
    2  phone line
    1  screen, app, application, website, page, system, device, machine, version, update, code, build, test
    1  log, load, display, print, file, folder, button, sound, camera, memory, cpu, cluster, node, thread
    1  patch, script, problem, issue, wrong, null, path, process, job, restore, replace, repair
    1  stuck, mailbox, switch, port

    [de]
    3  blauer Bildschirm, funktioniert nicht, startet nicht, fährt nicht, geht nicht, kein Internet, druckt nicht
    3  Fehler, Fehlermeldung, Absturz, stürzt, abgestürzt, Drucker, drucken, defekt, kaputt, Störung, einfrieren
    3  eingefroren
    3  Serverausfall, nicht erreichbar, lädt nicht, reagiert nicht, bricht ab, Treiber, Virus, Meldung erscheint
    2  Rechner, Bildschirm, Netzwerk, WLAN, langsam, Tastatur, Maus, Verbindung, hängt, Ausfall, Datenbank, Programm
    2  Gerät, Kopfhörer, Akku, Ladegerät, Beamer, Laufwerk voll, hochfahren, Anhang öffnen, installieren
    2  Schnittstelle

    [fr]
    3  écran bleu, ne fonctionne pas, ne marche pas, ne démarre plus, fonctionne plus, marche plus, message d'erreur
    3  erreur, panne, bogue, imprimante, plante, planté, se coupe, ne répond plus, ne s'ouvre pas, défectueux, pilote
    3  tombé en panne, hors service, injoignable
    2  ordinateur, écran, réseau, connexion internet, lent, lente, logiciel, clavier, souris, serveur, bloqué, wifi
    2  mise à jour, base de données, casque, batterie, chargeur, appareil, redémarrer, démarrer, imprimer
    2  pièce jointe

    [es]
    3  pantalla azul, no funciona, no arranca, no enciende, no carga, no responde, mensaje de error, error del sistema
    3  fallo, falla, avería, impresora, se bloquea, se cuelga, se cierra, se corta, estropeado, roto, controlador
    3  fuera de servicio, sin conexión
    2  ordenador, computadora, pantalla, servidor, conexión, lento, lenta, teclado, ratón, portátil, wifi, programa
    2  actualización, base de datos, auriculares, batería, cargador, aparato, reiniciar, arrancar, imprimir, adjunto

    [it]
    3  schermo blu, non funziona, non si avvia, non si accende, non si apre, non risponde, messaggio di errore
    3  errore, guasto, stampante, si blocca, si chiude, va in crash, rotto, malfunzionamento, fuori servizio
    2  computer, schermo, rete, connessione, lento, lenta, tastiera, portatile, programma, applicazione
    2  aggiornamento, banca dati, cuffie, batteria, caricatore, dispositivo, riavviare, stampare, allegato, stampa

    [pt]
    3  tela azul, ecrã azul, não funciona, não liga, não arranca, não abre, não responde, mensagem de erro
    3  erro, falha, avaria, impressora, trava, fecha sozinho, encrava, quebrado, fora de serviço, sem conexão
    2  computador, tela, ecrã, rede, conexão, ligação, lento, lenta, teclado, rato, programa, aplicação, aplicativo
    2  atualização, base de dados, auscultadores, bateria, carregador, aparelho, reiniciar, imprimir, anexo

    [nl]
    3  blauw scherm, werkt niet, start niet, doet het niet, opent niet, reageert niet, foutmelding
    3  fout, storing, loopt vast, vastgelopen, crasht, kapot, defect, buiten werking, geen verbinding, drukt niet af
    2  scherm, netwerk, verbinding, langzaam, traag, toetsenbord, muis, programma, toepassing, bijlage
    2  bijwerken, gegevensbank, koptelefoon, oplader, apparaat, opstarten, afdrukken, computer, laptop, printer

    [pl]
    3  niebieski ekran, nie działa, nie uruchamia się, nie włącza się, nie otwiera się, nie odpowiada, komunikat błędu
    3  błąd, błędu, awaria, drukarka, drukarki, zawiesza, zawiesił, zepsuty, uszkodzony, brak połączenia, drukuje
    2  komputer, ekran, sieć, połączenie, wolno, klawiatura, myszka, aplikacja, serwer, baza danych
    2  aktualizacja, aktualizacji, słuchawki, bateria, ładowarka, urządzenie, załącznik, drukować
    """

_ACCOUNT = """
    4  locked out, account locked, forgot my password, reset my password, password reset, two factor
    4  access rights, admin rights, administrator rights, administrative rights, close my account
    4  delete my account, lost my card, lost card, stolen card, card stolen, lost my phone, stolen phone
    4  permission denied, access denied, identity check, source of funds, personal details
    4  personal information, change my name, change my address, password, passcode, pin
    3  login, log in, logon, log on, sign in, sign on, credential, username
    3  user name, unlock, permission, privilege, authenticator, verification code, mfa, 2fa, otp, identity
    3  stolen, compromised, no access, not access, need access, give access, grant access, access request
    3  access to, remove access, new user, new account, create account, close account, user account, activate
    3  link card, link a card, link the card, source of money, source of my, change my details, update my details
    3  edit my details
    3  deactivate, verify, kyc, hacked, my profile, my details, email address, new phone number
    3  active directory, security group, sso, badge
    2  access, verification, profile, lost, role, rights, locked, register, registration, link my card
    2  authorise, add user, user group, distribution list, administrator, admin, grant, authorize, passport
    2  unauthorised access
    1  account, user, reset, expire, card missing, my name, my address, group, ownership, membership

    [de]
    4  Passwort, Kennwort, Passwort vergessen, komme nicht hinein, ausgesperrt
    3  Anmeldung, anmelden, einloggen, gesperrt, entsperren, Zugang, Zugangsdaten, Benutzerkonto, freischalten
    3  Benutzername, Bestätigungscode, Zwei-Faktor, Zugriffsrechte, neues Konto, Konto anlegen, Konto löschen
    2  Zugriff, Berechtigung, Konto, Benutzer, gestohlen, verloren, Adresse ändern, Ausweis, Profil, freigeben
    2  Handynummer, Telefonnummer geändert, persönliche Daten, Identität, registrieren

    [fr]
    4  mot de passe, code secret, mot de passe oublié
    3  identifiants de connexion, se connecter, me connecter, compte bloqué, carte volée, carte perdue, donner accès
    3  nom d'utilisateur, droits d'accès, créer un compte, nouveau compte, fermer mon compte, code de vérification
    2  accès, compte, utilisateur, mon profil, volée, perdu, identité, mon adresse, numéro de téléphone
    2  authentification

    [es]
    4  contraseña, contraseña olvidada
    3  clave, iniciar sesión, cuenta bloqueada, no puedo entrar, tarjeta robada, tarjeta perdida, necesito acceso
    3  nombre de usuario, crear un usuario, crear una cuenta, cerrar mi cuenta, código de verificación
    2  acceso, permiso, cuenta, usuario, mi perfil, robada, identidad, mi dirección, desbloquear, autenticación

    [it]
    4  parola d'ordine, password dimenticata, codice segreto
    3  accedere, credenziali, account bloccato, carta rubata, carta smarrita, nome utente, diritti di accesso
    3  creare un account, nuovo utente, chiudere il conto, codice di verifica, non riesco a entrare
    2  accesso, permesso, permessi, utente, il mio profilo, rubata, identità, il mio indirizzo, sbloccare

    [pt]
    4  senha, palavra-passe, esqueci a senha
    3  iniciar sessão, fazer login, conta bloqueada, não consigo entrar, cartão roubado, cartão perdido, credenciais
    3  nome de utilizador, nome de usuário, criar uma conta, novo utilizador, fechar a conta, código de verificação
    2  acesso, permissão, permissões, conta, utilizador, usuário, meu perfil, roubado, identidade, desbloquear

    [nl]
    4  wachtwoord, wachtwoord vergeten, pincode
    3  inloggen, aanmelden, inloggegevens, account geblokkeerd, pas gestolen, pas verloren, toegang nodig
    3  gebruikersnaam, toegangsrechten, account aanmaken, nieuwe gebruiker, verificatiecode
    2  toegang, rechten, machtiging, gebruiker, mijn profiel, gestolen, identiteit, adres wijzigen, deblokkeren

    [pl]
    4  hasło, hasła, zapomniałem hasła
    3  zalogować, logowanie, konto zablokowane, skradziona karta, zgubiona karta, dane logowania, nazwa użytkownika
    3  prawa dostępu, założyć konto, nowy użytkownik, zamknąć konto, kod weryfikacyjny
    2  dostęp, dostępu, uprawnienia, konto, użytkownik, mój profil, tożsamość, odblokować, zmiana adresu
    """

_GENERAL = """
    4  feature request, opening hours, office hours, meeting room, human resources, annual leave, sick leave
    4  which currencies, what currencies, different currencies, other currencies, currencies supported, other currency
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

    [de]
    4  Öffnungszeiten, wäre schön, wäre es möglich
    3  Frage, Urlaub, Urlaubsantrag, Vorschlag, Rückmeldung, Schulung, Besprechungsraum, Lohnabrechnung, Parkplatz
    3  Krankmeldung, Feiertag, Beschwerde, Lob, Formular, Lieferung, Versand, Lieferzeit, Betriebsrat, Kantine
    2  wie kann ich, wo finde ich, wann kommt, wie lange dauert, gibt es, Anregung, Wunsch, Büro, Personalabteilung
    2  Besucher, Veranstaltung, Seminar, Anleitung, Standort, Reise, Vorstellungsgespräch, wann findet

    [fr]
    4  horaires d'ouverture, salle de réunion, fiche de paie, ressources humaines, arrêt maladie
    3  une question, congés, renseignement, livraison, livrer, délai de livraison, stationnement, jour férié
    3  formulaire, réclamation, formation pour, prochaine formation, cantine
    2  comment puis-je, comment faire, où puis-je, où se trouve, est-il possible, serait-il possible, ce serait bien
    2  combien de temps, y a-t-il, visiteurs, suggérer, souhait, événement, séminaire, voyage, recrutement

    [es]
    4  horario de apertura, sala de reuniones, recursos humanos, baja médica
    3  pregunta, una duda, vacaciones, sugerencia, nómina, consulta, aparcamiento, entrega, envío, festivo, curso
    3  formulario, queja, comedor, plazo de entrega, aparcar
    2  cómo puedo, dónde puedo, dónde está, es posible, sería posible, estaría bien, cuánto tarda, cuándo es, horario
    2  oficina, visitas, evento, seminario, viaje, entrevista, sugerir

    [it]
    4  orari di apertura, sala riunioni, risorse umane, busta paga
    3  domanda, ferie, suggerimento, consegna, spedizione, parcheggio, festivo, corso, modulo, reclamo, mensa
    2  come posso, dove posso, dove trovo, è possibile, sarebbe possibile, sarebbe bello, quanto tempo
    2  quando si tiene
    2  ufficio, visitatori, evento, seminario, viaggio, colloquio, orario, informazioni

    [pt]
    4  horário de funcionamento, sala de reunião, recursos humanos, folha de pagamento
    3  pergunta, dúvida, férias, sugestão, entrega, envio, estacionamento, feriado, curso, formulário, reclamação
    2  como posso, onde posso, onde está, é possível, seria possível, seria bom, quanto tempo, quando é
    2  escritório, visitantes, evento, seminário, viagem, entrevista, horário, informações, cantina

    [nl]
    4  openingstijden, vergaderzaal, personeelszaken, loonstrook
    3  een vraag, vakantie, vakantiedagen, suggestie, levering, bezorging, parkeren, feestdag, cursus, formulier
    3  klacht
    2  hoe kan ik, waar kan ik, waar vind ik, is het mogelijk, zou het mogelijk, zou fijn, hoe lang duurt, wanneer is
    2  kantoor, bezoekers, evenement, training volgen, reis, sollicitatie, informatie, kantine

    [pl]
    4  godziny otwarcia, sala konferencyjna, dział kadr, pasek płacowy
    3  pytanie, urlop, urlopowego, urlopu, sugestia, dostawa, dostawy, wysyłka, parking dla, święto, szkolenie
    3  szkolenia
    3  formularz, wniosek, reklamacja
    2  jak mogę, gdzie mogę, gdzie znajdę, czy jest możliwe, czy można, byłoby miło, jak długo, kiedy odbędzie
    2  biuro, goście, wydarzenie, podróż, rozmowa kwalifikacyjna, informacje, stołówka
    """

# The order decides a tie of strong scores.
SEED_CATEGORIES: Mapping[str, SeedCategory] = {
    "billing": SeedCategory(
        "Billing",
        "Money: invoices, charges, refunds, payments, transfers, fees, prices, subscriptions and purchases.",
        entries(_BILLING),
    ),
    "technical": SeedCategory(
        "Technical",
        "Something does not work: errors, outages, slow or broken hardware, software, network, declines.",
        entries(_TECHNICAL),
    ),
    "account": SeedCategory(
        "Account",
        "Who may get in and do what: sign-in, passwords, PINs, access rights, identity, personal details.",
        entries(_ACCOUNT),
    ),
    "general": SeedCategory(
        "General",
        "Everything else: questions, feedback, feature requests, deliveries, people and office matters.",
        entries(_GENERAL),
    ),
}

# What is not English among the entries above.
FOREIGN: Mapping[str, str] = languages("\n[en]\n".join((_BILLING, _TECHNICAL, _ACCOUNT, _GENERAL)))
