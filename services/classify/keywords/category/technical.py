"""The keywords that the category Technical begins with; keyword_table says how to read a row."""

from __future__ import annotations

KEYWORDS = """
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
