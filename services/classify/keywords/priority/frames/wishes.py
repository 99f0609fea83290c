"""How people wish for what is not there yet, a pattern a language."""

from __future__ import annotations

from collections.abc import Mapping

WISHES: Mapping[str, str] = {
    "en": r"""
        (?:would|['’]d|wld|could)(?:\ (?:really|be|very|so|also|all|it|make)){0,4}\ (?:an?\ )?
          (?:nice|great|good|lovely|handy|useful|helpful|cool|neat|sweet|fab|brilliant|better|easier|kind|joy|dream)
          (?:er)?\ (?:if|to|for|when|touch|idea|addition|feature|option|and|,)
        |(?:would|['’]d)\ (?:love|like|prefer|wish|welcome)\ (?:to\ (?:see|have|be\ able)|it\ if|an?\ option|if)
        |(?:i|we)\ wish|wish(?:es)?\ for|wish\ ?list|nice\ to\ have|feature\ (?:request|idea)|enhancement
        |suggestion|suggest\ (?:that|you|we|adding|a)|(?:an?|my|small|little|quick)\ (?:idea|wish|proposal)
          |idea(?:\ for|\ re|:)
        |(?:could|can|may|might)\ (?:you|we|i|there|it|the\ \w+|someone)(?:\ (?:please|pls|maybe|perhaps|also
          |just)){0,2}[ ]
          (?:add|have\ an?|include|offer|support|introduce|allow|consider|show|remember|be\ (?:made|shown|sorted
            |able))[ ]
          (?:a|an|some|more|the\ option|dark|another|us|me|for|in|on|by|bigger|larger|to|also)
        |(?:please|pls|plz|maybe|perhaps|consider)\ (?:add(?:ing)?|include|offer|support|introduce|consider)[ ]
          (?:an?\ |some\ |more\ |the\ option|dark|another|support|["“„«'‘])
        |let\ (?:us|me|users|people|customers|guests|members|parents|staff|one)\ (?!know|down|in\b|go\b|alone
          |through)\w+
        |(?:allow|enable)\ (?:us|me|users|people|customers|guests|members|parents|staff)\ to
        |(?:an?\ )?(?:option|ability|possibility|setting|toggle)\ (?:to|for)|(?:any|are\ there)\ (?:plans
          |chance)\ (?:for|to|of)
        |(?:how\ about|why\ not|what\ about)\ (?:a|an|adding|letting|making|some)\b|(?:dark|night)\ mode
        |export\ to\ (?:csv|excel|pdf|json|ics)|(?:and|but)\ not\ (?:merely|only|just)|on\ (?:the|your|our)\ roadmap
        """,
    "de": r"""
        (?:wäre|wär|wären|fände|fänden|würde)(?:\ \w+){0,4}?\ (?:schön|toll|super|praktisch|hilfreich|klasse|nett|fein
          |prima
          |nützlich|sinnvoll|cool|freuen|helfen|erleichtern|hübsch|angenehm|ideal|genial)
        |(?:vorschlag|anregung|wunsch|verbesserungs\w+|idee|ideen|wunschliste)\b
        |(?:wünsche|wünschen)\ (?:ich\ |wir\ )?(?:mir|uns)
        |(?:hätte|hätten)(?:\ \w+){0,3}?\ (?:gerne?|lieber)
        |(?:könnte|könntet|könnten|kann|ließe|lässt)\ (?:man|ihr|sie|sich)(?:\ \w+){0,8}?\ (?:hinzufügen|einbauen
          |ergänzen|anbieten
          |einführen|aufnehmen|vergrößern|umstellen|erweitern|größer|kleiner|dunkler|sortieren)
        |(?:statt|nicht)\ nur\ (?:als|im|am|in|per)|dunkelmodus|(?:eine?|die)\ (?:option|möglichkeit
          |funktion)(?:,)?\ (?:um|zu|dass|mit|zum)
        """,
    "fr": r"""
        serait(?:-il|-ce|\ il|\ ce)?(?:\ \w+){0,2}?\ (?:bien|bon|super|pratique|utile|sympa|chouette|génial
          |possible\ d|envisageable
          |agréable|top|appréciable|mieux|joli\w*|intéressant|formidable|cool|gentil|appréciée?|un\ plus)
        |(?:j['’]|nous\ |on\ |je\ )(?:aimerai(?:s|t|ons)|souhaiterai(?:s|t|ons)|apprécierai(?:s|t|ons)|suggère\w*
          |propose\b|rêve)
        |(?:suggestion|idée|proposition|souhait|amélioration)\b
        |pourr(?:ait|iez|ions)(?:-(?:on|vous|nous))?(?:\ \w+){0,3}?\ (?:ajouter|proposer|avoir|prévoir|permettre
          |rendre|intégrer
          |agrandir|offrir|envisager)
        |ajouter\ (?:un|une|le|la|les|des)\b|est-il\ prévu|à\ quand|mode\ sombre|si\ on\ pouvait
        """,
    "es": r"""
        (?:estaría|sería|vendría|quedaría|molaría)(?:\ \w+){0,2}?\ (?:bien|bueno|genial|útil|práctico|bonito|estupendo
          |posible|ideal
          |mejor|fantástico|cómodo|guay|un\ detalle)
        |(?:me|nos|les)\ (?:gustaría|encantaría|vendría)|(?:sugerencia|propuesta|mejora|deseo|sugiero|propongo)\b
          |(?:una|mi)\ idea
        |(?:podrían?|podríais|podríamos|pueden|podéis)(?:\ \w+){0,2}?\ (?:añadir|agregar|incluir|ofrecer|permitir
          |habilitar)
        |ojalá|que\ se\ (?:pueda|pudiera|puedan|vea)|modo\ oscuro|echo\ de\ menos
        """,
    "it": r"""
        vorre(?:i|mmo)\ (?!sapere|segnalare)|(?:sarebbe|tornerebbe)(?:\ \w+){0,2}?\ (?:bello|utile|comodo|bene
          |fantastico|possibile|carino
          |ideale|meglio|pratico|ottimo)
        |(?:mi|ci)\ piacerebbe|(?:suggerimento|proposta)\b|(?:potreste|potete
          |si\ potrebbe)(?:\ \w+){0,2}?\ (?:aggiungere|inserire
          |prevedere|avere)|modalità\ scura
        """,
    "pt": r"""
        (?:seria|era)(?:\ \w+){0,2}?\ (?:bom|ótimo|útil|prático|bonito|ideal|melhor|fantástico|giro|simpático)
        |gostar?[ií]a(?:mos)?\ (?:de\ (?:ter|poder|ver)|que)|(?:sugestão|proposta|sugiro)\b
        |(?:poderiam?|podiam|podem)(?:\ \w+){0,2}?\ (?:adicionar|acrescentar|incluir)|dava\ jeito|modo\ escuro
        """,
    "nl": r"""
        (?:zou|zouden)(?:\ \w+){0,4}?\ (?:fijn|handig|mooi|leuk|prettig|nuttig|helpen|ideaal|super)|(?:suggestie
          |voorstel|wens)\b
        |(?:graag|kunnen\ jullie|kan\ er|kan\ het)(?:\ \w+){0,3}?\ (?:toevoegen|een\ optie|een\ knop)|donkere\ modus
        """,
    "pl": r"""
        (?:byłoby|było\ by|fajnie\ by|dobrze\ by|miło\ by|przydał\w+by|przydało\ by)|(?:sugestia|propozycja|pomysł
          |prośba\ o\ dodanie)
        |(?:można|moglibyście|dałoby\ się)(?:\ \w+){0,3}?\ (?:dodać|wprowadzić|umożliwić)|tryb\ ciemny
        """,
}
