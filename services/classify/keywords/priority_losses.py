"""Parts of priority rules that tell what is lost, data or money, and what becomes of it, as data."""

from __future__ import annotations

from collections.abc import Mapping

# What somebody wants done, rather than what has happened.
WANTED = frozenset({"delete", "drop", "wipe", "erase"})
LOSSES: Mapping[str, str] = {
    "records": """
        1  all customer, all orders, shared folder, shared project folder, customer addresses, invoices table
        1  patients, database, backup, measurements, all files, all data, project folder, records, prod, production
        1  all my files, months of, years of, orders, patients list, bookings, the archive, customer files, live data
        1  the shared drive
        [de]
        1  Kundendaten, Projektlaufwerk, alle Dateien, Datenbank, Sicherung, sämtliche, Laufwerk, Daten, Bestellungen
        1  Kundendatenbank, Produktionsdatenbank, Patientendatenbank, Patientenakten, Akten, Buchungen
        1  alle Rechnungen, Datensätze, Archiv
        [fr]
        1  toutes les commandes, dossier partagé, base de données, tous les fichiers, données, sauvegarde, fichiers
        1  dossiers clients, commandes, tous les dossiers, archives, dossiers
        [es]
        1  datos, los pedidos, todos los archivos, base de datos, carpeta compartida, copia de seguridad, historias
        1  pedidos, expedientes, registros, todos los documentos, fichas, historias clínicas
        [it]
        1  tutti i dati, tutti i file, cartella condivisa, database, gli ordini, cartelle, backup
        [pt]
        1  todos os dados, todos os arquivos, pasta partilhada, pasta do projeto, base de dados, os pedidos, registos
        [nl]
        1  alle gegevens, alle bestanden, gedeelde map, projectmap, database, bestellingen
        [pl]
        1  wszystkie dane, wszystkie pliki, folder wspólny, baza danych, zamówienia, kopia zapasowa
        """,
    "own records": """
        1  thesis, report, file, files, folder, document, mails, presentation, draft, spreadsheet, notes, photos
        1  my work, attachment, entry, ticket
        [de]
        1  Datei, Dokument, Bericht, Ordner, Entwurf, Tabelle
        [fr]
        1  fichier, document, rapport, brouillon
        [es]
        1  archivo, documento, informe, borrador
        [it]
        1  documento, relazione, bozza
        [pt]
        1  documento, relatório, rascunho
        [nl]
        1  bestand, document, verslag
        [pl]
        1  dokument, plik, raport
        """,
    "gone": """
        1  deleted, vanish, vanishes, disappear, overwrote, overwritten, gone, dropped, wiped, erased, lost
        1  not be restored, failing, not run, are empty, is empty, corrupted, overwrites, deletes, loses, losing
        1  fewer of them, eating, missing since, not be read, unreadable, destroyed, duplicated, mixed up, truncated
        [de]
        1  weg, gelöscht, überschrieben, verschwunden, verloren, verschwinden, leer, zerstört, überschreibt, löscht
        [fr]
        1  disparu, supprimé, effacé, perdu, écrasé, vides, vide, disparaissent, efface, perdus, supprimés
        [es]
        1  borrado, desaparecido, perdido, eliminado, sobrescrito, se borran, se borra, desaparecen, vacía, vacías
        1  borré
        [it]
        1  cancellati, spariti, persi, cancellato, cancellata, spariscono, vuota, vuoti, perso
        [pt]
        1  apagados, desapareceram, perdidos, apaguei, apagou, apagada, vazia, perdemos
        [nl]
        1  verwijderd, verdwenen, kwijt, overschreven, gewist, leeg
        [pl]
        1  usunięte, zniknęły, utracone, usunąłem, usunęłam, skasowane, zniknęła, zniknął, puste, nadpisana
        """,
    "money": """
        1  transfer, salaries, salary, payroll, payment run, company card, customers were charged, supplier was paid
        1  euros, dollars, pounds, money, merchant account, card, direct debit, iban, account number, checkout
        1  discount, price, prices, vat, campaign, invoices, refunds, supplier, bank account, wages, overtime
        1  pays out, voucher, cash, payments, charges
        [de]
        1  Gehälter, Geld, überwiesen, Lohnlauf, Überweisung, Lastschrift, Zahllauf, Preise, Rabatt, Löhne, Euro
        1  IBAN, eingezogen, abgebucht, Rechnungen, Zahlungslauf
        [fr]
        1  virement, salaires, paie, prélèvement, prix, remise, fournisseur, clients, factures, tva, paiements
        [es]
        1  transferencia, nóminas, salarios, cobrando, cobro, iva, precio, precios, descuento, pedidos, facturas
        1  recibos
        [it]
        1  bonifico, stipendi, addebito, prezzi, sconto, fatture, iva
        [pt]
        1  transferência, salários, cobrança, cobrando, preços, desconto, faturas
        [nl]
        1  overboeking, salarissen, incasso, prijzen, korting, facturen
        [pl]
        1  przelew, pensje, wypłaty, ceny, rabat, faktury
        """,
    "wages": """
        1  salaries, payroll, wages, payment run, pensions, overtime
        [de]
        1  Gehälter, Löhne, Lohnlauf, Zahllauf, Zahlungslauf, Gehaltslauf
        [fr]
        1  salaires, paie, paies
        [es]
        1  nóminas, salarios, sueldos
        [it]
        1  stipendi, buste paga
        [pt]
        1  salários, ordenados
        [nl]
        1  salarissen, lonen
        [pl]
        1  pensje, wypłaty, wynagrodzenia
        """,
    "doubled": """
        1  twice, double, too much, duplicate, ten times, again and again, over and over
        [de]
        1  doppelt, zu viel, zweimal, mehrfach
        [fr]
        1  deux fois, en double, trop
        [es]
        1  dos veces, doble, de más
        [it]
        1  due volte, doppio, troppo
        [pt]
        1  duas vezes, em dobro, a mais
        [nl]
        1  dubbel, te veel, twee keer
        [pl]
        1  dwa razy, podwójnie, za dużo
        """,
    "at risk": """
        1  wrong account, ten times, not be paid, aborts, instead of, know nothing about, crashed, crash, every hour
        1  twice the, fails, wrong, twice, double, too much, wont stop, will not stop, ignored, unpaid, old account
        1  over and over, keeps ordering, keeps charging, keeps paying, keeps spending, keeps sending, keeps booking
        1  100% off, for free, wrong amount, duplicate, not stop, again and again, went out twice, negative
        [de]
        1  doppelt, falsche, abgebrochen, falsches, falschem, zu viel, statt, zweimal, mehrfach, falschen, falsch
        [fr]
        1  mauvais, deux fois, erroné, en double, trop, au lieu, faux, impossible de l'annuler, fausse
        [es]
        1  equivocada, dos veces, incorrecta, de más, doble, en vez de, equivocado, mal
        [it]
        1  due volte, sbagliato, errato, doppio, invece di, troppo
        [pt]
        1  duas vezes, errado, errada, em dobro, a mais, em vez
        [nl]
        1  dubbel, verkeerd, verkeerde, te veel, twee keer
        [pl]
        1  dwa razy, podwójnie, błędny, błędne, za dużo, złe
        """,
    "ongoing": """
        1  right now, as we speak, keeps, and counting, every order, every card, every customer, going out, are being
        1  live, still running, an hour, each order, each customer, so far, since the, every hour, every minute
        1  being charged, payment run, payroll, batch, customers are, all customers, customers were, still going
        1  scheduled, stop it, night shift, all invoices, pays out
        [de]
        1  gerade, laufend, werden gerade, jede, jeder, jedem, gehen raus, alle Kunden, die ersten Kunden, seit heute
        1  weiter, Zahllauf, Lohnlauf, Zahlungslauf, sämtliche
        [fr]
        1  en ce moment, en cours, chaque, tous les clients, continue, programmé, depuis ce matin
        [es]
        1  ahora mismo, cada, sigue, todos los clientes, desde las, están saliendo, en este momento
        [it]
        1  in questo momento, ogni, continua, tutti i clienti, adesso
        [pt]
        1  neste momento, agora mesmo, cada, continua, todos os clientes
        [nl]
        1  op dit moment, elke, iedere, blijft, alle klanten, nu
        [pl]
        1  w tej chwili, każdy, każde, ciągle, wszyscy klienci, właśnie
        """,
}
