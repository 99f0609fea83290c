"""Parts of priority rules that tell who is hurt, and what burns, falls or leaks, as data."""

from __future__ import annotations

from collections.abc import Mapping

HAZARDS: Mapping[str, str] = {
    "body": """
        1  hand, finger, fingers, arm, leg, foot, head, eye, eyes, face, ankle, knee, wrist, skin, colleague, worker
        1  visitor, driver, technician, child, pupil, patient, guest, someone, somebody, intern, apprentice, cleaner
        1  man, woman, he, she, employee, customer, student, people, person, kid, boy, girl, lady, nurse, teacher, i
        1  electrician, trainee, co-worker, coworker, member of staff, operator, courier, lungs, throat, back, we, them
        1  resident, tenant, elderly, toddler, baby, passenger, swimmer, cyclist, roofer, neighbour, grandmother
        1  wheelchair user
        [de]
        1  Bein, Fuß, Kopf, Auge, Augen, Gesicht, Kollege, Kollegin, Mitarbeiter, Mitarbeiterin, Besucher, Fahrer
        1  Techniker, Kind, Schüler, jemand, Azubi, Mann, Frau, Kunde, Gast, ihm, Bewohner, Bewohnerin, Mieter, Mietern
        1  Kinder, Leute, Passant, Lehrling, Reinigungskraft, ihr, sie
        [fr]
        1  main, doigt, bras, jambe, pied, tête, œil, yeux, visage, collègue, ouvrier, visiteur, chauffeur, enfant
        1  élève, quelqu'un, stagiaire, homme, femme, personne, salarié, apprenti, client, cliente, résident, locataire
        1  bébé, cycliste, gens, personnes, il, elle
        [es]
        1  mano, dedo, brazo, pierna, pie, cabeza, ojo, ojos, cara, compañero, compañera, trabajador, visitante
        1  conductor, niño, alumno, paciente, alguien, becario, hombre, mujer, persona, operario, clienta, residente
        1  inquilino, bebé, gente, personas, vecino, señora
        [it]
        1  dito, braccio, gamba, piede, testa, occhi, collega, operaio, visitatore, bambino, qualcuno, signora, persone
        [pt]
        1  mão, braço, perna, pé, cabeça, olhos, colega, trabalhador, criança, alguém, pessoa, senhora, pessoas
        [nl]
        1  vinger, been, voet, hoofd, ogen, medewerker, bezoeker, iemand, persoon, bewoner, huurder, mensen, mevrouw
        [pl]
        1  ręka, rękę, palec, noga, nogę, głowa, głowę, oczy, kolega, koleżanka, pracownik, dziecko, ktoś, osoba
        1  mieszkaniec, lokator, kobieta, mężczyzna, ludzie, osoby
        """,
    "hurt": """
        1  bleeding, bleeds, burned, burnt his, burnt her, burned his, crushed, caught in, trapped in, broke his
        1  broke her, hit by, hit his, hit her, fell off, fell from, fell down, fell over, collapsed, unconscious
        1  not breathing, can not breathe, fainted, injured, hurt, scalded, got a shock, zapped, twisted, sprained
        1  electrocuted, vomiting, dizzy, stitches, to hospital, to the hospital, nauseous, sick from, headaches from
        1  gets a shock, cut his, cut her, cut open, shock from, shocks, numb, sliced, stung, struck by, run over
        1  is down on, lying on the floor, not responding to us, convulsing, swollen throat, tingling, tingle
        1  caught my, cut my, cut on, burnt my, burned my, slipped and, knocked down, knocked over, hard to breathe
        1  breathing problems, feel sick, feels sick, feeling sick, burning eyes, itching, coughing, can hardly breathe
        1  landed on, sore eyes, locked in, stuck in the lift, shut in, crying, panicking, panics, with the nurse
        1  caught his, caught her, nearly hit, almost hit, was hit, tripped and, fell into, burns on, concussion
        1  bruised, bruise, bitten, fracture, fractured, sick after, throwing up, holding on, unwell, fell ill
        1  in shock, drowsy, bleeding lip, faint, short of breath, gasping, red hand, blisters
        [de]
        1  blutet, verbrannt, gequetscht, eingeklemmt, gebrochen, gestürzt, zusammengebrochen, bewusstlos, verletzt
        1  ohnmächtig, Atemnot, bekommt keine Luft, verbrüht, gewischt bekommen, geschnitten, übel, schwindlig
        1  schwindelig, abgestürzt von, getroffen, Stromschlag, elektrisiert, tränen, kribbelt, umgekippt, Krämpfe
        1  Kopfschmerzen, husten, brennen, angefahren, verätzt, schlecht, ist schlecht, Übelkeit, tränende, eingesperrt
        1  panisch, weint, umgefallen, wackelig auf, gestolpert und, Platzwunde, Prellung, gebissen, erbrochen
        1  übergibt, brennende Augen, liegt am Boden, Schock, benommen, tut weh, Schmerzen
        [fr]
        1  saigne, brûlé, brûlée, écrasé, coincé, cassé le, cassée, tombé de, tombée, effondré, inconscient, blessé
        1  blessée, évanoui, mal à respirer, électrocuté, vomit, vertiges, à l'hôpital, coupé, coupée, décharge
        1  pris une décharge, picotements, renversé, piquent, nausées, maux de tête, tousse, panique, enceinte, pleure
        1  enfermé, enfermée, fait mal, s'est fait mal, chuté, entorse, mordu, malaise, au sol, perdu connaissance
        1  a mal, douleur, somnolent
        [es]
        1  sangra, sangrando, quemado, quemada, aplastado, atrapado, atrapada, roto el, caído de, caída, desplomado
        1  inconsciente, herido, herida, desmayado, no puede respirar, electrocutado, vomita, mareo, mareos
        1  al hospital, cortado, calambre, calambrazo, atropellado, pican, náuseas, dolor de cabeza, tose, se ha caído
        1  pánico, encerrado, encerrada, llora, se ha hecho daño, se hizo daño, se ha dado un golpe, esguince, mordido
        1  se marea, engancha, en el suelo, le duele, me duele, dolor
        [it]
        1  sanguina, bruciato, schiacciato, incastrato, rotto il, caduto da, caduto, caduta, svenuto, ferito, ferita
        1  non respira, scossa, in ospedale, nausea, giramenti, tagliato, folgorato, vertigini, panico, chiuso dentro
        1  chiusa dentro, piange, si è fatto male, caviglia, a terra, gli fa male, le fa male
        [pt]
        1  queimado, esmagado, preso, partiu, caiu, desmaiou, ferido, ferida, não respira, choque, para o hospital
        1  tonturas, cortou, pânico, preso no, magoou, no chão, dói, dores
        [nl]
        1  bloedt, verbrand, geplet, bekneld, gebroken, gevallen, flauwgevallen, gewond, ademt niet, schok
        1  naar het ziekenhuis, misselijk, duizelig, gesneden, paniek, opgesloten, huilt, op de grond, bezeerd
        1  verzwikt, gebeten, onwel
        [pl]
        1  krwawi, oparzył, przygniótł, złamał, złamała, spadł, spadła, upadł, upadła, zemdlał, ranny, nie oddycha
        1  porażony, poraził, do szpitala, mdłości, skaleczył, kopnął go prąd, kopie prądem, zawroty głowy, panika
        1  płacze, zasłabła, zasłabł, skręciła, skręcił, ugryzł, na podłodze, uwięziona, uwięziony
        """,
    # What may burn or shock.
    "powered": """
        1  battery, batteries, charger, laptop, power supply, socket, plug, cable, adapter, extension lead, heater, ups
        1  monitor, lamp, light, fuse box, oven, microwave, kettle, outlet, radiator, machine, motor, compressor, press
        1  boiler, power strip, power bank, server, rack, switch, copier, printer, transformer, wire, wiring, wall
        1  floor, projector, conveyor, air conditioning, docking station, dock, tablet, phone, scooter, e-bike, cooker
        1  toaster, fridge, dishwasher, ceiling light, panel, engine, cabinet, power bar, fan, coffee machine, vent
        1  bin
        [de]
        1  Akku, Batterie, Ladegerät, Netzteil, Steckdose, Stecker, Kabel, Mehrfachstecker, Heizung, Lampe
        1  Sicherungskasten, Ofen, Mikrowelle, Wasserkocher, Maschine, Kompressor, Presse, Drucker, Leuchte, Schalter
        1  Verteiler, Schrank, Heizlüfter, Beamer, Gerät, Verlängerungskabel, Kopierer, Herd
        [fr]
        1  chargeur, ordinateur, alimentation, prise, câble, multiprise, radiateur, écran, four, micro-ondes
        1  bouilloire, moteur, serveur, imprimante, onduleur, armoire, plafonnier
        [es]
        1  batería, cargador, portátil, fuente, enchufe, regleta, calefactor, lámpara, horno, microondas, máquina
        1  prensa, servidor, impresora, cuadro, hervidor, transformador, radiador
        [it]
        1  batteria, caricabatterie, presa, cavo, ciabatta, stufa, lampada, forno, macchina, motore, stampante
        [pt]
        1  bateria, carregador, tomada, cabo, extensão, aquecedor, lâmpada, impressora
        [nl]
        1  accu, batterij, lader, oplader, stopcontact, stekker
        [pl]
        1  ładowarka, gniazdko, przedłużacz, lampa, piekarnik, maszyna, silnik, serwer, drukarka
        """,
    "overheats": """
        1  swollen, bulging, bloated, swelling, hissing, burning hot, boiling hot, too hot to touch, smokes, smoking
        1  sparking, sparks, spark, melted, melting, melts, glowing, glows, scorched, charred, tingle, tingles, scorch
        1  gave me a shock, gives a shock, electric shock, shocked me, exploded, blew up, popped, loud bang, a bang
        1  smells burnt, smells hot, smells like, smells of, burnt, singed, red hot, gives shocks, under current
        1  went up, burn marks, burn mark, scorch marks, fizzing, acrid, black marks, dangerously hot, bare wires
        1  burning smell, exposed, bare, hums and smells, leaking acid
        [de]
        1  aufgebläht, gebläht, dick geworden, zischt, glühend, raucht, rauchen, funkt, Funken, Funkenflug, geschmolzen
        1  schmilzt, glüht, angekokelt, verkokelt, verschmort, knallt, Knall, explodiert, riecht, stinkt, kokelt
        1  qualmt, schmort, unter Strom, einen gewischt, kribbelt, freiliegend, wölbt, Brandspuren, verbrannt
        1  freiliegende
        [fr]
        1  gonflé, gonflée, gonfle, siffle, brûlant, brûlante, fume, étincelle, étincelles, fondu, fondue, fond
        1  rougeoie, carbonisé, explosé, détonation, sent le brûlé, sent, décharge, noirci, noircie, dénudé, crépite
        [es]
        1  hinchada, hinchado, silba, quemando, ardiendo, echa humo, humea, chispas, chispa, chispazos, derretido
        1  derrite, chamuscado, explotado, estallado, huele, calambre, calambres, pelado, quemada, quemado
        [it]
        1  gonfia, gonfio, scotta, fuma, scintille, sciolto, fuso, bruciato, bruciacchiato, esploso, scoppiato, puzza
        1  scossa, scosse
        [pt]
        1  inchada, inchado, a ferver, fumega, fumo, fumaça, faíscas, faísca, derretida, queimado, explodiu, cheira
        1  choque
        [nl]
        1  opgezwollen, bol, sist, gloeiend, rookt, vonkt, vonken, gesmolten, verschroeid, ontploft, knal, ruikt, schok
        [pl]
        1  spuchnięta, napuchnięta, syczy, rozgrzany, dymi, dymi się, iskrzy, iskry, stopiony, stopiona, przypalony
        1  wybuchła, wybuchł, śmierdzi, prąd
        """,
    # What may fall on somebody.
    "structure": """
        1  ceiling, shelf, shelves, shelving, wall, roof, scaffolding, scaffold, gate, tree, railing, stairs, staircase
        1  ladder, beam, crane, pallet, pallets, ceiling tile, lamp post, chandelier, balcony, glass, window pane
        1  glass door, cupboard, handrail, banister, light fixture, facade, chimney, goalpost, swing, racking, skylight
        1  partition, barrier, billboard, manhole, pane, tile, roof tile, slate, skylight pane, plaster, concrete
        1  stone, brick, bricks, hook, crane hook, sling, shelf unit, climbing frame, goal, trapdoor, hatch, awning
        1  curtain rail, projector mount, light fitting, branch, pole, post, mast, street lamp, power line, sign, fence
        1  goal post, bench, basketball hoop, swing frame, wire, cable
        [de]
        1  Decke, Regal, Wand, Dach, Gerüst, Tor, Baum, Geländer, Treppe, Leiter, Balken, Kran, Palette, Deckenplatte
        1  Scheibe, Fensterscheibe, Glastür, Schrank, Stufe, Fassade, Balkon, Hochregal, Deckenlampe, Handlauf, Schacht
        1  Haken, Kranhaken, Ziegel, Putz, Stein, Ast, Markise, Klettergerüst, Luke, Glasscheibe, Verglasung
        1  Beamerhalterung, Deckenverkleidung, Laterne, Schild, Zaun, Bank, Stromleitung, Kabel
        [fr]
        1  plafond, étagère, mur, toit, échafaudage, portail, arbre, rambarde, escalier, échelle, poutre, grue, dalle
        1  vitre, armoire, marche, façade, balcon, plaque, carreau, tuile, verrière, crochet, crépi, branche, pierre
        1  gouttière, store, panneau, faux plafond, poteau, mât, lampadaire, clôture, banc, câble
        [es]
        1  techo, estantería, pared, tejado, andamio, puerta, árbol, barandilla, escalera, viga, grúa, palé, cristal
        1  armario, escalón, fachada, balcón, placa, teja, gancho, yeso, rama, piedra, claraboya, toldo, falso techo
        1  azulejo, panel, poste, farola, valla, banco, columpio
        [it]
        1  soffitto, scaffale, muro, tetto, ponteggio, cancello, albero, ringhiera, scala, trave, gru, vetro, tegola
        1  gancio, intonaco, ramo, gradino, lucernario, scala antincendio, pannello, palo, lampione, recinzione, cavo
        1  altalena
        [pt]
        1  teto, estante, prateleira, parede, telhado, andaime, portão, árvore, corrimão, escada, vidro, telha, reboco
        1  degrau, claraboia, painel, candeeiro, vedação, cabo, baloiço
        [nl]
        1  stelling, muur, dak, steiger, poort, boom, leuning, trap, balk, kraan, ruit, dakpan, haak, tak, tegel
        1  lichtkoepel, trede, paal, lantaarn, hek
        [pl]
        1  sufit, regał, ściana, rusztowanie, brama, drzewo, poręcz, schody, drabina, belka, szyba, dachówka, hak, tynk
        1  gałąź, stopień, kafelek, słup, latarnia, płot, przewód
        """,
    "falls": """
        1  came down, come down, coming down, fell on, falling, falls on, falls off, about to fall, collapsing
        1  collapsed, hanging by, hangs by, hanging loose, shattered, sagging, giving way, crashed down, caved in
        1  gave way, fell out, tilting, tipped over, tips over, leaning, buckling, buckled, could fall, might fall
        1  may fall, came crashing, fallen, hit the ground, crashed to, about to come, swaying, crumbling, toppled
        1  fell to the, cracked open, came off, dropped onto, landed on, missed me, missed her, missed him, missed us
        1  hanging, dangling, dangles, on the ground, hangs down, hanging down, blown down, blown over, knocked over
        1  down across, snapped
        [de]
        1  heruntergekommen, runtergekommen, heruntergefallen, runtergefallen, herabgefallen, stürzt, eingestürzt
        1  kippt, umgekippt, umzustürzen, hängt nur noch, droht zu fallen, zersplittert, gibt nach, neigt sich, fällt
        1  umgestürzt, abgestürzt, bricht ein, eingebrochen, bröckelt, herunterzufallen, durchgebrochen
        1  hat nachgegeben, hängt herunter, hängt runter, löst sich, lösen sich, verbogen, knapp verfehlt
        1  auf dem Boden, am Boden, umgeknickt, heruntergerissen, knackt, schief
        [fr]
        1  tombé, tombée, tombe, effondré, effondrée, s'effondre, penche, menace de tomber, brisé, brisée, cède
        1  renversé, va tomber, tombent, écroulé, écroulée, a cédé, pend, se détache, se décroche, bougent, décroché
        1  au sol, par terre, arraché, de travers, penché
        [es]
        1  caído, caída, se cae, cayó, derrumbado, derrumbada, inclinada, a punto de caer, hundido, hundida
        1  desprendido, se ha desprendido, se va a caer, volcado, ceder, ha cedido, cuelga, se desprende, se desprenden
        1  descolgado, en el suelo, por un cable, por el suelo, soltado, arrancado
        [it]
        1  caduto, caduta, crollato, crollata, sta per cadere, pericolante, cede, cadono, ha ceduto, pende, si stacca
        1  staccato, rotta, a terra, per terra, inclinato, strappato
        [pt]
        1  caiu, caíram, desabou, ruiu, prestes a cair, vai cair, cedeu, pendurado, soltou-se, solta-se, no chão
        1  inclinado, só por um
        [nl]
        1  naar beneden, gevallen, ingestort, valt, omgevallen, dreigt te vallen, scheef, bezwijkt, hangt los
        1  losgekomen, begeven, op de grond, omgewaaid, losgerukt
        [pl]
        1  spadł, spadła, spada, runął, zawalił, zawaliła, przechyla, grozi zawaleniem, osunął, zwisa, urwał, urwała
        1  odpadł, odpadła, zarwał, na ziemi, leży na, pochylony, zerwany
        """,
    "unsafe": """
        1  loose, cracked, crack, cracks, wobbles, wobbly, came off, come off, unstable, rotten, bent, slippery, icy
        1  not lit, uneven, sticking out, rusted, unsecured, wobbling, giving way a bit
        [de]
        1  locker, lose, Riss, Risse, gerissen, wackelt, gebrochen, rutschig, glatt, vereist, verbogen, abgebrochen
        [fr]
        1  fissuré, fissure, fissurée, bouge, branlant, cassé, cassée, glissant, glissante, verglacé, tordu, descellée
        [es]
        1  suelta, suelto, grieta, grietas, agrietado, rota, roto, resbaladizo, resbaladiza, doblado, tambalea
        [it]
        1  allentato, crepa, rotto, rotta, scivoloso, traballa
        [pt]
        1  solto, solta, fenda, partido, partida, escorregadio, abana
        [nl]
        1  los, loszit, scheur, kapot, glad, wiebelt, gebroken
        [pl]
        1  luźna, luźny, pęknięcie, pęknięty, pęknięta, śliski, śliska, złamany, chwieje
        """,
    "substance": """
        1  chlorine, ammonia, solvent, chemical, chemicals, poison, petrol, diesel, oil, gas, mercury, acid, vapour
        1  refrigerant, bleach, cleaning agent, pesticide, liquid nitrogen, hydrogen, fuel, sewage, paint thinner
        1  battery, propane, butane, coolant, asbestos, formaldehyde, hydraulic, lye, fluid
        [de]
        1  Chlor, Ammoniak, Lösungsmittel, Chemikalie, Chemikalien, Gift, Benzin, Öl, Quecksilber, Säure, Kältemittel
        1  Reinigungsmittel, Lauge, Wasserstoff, Stickstoff, Kraftstoff, Abwasser
        [fr]
        1  chlore, ammoniac, solvant, produit chimique, produits chimiques, essence, gazole, huile, gaz, mercure, acide
        1  javel, carburant, azote
        [es]
        1  cloro, amoníaco, disolvente, producto químico, productos químicos, gasolina, gasóleo, aceite, mercurio
        1  ácido, lejía, combustible, nitrógeno, refrigerante
        [it]
        1  ammoniaca, solvente, benzina, gasolio, olio, acido
        [pt]
        1  óleo, gás, mercúrio, lixívia
        [nl]
        1  chloor, oplosmiddel, chemicaliën, benzine, olie, kwik, zuur
        [pl]
        1  amoniak, rozpuszczalnik, chemikalia, benzyna, olej, rtęć, kwas
        """,
    "spilt": """
        1  spill, spilled, spilt, leak, leaking, leaks, inhaled, breathed in, escaping, tipped over, in the eyes
        1  running out of, all over the floor, in the corridor, strong smell, smells of, stinks of, burst, swallowed
        1  dripping from, on the floor, overflowing, can smell
        [de]
        1  ausgelaufen, läuft aus, tritt aus, verschüttet, eingeatmet, entweicht, riecht, Leck, leckt, stinkt
        1  ausgetreten, ausgekippt, verschluckt, riecht nach, tropft, Geruch
        [fr]
        1  renversé, répandu, fuit, fuite, inhalé, s'échappe, odeur, sent, déversé, avalé, coule
        [es]
        1  derramado, derrame, fuga, inhalado, escapa, olor, huele, vertido, gotea, pierde
        [it]
        1  versato, perdita, perde, inalato, odore, fuoriesce
        [pt]
        1  vazamento, cheiro, inalou, vaza
        [nl]
        1  gemorst, lekt, lek, ingeademd, ruikt, lucht, ontsnapt
        [pl]
        1  rozlał, rozlała, wyciek, wycieka, wyciekł, zapach, śmierdzi, ulatnia, czuć
        """,
}
