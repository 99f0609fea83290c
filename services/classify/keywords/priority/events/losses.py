"""Parts of priority rules that tell which records are lost or spoilt, and what became of them, as data."""

from __future__ import annotations

from collections.abc import Mapping

# What somebody wants done, rather than what has happened.
WANTED = frozenset(
    [
        "delete",
        "drop",
        "wipe",
        "erase",
        "merge",
        "swap",
        "remove",
        "clear",
        "reset",
        "replace",
        "format",
        "overwrite",
        "empty",
        "shift",
        "move",
        "loschen",
        "leeren",
        "entfernen",
        "verschieben",
        "supprimer",
        "effacer",
        "vider",
        "deplacer",
        "remplacer",
        "borrar",
        "eliminar",
        "vaciar",
        "cambiar",
        "cancellare",
        "eliminare",
        "svuotare",
        "spostare",
        "apagar",
        "trocar",
        "mover",
        "verwijderen",
        "wissen",
        "legen",
        "usunac",
        "skasowac",
        "przeniesc",
    ]
)
LOSSES: Mapping[str, str] = {
    "records": """
        1  all customer, all orders, shared folder, shared project folder, customer addresses, invoices table, patients
        1  database, backup, measurements, all files, all data, project folder, records, prod, production, all my files
        1  months of, years of, orders, patients list, bookings, the archive, customer files, live data
        1  the shared drive, customer records, patient files, all emails, all mails, all entries, all tickets
        1  all contacts, live database, production data, all photos, all documents, all records, all folders
        1  the whole folder, exam results, student records, everyone's, all our, entire folder, entire database
        1  entire archive, case files, medical records, research data, measurement data, the bookings, the orders
        1  all bookings, all appointments, every file, drive, birth dates, dates of birth, every edit, all edits
        1  articles, wiki, patient data, our data, donations table, the table, the archive server, inventory
        1  stock figures, balances, balance, ledger, price lists, x-rays, quotes, offers, answers, the contracts
        1  survey answers, booking history, stock levels, weeks of, days of, lab readings, readings, real members
        1  research, the only copy, only copy
        [de]
        1  Kundendaten, Projektlaufwerk, alle Dateien, Datenbank, Sicherung, sämtliche, Laufwerk, Daten, Bestellungen
        1  Kundendatenbank, Produktionsdatenbank, Patientendatenbank, Patientenakten, Akten, Buchungen, alle Rechnungen
        1  Datensätze, Archiv, Geburtsdaten, Artikel, Patientendaten, Bestände, Lagerbestände, Tabelle, Salden
        1  Röntgenbilder, Preislisten, Angebote, Verträge, Buchungshistorie, einzige Kopie, Messwerte
        1  Prüfungsergebnisse
        [fr]
        1  toutes les commandes, dossier partagé, base de données, tous les fichiers, données, sauvegarde, fichiers
        1  dossiers clients, commandes, tous les dossiers, archives, dossiers, la table, dates de naissance
        1  données patients, stocks, soldes, radiographies, photos, devis, contrats, seule copie
        [es]
        1  datos, los pedidos, todos los archivos, base de datos, carpeta compartida, copia de seguridad, historias
        1  pedidos, expedientes, registros, todos los documentos, fichas, historias clínicas, la tabla
        1  fechas de nacimiento, artículos, inventario, saldos, radiografías, presupuestos, contratos, historial
        1  única copia, reservas, las reservas
        [it]
        1  tutti i dati, tutti i file, cartella condivisa, gli ordini, cartelle, la tabella, articoli
        1  dati dei pazienti, saldi, radiografie, preventivi, contratti, unica copia, prenotazioni
        [pt]
        1  todos os dados, todos os arquivos, pasta partilhada, pasta do projeto, base de dados, os pedidos, registos
        1  a tabela, artigos, dados dos pacientes, radiografias, orçamentos, única cópia
        [nl]
        1  alle gegevens, alle bestanden, gedeelde map, projectmap, bestellingen, de tabel, artikelen, patiëntgegevens
        1  röntgenfoto's, offertes, contracten, enige kopie, boekingen
        [pl]
        1  wszystkie dane, wszystkie pliki, folder wspólny, baza danych, zamówienia, kopia zapasowa, tabela, artykuły
        1  dane pacjentów, salda, zdjęcia rentgenowskie, oferty, umowy, jedyna kopia, rezerwacje
        """,
    "own records": """
        1  thesis, report, file, files, folder, document, presentation, draft, spreadsheet, notes, photos, my work
        1  attachment, entry, ticket, chapter, recordings, drawing, drawings, field notes, grades, marks, plans
        1  calendar, contacts, slides, code, manuscript, application, bookmarks, minutes, video, survey, sheets, quote
        [de]
        1  Datei, Dokument, Bericht, Ordner, Entwurf, Tabelle, Zeichnungen, Zeichnung, Masterarbeit, Bachelorarbeit
        1  Doktorarbeit, Arbeit, Kalkulation, Fotos, Noten, Pläne, Kalender, Kontakte, Aufnahmen, Protokoll, Fassung
        1  Umfrage
        [fr]
        1  fichier, rapport, brouillon, mémoire, thèse, agenda, enregistrements, devis, vidéo, compte rendu
        1  procès-verbal
        [es]
        1  archivo, documento, informe, borrador, tesis, notas, planos, contactos, grabaciones, carpeta, presupuesto
        1  vídeo, acta, encuesta
        [it]
        1  relazione, bozza, tesi, voti, foto, disegni, contatti, cartella, verbale
        [pt]
        1  relatório, rascunho, tese, desenhos, pasta, ficheiro, arquivo, ata
        [nl]
        1  bestand, verslag, scriptie, cijfers, foto's, tekeningen, contacten, map, notulen
        [pl]
        1  plik, raport, praca magisterska, oceny, zdjęcia, rysunki, kalendarz, kontakty, film, protokół
        """,
    "gone": """
        1  deleted, vanish, vanishes, disappear, overwrote, overwritten, gone, dropped, wiped, erased, lost
        1  not be restored, not run, are empty, is empty, corrupted, overwrites, deletes, loses, losing, fewer of them
        1  eating, missing since, not be read, unreadable, destroyed, duplicated, mixed up, truncated, is missing
        1  are missing, nowhere to be found, no longer there, fewer files, fewer and fewer, empties, emptying, empty
        1  shrinking, got lost, thrown away, shredded, cleared, purged, blank, blanks, zero bytes, 0 kb, 0 bytes, zeros
        1  reverted, clobbered, replaced with, replaced by, nothing left, only zeros, vanishing, went missing
        1  rolled back, formatted, damaged, reset to, removed, swapped, scrambled, garbled, shifted, back to last week
        1  at zero, to zero, emptied, opens blank, deletes instead, no figures in, do not have any more, survived, ate
        1  ate my, 0 points, show 0, shows 0, not mount, removed real
        [de]
        1  fehlen, nicht mehr da, nicht auffindbar, beschädigt, zurückgesetzt, weg, gelöscht, überschrieben
        1  verschwunden, verloren, verschwinden, leer, zerstört, überschreibt, löscht, futsch, verschwindet
        1  nicht mehr öffnen, zerschossen, überschreiben, überschrieb, vertauscht, verschoben, durcheinander, geleert
        1  auf null, verloren gegangen, auf dem Stand von, nur noch leere, formatiert, nichts mehr, nicht lesbar
        1  unlesbar
        [fr]
        1  introuvable, introuvables, endommagé, manquent, disparu, supprimé, effacé, perdu, écrasé, vides, vide
        1  disparaissent, efface, perdus, supprimés, effacées, supprimées, corrompu, corrompus, écrasée, disparaît
        1  vidée, vidé, mélangés, mélangées, inversés, inversées, décalées, a vidé, à zéro, plus aucune, plus aucun
        1  perdues, formaté, ne monte plus, illisible
        [es]
        1  no aparecen, no aparece, dañado, faltan, borrado, desaparecido, perdido, eliminado, sobrescrito, se borran
        1  se borra, desaparecen, vacía, vacías, borré, formateado, corrupto, corruptos, dañados, sobrescritos
        1  borradas, eliminados, vacíos, mezclados, mezcladas, cruzados, a cero, perdidos, perdidas, se ha borrado
        1  ilegible, no se lee
        [it]
        1  cancellati, spariti, persi, cancellato, cancellata, spariscono, vuota, vuoti, perso, danneggiato
        1  danneggiati, sovrascritto, sovrascritti, formattato, corrotti, vuote, sparite, mescolati, scambiati, a zero
        1  perse, perduti
        [pt]
        1  apagados, desapareceram, apaguei, apagou, apagada, vazia, perdemos, corrompido, corrompidos, formatado
        1  formatei, vazias, sumiram, sumiu, misturados, trocados
        [nl]
        1  verwijderd, verdwenen, kwijt, overschreven, gewist, leeg, beschadigd, geformatteerd, corrupt, verwisseld
        1  door elkaar, op nul
        [pl]
        1  usunięte, zniknęły, utracone, usunąłem, usunęłam, skasowane, zniknęła, zniknął, puste, nadpisana, uszkodzone
        1  uszkodzony, sformatowany, nadpisane, nadpisałem, nadpisałam, pomieszane, zamienione, na zero, przepadły
        """,
    # What spoils when it is warm.
    "perishable": """
        1  vaccine, vaccines, blood, insulin, medicine, medication, samples, organ, embryos, cold chain, medicines
        [de]
        1  Impfstoff, Impfstoffe, Blut, Blutkonserven, Medikamente, Proben, Kühlkette
        [fr]
        1  vaccins, vaccin, sang, insuline, médicaments, échantillons, chaîne du froid
        [es]
        1  vacunas, vacuna, sangre, insulina, medicamentos, muestras, cadena de frío
        [it]
        1  vaccini, sangue, farmaci, campioni
        [pt]
        1  vacinas, amostras
        [nl]
        1  bloed, medicijnen, monsters
        [pl]
        1  szczepionki, krew, leki, próbki
        """,
    "warm": """
        1  degrees, warm, too warm, thawed, thawing, temperature, freezer, fridge, refrigerator, not cooling, defrosted
        1  alarm
        [de]
        1  Grad, aufgetaut, Temperatur, Kühlschrank, Gefrierschrank, kühlt nicht
        [fr]
        1  degrés, chaud, décongelé, température, frigo, congélateur, réfrigérateur
        [es]
        1  grados, caliente, descongelado, temperatura, nevera, congelador, frigorífico
        [it]
        1  gradi, caldo, scongelato, congelatore
        [pt]
        1  graus, quente
        [nl]
        1  graden, ontdooid, temperatuur, koelkast, vriezer
        [pl]
        1  stopni, ciepłe, rozmrożone, lodówka, zamrażarka
        """,
}
