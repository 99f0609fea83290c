"""The keywords that the category Billing begins with; keyword_table says how to read a row."""

from __future__ import annotations

KEYWORDS = """
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
