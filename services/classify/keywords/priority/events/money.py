"""Parts of priority rules that tell which money is at risk, and how, as data."""

from __future__ import annotations

from collections.abc import Mapping

MONEY: Mapping[str, str] = {
    "money": """
        1  transfer, salaries, salary, payroll, payment run, company card, customers were charged, supplier was paid
        1  euros, dollars, pounds, money, merchant account, card, direct debit, iban, account number, checkout
        1  discount, price, prices, vat, campaign, invoices, refunds, supplier, bank account, wages, overtime, pays out
        1  voucher, cash, payments, charges
        [de]
        1  Gehälter, Geld, überwiesen, Lohnlauf, Überweisung, Lastschrift, Zahllauf, Preise, Rabatt, Löhne, Euro
        1  eingezogen, abgebucht, Rechnungen, Zahlungslauf
        [fr]
        1  virement, salaires, paie, prélèvement, prix, remise, fournisseur, clients, factures, tva, paiements
        [es]
        1  transferencia, nóminas, salarios, cobrando, cobro, iva, precio, precios, descuento, pedidos, facturas
        1  recibos
        [it]
        1  bonifico, stipendi, addebito, prezzi, sconto, fatture
        [pt]
        1  transferência, salários, cobrança, preços, desconto, faturas
        [nl]
        1  overboeking, salarissen, incasso, prijzen, korting, facturen
        [pl]
        1  przelew, pensje, wypłaty, ceny, rabat, faktury
        """,
    "wages": """
        1  salaries, payroll, wages, payment run, pensions, overtime, payment file, bank file, sepa file, salary run
        1  payroll run, pay run
        [de]
        1  Gehälter, Löhne, Lohnlauf, Zahllauf, Zahlungslauf, Gehaltslauf, Lohn, Lohnzahlung, Gehaltszahlung
        1  Zahlungsdatei, Bankdatei
        [fr]
        1  salaires, paie, paies, fichier de virements, virements
        [es]
        1  nóminas, salarios, sueldos, fichero de pagos, remesa, remesas
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
        1  twice, double, two times, three times, too much, duplicate, ten times, again and again, over and over
        1  charged twice, charged double, debited twice, billed twice, paid twice, charged again, double charge
        1  double charged, thrice
        [de]
        1  doppelt, zu viel, zweimal, mehrfach, doppelt abgebucht, doppelt belastet, zweimal abgebucht, dreimal
        [fr]
        1  deux fois, en double, trop, débité deux fois, débités deux fois, prélevé deux fois, trois fois
        [es]
        1  dos veces, doble, de más, cobrado dos veces, cobrados dos veces, tres veces
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
        1  two times, three times, over and over, keeps ordering, keeps charging, keeps paying, keeps spending
        1  keeps sending, keeps booking, 100% off, for free, wrong amount, duplicate, not stop, again and again
        1  went out twice, negative, not arrived, not been paid, not received, not gone out, not go out
        1  nobody got paid, no one got paid, sent twice, double tomorrow, aborted, recalled, on the wrong date, zero
        1  empty, a month early, redirects, redirected, changed iban, minus 80
        [de]
        1  doppelt, falsche, abgebrochen, falsches, falschem, zu viel, statt, zweimal, mehrfach, falschen, falsch
        1  nicht angekommen, nicht überwiesen, nicht ausgezahlt, nicht raus, falscher, null, dreimal
        [fr]
        1  mauvais, deux fois, erroné, en double, trop, au lieu, faux, impossible de l'annuler, fausse, pas versés
        1  pas partis, pas été versés, mauvaise date, mauvais montants, trois fois
        [es]
        1  equivocada, dos veces, incorrecta, de más, doble, en vez de, equivocado, mal, no han llegado
        1  no se han pagado, no se ha pagado, no han cobrado, repetida, tres veces
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
        1  neste momento, agora mesmo, todos os clientes
        [nl]
        1  op dit moment, elke, iedere, blijft, alle klanten, nu
        [pl]
        1  w tej chwili, każdy, każde, ciągle, wszyscy klienci, właśnie
        """,
    # What is sold, and that it costs nothing.
    "priced": """
        1  price, prices, range, products, product, articles, items, tickets, rooms, checkout, shop, orders, fares
        1  menu, discount, voucher, coupon, webshop, catalogue, basket, seats, tours, courses, shipping, postage
        1  delivery
        [de]
        1  Preis, Preise, Artikel, Produkt, Produkte, Zimmer, Sortiment, Gutschein, Warenkorb, Rabatt, Versand, Kurse
        1  Plätze, Reisen
        [fr]
        1  prix, gamme, produits, billets, chambres, boutique, tarifs, tarif, panier, bon de réduction, frais de port
        1  livraison, places
        [es]
        1  precio, precios, productos, artículos, entradas, habitaciones, tienda, tarifas, cupón, catálogo, portes
        1  gastos de envío, envíos, plazas, viajes
        [it]
        1  prezzo, prezzi, prodotti, articoli, biglietti, camere, negozio, buono
        [pt]
        1  preço, preços, produtos, artigos, bilhetes, quartos, loja, cupão
        [nl]
        1  prijs, prijzen, producten, artikelen, kaartjes, kamers, winkel, kortingscode
        [pl]
        1  cena, ceny, produkty, artykuły, bilety, pokoje, sklep, kupon
        """,
    "nothing": """
        1  zero, 0 euros, 0 euro, 0 dollars, 0 pounds, 0 00, for free, for nothing, one cent, 1 cent, a penny, 0 01
        1  minus, negative, 99% off, 100% off, 100 off, at 0, for 0, for 1 euro, for one euro, for 1 pound
        1  for one pound, for 1 dollar, for one dollar, for a cent, for a euro, cost nothing, costs nothing, are free
        1  is free
        [de]
        1  null Euro, für 0, umsonst, kostenlos, einen Cent, auf null, auf 0, für einen Euro, für 1 Euro
        1  für einen Cent
        [fr]
        1  à zéro, à 0, gratuit, gratuits, gratuite, un centime, zéro euro, pour un euro, à un euro, à 1 euro
        [es]
        1  a cero, a 0, gratis, un céntimo, cero euros, por un euro, a un euro, por 1 euro, a 1 euro
        [it]
        1  a zero, un centesimo
        [pt]
        1  grátis, um cêntimo
        [nl]
        1  nul euro, voor 0, één cent, op nul
        [pl]
        1  za zero, 0 zł, za darmo, zero złotych, za 0
        """,
    "own pay": """
        1  my pay, my salary, my wages, my wage, my paycheck, my bonus, my payslip, my pension, my overtime
        1  my expenses
        [de]
        1  mein Gehalt, mein Lohn, meine Rente, meine Überstunden, meinem Gehalt, mein Bonus
        [fr]
        1  mon salaire, ma paie, ma paye, ma prime, ma pension, mes heures
        [es]
        1  mi nómina, mi sueldo, mi salario, mi paga, mi pensión
        [it]
        1  il mio stipendio, la mia paga, mia pensione
        [pt]
        1  meu salário, meu ordenado, minha pensão
        [nl]
        1  mijn salaris, mijn loon, mijn pensioen
        [pl]
        1  moja pensja, mojej pensji, moja wypłata, mojej wypłaty
        """,
    "unpaid": """
        1  missing, not paid, got nothing, not received, not arrived, too little, half of, not come, short, unpaid
        1  late, less than, not been paid, nothing on my account, was not
        [de]
        1  fehlt, nicht da, nicht überwiesen, nicht bekommen, nicht gekommen, zu wenig, nicht eingegangen, noch nicht
        [fr]
        1  manque, pas reçu, pas arrivé, pas versé, pas été versé, incomplet, pas encore, toujours pas
        [es]
        1  falta, no ha llegado, no he recibido, no he cobrado, incompleta, no me han, sigue sin
        [it]
        1  manca, non è arrivato, non ho ricevuto, non arrivato
        [pt]
        1  não chegou, não recebi, não caiu, não foi pago
        [nl]
        1  ontbreekt, niet ontvangen, niet gestort, nog niet, te weinig
        [pl]
        1  brakuje, nie dostałem, nie dostałam, nie wpłynęła, nie przyszła, za mała
        """,
    # Money that somebody has sent.
    "sum": """
        1  wire, wired, transferred, transfer, paid, payment
        [de]
        1  überwiesen, bezahlt, Überweisung
        [fr]
        1  viré, virement, payé
        [es]
        1  transferido, transferencia, pagado
        [it]
        1  bonifico, pagato
        [pt]
        1  transferi, transferência, paguei
        [nl]
        1  overgemaakt, betaald
        [pl]
        1  przelew, zapłaciłem, zapłaciłam
        """,
}
