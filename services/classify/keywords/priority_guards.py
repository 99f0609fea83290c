"""What takes an urgent word back, as data: what is over, the name of something, a question, thanks, a jest."""

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
        1  resolved by itself, problem went away, already fixed, already solved, fixed it myself
        [de]
        1  ist behoben, inzwischen behoben, hat sich erledigt, läuft wieder, geht wieder, funktioniert wieder
        1  erledigt, alles wieder gut, wieder da, Ticket kann zu, kann geschlossen werden, Fehlalarm, war nur der
        1  war nur das, war nur die, bitte schließen, Ticket schließen, alles wieder normal, gelöst
        1  ist wieder online, klappt wieder
        [fr]
        1  est réparée, est réparé, est résolu, est résolue, tout fonctionne, fonctionne à nouveau, remarche, résolu
        1  rentré dans l'ordre, fausse alerte, vous pouvez fermer, problème réglé, c'est réglé, c'était juste, revenu
        1  tout est rentré
        [es]
        1  ya está resuelta, ya está resuelto, está resuelto, todo funciona, ya funciona, funciona de nuevo
        1  solucionado, falsa alarma, pueden cerrar, podéis cerrar, era el cable, ya está arreglado, resuelto, ya va
        1  ha vuelto, se ha arreglado
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
        1  in October, in November, in December, last Thursday, last Monday, last Friday, last Tuesday, last Wednesday
        [de]
        1  letztes Jahr, letzten Monat, letzte Woche, damals, vorige Woche, voriges Jahr, vor Jahren
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
        1  is this, what happens, any plans
        [de]
        1  wie, wo, wann, welche, welcher, welches, gibt es, kann ich, darf ich, kann man, bis wann, was ist, wer
        1  ist es, bieten Sie, habt ihr, was bedeutet, Frage zu, Frage zum, Frage zur, können wir
        [fr]
        1  comment, où, quand, quel, quelle, quels, quelles, à quelle, à quel, puis-je, est-ce que, y a-t-il, peut-on
        1  combien, proposez-vous, avez-vous, qui, est-il possible, à quoi
        [es]
        1  cómo, dónde, cuándo, cuál, cuáles, puedo, se puede, hay, qué, cuánto, quién, tenéis, ofrecen, es posible
        1  podemos
        [it]
        1  come, dove, quando, quale, quali, posso, si può, c'è, quanto, chi, è possibile, avete
        [pt]
        1  como, onde, quando, qual, quais, posso, pode-se, há, quanto, quem, é possível, têm
        [nl]
        1  hoe, waar, wanneer, welke, kan ik, mag ik, is er, zijn er, hoeveel, wie, wat is, kunnen we
        [pl]
        1  jak, gdzie, kiedy, który, która, czy mogę, czy można, czy jest, czy planujecie, ile, kto, jaki, jaka
        """,
    # Thanks, where a text begins with them.
    "thanks": """
        1  thank you, thanks, kudos, many thanks, big thank, great job, good job, nice work, great work, saved my day
        1  excellent support, excellent service, five stars, great support, great service, congratulations
        1  compliment, love the, hats off, you guys are, well done, just wanted to say, shout-out, praise
        [de]
        1  danke, vielen Dank, herzlichen Dank, Dankeschön, Lob, dankeschön, tausend Dank, toll gemacht
        [fr]
        1  merci, mille mercis, un grand merci, félicitations
        [es]
        1  gracias, mil gracias, muchas gracias, enhorabuena, felicidades
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
