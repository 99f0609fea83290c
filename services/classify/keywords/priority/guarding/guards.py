"""What takes an urgent word back, as data: what is over, long past, a name, a question, thanks or mockery."""

from __future__ import annotations

from collections.abc import Mapping

from services.classify.keywords.keyword_table import entries, languages

_TABLES: Mapping[str, str] = {
    # What says that it is over: nothing before it, or in its sentence, is urgent any more.
    "resolved": """
        1  works again, works now, everything runs again, all runs again, runs again now, is over, fine again
        1  has been fixed, was fixed, is fixed, is resolved, been resolved, been dealt with, never mind, nevermind
        1  solved, sorted, is sorted, got sorted, sorted itself, working again, up again, everything runs, stable since
        1  thanks for fixing, thank you for fixing, went well, not any more, found the file, back online, is back
        1  back to normal, it works now, no longer happens, all good now, all good, good again, ok again, okay again
        1  found it, please ignore, came back, am back in, can close this, can be closed, close this ticket
        1  close the ticket, please close, false alarm, ignore my last, ignore my ticket, ignore my previous
        1  disregard my, well done, had us back, fixed itself, was only the, it was just the, works fine now
        1  no need to, resolved itself, resolved by itself, problem went away, already fixed, already solved
        1  fixed it myself, all fixed, up and running, recovered, works like a charm, no longer needed
        1  cancel this ticket, withdraw this, duplicate of, by mistake opened, opened by mistake, wrong ticket
        1  root cause, post-mortem, postmortem, incident report, lessons learned, gone away, on its own
        1  no longer an issue, issue is gone, problem is gone, is gone now, has passed, since solved, working fine
        1  sorry for the noise, sorry for the fuss, sorry for the trouble, sorry for the false alarm, sorry to bother
        1  my mistake, my fault, my bad, caps lock was on, user error, okay now, all back, back since, came back up
        1  is settled, been settled, has been settled, been repaired, was repaired, is repaired, has arrived now
        1  we found it, fixed now, is done now, all is well, everything back, no action needed, nothing to do any more
        1  has stopped by itself, cleared up, sorted out, resolved now, works as before, turned out to be the
        1  solved it, figured it out, everything is normal, was restored, were restored, has been restored
        1  thanks for the quick, is running again, are running again, s running again, it was the cable
        1  it was the cleaner, it was the plug, it was the battery, it was only the, it was my own, it was the wrong
        1  had been the, is fine now, s fine now, cancel my ticket, got it back, was here, dry again, is ringing again
        1  are ringing again, it is fixed, fixed it, phones are back, we are back online, all are back, lights are back
        1  go through again, goes through again, work again, prints again, print again, loads again, opens again
        1  opens again now, connects again, available again, reachable again, rings again, ring again, accessible again
        1  can log in again, could log in again, am able to log in again, got in again, ok works, now it works
        1  it works fine now, works perfectly now, works perfectly again, for your list, pumped out, mopped up
        1  insurance has paid, you can file it, you may close, feel free to close, no need to look, no longer necessary
        1  not necessary any more, do not bother, cancel my report, withdraw my report, i withdraw, silly me
        1  embarrassing, mea culpa, wrong input, was on mute, was unplugged, plug was, cable was loose
        1  battery was empty, restarted and it, after a restart it works, after a reboot it works, since the restart
        1  since the reboot, all fine, everything fine, everything is fine, is fine again, problem solved, case closed
        1  done and dusted, it is gone now, as good as new, had put it, had it all along, was in my bag
        1  no longer locked, no longer blocked, no longer down, got my laptop back, have it back, sorry for the alarm
        1  was a drill, was an exercise, was only a drill, was just a drill
        [de]
        1  alles gut, wieder normal, wieder erreichbar, läuft jetzt, geht jetzt, funktioniert jetzt, nicht mehr nötig
        1  Ticket stornieren, Ursache des, von selbst, Entwarnung, ist behoben, inzwischen behoben, hat sich erledigt
        1  läuft wieder, geht wieder, funktioniert wieder, erledigt, alles wieder gut, wieder da, Ticket kann zu
        1  kann geschlossen werden, Fehlalarm, war nur der, war nur das, war nur die, bitte schließen, Ticket schließen
        1  alles wieder normal, gelöst, ist wieder online, klappt wieder, war mein Fehler, mein Fehler
        1  Sorry für die Störung, hat geklappt, alles wieder da, passt wieder, ist repariert, wurde repariert
        1  wurde behoben, hat sich gegeben, alles in Ordnung, lag am, lag nur am, war bloß, alles läuft
        1  seit dem Neustart läuft, hat sich geklärt, wieder gefunden, ist wieder gefunden, ist geklärt, war das Kabel
        1  kann weg, war die Testdatei, war nur ein Test, war ein Test, Fehler gefunden, peinlich, Ticket bitte zu
        1  bitte zumachen, kann zu, ist wieder am Netz, wieder am Netz, wieder verfügbar, wieder möglich, klappt jetzt
        1  ging von allein weg, ziehe zurück, ziehe meine Meldung zurück, hat sich aufgeklärt, war nur Einbildung
        1  abgepumpt, aufgewischt, war nicht eingesteckt, war ausgeschaltet, Stecker war, nach einem Neustart geht
        1  nach Neustart geht, alles bestens, ist gefunden, hab's gefunden, habe es gefunden, ein Fehlalarm
        1  ist jetzt da, hat sich überschnitten, war nur eine Übung, war eine Übung
        [fr]
        1  tout va bien, à nouveau disponible, plus nécessaire, annuler ce ticket, tout seul, ça remarche
        1  ça marche maintenant, est réparée, est réparé, est résolu, est résolue, tout fonctionne
        1  fonctionne à nouveau, remarche, résolu, rentré dans l'ordre, fausse alerte, vous pouvez fermer
        1  problème réglé, c'est réglé, c'était juste, revenu, tout est rentré, fausse manip
        1  désolé pour le dérangement, désolée pour le dérangement, mon erreur, de ma faute, bien été réparée
        1  bien été réparé, réparée, plus rien à signaler, a été réparé, a été réparée, c'est bon, ça refonctionne
        1  refonctionne, est revenu, tout remarche, j'ai retrouvé, a été retrouvé, a été retrouvée, c'était le câble
        1  c'est réparé, est passé ce matin, c'est arrangé, finalement ça marche, maintenant ça marche
        1  ça marche à nouveau, il fallait juste, il suffisait de, annulez ma demande, annulez mon ticket
        1  ne tenez pas compte, plus la peine, je l'ai retrouvé, je l'ai retrouvée, ça s'est arrangé, tout est revenu
        1  était débranché, après un redémarrage, était un exercice, tout est normal
        [es]
        1  todo bien, ya no hace falta, anular este ticket, por sí solo, vuelve a funcionar, ya funciona
        1  ya está resuelta, ya está resuelto, está resuelto, todo funciona, funciona de nuevo, solucionado
        1  falsa alarma, pueden cerrar, podéis cerrar, era el cable, ya está arreglado, resuelto, ya va, ha vuelto
        1  se ha arreglado, perdón por la molestia, perdón por las molestias, fue culpa mía, error mío, todo normal
        1  ya se arregló, todo en orden, ya está arreglada, quedó resuelto, era el adaptador, ya está era, ya está todo
        1  ya apareció el, ya apareció la, ya tengo acceso, ya puedo, ya me va, anulad mi, anulen mi, cancelad mi
        1  olvidad, olviden, bastaba con, ya no pasa, ya no ocurre, se solucionó, se resolvió, todo bien ya
        1  ya aparecido, ya lo encontré, la encontré, lo encontré, estaba desenchufado, después de reiniciar
        1  tras reiniciar, era un simulacro, fue un simulacro
        [it]
        1  è risolto, risolto, funziona di nuovo, tutto funziona, falso allarme, potete chiudere, tutto a posto
        1  colpa mia, errore mio, scusate il disturbo, ora funziona, adesso funziona, era solo, è tornato, è tornata
        1  risolta, ho ritrovato, era il cavo, ora va, adesso va, ho di nuovo, bastava, annullate la, annullate il
        1  non serve più, ho trovato, si è risolto, si è risolta, era scollegato, dopo il riavvio, tutto risolto
        1  lasciate stare, era un'esercitazione
        [pt]
        1  está resolvido, resolvido, já funciona, voltou a funcionar, falso alarme, podem fechar, pode fechar
        1  erro meu, culpa minha, desculpem o incómodo, já está, já voltou, era só, já resolvi, já encontrei
        1  era o cabo, já tenho acesso, já consigo, anulem o, cancelem o, já não é preciso, resolveu-se
        1  estava desligado, depois de reiniciar, esqueçam, era um simulacro
        [nl]
        1  is opgelost, opgelost, werkt weer, doet het weer, vals alarm, mag dicht, kan dicht, mijn fout
        1  sorry voor de moeite, werkt nu, het was de, was alleen, teruggevonden, is terug, weer goed, doet het nu
        1  het werkt nu, laat maar, niet meer nodig, is gevonden, na een herstart, was losgekoppeld, het lukt weer
        1  lukt nu, was een oefening
        [pl]
        1  rozwiązane, naprawione, działa już, znowu działa, fałszywy alarm, można zamknąć, już działa, mój błąd
        1  moja wina, przepraszam za zamieszanie, już dobrze, to był tylko, znalazł się, znalazła się, wróciło
        1  już mam dostęp, już mogę, nieaktualne, już nieaktualne, wystarczyło, po restarcie, znalazłem, znalazłam
        1  proszę anulować, już wszystko działa, to były ćwiczenia
        """,
    # What says that it was long ago: nothing in its sentence is urgent.
    "past": """
        1  last year, last month, last week, used to, years ago, months ago, in the past, back then, in January
        1  in February, in March, in April, in June, in July, in August, weeks ago, previous incident, in September
        1  in October, in November, in December, last Thursday, last Monday, last Friday, last Tuesday, last Wednesday
        1  yesterday, when was, when exactly was, how long was, how long did, how long were, what was, when did
        1  when were, yearly report, annual report, for the appendix, for the archive, back in, two years ago
        1  three years ago, a year ago, some time ago, long ago, in autumn, in spring, in winter, last summer
        1  last winter, last autumn, last spring, the previous year, historic, historical, history of the
        [de]
        1  gestrigen, gestrige, letztes Jahr, letzten Monat, letzte Woche, damals, vorige Woche, voriges Jahr
        1  vor Jahren, wann war, wie lange war, wann genau war, Jahresbericht, vor zwei Jahren, vor einem Jahr
        1  seinerzeit, letzten Sommer, letzten Winter, im Vorjahr, im letzten Jahr
        [fr]
        1  l'année dernière, le mois dernier, la semaine dernière, autrefois, l'an dernier, quand a eu lieu
        1  quand était, combien de temps a duré, rapport annuel, il y a deux ans, il y a un an, à l'époque
        1  l'été dernier, l'hiver dernier
        [es]
        1  el año pasado, el mes pasado, la semana pasada, cuándo fue, cuánto duró, informe anual, hace dos años
        1  hace un año, en su día, en aquel entonces, el verano pasado
        [it]
        1  l'anno scorso, il mese scorso, la settimana scorsa, quando è stato, quanto è durato, relazione annuale
        1  due anni fa, un anno fa, a suo tempo
        [pt]
        1  ano passado, mês passado, semana passada, quando foi, quanto durou, relatório anual, há dois anos, há um ano
        1  na altura
        [nl]
        1  vorig jaar, vorige maand, vorige week, wanneer was, hoe lang duurde, jaarverslag, twee jaar geleden
        1  destijds
        [pl]
        1  w zeszłym roku, w zeszłym miesiącu, w zeszłym tygodniu, kiedy była, kiedy był, ile trwała, raport roczny
        1  dwa lata temu, rok temu, wtedy
        """,
    # What an urgent word beside it names: a button, a course, a list, a company.
    "naming": """
        1  button, label, menu, entry, column, tab, field, string, text, heading, course, training, seminar, webinar
        1  workshop, book, film, movie, band, song, rename, translate, filter, dropdown, icon, template, banner
        1  tooltip, exercise, simulation, rehearsal, mock, tabletop, drill, group, distribution list, meeting room
        1  room, contacts, team name, titled, detector test, thinking, awareness, basics, wardens, procedure, policy
        1  plan, lesson, class, kit, ltd, gmbh, inc, digest, newsletter, podcast, tournament, magazine, poster, chapter
        1  slide, couriers, logistics, museum, exhibition, playlist, novel, catering, team, meeting minutes, minutes of
        1  edition, subtitle, headline, jersey, quiz, escape room, board game, theatre group, choir, club, festival
        1  room sign, door sign, the sign, named, entitled, is called, group called, folder called, channel called
        1  project called, song called, course called, button called, called the
        [de]
        1  Knopf, Schaltfläche, Menü, Kurs, Schulung, Buch, Spalte, Denken, Vorlage, Übung, Roman, Lied, Heft, Schild
        1  Schlagwort, Überschrift, Verein, Theaterstück
        [fr]
        1  bouton, cours, formation, séminaire, livre, colonne, filtre, modèle, exercice, chanson, panneau, titre
        1  spectacle, association
        [es]
        1  botón, menú, curso, seminario, libro, película, columna, filtro, plantilla, simulacro, canción, novela
        1  titular, cartel, obra, grupo
        [it]
        1  pulsante, menù, corso, colonna, esercitazione, canzone, romanzo, titolo, gruppo
        [pt]
        1  botão, livro, coluna, canção, romance, título
        [nl]
        1  knop, cursus, boek, kolom, oefening, titel, groep
        [pl]
        1  przycisk, książka, kolumna, ćwiczenia, piosenka, powieść, tytuł, grupa
        """,
    # What a question begins with that asks how something is done; "why" and "can you" complain or ask for work.
    "asking": """
        1  how do, how can, how to, how does, how long, how much, how many, what is, what are, what does, what counts
        1  what time, what's the, where can, where do, where is, where are, when is, when are, when will, when does
        1  which, who is, who books, who do, do you, does the, does it, is there, are there, is it, can i, may i, do we
        1  do i, do they, does my, can we, could i, am i, are we, should i, what do, will there, does anyone, is this
        1  what happens, any plans, what, how, where, when, who, will, would, are, is, does, do, could you tell
        1  can you tell, can my, can they, if i, does this, where do i, how would, what kind, what will, what should
        1  how come, could you explain, can you explain, may we, can visitors, can guests, can employees, can students
        1  do you have, do you offer, do you know, may guests, can someone tell me, could someone tell me
        1  i want to know, what's, who's, how's, is anybody, is anyone, has anyone, does anybody, do visitors
        1  do guests, can members, wanted to know, would like to know, what was, when was
        [de]
        1  wo finde, wie kann, wie stelle, wie ändere, wo kann, wie bekomme, wie funktioniert, ist, sind, hat, haben
        1  kann, könnt ihr sagen, dürfen wir, wie, wo, wann, welche, welcher, welches, gibt es, kann ich, darf ich
        1  kann man, bis wann, was ist, wer, ist es, bieten Sie, habt ihr, was bedeutet, Frage zu, Frage zum, Frage zur
        1  können wir, wie lange, wie viel, wie viele, was kostet, wie oft, wie groß, wie hoch, können Gäste
        1  können Besucher, darf man, muss ich, muss man, was passiert, was gilt, gilt die, gilt das, ab wann, wer ist
        1  wer hat, wo bekomme, wo steht, wo gibt
        [fr]
        1  comment faire, comment changer, où trouver, où est, avez, peut, faut-il, doit-on, existe-t-il, quelles sont
        1  est-ce, comment, où, quand, quel, quelle, quels, quelles, à quelle, à quel, puis-je, est-ce que, y a-t-il
        1  peut-on, combien, proposez-vous, avez-vous, qui, est-il possible, à quoi, combien de temps, combien coûte
        1  est-ce qu, je voudrais savoir, j'aimerais savoir, je ne comprends pas si, à partir de quand, qui est
        1  où puis-je, où se trouve, c'est quoi, savez-vous, vous fermez quand, c'est quand
        [es]
        1  cómo puedo, dónde encuentro, cómo cambio, es, existe, podéis decirme, hace falta, está, cómo, dónde, cuándo
        1  cuál, cuáles, puedo, se puede, hay, qué, cuánto, quién, tenéis, ofrecen, es posible, podemos, cuánto cuesta
        1  cuánto tiempo, hay que, quería saber, me gustaría saber, querría saber, hasta qué, a qué hora, dónde está
        1  quién es, puedo usar, tengo que, a partir de qué, a partir de cuándo, hasta cuándo
        [it]
        1  come posso, come si, esiste, è, ci sono, come, dove, quando, quale, quali, posso, si può, c'è, quanto, chi
        1  è possibile, avete, quanto costa, quanto tempo, bisogna, vorrei sapere, a che ora, dove si, chi è
        1  posso usare, da quando, fino a quando
        [pt]
        1  como posso, como faço, é, podem, como, onde, qual, quais, pode-se, há, quem, é possível, têm, quanto custa
        1  é preciso, gostava de saber, gostaria de saber, a que horas, onde fica, quem é
        [nl]
        1  hoe kan, hoe kom, zijn, heeft, hoe, waar, wanneer, welke, kan ik, mag ik, is er, zijn er, hoeveel, wat is
        1  kunnen we, hoeveel kost, hoe lang, kan men, moet ik, ik wil graag weten, hoe laat, waar vind, wie is, zit de
        [pl]
        1  jak mogę, czy, gdzie znajdę, jak, gdzie, kiedy, który, która, czy mogę, czy można, czy jest, czy planujecie
        1  ile, kto, jaki, jaka, ile kosztuje, jak długo, czy trzeba, chciałbym wiedzieć, chciałabym wiedzieć, o której
        1  gdzie jest, kto jest, czy muszę
        """,
    # What makes an order of a question: "can you fix it?"
    "ordering": """
        1  please, can you, could you, can someone, can somebody, would you, help, why, fix, asap, urgent
        [de]
        1  bitte, könnt ihr, können Sie, kann jemand, warum, wieso, könntet ihr
        [fr]
        1  pouvez-vous, s'il vous plaît, pourquoi, merci de, quelqu'un peut, svp
        [es]
        1  por favor, podéis, pueden, puede alguien, por qué, alguien puede
        [it]
        1  per favore, potete, perché, qualcuno può
        [pt]
        1  podem, porque, alguém pode
        [nl]
        1  alsjeblieft, kunnen jullie, kunt u, waarom, graag
        [pl]
        1  proszę, czy możecie, dlaczego
        """,
    # What makes of thanks a courtesy.
    "courtesy": """
        1  in advance, for your help, for any help, for looking, for nothing, many thanks and
        [de]
        1  im Voraus, vorab, für Ihre Hilfe, für eure Hilfe
        [fr]
        1  d'avance, de votre aide, par avance, merci de
        [es]
        1  de antemano, por adelantado
        [it]
        1  in anticipo
        [pt]
        1  desde já
        [nl]
        1  alvast, bij voorbaat
        [pl]
        1  z góry
        """,
    # Thanks, where a text begins with them.
    "thanks": """
        1  thank you, thanks, kudos, many thanks, big thank, great job, good job, nice work, great work, saved my day
        1  excellent support, excellent service, five stars, great support, great service, congratulations, compliment
        1  love the, hats off, you guys are, well done, just wanted to say, shout-out, praise, cheers, thx
        1  much appreciated, appreciate, awesome job, you rock, legends, lifesaver, chapeau, super service, top service
        1  bravo, perfect service, brilliant work, so helpful, very helpful, shout out, a big thank
        [de]
        1  super Arbeit, klasse Service, spitze, großes Lob, toller Service, tolle Arbeit, Kompliment, danke
        1  vielen Dank, herzlichen Dank, Dankeschön, Lob, tausend Dank, toll gemacht
        [fr]
        1  bon travail, excellent travail, beau travail, merci, mille mercis, un grand merci, félicitations
        [es]
        1  buen trabajo, gran trabajo, excelente servicio, estupendo trabajo, gracias, mil gracias, muchas gracias
        1  enhorabuena, felicidades
        [it]
        1  grazie, grazie mille, complimenti
        [pt]
        1  obrigado, obrigada, muito obrigado, parabéns
        [nl]
        1  bedankt, dank, dank je wel, complimenten
        [pl]
        1  dziękuję, dzięki, dziękujemy, brawa
        """,
}

GUARDS: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _TABLES.items()}

# The language of each guard above that is not English.
FOREIGN_GUARDS: Mapping[str, Mapping[str, str]] = {name: languages(table) for name, table in _TABLES.items()}
