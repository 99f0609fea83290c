"""Words and phrases that speak for a high priority, as data.

Rows and weights as in ``services/classify/keywords/keyword_table.py``.
"""

from __future__ import annotations

HIGH = """
    5  high priority, priority high, top priority, p2, with priority, lost my badge, lost my keys, lost key
    5  lost my access card, did not request, mfa prompts, door left open, left unlocked, wobbly, about to fall
    5  sharp edge, ice on, hole in the floor, fire extinguisher, handrail, mould, exit blocked, broken step
    5  hot to the touch
    4  urgent, urgently, urgency, asap, as soon as possible, immediate, right away, straight away, right now
    4  can not wait, locked out, charged twice, double charge, time critical, time-critical, time sensitive
    4  today at the latest, can not work, unable to work, suspicious mail, suspicious email, plugged it in
    4  tripped over, stumbled, slipped, loose tile, slippery, almost fell, nearly fell, fell over, can not do anything
    4  can not even work, can not do my job, black screen, blue screen, bluescreen, account disabled, no account
    4  can not get in, account blocked, account locked, will not turn on, will not boot, does not boot, not turn on
    4  dead laptop, no laptop, no computer, can not start work, cut off from, locked me out, can not continue
    4  sent home, working on paper, no way in, will not let me in, not let me in, boot loop, can not do my
    4  can not reach any, keeps rebooting, whole day lost, losing a day, overcharged, charged too much
    3  blocked, blocking, deadline, by today, by tomorrow, until tomorrow, due today, due tomorrow, end of day, eod
    3  several users, multiple users, many users, several people, several customers, whole team, entire team, escalate
    3  escalation, unacceptable, vulnerability, compromised, phishing, virus, lost my card, lost card, lost my phone
    3  customers affected, customers are waiting, client is waiting, customer is waiting, final reminder, legal action
    3  go live, signed today, in an hour, in two hours, before noon, queues, suspicious, go live tonight, by noon
    3  can not open a single, nothing to type, doing nothing, sitting here, waiting for hours, i am stuck, bricked
    3  no longer start, can not get into, logged out of everything, threatens to leave, lost her, lost his, lost their
    3  no other machine, no other computer, only machine, only computer, twiddling my thumbs, no replacement, overdrawn
    3  overdraft, nothing i can do, can not do my work, i am blocked, first day back, my customers are
    3  keeps me from working, stops me from working, unable to do my job, losing a whole day, can not teach
    3  can not see patients, on site at the customer, unknown user, can not chart, locked out of everything
    3  no other way to, sits in front of a locked, impossible since, can not get any work done, no way to work
    3  can not open my mails, locked screen, account is locked
    2  important, overdue, serious, severe, major, regression, for everyone, for all users, lost, disappeared
    2  can not log in, can not login, can not access, can not pay, still waiting, third time, missing money, hurry
    2  not recognise, not recognize, unknown charge, corrupt, deadlock, memory leak, is stuck, are stuck
    1  production, quickly, today, tonight, tomorrow
    [de]
    4  Ausweis verloren, Schlüssel verloren, Tür offen, nicht angefordert, wackelt, Glatteis, Feuerlöscher, Schimmel
    4  nach Hause geschickt, komme nicht ins, lässt mich nicht, dringend, eilig, eilt, sofort, so schnell wie möglich
    4  schnellstmöglich, umgehend, Frist, Abgabefrist, heute noch, gestolpert, ausgerutscht, rutschig, Stolpergefahr
    4  Stolperfalle, komme nirgends, komme nicht rein, komme nicht mehr rein, nicht arbeiten, schwarzer Bildschirm
    4  Konto gesperrt, startet nicht mehr, geht nicht mehr an, fährt nicht mehr hoch, ausgesperrt, nichts machen
    4  nichts tun, fährt nicht hoch, startet nicht
    3  blockiert, in einer Stunde, bis morgen, bis heute, spätestens, kann nicht arbeiten, verdächtige Mail
    3  droht zu kündigen, mein Gerät gestohlen, Laptop verloren, doppelt abgebucht, drehe Däumchen, sitze hier
    3  kein anderer Rechner, kein Ersatzgerät, kann nicht weiterarbeiten, kann nichts machen, geht gar nicht an
    3  komme an nichts, komme nicht an meine, gelöscht, verschwunden, verschwinden, hängt beim Anmelden
    3  kann nichts abrechnen, nicht mehr anmelden, mein Arbeitsgerät, gesperrter Bildschirm, komme an nichts mehr
    3  Arbeiten unmöglich
    [fr]
    4  badge perdu, clés perdues, perdu mon badge, perdu mes clés, porte ouverte, verglas, extincteur, moisissure
    4  marche cassée, pas demandé, urgente, dès que possible, immédiatement, au plus vite, prioritaire, avant midi
    4  dans une heure, trébuché, glissant, failli tomber, écran bleu, écran noir, rien faire, ne peux plus rien
    4  ne démarre plus, ne s'allume plus, compte bloqué, impossible de me connecter, impossible de travailler
    4  n'arrive plus à me connecter, ne peux plus me connecter
    3  bloqué, bloquée, avant demain, avant ce soir, ne peux plus travailler, date limite, suspect
    3  je n'ai accès à rien, aucun accès, pas d'autre ordinateur, je suis bloqué, je suis bloquée, effacé, effacés
    3  effacées, supprimées, supprimés, à découvert, ne peux plus ouvrir ma session, session expirée, compte expiré
    3  compte verrouillé, impossible d'ouvrir mes, télétravail impossible, aucun moyen de
    [es]
    4  perdido la tarjeta, perdido las llaves, puerta abierta, hielo, extintor, moho, escalón roto, no lo he pedido
    4  urgencia, lo antes posible, cuanto antes, inmediatamente, de inmediato, plazo, fecha límite, tropezado
    4  resbaladizo, casi se cae, no puedo entrar, no puedo acceder, no puedo hacer nada, pantalla negra, pantalla azul
    4  cuenta bloqueada, no arranca, no enciende, amenaza con irse
    3  bloqueado, bloqueada, en una hora, antes de mañana, no puedo trabajar, sospechoso, no tengo otro ordenador
    3  sin poder trabajar, no puedo fichar, usuario deshabilitado, estoy parado, estoy parada, borrado, borrados
    3  desaparecido, desaparecidos, números rojos, no responden mi teclado, imposible trabajar, no tengo otra forma
    [it]
    4  non riesco ad accedere, non riesco a entrare, schermo nero, schermo blu, account bloccato, non posso lavorare
    4  non si accende, non si avvia, non riesco a lavorare, il prima possibile, subito, immediatamente, scadenza
    4  entro oggi, entro domani
    3  non posso fare nulla, nessun altro computer, utente disabilitato, cancellati, spariti, sparito
    3  account disattivato, impossibile lavorare
    [pt]
    4  não consigo entrar, não consigo acessar, não consigo aceder, ecrã preto, tela preta, conta bloqueada, não liga
    4  não consigo trabalhar, o mais rápido possível, o quanto antes, imediatamente, prazo, até hoje, até amanhã
    3  não posso fazer nada, conta desativada, apagados, desapareceram, não tenho outro computador
    3  impossível trabalhar
    [nl]
    4  gestruikeld, over gevallen, bijna gevallen, uitgegleden, niet meer op, kan niet werken, kan niet inloggen
    4  start niet, zwart scherm, account geblokkeerd, gaat niet aan, kom er niet in, spoed, zo snel mogelijk
    4  onmiddellijk, uiterlijk vandaag
    3  kan niets doen, geen andere computer, account uitgeschakeld, verdwenen, gewist, kan niet meer werken
    3  account vergrendeld
    [pl]
    4  nie mogę się zalogować, nie mogę pracować, czarny ekran, konto zablokowane, nie włącza się, nie uruchamia się
    4  pilne, pilna, pilny, jak najszybciej, natychmiast, termin mija, do jutra
    3  nie mogę nic zrobić, konto wyłączone, nie mam innego komputera, zniknęły, skasowane, nie da się pracować
    """
