"""Words and phrases that speak for a critical priority, as data.

Rows and weights as in ``services/classify/keywords/keyword_table.py``.
"""

from __future__ import annotations

from services.classify.keywords.priority.wider.losses import LOSSES_PHRASES
from services.classify.keywords.priority.wider.safety import SAFETY_PHRASES
from services.classify.keywords.priority.wider.security import SECURITY_PHRASES

_CRITICAL = """
    5  priority critical, critical priority, down for everyone, production down, production is down, prod is down
    5  data loss, lost data, lost all data, security breach, data breach, data leak, ransomware, completely offline
    5  electric shock, identity theft, critical issue, complete outage, total outage, system down, site down
    5  everything is down, p1, sev1, sev 1, on fire, caught fire, smell of burning, burning smell, ransom, ransom note
    5  bomb, weapon, knife, gun, heart attack, ambulance, unconscious, fainted, passed out, is bleeding, fell down
    5  falling from, hand caught, caught in the machine, crushed, cut himself, cut herself, gas leak, broke his leg
    5  no copy left, no backup, no copy of, unknown man, unknown person, carbon monoxide, chemical smell, threatened
    5  live wire, exposed wire, bare wire, bare copper, can not take any orders, can not take orders, can not sell
    5  can not serve, can not ship, gas alarm, alarm going off, threatens me, threatens us, threatens staff
    5  threatens to kill, threatens to come, threatens to hit
    4  critical, outage, emergency, fraud, fraudulent, hacked, hacker, blocker, showstopper, data corruption, stolen
    4  nobody can, no one can, entire company, whole company, all customers, all users affected, smoke, flames
    4  smell gas, gas smell, smells of gas, smells of burning, smells burnt, sparks, injured, hurt, evacuate, explosion
    4  server is down, servers are down, system is down, site is down, website is down, network is down, server down
    4  work has stopped, work is stopped, nothing works, bitcoin, malware, scam, cryptominer, mining coins
    4  mining crypto, strange process, stranger, intruder, burglary, break-in, broke in, theft, standstill
    4  someone used my card, unauthorised transaction, unauthorized transaction, public repository, unauthorised access
    4  losing data, no one is able, phishing link, fake page, fake site, fake website, whole office, whole department
    4  entire office, wrong account, leaked, on the dark web, public forum, public page, burning, burnt smell
    4  burnt plastic, overheating, explode, exploded, electrocuted, fire brigade, choking, allergic reaction
    4  smells like gas, toxic, armed man, violent, was attacked, attacked me, stalker, broken glass, seizure
    4  smouldering, locked files, files renamed, encrypted all, spyware, trojan, keylogger, dark web
    4  data protection breach, gdpr breach, overwrote production, dropped the table, wiped the, losing orders
    4  not been paid, nobody was paid, losing sales, lost sales, losing customers, account was emptied, drained
    4  wrong supplier, changed bank details, new bank details, company-wide outage, brute force, ddos, defaced
    4  infected, virus warning, reply-all with, asbestos, acid, fumes, dizzy, chest pain, allergic, near miss, e-stop
    4  emergency stop fails, someone on my pc, somebody on my pc, remote controlled, attacker, attackers, botnet
    4  backdoor, exploit, exploited, sql injection, zero-day, spoofed, spoofing, imposter, impostor, impersonator
    4  blackmail, blackmailed, extortion, sextortion, deepfake, skimmer, wiretap, espionage, tampered, sabotage
    4  sabotaged, embezzlement, money laundering, forged, forgery, counterfeit, assault, assaulted, aggressive man
    4  punched, suicide, suicidal, harm himself, harm herself, poisoning, legionella, radiation, radioactive
    4  lightning struck, short circuit, shorted out, electrocution, gas leakage, fire alarm went off
    4  alarm is going off, first aid, first aider, defibrillator needed, call an ambulance, called an ambulance
    4  unplugged it from the network, pulled the cable, pulled the network cable, blackout, complete standstill
    4  nothing is working, nothing works anymore, dead in the water, hackers, been hijacked, took over my account
    4  account takeover, failed logins, login attempts, log-in attempts, dictionary attack, bitcoins, btc
    4  not breathing, stopped breathing, ammonia, chlorine gas, sore eyes, source code leaked, cyber attack
    4  cyberattack, not our login page, cloned website, pretending to be our, near-miss, hanging from, evacuating
    4  gas masks, intruders, walk in, wide open, for sale on, hidden camera, spy camera, listening device, in our name
    4  two failed disks, failed disks, failed disk, disks failed, raid degraded, no replica, uninsured, wasp nest
    4  wasps' nest, anaphylactic, allergic shock, overdose, wrong dose, wrong medication, wrong blood, while driving
    4  out of control, derailed, crashed into, collision, power line, live cable, exposed cable, sinkhole, subsidence
    4  avalanche, landslide, storm damage, roof leaking, drowning, drowsy, broken into, burgled, burglars
    4  ransom demand, hostage, shooting, riot, threatening me, threatening us, threatening message, threatening call
    4  threatening letter, threatening staff, is threatening to hit, threatening to kill, is locked in, got locked in
    4  locked inside, been locked in, are locked in, ran into a, was taken over, been taken over, account taken over
    4  got taken over, disk is failing, drive is failing, disks are failing, control my computer
    4  controlled my computer, took control of, lights out in the whole, reject every card
    3  is down, are down, went down, losing money, lose money, security incident, everyone affected, breach, fire
    3  power cut, power failure, burst pipe, flooded, flooding, collapsed, in my name, smoke alarm, evacuated
    3  evacuation, is trapped, are trapped, trapped in, leaking, intrusion, impersonating, unauthorised, unauthorized
    3  hard disk failed, hard drive failed, disk crashed, raid failed, data protection, gdpr
    [de]
    5  Datenverlust, Totalausfall, Stromschlag, Notfall, Erpressung, Datenleck, gar nichts mehr, brennt, Lösegeld
    5  Bombe, Waffe, Messer, bewusstlos, ohnmächtig, Herzinfarkt, Krankenwagen, Feuerwehr, blutet, Drohung, bedroht
    5  offene Kabel, blankes Kabel, Kohlenmonoxid, riecht verbrannt, riecht verschmort, verschmort, verkohlt, brenzlig
    5  Gasleck, keine Sicherung, kein Backup, gestürzt, riecht brenzlig, droht mit Gewalt, droht mit einem Messer
    5  droht zu schlagen, droht zu schießen, droht sich
    4  Produktion steht, Fertigung steht, Band steht, Linie steht, Anlage steht, Betrieb steht, Werk steht
    4  Erpressungsmail, Erpresser, Unterschlagung, Geldwäsche, Gewalt, geschlagen, Suizid, Vergiftung, Kurzschluss
    4  Blitzeinschlag, Legionellen, Hackerangriff, Cyberangriff, Angriff, Angreifer, Datendiebstahl, Einbrecher
    4  Fremdzugriff, Brandgeruch, Schmorgeruch, Rauchentwicklung, Schwelbrand, Wasserrohrbruch, Rohrbruch
    4  Wasserschaden, Unfall, Arbeitsunfall, Erste Hilfe, Rettungswagen, Notarzt, Beinaheunfall, Netzausfall
    4  Systemausfall, Serverausfall, Internetausfall, Komplettausfall, Netzwerkausfall, Ausfall, lahmgelegt
    4  nichts geht mehr, rien ne va plus, Sicherheitsvorfall, Sicherheitslücke, Datenpanne, infiziert, Asbest, Säure
    4  Dämpfe, schwindelig, verlieren Umsatz, Brustschmerzen, Virenwarnung, Identitätsdiebstahl, Betrug, kritisch
    4  gestohlen, niemand kann, alle betroffen, Stillstand, gehackt, verschlüsselt, Rauch, Feuer, Brand, verbrannt
    4  Gasgeruch, riecht nach Gas, verletzt, Phishing, gefälschten Seite, unter meinem Namen, Stromausfall
    4  komplett offline, alles steht, Überschwemmung, falsche IBAN, falsches Konto, Schadsoftware, geht gar nichts
    4  schmort, qualmt, evakuiert, eingeschlossen, Einbruch, eingebrochen, Trojaner, Virus, Kundendaten öffentlich
    4  Rechnungen von Kunde, falschen Kunden, Datenschutzverletzung, Datenschutz, Funken, .locked, leergeräumt
    4  Fremder im, Unbekannter im, in Flammen, Strom am, Giftgas, Ammoniak, Chlorgas, ohne Bewusstsein, kollabiert
    4  Hilfe geholt, Rettungsdienst, unbefugt, Unbefugte, geleakt, versteckte Kamera, Abhörgerät, Wespennest, Allergie
    4  allergischer, gestochen, Überdosis, falsche Dosis, falsches Medikament, fährt mit offener, außer Kontrolle
    4  entgleist, Zusammenstoß, Stromleitung, Sturmschaden, Geiselnahme, Notruf läuft, Notruf abgesetzt, alles rot
    4  Platten defekt, Patientenruf
    [fr]
    5  panne totale, perte de données, urgence absolue, rançon, rançongiciel, fuite de données, décharge électrique
    5  malaise, évanoui, évanouie, inconscient, pompiers, saigne, arme, couteau, menace de mort, fuite de gaz
    5  aucune sauvegarde, pas de copie, est tombée dans, est tombé dans, fil dénudé, fils dénudés, odeur de brûlé
    5  odeur chimique, monoxyde
    4  court-circuit, cyberattaque, attaque informatique, pirates, pirate, chantage, détournement, agression, agressé
    4  intoxication, accident, premiers secours, SAMU, dégât des eaux, inondé, inondée, inondés, usurpation
    4  escroquerie, arnaque, escroc, logiciel malveillant, cheval de Troie, faille, intrus, plus rien ne fonctionne
    4  coupure générale, panne générale, panne de réseau, panne informatique, vol de données, faux virement
    4  fraude au président, faux fournisseur, début d'incendie, sent le brûlé, sent le gaz, presque accident, infecté
    4  amiante, vapeurs, perdons des ventes, alerte virus, fraude, critique, volé, volée, personne ne peut, piraté
    4  pirater, fumée, incendie, brûlé, odeur de gaz, blessé, hameçonnage, lien douteux, chiffrés, mauvais compte
    4  complètement hors ligne, panne de courant, en feu, à l'arrêt, plus personne, personne n'arrive, inondation
    4  menaces, menacé, étincelles, évacuer, évacué, cambriolage, données publiques, prend feu, demande de rançon
    4  ont pris le contrôle, prise de contrôle, ammoniac, intoxiqué, intoxiqués, pompier, mal à respirer
    4  a perdu connaissance, perdu connaissance, effondré, risque de chute, caméra cachée, nid de guêpes, piqué
    4  surdose, mauvaise dose, dose d'un autre, sort de la fumée, hors de contrôle, ligne électrique, cambriolé
    4  prise d'otage, plus de pouls, plus aucun feu
    [es]
    5  caída total, pérdida de datos, fuga de datos, rescate, descarga eléctrica, desmayado, desmayada, inconsciente
    5  ambulancia, bomberos, sangra, bomba, arma, cuchillo, amenaza de bomba, fuga de gas, no hay copia
    5  se ha caído por, olor químico, olor a quemado, cable pelado, cables pelados, chispas
    4  cortocircuito, ciberataque, ataque informático, chantaje, sabotaje, agresión, agredido, suicidio, intoxicación
    4  accidente, primeros auxilios, inundada, suplantación, estafa, estafador, intrusión, troyano, programa malicioso
    4  no funciona nada, nada funciona, caída general, corte de luz, robo de datos, huele a gas, huele a humo, se quema
    4  está ardiendo, pirateado, pirateada, secuestrado, secuestrados, brecha de seguridad, casi se cae encima
    4  infectado, amianto, vapores, mareado, mareada, perdiendo ventas, perdemos ventas, aviso de virus, crítico
    4  crítica, robado, robada, nadie puede, emergencia, hackeado, humo, incendio, fuego, quemado, olor a gas, herido
    4  cuenta equivocada, cifrados, sin conexión total, apagón, está parada, está parado, inundación, ningún cliente
    4  explosión, evacuar, evacuado, intruso, inundado, han entrado en, nos han hackeado, piden rescate, pide rescate
    4  amoniaco, intoxicados, perdido el conocimiento, se desplomó, riesgo de caída, se ha desplomado, toma de control
    4  cámara oculta, nido de avispas, alergia, alérgica, sobredosis, dosis equivocada, fuera de control, choque
    4  cable en el suelo, cable suelto, han entrado a robar, entraron a robar, se ha soltado, han entrado en la oficina
    4  atraco
    [it]
    5  perdita di dati, emergenza, riscatto, fuga di dati, fuga di gas, nessuna copia, svenuto, svenuta, ambulanza
    5  pompieri, cavo scoperto, scintille, puzza di bruciato
    4  attacco informatico, ricatto, sabotaggio, aggressione, infortunio, incidente sul lavoro, primo soccorso, truffa
    4  intrusione, tutto fermo, nulla funziona, furto di dati, sta bruciando, cifrati, criptati, cifrato
    4  pronto soccorso, esplosa, odore di bruciato, hackerati, violazione, critico, rubato, rubata, nessuno può
    4  nessuno riesce, hackerato, frode, fumo, bruciato, odore di gas, è ferito, si è ferito, tutta l'azienda
    4  tutto l'ufficio, completamente fermo, esplosione, evacuare, allagato, allagamento, ladri, non funziona niente
    4  chiedono un riscatto, ammoniaca, perso i sensi, si è fatto male, si è fatta male, ambulanze, ceduto
    4  telecamera nascosta, allergia, allergica, dose sbagliata, fuori controllo, scontro, cavo a terra, cavo elettrico
    4  furto, rapina
    [pt]
    5  perda de dados, emergência, resgate, fuga de dados, choque elétrico, fuga de gás, não há cópia, desmaiou
    5  ambulância, bombeiros, fio descascado, faíscas, cheiro a gás, vírus, invadiram
    4  curto-circuito, chantagem, sabotagem, agressão, acidente, burla, golpe, intrusão, apagão, tudo parado
    4  não funciona nada, roubo de dados, está a arder, pegou fogo, invadida, invadido, encriptados, criptografados
    4  violação de dados, roubado, roubada, ninguém consegue, ninguém pode, hackeados, fumaça, incêndio, cheiro de gás
    4  ferido, toda a empresa, todo o escritório, cheiro de queimado, explosão, inundação, assalto, pedem resgate
    4  amoníaco, perdeu os sentidos, magoou-se, feriu-se, câmara oculta, dose errada, fora de controlo, colisão
    4  cabo no chão, assaltada, roubo
    [nl]
    5  gegevensverlies, noodgeval, losgeld, datalek, elektrische schok, gaslek, geen back-up, flauwgevallen, brandweer
    5  bom, bedreiging, bedreigd, vonken, blote draad, ingebroken
    4  kortsluiting, cyberaanval, ongeluk, bedrijfsongeval, eerste hulp, oplichting, inbraak, stroomstoring
    4  alles ligt plat, niets werkt meer, ruikt naar gas, ruikt naar verbrand, versleuteld, inbreker
    4  storing bij iedereen, wateroverlast, kritiek, gestolen, niemand kan, rook, brandlucht, gaslucht, gewond
    4  hele kantoor, hele bedrijf, ligt alles plat, ontploffing, ontruimd, overstroming, niets werkt, rookt
    4  bewusteloos, op de grond, onwel, onwel geworden, reanimatie, verborgen camera, allergische, verkeerde dosis
    4  botsing, loshangende kabel, inbraak gepleegd, overval
    [pl]
    5  utrata danych, okup, wyciek danych, porażenie prądem, wyciek gazu, brak kopii, zemdlał, zemdlała, karetka
    5  straż pożarna, groźba, iskry, goły przewód, wirus, włamanie
    4  zwarcie, cyberatak, szantaż, sabotaż, wypadek, pierwsza pomoc, włamali, oszust, wyłudzenie, pali się, płonie
    4  złośliwe oprogramowanie, wszystko stoi, zaszyfrowane, zaszyfrował, czuć gaz, czuć spalenizną, kradzież danych
    4  krytyczne, krytyczny, skradziony, nikt nie może, zhakował, zhakowane, oszustwo, dym, pożar, spalenizny
    4  zapach gazu, ranny, cała firma, całe biuro, nic nie działa, wybuch, ewakuacja, zalanie, zalało, zasłabł
    4  żądają okupu, amoniak, zasłabła, zasłabło, nieprzytomny, nieprzytomna, straciła przytomność, stracił przytomność
    4  defibrylator, ukryta kamera, uczulenie, zła dawka, zderzenie, zerwany przewód, zerwana linia, napad
    """
CRITICAL = "\n[en]\n".join((_CRITICAL, SAFETY_PHRASES, SECURITY_PHRASES, LOSSES_PHRASES))
