"""What takes an urgent word back, as data: what is over, long past, a name, a question, thanks or mockery."""

from __future__ import annotations

from collections.abc import Mapping

from services.seed.keyword_table import entries, languages

_TABLES: Mapping[str, str] = {
    # What says that it is over: nothing before it, or in its sentence, is urgent any more.
    "resolved": """
        1  works again, works now, is over, fine again, has been fixed, was fixed, is fixed, is resolved
        1  been resolved, been dealt with, never mind, nevermind, solved, runs again, sorted, is sorted, got sorted
        1  sorted itself, working again, up again, everything runs, stable since, thanks for fixing
        1  thank you for fixing, went well, not any more, found the file, back online, is back, back to normal
        1  it works now, no longer happens, all good now, all good, good again, ok again, okay again, found it
        1  please ignore, came back, am back in, can close this, can be closed, close this ticket, close the ticket
        1  please close, false alarm, ignore my last, ignore my ticket, ignore my previous, disregard my, well done
        1  had us back, fixed itself, was only the, it was just the, works fine now, no need to, resolved itself
        1  resolved by itself, problem went away, already fixed, already solved, fixed it myself, all fixed
        1  up and running, running again, recovered, works like a charm, no longer needed, cancel this ticket
        1  withdraw this, duplicate of, by mistake opened, opened by mistake, wrong ticket, root cause, post-mortem
        1  postmortem, incident report, lessons learned, gone away, on its own, no longer an issue, issue is gone
        1  problem is gone, is gone now, has passed, since solved, working fine
        [de]
        1  alles gut, wieder normal, wieder erreichbar, läuft jetzt, geht jetzt, funktioniert jetzt, nicht mehr nötig
        1  Ticket stornieren, Ursache des, von selbst, Entwarnung, ist behoben, inzwischen behoben, hat sich erledigt
        1  läuft wieder, geht wieder, funktioniert wieder, erledigt, alles wieder gut, wieder da, Ticket kann zu
        1  kann geschlossen werden, Fehlalarm, war nur der, war nur das, war nur die, bitte schließen
        1  Ticket schließen, alles wieder normal, gelöst, ist wieder online, klappt wieder
        [fr]
        1  tout va bien, à nouveau disponible, plus nécessaire, annuler ce ticket, tout seul, ça remarche
        1  ça marche maintenant, est réparée, est réparé, est résolu, est résolue, tout fonctionne
        1  fonctionne à nouveau, remarche, résolu, rentré dans l'ordre, fausse alerte, vous pouvez fermer
        1  problème réglé, c'est réglé, c'était juste, revenu, tout est rentré
        [es]
        1  todo bien, ya no hace falta, anular este ticket, por sí solo, vuelve a funcionar, ya funciona
        1  ya está resuelta, ya está resuelto, está resuelto, todo funciona, funciona de nuevo, solucionado
        1  falsa alarma, pueden cerrar, podéis cerrar, era el cable, ya está arreglado, resuelto, ya va, ha vuelto
        1  se ha arreglado
        [it]
        1  è risolto, risolto, funziona di nuovo, tutto funziona, falso allarme, potete chiudere, tutto a posto
        [pt]
        1  está resolvido, resolvido, já funciona, voltou a funcionar, falso alarme, podem fechar, pode fechar
        [nl]
        1  is opgelost, opgelost, werkt weer, doet het weer, vals alarm, mag dicht, kan dicht
        [pl]
        1  rozwiązane, naprawione, działa już, znowu działa, fałszywy alarm, można zamknąć, już działa
        """,
    # What says that it was long ago: nothing in its sentence is urgent.
    "past": """
        1  last year, last month, last week, used to, years ago, months ago, in the past, back then, in January
        1  in February, in March, in April, in June, in July, in August, weeks ago, previous incident, in September
        1  in October, in November, in December, last Thursday, last Monday, last Friday, last Tuesday
        1  last Wednesday, yesterday
        [de]
        1  gestrigen, gestrige, letztes Jahr, letzten Monat, letzte Woche, damals, vorige Woche, voriges Jahr
        1  vor Jahren
        [fr]
        1  l'année dernière, le mois dernier, la semaine dernière, autrefois, l'an dernier
        [es]
        1  el año pasado, el mes pasado, la semana pasada
        [it]
        1  l'anno scorso, il mese scorso, la settimana scorsa
        [pt]
        1  ano passado, mês passado, semana passada
        [nl]
        1  vorig jaar, vorige maand, vorige week
        [pl]
        1  w zeszłym roku, w zeszłym miesiącu, w zeszłym tygodniu
        """,
    # What an urgent word beside it names: a button, a course, a list, a company.
    "naming": """
        1  button, label, menu, entry, column, tab, field, string, text, heading, course, training, seminar, webinar
        1  workshop, book, film, movie, band, song, rename, translate, filter, dropdown, icon, template, banner
        1  tooltip, exercise, simulation, rehearsal, mock, tabletop, drill, group, distribution list, meeting room
        1  room, contacts, team name, called, titled, detector test, thinking, awareness, basics, wardens, procedure
        1  policy, plan, lesson, class, kit, ltd, gmbh, inc, digest, newsletter, podcast, tournament, magazine
        1  poster, chapter, slide, couriers, logistics, museum, exhibition
        [de]
        1  Knopf, Schaltfläche, Menü, Seminar, Kurs, Schulung, Buch, Film, Spalte, Denken, Filter, Vorlage, Übung
        1  Plan
        [fr]
        1  bouton, menu, cours, formation, séminaire, livre, film, colonne, filtre, modèle, exercice
        [es]
        1  botón, menú, curso, seminario, libro, película, columna, filtro, plantilla, simulacro
        [it]
        1  pulsante, menù, corso, libro, colonna, filtro, esercitazione
        [pt]
        1  botão, curso, livro, coluna, filtro, simulacro
        [nl]
        1  knop, cursus, boek, kolom, oefening
        [pl]
        1  przycisk, kurs, książka, kolumna, ćwiczenia
        """,
    # What a question begins with that asks how something is done; "why" and "can you" complain or ask for work.
    "asking": """
        1  how do, how can, how to, how does, how long, how much, how many, what is, what are, what does, what counts
        1  what time, what's the, where can, where do, where is, where are, when is, when are, when will, when does
        1  which, who is, who books, who do, do you, does the, does it, is there, are there, is it, can i, may i
        1  do we, do i, do they, does my, can we, could i, am i, are we, should i, what do, will there, does anyone
        1  is this, what happens, any plans, what, how, where, when, who, will, would, are, is, does, do
        1  could you tell, can you tell, can my, can they, if i, does this, where do i, how would, what kind
        1  what will, what should, how come, could you explain, can you explain, may we
        [de]
        1  wo finde, wie kann, wie stelle, wie ändere, wo kann, wie bekomme, wie funktioniert, ist, sind, hat, haben
        1  kann, könnt ihr sagen, dürfen wir, wie, wo, wann, welche, welcher, welches, gibt es, kann ich, darf ich
        1  kann man, bis wann, was ist, wer, ist es, bieten Sie, habt ihr, was bedeutet, Frage zu, Frage zum
        1  Frage zur, können wir
        [fr]
        1  comment faire, comment changer, où trouver, où est, avez, peut, faut-il, doit-on, existe-t-il
        1  quelles sont, est-ce, comment, où, quand, quel, quelle, quels, quelles, à quelle, à quel, puis-je
        1  est-ce que, y a-t-il, peut-on, combien, proposez-vous, avez-vous, qui, est-il possible, à quoi
        [es]
        1  cómo puedo, dónde encuentro, cómo cambio, es, existe, podéis decirme, hace falta, está, cómo, dónde
        1  cuándo, cuál, cuáles, puedo, se puede, hay, qué, cuánto, quién, tenéis, ofrecen, es posible, podemos
        [it]
        1  come posso, come si, esiste, è, ci sono, come, dove, quando, quale, quali, posso, si può, c'è, quanto, chi
        1  è possibile, avete
        [pt]
        1  como posso, como faço, existe, é, podem, como, onde, quando, qual, quais, posso, pode-se, há, quanto, quem
        1  é possível, têm
        [nl]
        1  hoe kan, hoe kom, is, zijn, heeft, hoe, waar, wanneer, welke, kan ik, mag ik, is er, zijn er, hoeveel, wie
        1  wat is, kunnen we
        [pl]
        1  jak mogę, czy, gdzie znajdę, jak, gdzie, kiedy, który, która, czy mogę, czy można, czy jest
        1  czy planujecie, ile, kto, jaki, jaka
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
        1  por favor, podem, porque, alguém pode
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
        1  excellent support, excellent service, five stars, great support, great service, congratulations
        1  compliment, love the, hats off, you guys are, well done, just wanted to say, shout-out, praise, cheers
        1  thx, much appreciated, appreciate, awesome job, you rock, legends, lifesaver, chapeau, super service
        1  top service, bravo, perfect service, brilliant work, so helpful, very helpful, shout out, a big thank
        [de]
        1  super Arbeit, klasse Service, spitze, super Service, großes Lob, toller Service, tolle Arbeit, Kompliment
        1  danke, vielen Dank, herzlichen Dank, Dankeschön, Lob, dankeschön, tausend Dank, toll gemacht
        [fr]
        1  super service, bon travail, excellent travail, chapeau, beau travail, merci, mille mercis, un grand merci
        1  félicitations
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
# What is past only where it owns something: "yesterday's outage".
JUST_PAST = (("yesterday",),)
# What with an urgent word before it is no name: "Urgent Request".
PLAIN_NOUNS = frozenset(
    {
        *("help", "issue", "problem", "error", "request", "support", "please", "incident", "alert", "bug", "case"),
        *("ticket", "situation", "matter", "failure", "outage", "warning", "need", "attention", "fix", "priority"),
        *("assistance", "emergency", "down", "server", "system", "data", "access"),
    }
)
# What makes of "it is fixed" a wish.
NOT_YET = frozenset(
    [
        "until",
        "after",
        "before",
        "once",
        "when",
        "if",
        "unless",
        "till",
        "will",
        "bis",
        "wenn",
        "sobald",
        "wann",
        "wird",
        "quand",
        "jusqu",
        "lorsque",
        "cuando",
        "hasta",
        "si",
        "quando",
        "se",
        "als",
        "wanneer",
        "gdy",
        "kiedy",
        "gdyby",
    ]
)
# What begins a complaint that means the opposite of what it says.
MOCKERY = frozenset(
    [
        "great",
        "wonderful",
        "lovely",
        "oh",
        "brilliant",
        "fantastic",
        "marvellous",
        "super",
        "awesome",
        "toll",
        "prima",
        "klasse",
        "genial",
        "bravo",
        "perfect",
        "perfekt",
    ]
)

GUARDS: Mapping[str, tuple[str, ...]] = {name: entries(table) for name, table in _TABLES.items()}

# The language of each guard above that is not English.
FOREIGN_GUARDS: Mapping[str, str] = languages("\n[en]\n".join(_TABLES.values()))
