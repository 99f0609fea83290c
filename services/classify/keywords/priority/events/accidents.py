"""Parts of priority rules that tell of accidents: who is frail, what runs wild, what is mixed up, as data."""

from __future__ import annotations

from collections.abc import Mapping

ACCIDENTS: Mapping[str, str] = {
    # Whom any harm is worse for.
    "fragile": """
        1  child, children, kid, kids, baby, toddler, pram, pushchair, pupils, nursery, kindergarten, school path
        1  playground, patient, patients, resident, residents, elderly, passenger, passengers, carer, pedestrian
        1  pedestrians, swimmer, wheelchair, walker, pregnant, veterans, visitors, cyclists, maternity
        [de]
        1  Kind, Kinder, Kinderwagen, Kita, Schulweg, Spielplatz, Patienten, Bewohner, Senioren, Fahrgäste, Fußgänger
        1  Rollstuhl, Schwangere
        [fr]
        1  enfant, enfants, bébé, poussette, crèche, école maternelle, résidents, passagers, piétons, fauteuil roulant
        1  enceinte
        [es]
        1  niño, niña, niños, bebé, cochecito, guardería, paciente, pacientes, residentes, pasajeros, peatones
        1  ancianos, embarazada
        [it]
        1  bambino, bambini, neonato, asilo, paziente, pazienti, anziani, passeggeri, pedoni
        [pt]
        1  criança, crianças, creche, idosos, passageiros, peões
        [nl]
        1  kinderen, patiënt, patiënten, bewoners, passagiers, voetgangers
        [pl]
        1  dziecko, dzieci, niemowlę, przedszkole, pacjent, pacjenci, pasażerowie, piesi
        """,
    "harm": """
        1  bleeding, stung, bitten, rolled out, fell, fallen, underneath, trapped, locked in, hot water, burn, burns
        1  burnt, scalded, red hand, swelling, drowsy, dizzy, dose, overdose, crying, choking, hurt, injured, sharp
        1  glass, splinter, splinters, blood, opened while, nearly, almost, run over, came loose, hot, electric
        1  degrees, alone, unsupervised, ran out, missing from, ran away, wandered off, needle, needles, syringe
        1  syringes, without brakes, cut out
        [de]
        1  blutet, gestochen, gebissen, gestürzt, gefallen, eingeklemmt, verbrüht, verbrannt, Dosis, weint, verletzt
        1  Scherben, Splitter, Blut, fast, beinahe, Spritze, Spritzen, heiß, Grad, weggelaufen, Flecken, Verletzung
        1  offen
        [fr]
        1  saigne, piqué, mordu, tombé, coincé, brûlé, pleure, blessé, verre, éclats, sang, failli, seringue, chaude
        1  degrés, disparu, fugué
        [es]
        1  sangra, picado, mordido, caído, atrapado, quemado, llora, herido, cristales, sangre, casi, jeringuilla
        1  grados, encima, duele, desaparecido, soltado
        [it]
        1  sanguina, punto, caduto, bloccato, piange, ferito, vetri, sangue, quasi, siringa, gradi
        [pt]
        1  caiu, preso, chora, ferido, vidros, quase, seringa, graus
        [nl]
        1  bloedt, gestoken, gebeten, gevallen, bekneld, huilt, gewond, glas, bloed, bijna, naald, graden
        [pl]
        1  krwawi, użądlony, ugryziony, upadł, upadło, dawka, płacze, ranny, szkło, krew, prawie, strzykawka, stopni
        """,
    # What drives or carries people.
    "vehicle": """
        1  bus, tram, train, lift, elevator, lorry, truck, van, car, ambulance, ferry, forklift, cable car, chairlift
        1  crane, chair lift, escalator, carousel, swing, bouncy castle, ride
        [de]
        1  Straßenbahn, Zug, Aufzug, Lkw, Transporter, Krankenwagen, Fähre, Seilbahn, Sessellift, Karussell, Schaukel
        [fr]
        1  ascenseur, camion, téléphérique, balançoire, manège
        [es]
        1  autobús, tranvía, tren, ascensor, camión, ambulancia, teleférico, columpio, tiovivo
        [it]
        1  autobus, treno, ascensore, ambulanza, altalena, giostra
        [pt]
        1  autocarro, ônibus, comboio, elevador, camião, ambulância, baloiço
        [nl]
        1  trein, vrachtwagen, schommel
        [pl]
        1  tramwaj, pociąg, winda, ciężarówka, karetka, huśtawka
        """,
    "runs wild": """
        1  opened while, with open doors, with the door open, doors open, brakes, not brake, steering, swerved, skidded
        1  wheel came off, rolled away, rolls back, jerks, jerked, started by itself, kept going, not stop, came loose
        1  caught fire, cut out, overturned, broke off, snapped, lost a wheel, drops a bit, dropped two floors
        [de]
        1  mit offener Tür, offener Tür, Bremsen, bremst nicht, Lenkung, geschleudert, ruckt, fährt von selbst
        1  weggerollt, stoppt nicht, hält nicht, abgerissen, gerissen, umgekippt, abgesackt
        [fr]
        1  porte ouverte, portes ouvertes, freins, ne freine plus, direction, dérapé, roue, démarre tout seul, détaché
        1  à-coups, renversé
        [es]
        1  puerta abierta, puertas abiertas, frenos, no frena, dirección, rueda, se ha soltado, soltado, volcado
        1  tirones
        [it]
        1  porta aperta, porte aperte, freni, non frena, ruota, staccata, staccato, ribaltato
        [pt]
        1  porta aberta, portas abertas, travões, não trava, roda, soltou-se, capotou
        [nl]
        1  open deur, open deuren, remmen, remt niet, wiel, losgeraakt, gekanteld
        [pl]
        1  otwarte drzwi, otwartymi drzwiami, hamulce, nie hamuje, koło, urwała, przewrócił
        """,
    # What harms if it is mixed up.
    "treatment": """
        1  dose, dosage, medication, medicine, meds, infusion, blood group, blood bag, drug, drugs, prescription
        1  allergy, allergies, patient label, patient labels, wristband, anaesthetic, formula
        [de]
        1  Dosis, Dosierung, Medikation, Medikament, Medikamente, Blutgruppe, Rezept, Allergien, Patientenetikett
        [fr]
        1  médicament, médicaments, perfusion, groupe sanguin, ordonnance, étiquettes patient
        [es]
        1  medicación, medicamento, medicamentos, infusión, grupo sanguíneo, receta, alergias
        [it]
        1  dosaggio, farmaco, farmaci, infusione, gruppo sanguigno, ricetta, allergie
        [pt]
        1  dosagem, infusão, receita
        [nl]
        1  medicatie, medicijn, infuus, bloedgroep, recept, allergieën
        [pl]
        1  dawka, dawkowanie, lek, leki, infuzja, grupa krwi, recepta, alergie
        """,
    "mixed up": """
        1  wrong, someone else, another patient, swapped, mixed up, shifted, not show, missing, doubled, double
        1  ten times, not displayed, disappeared, of another, off by, out of order
        [de]
        1  falsch, falsche, vertauscht, verwechselt, anderer, anderen, verrutscht, verschoben, fehlt, fehlen, doppelt
        [fr]
        1  mauvais, mauvaise, d'un autre, échangé, inversé, décalées, décalé, manque
        [es]
        1  equivocada, equivocado, de otro, cambiado, cambiada, intercambiado, desplazadas, falta, doble
        [it]
        1  sbagliata, sbagliato, di un altro, scambiati, scambiato, manca, doppia
        [pt]
        1  errada, errado, de outro, trocada, trocado, dobro
        [nl]
        1  verkeerde, verwisseld, van een ander, ontbreekt, dubbele
        [pl]
        1  zła, zły, złe, innego, zamieniono, zamienione, pomylono, brak, podwójna
        """,
    # Where somebody may fall into.
    "hole": """
        1  manhole, hole, pit, trench, shaft, drain, cellar hatch, hatch, well, lift shaft, loading dock edge
        [de]
        1  Gully, Gullydeckel, Loch, Grube, Graben, Schacht, Kellerluke, Luke
        [fr]
        1  bouche d'égout, trou, fosse, tranchée, trappe, plaque d'égout
        [es]
        1  alcantarilla, agujero, zanja, foso, trampilla
        [it]
        1  tombino, buca, fossa, botola
        [pt]
        1  tampa de esgoto, buraco, vala, alçapão
        [nl]
        1  putdeksel, gat, kuil, luik
        [pl]
        1  studzienka, dziura, wykop, właz
        """,
    "uncovered": """
        1  open, uncovered, cover is gone, missing, without a cover, not fenced, no barrier, barrier, unlit, collapsed
        [de]
        1  offen, offene, ungesichert, ohne Deckel, fehlt, Absperrung
        [fr]
        1  ouverte, ouvert, sans couvercle, non signalé, barrière
        [es]
        1  abierta, abierto, sin tapa, sin vallar, valla
        [it]
        1  aperto, aperta, senza coperchio
        [pt]
        1  aberta, aberto, sem tampa
        [nl]
        1  zonder deksel, weg
        [pl]
        1  otwarta, otwarty, bez pokrywy
        """,
}
