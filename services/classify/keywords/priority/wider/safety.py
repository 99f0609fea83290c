"""Parts that tell of danger to people: what protects them, what carries current or smells, who is hurt, as data."""

from __future__ import annotations

from collections.abc import Mapping

SAFETY: Mapping[str, str] = {
    "safeguard": """
        1  smoke detector, smoke detectors, fire alarm, panic button, panic alarm, emergency button, emergency stop
        1  e-stop, nurse call, call bell, call button, call buttons, sprinkler, sprinklers, safety guard, the guard
        1  light curtain, brakes, brake, emergency lights, emergency lighting, defibrillator, gas detector, ventilator
        1  ventilators, infusion pump, patient monitor, oxygen, safety gate, safety switch, fire door, alarm system
        1  lone worker, baby monitor, fall alarm, intercom of the lift, emergency phone, co detector
        [de]
        1  Rauchmelder, Brandmelder, Brandmeldeanlage, Notrufknopf, Notaus, Not-Aus, Notausschalter, Patientenruf
        1  Schwesternruf, Lichtruf, Sprinkler, Schutzgitter, Schutzhaube, Schutzzaun, Lichtschranke, Bremse, Bremsen
        1  Notbeleuchtung, Beatmungsgerät, Gaswarner, Infusionspumpe, Defibrillator, Alarmanlage, Panikknopf
        1  Rufanlage, Hausnotruf, Brandschutztür
        [fr]
        1  détecteur de fumée, alarme incendie, bouton d'appel, appel malade, arrêt d'urgence, carter de protection
        1  frein, freins, éclairage de secours, défibrillateur, bouton panique, bouton d'alarme, respirateur
        1  pousse-seringue
        1  détecteur de gaz, système d'alarme, porte coupe-feu, barrière de sécurité
        [es]
        1  detector de humo, detectores de humo, alarma de incendios, botón de pánico, botón de emergencia
        1  parada de emergencia, llamada de enfermería, timbre de llamada, freno, frenos, luces de emergencia
        1  desfibrilador, respirador, bomba de infusión, detector de gas, resguardo, puerta cortafuegos
        [it]
        1  rilevatore di fumo, allarme antincendio, pulsante di emergenza, freni, freno, defibrillatore
        1  luci di emergenza
        [pt]
        1  detetor de fumo, alarme de incêndio, botão de pânico, travões, freios, desfibrilhador
        [nl]
        1  rookmelder, rookmelders, brandalarm, noodknop, noodstop, remmen, noodverlichting, alarmknop
        [pl]
        1  czujnik dymu, alarm przeciwpożarowy, przycisk alarmowy, hamulce, oświetlenie awaryjne
        """,
    "without effect": """
        1  not work, does nothing, do nothing, dead, fails, failed, taken off, removed, missing, not ring, not beep
        1  not react, not respond, silent, not sound, not go off, not stop, soft, broken, bridged, taped, no reaction
        1  not alarm, not delivered, not answer, not connect, out of order, switched off, stopped working, no sound
        1  hangs
        [de]
        1  tot, fehlt, reagiert nicht, piepst nicht, piept nicht, geht nicht, defekt, kaputt, abmontiert, greift nicht
        1  löst nicht, überbrückt, ohne Funktion, stumm, funktioniert nicht, fehlen, klingelt nicht, ausgeschaltet
        1  bremst nicht, ausgefallen
        [fr]
        1  ne marche, ne fonctionne, ne sonne, démonté, démontée, enlevé, enlevée, hors service, ne répond, muet, muette
        1  ne freine, en panne, ne se déclenche, débranché, débranchée
        [es]
        1  no funciona, no suena, no responde, quitada, quitado, desmontada, desmontado, no frena, no para, no salta
        1  no funcionan, averiado, averiada, no reacciona
        [it]
        1  non funziona, non suona, non risponde, non frena, guasto, non funzionano
        [pt]
        1  não funciona, não toca, não responde, avariado
        [nl]
        1  werkt niet, werken niet, gaat niet af, reageert niet, kapot
        [pl]
        1  nie działa, nie działają, nie reaguje, nie dzwoni
        """,
    "haulier": """
        1  forklift, forklifts, pallet truck, crane, van, lorry, bus, tram, train, tractor, delivery van, trolley
        [de]
        1  Gabelstapler, Stapler, Kran, Lieferwagen, Lkw, Bus, Zug, Traktor, Hubwagen, Transporter
        [fr]
        1  chariot élévateur, chariot, grue, camionnette, camion, tracteur, transpalette
        [es]
        1  carretilla, grúa, furgoneta, camión, autobús, toro, transpaleta
        """,
    "not braking": """
        1  not brake, not stop, no brakes, brakes fail, brakes failed, not slow down
        [de]
        1  bremst nicht, bremst kaum, hält nicht an, rollt weg
        [fr]
        1  ne freine, ne s'arrête
        [es]
        1  no frena, no se detiene
        """,
    "smell": """
        1  smell, smells, stinks, stench, odour, odor, fumes, reek, reeks
        [de]
        1  riecht, Geruch, stinkt, Gestank
        [fr]
        1  odeur, sent, pue
        [es]
        1  huele, olor, peste
        [it]
        1  odore, puzza
        [pt]
        1  cheiro, cheira
        [nl]
        1  ruikt, geur, stinkt
        [pl]
        1  zapach, śmierdzi
        """,
    "harmful": """
        1  chlorine, gas, burnt, burning, burned, solvent, chemical, chemicals, ammonia, acid, petrol, diesel, bleach
        1  melted, scorched, singed, exhaust, sewage gas, rotten eggs, plastic, electrical
        [de]
        1  Chlor, Lösungsmittel, Gas, verbrannt, Benzin, verschmort, angesengt, Abgas, Säure, Ammoniak
        [fr]
        1  chimique, chlore, gaz, brûlé, solvant, essence, cramé, roussi, soufre, œuf pourri
        [es]
        1  quemado, cloro, gas, disolvente, gasolina, químico, amoniaco, huevos podridos
        [it]
        1  bruciato, cloro, gas, solvente, benzina
        [pt]
        1  queimado, cloro, gás, solvente, gasolina
        [nl]
        1  verbrand, chloor, gas, oplosmiddel, benzine
        [pl]
        1  spalenizna, chlor, gaz, rozpuszczalnik, benzyna
        """,
    "stuck cabin": """
        1  lift, elevator, cabin, cold room, strongroom, cable car, walk-in freezer, revolving door
        [de]
        1  Aufzug, Fahrstuhl, Lift, Kühlraum, Kabine, Schleuse
        [fr]
        1  ascenseur, chambre froide, cabine, sas
        [es]
        1  ascensor, cámara frigorífica, cabina
        [it]
        1  ascensore, cella frigorifera
        [pt]
        1  elevador
        [nl]
        1  lift, koelcel
        [pl]
        1  winda
        """,
    "people inside": """
        1  people in, people inside, someone in, somebody inside, someone inside, with two, stuck inside, is inside
        1  are inside, in it, trapped
        [de]
        1  ist drin, sind drin, sitzt drin, sitzen drin, steckt drin, mit Leuten, Personen drin, eingeschlossen
        1  jemand drin
        [fr]
        1  quelqu'un dedans, personnes dedans, gens dedans, à l'intérieur, coincé, coincée, coincés
        [es]
        1  gente dentro, personas dentro, alguien dentro, atrapado, atrapada, atrapados
        [it]
        1  persone dentro, qualcuno dentro, bloccati dentro
        [pt]
        1  pessoas dentro, alguém dentro
        [nl]
        1  mensen in, iemand in
        [pl]
        1  ludzie w środku, ktoś w środku
        """,
    "somebody": """
        1  kid, child, boy, girl, baby, toddler, man, woman, guy, colleague, customer, guest, patient, visitor, driver
        1  resident, pupil, passenger, somebody, someone, lady, gentleman, worker, lad
        [de]
        1  Kind, Junge, Mädchen, Kollege, Kollegin, Gast, Kunde, Kundin, Frau, Mann, Patient, Patientin, Fahrer
        1  Bewohner, Bewohnerin, Schüler, jemand
        [fr]
        1  enfant, bébé, collègue, client, cliente, dame, homme, femme, monsieur, patient, patiente, résident, élève
        1  quelqu'un
        [es]
        1  niño, niña, bebé, compañero, compañera, cliente, señora, señor, hombre, mujer, paciente, alumno, alguien
        """,
    "in distress": """
        1  swallowed, throwing things, hitting, kicking, spitting at, with a bat, swinging, attacks, attacking
        1  lying on the
        1  not responding to us, shaking badly, turned blue, in labour, slipped and, fell from, is stuck in the
        [de]
        1  verschluckt, wirft mit, schlägt um sich, tritt um sich, randaliert, eingeklemmt, liegt am Boden, gestürzt
        1  von der Leiter, krampft, ohne Puls
        [fr]
        1  avalé, frappe, lance des, s'étouffe, par terre, coincé la main, tombé de, tombée de, fait une crise
        [es]
        1  se ha tragado, tragado, golpea, lanza, se ahoga, en el suelo, se ha caído, pillado la mano, convulsiona
        """,
}

# Whole phrases that speak for themselves.
SAFETY_PHRASES = """
    5  gives me a shock, gave me a shock, get a shock from, got a shock, tingles when, electric tingle, live railing
    5  battery is bulging, battery bulging, swollen battery, battery is swollen, drum is bulging, container is bulging
    5  emergency calls do not, 911 calls, 999 calls, 112 calls, emergency line, ventilators on battery
    5  old insulin values
    [de]
    5  unter Strom, Strom liegt, liegt Strom, bekommt man einen Schlag, eine gewischt, einen gewischt, kribbelt beim
    5  Akku aufgebläht, aufgeblähter Akku, Notrufe kommen nicht, Notruf nicht erreichbar, Deckenplatte lose
    [fr]
    5  prend du jus, prend le jus, coup de jus, décharge en touchant, batterie gonflée, numéro d'urgence ne
    5  coupure de courant, coupure d'électricité
    [es]
    5  da calambre, dan calambre, da corriente al, batería hinchada, ido la luz en toda
    [it]
    5  prende la scossa, dà la scossa, batteria gonfia
    [pt]
    5  dá choque, bateria inchada
    [nl]
    5  staat onder stroom, opgezwollen accu, bolle accu
    [pl]
    5  kopie prąd, spuchnięta bateria
    """
