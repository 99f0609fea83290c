"""The keyword rules as data: what speaks for each priority.

Rows and weights as in ``services/seed/keyword_table.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.seed.keyword_table import entries, languages

_CRITICAL = """
    5  priority critical, critical priority, down for everyone, production down, production is down, prod is down
    5  data loss, lost data, lost all data, security breach, data breach, data leak, ransomware, completely offline
    5  electric shock, identity theft, critical issue, complete outage, total outage, system down, site down
    5  everything is down, p1, sev1, sev 1, on fire, caught fire, smell of burning, burning smell
    4  critical, outage, emergency, fraud, fraudulent, hacked, hacker, blocker, showstopper, data corruption, stolen
    4  nobody can, no one can, entire company, whole company, all customers, all users affected, smoke, flames
    4  smell gas, gas smell, smells of gas, smells of burning, smells burnt, sparks, injured, hurt, evacuate
    4  explosion, server is down, servers are down, system is down, site is down, website is down, network is down
    4  server down, work has stopped, work is stopped, nothing works, bitcoin, malware, scam, cryptominer
    4  mining coins, mining crypto, strange process, stranger, intruder, burglary, break-in, broke in, theft
    4  standstill, someone used my card, unauthorised transaction, unauthorized transaction, public repository
    4  unauthorised access, losing data, no one is able, stands still, phishing link, fake page, fake site
    4  fake website, whole office, whole department, entire office, wrong account, leaked, on the dark web
    4  public forum, public page
    3  is down, are down, went down, losing money, lose money, security incident, everyone affected, breach, fire
    3  power cut, power failure, burst pipe, flooded, flooding, collapsed, in my name
    5  ransom, ransom note, bomb, weapon, knife, gun, heart attack, ambulance, unconscious, fainted, passed out
    5  is bleeding, fell down, falling from, hand caught, caught in the machine, crushed, cut himself, cut herself
    5  gas leak, broke his leg, no copy left, no backup, no copy of, unknown man, unknown person, carbon monoxide
    5  chemical smell, threatening, threatened, threatens to, live wire, exposed wire, bare wire, bare copper
    4  burning, burnt smell, burnt plastic, flames, overheating, explode, exploded, electrocuted, fire brigade
    4  choking, allergic reaction, smells like gas, toxic, armed man, violent, was attacked, attacked me, stalker
    4  broken glass, seizure, smouldering, locked files, files renamed, encrypted all, spyware, trojan, keylogger
    4  dark web, data protection breach, gdpr breach, overwrote production, dropped the table, wiped the
    4  losing orders, not been paid, nobody was paid
    5  can not take any orders, can not take orders, can not sell, can not serve, can not ship, gas alarm
    5  alarm going off
    3  smoke alarm, evacuated, evacuation, is trapped, are trapped, trapped in, leaking, intrusion, impersonating
    3  unauthorised, unauthorized

    [de]
    5  Datenverlust, Totalausfall, Stromschlag, Notfall, Ransomware, Erpressung, Datenleck, gar nichts mehr, brennt
    4  Betrug, kritisch, gestohlen, niemand kann, alle betroffen, Stillstand, gehackt, verschlüsselt, Rauch, Feuer
    4  Brand, verbrannt, Gasgeruch, riecht nach Gas, verletzt, Phishing, gefälschten Seite, unter meinem Namen
    4  Stromausfall, komplett offline, alles steht, Überschwemmung, falsche IBAN, falsches Konto, Hacker
    4  Schadsoftware
    5  Lösegeld, Bombe, Waffe, Messer, bewusstlos, ohnmächtig, Herzinfarkt, Krankenwagen, Feuerwehr, blutet, Drohung
    5  bedroht, droht mit, offene Kabel, blankes Kabel, Kohlenmonoxid, riecht verbrannt, riecht verschmort
    5  verschmort, verkohlt, brenzlig, Gasleck, keine Sicherung, kein Backup, gestürzt, riecht brenzlig
    4  geht gar nichts, schmort, qualmt, Explosion, evakuiert, eingeschlossen, Einbruch, eingebrochen, Trojaner
    4  Virus, Kundendaten öffentlich, Rechnungen von Kunde, falschen Kunden, Datenschutzverletzung, Datenschutz
    4  Funken

    [fr]
    5  panne totale, perte de données, urgence absolue, rançon, rançongiciel, fuite de données, décharge électrique
    4  fraude, critique, volé, volée, personne ne peut, piraté, pirater, fumée, incendie, brûlé, odeur de gaz, blessé
    4  hameçonnage, lien douteux, chiffrés, mauvais compte, complètement hors ligne, panne de courant, en feu
    4  à l'arrêt, plus personne, personne n'arrive, inondation
    5  malaise, évanoui, évanouie, inconscient, ambulance, pompiers, saigne, bombe, arme, couteau, menace de mort
    5  fuite de gaz, aucune sauvegarde, pas de copie, est tombée dans, est tombé dans, fil dénudé, fils dénudés
    5  odeur de brûlé, odeur chimique, monoxyde
    4  menaces, menacé, explosion, étincelles, évacuer, évacué, cambriolage, virus, données publiques, prend feu

    [es]
    5  caída total, pérdida de datos, fuga de datos, rescate, descarga eléctrica
    4  crítico, crítica, robado, robada, nadie puede, emergencia, hackeado, fraude, humo, incendio, fuego, quemado
    4  olor a gas, herido, cuenta equivocada, cifrados, sin conexión total, apagón, está parada, está parado
    4  inundación, ningún cliente, phishing
    5  desmayado, desmayada, inconsciente, ambulancia, bomberos, sangra, bomba, arma, cuchillo, amenaza de bomba
    5  fuga de gas, no hay copia, se ha caído por, olor químico, olor a quemado, cable pelado, cables pelados, chispas
    4  explosión, evacuar, evacuado, intruso, virus, inundado, han entrado en, nos han hackeado

    [it]
    5  perdita di dati, emergenza, riscatto, fuga di dati
    4  critico, rubato, rubata, nessuno può, nessuno riesce, hackerato, frode, fumo, incendio, bruciato, odore di gas
    4  è ferito, si è ferito, tutta l'azienda, tutto l'ufficio, completamente fermo
    5  fuga di gas, nessuna copia, svenuto, svenuta, ambulanza, pompieri, bomba, cavo scoperto, scintille
    5  puzza di bruciato, virus
    4  esplosione, evacuare, allagato, allagamento, ladri, non funziona niente

    [pt]
    5  perda de dados, emergência, resgate, fuga de dados, choque elétrico
    4  crítico, roubado, roubada, ninguém consegue, ninguém pode, hackeados, fumaça, fumo, incêndio, cheiro de gás
    4  ferido, toda a empresa, todo o escritório, cheiro de queimado
    5  fuga de gás, não há cópia, desmaiou, ambulância, bombeiros, bomba, fio descascado, faíscas, cheiro a gás
    5  vírus, invadiram
    4  explosão, evacuar, inundação, assalto, nada funciona

    [nl]
    5  gegevensverlies, noodgeval, losgeld, datalek, elektrische schok
    4  kritiek, gestolen, niemand kan, gehackt, fraude, rook, brand, brandlucht, gaslucht, gewond, hele kantoor
    4  hele bedrijf, ligt alles plat
    5  gaslek, geen back-up, flauwgevallen, ambulance, brandweer, bom, bedreiging, bedreigd, vonken, blote draad
    5  virus, ingebroken
    4  ontploffing, ontruimd, overstroming, niets werkt, rookt

    [pl]
    5  utrata danych, okup, wyciek danych, porażenie prądem
    4  krytyczne, krytyczny, skradziony, nikt nie może, zhakował, zhakowane, oszustwo, dym, pożar, spalenizny
    4  zapach gazu, ranny, cała firma, całe biuro, nic nie działa
    5  wyciek gazu, brak kopii, zemdlał, zemdlała, karetka, straż pożarna, bomba, groźba, iskry, goły przewód, wirus
    5  włamanie
    4  wybuch, ewakuacja, zalanie, zalało, zasłabł
    """
_HIGH = """
    5  high priority, priority high, top priority, p2, with priority
    4  urgent, urgently, urgency, asap, as soon as possible, immediate, right away, straight away, right now
    4  can not wait, locked out, charged twice, double charge, time critical, time-critical, time sensitive
    4  today at the latest, can not work, unable to work, suspicious mail, suspicious email, plugged it in
    3  blocked, blocking, deadline, by today, by tomorrow, until tomorrow, due today, due tomorrow, end of day, eod
    3  several users, multiple users, many users, several people, several customers, whole team, entire team
    3  escalate, escalation, unacceptable, vulnerability, compromised, phishing, virus, lost my card, lost card
    3  lost my phone, customers affected, customers are waiting, client is waiting, customer is waiting
    3  final reminder, legal action, go live, signed today, in an hour, in two hours, before noon, queues, suspicious
    3  go live tonight, by noon
    2  important, overdue, serious, severe, major, regression, for everyone, for all users, lost, disappeared
    2  can not log in, can not login, can not access, can not pay, still waiting, third time, missing money, hurry
    2  not recognise, not recognize, unknown charge, corrupt, deadlock, memory leak
    4  tripped over, stumbled, slipped, loose tile, slippery, almost fell, nearly fell, fell over
    4  can not do anything, can not even work, can not do my job, black screen, blue screen, bluescreen
    4  account disabled, no account, can not get in, account blocked, account locked, will not turn on, will not boot
    4  does not boot, not turn on, dead laptop, no laptop, no computer, can not start work, cut off from
    4  locked me out, can not continue
    3  can not open a single, nothing to type, is stuck, are stuck, doing nothing, sitting here, waiting for hours
    3  i am stuck, bricked, no longer start, can not get into, logged out of everything, threatens to leave, lost her
    3  lost his, lost their
    1  production, quickly, today, tonight, tomorrow

    [de]
    4  dringend, eilig, eilt, sofort, so schnell wie möglich, schnellstmöglich, umgehend, Frist, Abgabefrist
    4  heute noch
    3  blockiert, in einer Stunde, bis morgen, bis heute, spätestens, kann nicht arbeiten, verdächtige Mail
    4  gestolpert, ausgerutscht, rutschig, Stolpergefahr, Stolperfalle, komme nirgends, komme nicht rein
    4  komme nicht mehr rein, nicht arbeiten, schwarzer Bildschirm, Bluescreen, Konto gesperrt, startet nicht mehr
    4  geht nicht mehr an, fährt nicht mehr hoch, ausgesperrt, nichts machen, nichts tun, fährt nicht hoch
    4  startet nicht
    3  droht zu kündigen, mein Gerät gestohlen, Laptop verloren, doppelt abgebucht

    [fr]
    4  urgent, urgente, dès que possible, immédiatement, au plus vite, prioritaire, avant midi, dans une heure
    4  trébuché, glissant, failli tomber, écran bleu, écran noir, rien faire, ne peux plus rien, ne démarre plus
    4  ne s'allume plus, compte bloqué, impossible de me connecter, impossible de travailler
    4  n'arrive plus à me connecter, ne peux plus me connecter
    3  bloqué, bloquée, avant demain, avant ce soir, ne peux plus travailler, date limite, suspect

    [es]
    4  urgente, urgencia, lo antes posible, cuanto antes, inmediatamente, de inmediato, plazo, fecha límite
    4  tropezado, resbaladizo, casi se cae, no puedo entrar, no puedo acceder, no puedo hacer nada, pantalla negra
    4  pantalla azul, cuenta bloqueada, no arranca, no enciende, amenaza con irse
    3  bloqueado, bloqueada, en una hora, antes de mañana, no puedo trabajar, sospechoso

    [it]
    4  non riesco ad accedere, non riesco a entrare, schermo nero, schermo blu, account bloccato, non posso lavorare
    4  urgente, non si accende, non si avvia, non riesco a lavorare, il prima possibile, subito, immediatamente
    4  scadenza, entro oggi, entro domani

    [pt]
    4  não consigo entrar, não consigo acessar, não consigo aceder, ecrã preto, tela preta, conta bloqueada, não liga
    4  não consigo trabalhar, o mais rápido possível, o quanto antes, imediatamente, prazo, até hoje, até amanhã

    [nl]
    4  gestruikeld, over gevallen, bijna gevallen, uitgegleden, niet meer op, kan niet werken, kan niet inloggen
    4  start niet, zwart scherm, account geblokkeerd, gaat niet aan, kom er niet in, dringend, spoed
    4  zo snel mogelijk, onmiddellijk, uiterlijk vandaag

    [pl]
    4  nie mogę się zalogować, nie mogę pracować, czarny ekran, konto zablokowane, nie włącza się, nie uruchamia się
    4  pilne, pilna, pilny, jak najszybciej, natychmiast, termin mija, do jutra
    """
_MEDIUM = """
    5  medium priority, priority medium, normal priority
    2  not working, not work, stopped working, workaround, intermittent, from time to time, sometimes, now and then
    2  only a bit slower, flicker, flickers, crackles, streaks, please set up, please add, please move
    2  set up an account
    3  please restore, recycle bin, trash folder, the bin, if possible, tomorrow is fine, we can live with
    3  live with it
    2  for now we, spare, the other one works, worked around, in the meantime
    1  error, bug, fail, failure, problem, issue, broken, crash, slow, wrong, incorrect, missing, decline, pending
    1  refund, reset, unable, not receive, not arrive, not show, this week, next week, soon, exception, complaint
    1  drops, twice, old address, loud, next month

    [de]
    2  funktioniert nicht, geht nicht, Konto anlegen
    3  Papierkorb, wenn möglich, zur Not, falls möglich
    1  Fehler, langsam, falsch, fehlt, diese Woche, klemmt, kaputt, defekt, druckt nur, laut

    [fr]
    3  corbeille, si possible
    2  ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus
    1  erreur, problème, lent, manque, cette semaine, de travers

    [es]
    2  no funciona, con rayas
    3  papelera, si es posible
    1  problema, fallo, lento, falta, esta semana

    [it]
    1  non funziona, problema, errore, lento

    [pt]
    1  não funciona, problema, erro, lento

    [nl]
    1  werkt niet, probleem, fout, traag

    [pl]
    1  nie działa, problem, błąd, wolno
    """
_LOW = """
    5  low priority, priority low, no rush, no hurry, not in a hurry, not a priority, no big deal, p4
    4  typo, cosmetic, trivial, nice to have, when you have time, when you have a moment, dark mode
    4  when you get a chance, take your time, can wait, at your convenience, just curious, some day, blurry
    4  whenever you can, spelling mistake, misspelt, whenever somebody has time, not quickly, not need this quickly
    3  feature request, would be nice, would be great to have, minor, whenever, spelling, misspelled
    3  for your information, dying here, killing me, end of the world, drives me crazy, driving me crazy
    3  a million years, going insane, first world, would like a new, would love, coffee machine, oat milk
    3  out of coffee, parking space, subscribe, unsubscribe, just wanted to, no need to hurry, nothing urgent
    3  only a small, tiny, not a big deal, on your radar, fyi, for your records, could be bigger, could be a little
    3  opening hours, is there a manual, do you recommend
    2  suggestion, suggest, feedback, curious, wondering, question, idea, newsletter, compliment, wish, rename, enrol
    2  how do i, how can i, is there a, which browser, can i use, could you tell me, who books, translate
    1  how does, how to, how long, where can i, where do i, can i, what is, what are, which, is it possible, do you
    1  information, documentation, clean up, unused, improvement, will there be, is the

    [de]
    4  eilt nicht, hat Zeit, keine Eile, Tippfehler, bei Gelegenheit, Schönheitsfehler, wenn Sie Zeit haben
    4  nicht eilig
    3  wahnsinnig, Kaffee, Kaffeemaschine, nur eine Kleinigkeit, Kleinigkeit, abbestellen, nicht schlimm
    4  kann warten, reicht nächste Woche, Rechtschreibfehler, wäre schön
    2  Frage, Vorschlag, Anregung, wie kann ich, wo finde ich, wer organisiert, gibt es, wann findet, umbenennen

    [fr]
    4  rien ne presse, pas pressé, quand vous aurez le temps, faute de frappe, sans urgence, peut attendre
    4  ce serait bien
    3  fin du monde, café, me rend fou, pas grave, désabonner, juste pour info
    2  une question, amélioration, comment puis-je, comment faire, où puis-je, suggestion

    [es]
    3  fin del mundo, café, me vuelve loco, no es grave, darme de baja
    4  sin prisa, no corre prisa, cuando pueda, cuando tenga tiempo, errata, puede esperar, estaría bien
    2  pregunta, una duda, sugerencia, cómo puedo, dónde puedo

    [it]
    4  senza fretta, nessuna fretta, quando avete tempo, può aspettare, sarebbe bello, non urgente
    2  una domanda, come posso, suggerimento

    [pt]
    4  sem pressa, quando puder, pode esperar, seria bom, erro de digitação
    2  uma pergunta, como posso, sugestão

    [nl]
    4  geen haast, kan wachten, als je tijd hebt, tikfout, zou fijn zijn
    2  een vraag, hoe kan ik, suggestie

    [pl]
    4  bez pośpiechu, może poczekać, gdy będzie czas, literówka, byłoby miło
    2  pytanie, jak mogę, sugestia
    """
# The most urgent first: a tie of strong scores goes to the safer side.
PRIORITY_RULES: Mapping[str, tuple[str, ...]] = {
    "critical": entries(_CRITICAL),
    "high": entries(_HIGH),
    "medium": entries(_MEDIUM),
    "low": entries(_LOW),
}


# What is not English among the entries above.
FOREIGN_PRIORITY: Mapping[str, str] = languages("\n[en]\n".join((_CRITICAL, _HIGH, _MEDIUM, _LOW)))
