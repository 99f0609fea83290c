"""Words and phrases that speak for a low priority, as data.

Rows and weights as in ``services/seed/keyword_table.py``.
"""

from __future__ import annotations

LOW = """
    5  low priority, priority low, no rush, no hurry, not in a hurry, not a priority, no big deal, p4
    5  nothing is broken, no one is hurt, no need to rush, not a big problem, does not have to be today, no panic
    5  nothing dramatic, nothing serious, not critical, not an emergency, no emergency, not so important
    4  typo, cosmetic, trivial, nice to have, when you have time, when you have a moment, dark mode
    4  when you get a chance, take your time, can wait, at your convenience, just curious, some day, blurry
    4  whenever you can, spelling mistake, misspelt, whenever somebody has time, not quickly, not need this quickly
    3  feature request, would be nice, would be great to have, minor, whenever, spelling, misspelled
    3  for your information, dying here, killing me, end of the world, drives me crazy, driving me crazy
    3  a million years, going insane, first world, would like a new, would love, coffee machine, oat milk
    3  out of coffee, parking space, subscribe, unsubscribe, just wanted to, no need to hurry, nothing urgent
    3  only a small, tiny, not a big deal, on your radar, fyi, for your records, could be bigger, could be a little
    3  opening hours, is there a manual, do you recommend, i want to know, like to know, wanted to know, wanted to ask
    3  like to ask, quick question, just a question, just wondering, could scream, going mad, going nuts, apocalypse
    3  eyes bleed, out of curiosity, small thing, minor thing, would help, would be handy, would be useful
    3  would be helpful, would be lovely, would be good, would be cool, would be practical, d be nice, d be lovely
    3  d be great, d be handy, d be good, d be useful, be handy to, saves a click, would save, would make it easier
    3  option to, an option for, possible to add an option, dark theme, night mode, bigger letters, larger letters
    3  bigger font, larger font, font size, more colours, different colour, nicer, prettier, keyboard shortcut
    3  a shortcut for, remember the last, remember my, sort by, search box, search field, feature idea, idea for
    3  proposal, wish list, could we have, could you add a, please consider, consider adding, improvement idea
    3  i would love, we would love, it would be, i wish, wishing for, are there plans, on the roadmap, at some point
    3  one of these days, sooner or later, when you are next, next time you are, when you pass by, when you next
    3  no stress, whenever it suits you, curiosity, only wondering, asking out of, letting you know, for the record
    3  i will starve, survive without, vending machine, biscuits, tragedy
    2  suggestion, suggest, feedback, curious, wondering, question, idea, newsletter, compliment, wish, rename, enrol
    2  how do i, how can i, is there a, which browser, can i use, could you tell me, who books, translate
    1  how does, how to, how long, where can i, where do i, can i, what is, what are, which, is it possible, do you
    1  information, documentation, clean up, unused, improvement, will there be, is the
    [de]
    4  keine Panik, kein Notfall, nichts Wildes, nichts Dringendes, nicht kritisch, nicht so wichtig, muss nicht heute
    4  kein Drama, nur eine Frage, kurze Frage, aus Neugier, eilt nicht, hat Zeit, keine Eile, Tippfehler
    4  bei Gelegenheit, Schönheitsfehler, wenn Sie Zeit haben, nicht eilig, kann warten, reicht nächste Woche
    4  Rechtschreibfehler, wäre schön
    3  wahnsinnig, Kaffee, Kaffeemaschine, nur eine Kleinigkeit, Kleinigkeit, abbestellen, nicht schlimm, wäre toll
    3  wäre praktisch, wäre hilfreich, wäre super, wäre klasse, wäre fein, fände es, würde helfen, würde uns helfen
    3  würde Zeit sparen, könnte man, könntet ihr noch, Wunsch, Verbesserungsvorschlag, Idee, dunkler Modus, Nachtmodus
    3  größere Schrift, mehr Farben, Tastenkürzel, Sortierung, sortieren, neue Funktion, irgendwann, bei Zeiten
    3  mal schauen, schönen Gruß, keine Not, wenn ihr mal, bei nächster Gelegenheit, wenn mal Luft, ohne Eile
    3  keine Hektik, stresst nicht, ich sterbe vor, Weltuntergang, überlebe
    2  Frage, Vorschlag, Anregung, wie kann ich, wo finde ich, wer organisiert, gibt es, wann findet, umbenennen
    [fr]
    4  pas d'urgence, rien d'urgent, rien de grave, pas critique, petite question, par curiosité, juste une question
    4  rien de cassé, rien ne presse, pas pressé, quand vous aurez le temps, faute de frappe, sans urgence
    4  peut attendre, ce serait bien
    3  fin du monde, café, me rend fou, pas grave, désabonner, juste pour info, serait pratique, serait utile
    3  serait bien, serait chouette, serait super, serait génial, nous ferait gagner, ferait gagner, pourrait-on
    3  mode sombre, mode nuit, plus gros, plus grand, un bouton pour, raccourci, idée, trier par, proposition
    3  un de ces jours, à l'occasion, quand vous passerez, sans se presser, j'aimerais bien, on aimerait
    3  simple curiosité, survivre, catastrophe nationale
    2  une question, amélioration, comment puis-je, comment faire, où puis-je
    [es]
    4  nada urgente, nada grave, sin urgencia, no hay prisa, no es urgente, pregunta rápida, por curiosidad
    4  sin agobios, sin prisa, no corre prisa, cuando pueda, cuando tenga tiempo, errata, puede esperar, estaría bien
    3  fin del mundo, me vuelve loco, no es grave, darme de baja, estaría genial, sería útil, sería práctico
    3  sería genial, sería bueno, vendría bien, podríais añadir, podrían añadir, se podría, modo oscuro, modo nocturno
    3  letra más grande, más grande, propuesta, mejora, ordenar por, un botón para, nos ahorraría, atajo, me gustaría
    3  nos gustaría, cuando puedan, cuando podáis, sin apuro, algún día
    2  pregunta, una duda, sugerencia, cómo puedo, dónde puedo
    [it]
    4  niente di urgente, nessuna urgenza, niente di grave, per curiosità, domanda veloce, senza fretta, nessuna fretta
    4  quando avete tempo, può aspettare, sarebbe bello, non urgente
    3  sarebbe utile, sarebbe comodo, sarebbe bene, sarebbe fantastico, tornerebbe utile, si potrebbe, modalità scura
    3  proposta, caratteri più grandi, ordinare per, vorrei poter, mi piacerebbe, ci piacerebbe, con calma, un giorno
    2  una domanda, come posso, suggerimento
    [pt]
    4  sem urgência, nada de grave, por curiosidade, sem pressa, quando puder, pode esperar, seria bom
    4  erro de digitação
    3  seria útil, seria ótimo, seria prático, dava jeito, poderiam adicionar, modo escuro, ideia, letra maior
    3  gostava de, gostaríamos, com calma, um dia destes
    2  uma pergunta, como posso, sugestão
    [nl]
    4  niets dringends, niet dringend, geen spoed, niet erg, korte vraag, uit nieuwsgierigheid, geen haast, kan wachten
    4  als je tijd hebt, tikfout, zou fijn zijn
    3  zou handig zijn, zou mooi zijn, zou helpen, zou leuk zijn, is het een idee, donkere modus, voorstel
    3  grotere letters, sorteren op, ooit, een keer, zou graag, handig als
    2  een vraag, hoe kan ik, suggestie
    [pl]
    4  nic pilnego, nie jest pilne, nic poważnego, z ciekawości, szybkie pytanie, bez pośpiechu, może poczekać
    4  gdy będzie czas, literówka, byłoby miło
    3  przydałoby się, przydałby się, byłoby wygodnie, byłoby fajnie, tryb ciemny, pomysł, propozycja, większe litery
    3  sortowanie, kiedyś, przy okazji, dobrze byłoby, fajnie by było
    2  pytanie, jak mogę, sugestia
    """
