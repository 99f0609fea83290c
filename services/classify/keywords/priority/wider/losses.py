"""Parts that tell that data are gone, were never kept, or are not copied, as data."""

from __future__ import annotations

from collections.abc import Mapping

WIDER_LOSSES: Mapping[str, str] = {
    "copying": """
        1  backup, backups, the backup job, nightly backup, replication, snapshots
        [de]
        1  Backup, Backups, Sicherung, Datensicherung, Sicherungen
        [fr]
        1  sauvegarde, sauvegardes
        [es]
        1  copia de seguridad, copias de seguridad, backup
        [it]
        1  backup
        [nl]
        1  back-up, backup
        [pl]
        1  kopia zapasowa, kopie zapasowe, backup
        """,
    "not made": """
        1  failed every, has failed, have failed, fails every, not run, never ran, no longer runs, has not run, fails
        1  stopped running, aborted, incomplete, unreadable, can not be restored
        [de]
        1  läuft nicht, fehlgeschlagen, schlägt fehl, abgebrochen, läuft kein, lief nicht, nicht gelaufen, unlesbar
        1  seit Wochen kein, seit Wochen läuft kein
        [fr]
        1  échoue, échoué, échouent, ne tourne plus, illisible, aucune, plus aucune
        [es]
        1  falla, fallan, fallido, no se hace, no se hacen, no hay, ilegible
        [it]
        1  fallito, fallisce, non parte
        """,
    "formatting": """
        1  formatted, wiped, erased, reinstalled, factory reset
        [de]
        1  formatiert, plattgemacht, zurückgesetzt
        [fr]
        1  formaté, effacé, réinitialisé
        [es]
        1  formateado, formateé, borrado
        [it]
        1  formattato
        """,
    "the wrong disk": """
        1  wrong disk, wrong drive, wrong server, wrong laptop, the wrong machine, wrong partition, wrong database
        1  the wrong one, my phone, my laptop, the nas
        [de]
        1  falsche Platte, falsche Festplatte, falschen Rechner, falsche Laufwerk, falschen Server
        [fr]
        1  mauvais disque, mauvaise partition, mauvais serveur, mauvais ordinateur
        [es]
        1  disco que no era, disco equivocado, servidor equivocado
        [it]
        1  disco sbagliato
        """,
    "container": """
        1  project folder, shared folder, team folder, the drive, shared drive, mailbox, archive, database, whole folder
        1  picture archive, photo library
        [de]
        1  Projektordner, Teamordner, Laufwerk, Postfach, Datenbank, Archiv, Bildarchiv, Abteilungsordner
        [fr]
        1  dossier partagé, dossier du projet, base de données, boîte mail, archives
        [es]
        1  carpeta compartida, carpeta del proyecto, base de datos, archivo, buzón
        [it]
        1  cartella condivisa, archivio, cartella del progetto
        """,
    "now empty": """
        1  is empty, are empty, empty this morning, empty files, suddenly empty, wiped
        [de]
        1  ist leer, leer, plötzlich leer
        [fr]
        1  est vide, vide, sont vides
        [es]
        1  está vacía, está vacío, vacía, vacío
        [it]
        1  vuota, vuoto
        """,
    "gone": """
        1  nowhere, nowhere in, not in the database, not in the system, not being stored, not stored, not being saved
        1  not being written, never saved, not written, not recorded, everything since is missing, since then is missing
        [de]
        1  nicht in der Datenbank, nicht im System, nirgends zu finden, werden nicht gespeichert, wird nicht gespeichert
        1  nicht gespeichert
        [fr]
        1  nulle part, pas dans la base, ne sont pas enregistrées, ne sont pas enregistrés, pas enregistrés
        [es]
        1  en ningún sitio, no se guardan, no se guarda, no aparecen, no está en el sistema
        [it]
        1  da nessuna parte, non vengono salvati
        """,
}

LOSSES_PHRASES = """
    5  everything since is missing, restored to last year, overwritten with empty, replaced by empty, phone wiped
    5  no backup since, backup for weeks, not one backup
    [de]
    5  mit leeren Dateien, seit Wochen kein Backup, kein Backup seit
    [fr]
    5  aucune sauvegarde depuis, par des fichiers vides
    [es]
    5  no hay copias desde, con archivos vacíos
    """
