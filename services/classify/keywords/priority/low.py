"""Words and phrases that speak for a low priority, as data.

Rows and weights as in ``services/classify/keywords/keyword_table.py``.
"""

from __future__ import annotations

LOW = """
    5  low priority, priority low, no rush, no hurry, not in a hurry, not a priority, no big deal, p4
    5  nothing is broken, no one is hurt, no need to rush, not a big problem, does not have to be today, no panic
    5  nothing dramatic, nothing serious, not critical, not an emergency, no emergency, not so important
    4  typo, cosmetic, trivial, nice to have, when you have time, when you have a moment, dark mode
    4  when you get a chance, take your time, can wait, at your convenience, just curious, some day, blurry
    4  whenever you can, spelling mistake, misspelt, whenever somebody has time, not quickly, not need this quickly
    3  feature request, would be nice, would be great to have, minor, spelling, misspelled, for your information
    3  dying here, killing me, end of the world, drives me crazy, driving me crazy, a million years, going insane
    3  first world, would like a new, would love, coffee machine, oat milk, out of coffee, parking space, subscribe
    3  unsubscribe, just wanted to, no need to hurry, nothing urgent, only a small, tiny, not a big deal, on your radar
    3  fyi, for your records, could be bigger, could be a little, opening hours, is there a manual, do you recommend
    3  i want to know, like to know, wanted to know, wanted to ask, like to ask, quick question, just a question
    3  just wondering, could scream, going mad, going nuts, apocalypse, eyes bleed, out of curiosity, small thing
    3  minor thing, would help, would be handy, would be useful, would be helpful, would be lovely, would be good
    3  would be cool, would be practical, d be nice, d be lovely, d be great, d be handy, d be good, d be useful
    3  be handy to, saves a click, would save, would make it easier, option to, an option for
    3  possible to add an option, dark theme, night mode, bigger letters, larger letters, bigger font, larger font
    3  font size, more colours, different colour, nicer, prettier, keyboard shortcut, a shortcut for, remember the last
    3  remember my, sort by, search box, search field, feature idea, idea for, wish list, could we have
    3  could you add a, please consider, consider adding, improvement idea, i would love, we would love, i wish
    3  wishing for, are there plans, on the roadmap, at some point, one of these days, when you are next
    3  next time you are, when you pass by, when you next, no stress, whenever it suits you, curiosity, only wondering
    3  asking out of, letting you know, for the record, i will starve, survive without, vending machine, biscuits
    3  tragedy, let us pin, please let us, would be easier, easier on the eyes, would it be possible to
    3  it would be possible, could there be, how about, why not add, torture, treasure hunt, would find, neat to
    3  be neat, neat if, cool if, nice if, great if, good if, lovely if, handy if, helpful if, useful if, sweet if
    3  better if, easier if, d love to, would love to see, love to see, preview, reminder before, push message
    3  favourites, more room for, more space for, shorter, could the, could there, would be neat, would be sweet
    3  would be fun, would be better, make it possible, allow us to, allow users to, let users, let me pick
    3  let me choose, let me sort, let us choose, add support for, support for dark, instead of the letter
    3  without having to, for a future version, next version, next release maybe
    3  nice touch, little thing, little wish, small wish, request for a feature, enhancement, suggestion for
    3  how nice it would be, ability to, toggle for, bigger on, make the print, would be nicer, so much nicer, d prefer
    3  would prefer, maybe add, perhaps add, a second clock, whenever convenient
    2  suggestion, suggest, feedback, curious, wondering, question, idea, newsletter, compliment, wish, rename, enrol
    2  how do i, how can i, is there a, which browser, can i use, could you tell me, who books, translate
    1  how does, how to, how long, where can i, where do i, can i, what is, what are, which, is it possible, do you
    1  information, documentation, clean up, unused, improvement, will there be, is the, it would be
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
    3  keine Hektik, stresst nicht, ich sterbe vor, Weltuntergang, überlebe, müsste man, man müsste, man sollte
    3  sollte man, könnte es geben, wieso nicht, hätte ich gern, hätte gern, hätten gern, hätten gerne, hätte ich gerne
    3  einbauen, Vorschau, Erinnerung vor, größere Knöpfe, mehr Platz, schön wenn, gut wenn, praktisch wenn, toll wenn
    3  super wenn, nett wenn, wäre besser, lieber wäre, wünsche mir, wünschen uns, wäre schon schön, am liebsten
    3  kleine Anregung, fürs nächste Mal, in Zukunft, zukünftig, könnte man nicht, kann man nicht eine, ließe sich
    3  nächste Version, gefiele, künftig, wäre hübsch, wäre schick
    2  Frage, Vorschlag, Anregung, wie kann ich, wo finde ich, wer organisiert, gibt es, wann findet, umbenennen
    [fr]
    4  pas d'urgence, rien d'urgent, rien de grave, pas critique, petite question, par curiosité, juste une question
    4  rien de cassé, rien ne presse, pas pressé, quand vous aurez le temps, faute de frappe, sans urgence
    4  peut attendre, ce serait bien
    3  fin du monde, café, me rend fou, pas grave, désabonner, juste pour info, serait pratique, serait utile
    3  serait bien, serait chouette, serait super, serait génial, nous ferait gagner, ferait gagner, pourrait-on
    3  mode sombre, mode nuit, plus gros, plus grand, un bouton pour, raccourci, idée, trier par, proposition
    3  un de ces jours, à l'occasion, quand vous passerez, sans se presser, j'aimerais bien, on aimerait
    3  simple curiosité, survivre, catastrophe nationale, on pourrait, pourrait avoir, yeux saignent, plus doux
    3  pourquoi pas, serait sympa, serait mieux, serait bon, serait agréable, je rêve d', je rêve de, j'aimerais
    3  nous aimerions, si seulement, si on pouvait, rappel avant, aperçu, ajouter la, ajouter un, ajouter une
    3  à l'avenir, prochaine version, plus de place, petite suggestion, petite idée, un petit plus, souhait
    3  aimerait pouvoir
    2  une question, amélioration, comment puis-je, comment faire, où puis-je
    [es]
    4  nada urgente, nada grave, sin urgencia, no hay prisa, no es urgente, pregunta rápida, por curiosidad
    4  sin agobios, sin prisa, no corre prisa, cuando pueda, cuando tenga tiempo, errata, puede esperar, estaría bien
    3  fin del mundo, me vuelve loco, no es grave, darme de baja, estaría genial, sería útil, sería práctico
    3  sería genial, sería bueno, vendría bien, podríais añadir, podrían añadir, se podría, modo oscuro, modo nocturno
    3  letra más grande, más grande, propuesta, mejora, ordenar por, un botón para, nos ahorraría, atajo, me gustaría
    3  nos gustaría, cuando puedan, cuando podáis, sin apuro, algún día, ojalá, podría haber, por qué no, ninguna prisa
    3  prisa ninguna, que se vea, que se pudiera, sería bonito, sería mejor, sería agradable, añadir un, añadir una
    3  recordatorio antes, vista previa, en el futuro, próxima versión, más espacio, si se pudiera, si pudiéramos
    3  pequeña sugerencia, estaría muy bien, quedaría mejor, deseo, útil recibir
    2  pregunta, una duda, sugerencia, cómo puedo, dónde puedo
    [it]
    4  niente di urgente, nessuna urgenza, niente di grave, per curiosità, domanda veloce, senza fretta, nessuna fretta
    4  quando avete tempo, può aspettare, sarebbe bello, non urgente
    3  sarebbe utile, sarebbe comodo, sarebbe bene, sarebbe fantastico, tornerebbe utile, si potrebbe, modalità scura
    3  proposta, caratteri più grandi, ordinare per, vorrei poter, mi piacerebbe, ci piacerebbe, con calma, un giorno
    3  magari si, si potesse, potrebbe esserci, sarebbe carino, sarebbe meglio, bello se, utile se, comodo se
    3  aggiungere un, aggiungere una, in futuro, prossima versione, più spazio, se si potesse, vorremmo, anteprima
    3  suggerirei, potreste aggiungere, potete aggiungere
    2  una domanda, come posso, suggerimento
    [pt]
    4  sem urgência, nada de grave, por curiosidade, sem pressa, quando puder, pode esperar, seria bom
    4  erro de digitação
    3  seria útil, seria ótimo, seria prático, dava jeito, poderiam adicionar, modo escuro, ideia, letra maior
    3  gostava de, gostaríamos, com calma, um dia destes, oxalá, podia haver, quem dera, gostava que, seria melhor
    3  seria bonito, seria simpático, adicionar um, adicionar uma, acrescentar, no futuro, próxima versão, mais espaço
    3  se pudéssemos, pré-visualização, sugiro, podiam acrescentar
    2  uma pergunta, como posso, sugestão
    [nl]
    4  niets dringends, niet dringend, geen spoed, niet erg, korte vraag, uit nieuwsgierigheid, geen haast, kan wachten
    4  als je tijd hebt, tikfout, zou fijn zijn
    3  zou handig zijn, zou mooi zijn, zou helpen, zou leuk zijn, is het een idee, donkere modus, voorstel
    3  grotere letters, sorteren op, ooit, een keer, zou graag, handig als, kunnen we niet, zou het mogelijk zijn
    3  fijn als, mooi als, leuk als, prettig als, beter als, handig om, in de toekomst, volgende versie, meer ruimte
    3  zou beter zijn, zou prettig zijn, wens, voorbeeldweergave, graag zou, kunnen jullie toevoegen
    2  een vraag, hoe kan ik, suggestie
    [pl]
    4  nic pilnego, nie jest pilne, nic poważnego, z ciekawości, szybkie pytanie, bez pośpiechu, może poczekać
    4  gdy będzie czas, literówka, byłoby miło
    3  przydałoby się, przydałby się, byłoby wygodnie, byłoby fajnie, tryb ciemny, pomysł, propozycja, większe litery
    3  sortowanie, kiedyś, przy okazji, dobrze byłoby, fajnie by było, może dałoby się, czy dałoby się, fajnie gdyby
    3  miło gdyby, byłoby lepiej, byłoby świetnie, dodać opcję, w przyszłości, następnej wersji, więcej miejsca
    3  chciałbym móc, chciałabym móc, sugeruję, proponuję, podgląd, czy możecie dodać
    2  pytanie, jak mogę, sugestia
    """
