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
    3  i will starve, survive without, vending machine, biscuits, tragedy, let us pin, please let us, would be easier
    3  easier on the eyes, would it be possible to, it would be possible, could there be, how about, why not add
    3  torture, treasure hunt, would find, neat to, be neat, neat if, cool if, nice if, great if, good if, lovely if
    3  handy if, helpful if, useful if, sweet if, better if, easier if, d love to, would love to see, love to see
    3  preview, reminder before, push message, favourites, more room for, more space for, shorter, could the
    3  could there, would be neat, would be sweet, would be fun, would be appreciated, would be welcome
    3  would be better, make it possible, allow us to, allow users to, let users, let me pick, let me choose
    3  let me sort, let us choose, add support for, support for dark, instead of the letter, without having to
    3  so that we would not have to, in the future, for the future, for a future version, next version
    3  next release maybe, nice touch, little thing, little wish, small wish, request for a feature, enhancement
    3  suggestion for, how nice it would be, ability to, toggle for
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
    3  keine Hektik, stresst nicht, ich sterbe vor, Weltuntergang, überlebe, müsste man, man müsste, man sollte
    3  sollte man, könnte es geben, wieso nicht, hätte ich gern, hätte gern, hätten gern, hätten gerne, hätte ich gerne
    3  einbauen, Vorschau, Erinnerung vor, größere Knöpfe, mehr Platz, wäre nett, schön wenn, gut wenn, praktisch wenn
    3  toll wenn, super wenn, nett wenn, wäre besser, lieber wäre, wünsche mir, wünschen uns, würde mich freuen
    3  würden uns freuen, wäre schon schön, am liebsten, kleine Anregung, fürs nächste Mal, in Zukunft, zukünftig
    3  könnte man nicht, kann man nicht eine, ließe sich, nächste Version, gefiele
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
    3  pequeña sugerencia, estaría muy bien, quedaría mejor, deseo
    2  pregunta, una duda, sugerencia, cómo puedo, dónde puedo
    [it]
    4  niente di urgente, nessuna urgenza, niente di grave, per curiosità, domanda veloce, senza fretta, nessuna fretta
    4  quando avete tempo, può aspettare, sarebbe bello, non urgente
    3  sarebbe utile, sarebbe comodo, sarebbe bene, sarebbe fantastico, tornerebbe utile, si potrebbe, modalità scura
    3  proposta, caratteri più grandi, ordinare per, vorrei poter, mi piacerebbe, ci piacerebbe, con calma, un giorno
    3  magari si, si potesse, potrebbe esserci, sarebbe carino, sarebbe meglio, bello se, utile se, comodo se
    3  aggiungere un, aggiungere una, in futuro, prossima versione, più spazio, se si potesse, vorremmo, anteprima
    3  suggerirei
    2  una domanda, come posso, suggerimento
    [pt]
    4  sem urgência, nada de grave, por curiosidade, sem pressa, quando puder, pode esperar, seria bom
    4  erro de digitação
    3  seria útil, seria ótimo, seria prático, dava jeito, poderiam adicionar, modo escuro, ideia, letra maior
    3  gostava de, gostaríamos, com calma, um dia destes, oxalá, podia haver, quem dera, gostava que, seria melhor
    3  seria bonito, seria simpático, adicionar um, adicionar uma, acrescentar, no futuro, próxima versão, mais espaço
    3  se pudéssemos, pré-visualização, sugiro
    2  uma pergunta, como posso, sugestão
    [nl]
    4  niets dringends, niet dringend, geen spoed, niet erg, korte vraag, uit nieuwsgierigheid, geen haast, kan wachten
    4  als je tijd hebt, tikfout, zou fijn zijn
    3  zou handig zijn, zou mooi zijn, zou helpen, zou leuk zijn, is het een idee, donkere modus, voorstel
    3  grotere letters, sorteren op, ooit, een keer, zou graag, handig als, kunnen we niet, zou het mogelijk zijn
    3  fijn als, mooi als, leuk als, prettig als, beter als, handig om, in de toekomst, volgende versie, meer ruimte
    3  zou beter zijn, zou prettig zijn, wens, voorbeeldweergave, graag zou
    2  een vraag, hoe kan ik, suggestie
    [pl]
    4  nic pilnego, nie jest pilne, nic poważnego, z ciekawości, szybkie pytanie, bez pośpiechu, może poczekać
    4  gdy będzie czas, literówka, byłoby miło
    3  przydałoby się, przydałby się, byłoby wygodnie, byłoby fajnie, tryb ciemny, pomysł, propozycja, większe litery
    3  sortowanie, kiedyś, przy okazji, dobrze byłoby, fajnie by było, może dałoby się, czy dałoby się, fajnie gdyby
    3  miło gdyby, byłoby lepiej, byłoby świetnie, dodać opcję, w przyszłości, następnej wersji, więcej miejsca
    3  chciałbym móc, chciałabym móc, sugeruję, proponuję, podgląd
    2  pytanie, jak mogę, sugestia
    """
