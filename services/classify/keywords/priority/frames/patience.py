"""How people say that it can wait, or that they get by, a pattern a language."""

from __future__ import annotations

from collections.abc import Mapping

PATIENCE: Mapping[str, str] = {
    "en": r"""
        (?:no|without\ any|without)\ (?:rush|hurry|stress|pressure|urgency|panic)|not\ (?:at\ all\ |that\ |very[ ]
          |really\ )?(?:urgent|pressing)
        |when(?:ever)?\ (?:you|someone|somebody|anyone|it|there)(?:['’]s|\ \w+)?\ (?:have|has|get|gets|suits|a\ minute
          |a\ moment|free|time)
        |whenever\ (?!i\b|we\b|the\b|a\b)|in\ your\ own\ time|any\ ?time\ (?:today|this|next|will|is|['’]s)
          |at\ your\ (?:leisure|convenience)|take\ your\ time
        |(?:until|till|before|in|for)\ (?:autumn|spring|summer|winter|next\ (?:month|year|quarter|term)|the\ holidays)
        |eventually|(?:it|this|that)\ can\ wait|next['’]?s?\ (?:board|meeting)?['’s]*\ ?(?:is\ )?in\ a\ (?:month|year)
        |not\ (?:needed|due)\ (?:until|before)
        """,
    "de": r"""
        (?:eilt|pressiert|drängt)\ (?:\w+\ )?nicht|keine\ eile|hat\ zeit|ohne\ eile|bei\ gelegenheit|irgendwann
        |wenn\ (?:ihr|sie|mal|jemand|es)\ (?:\w+\ ){0,3}?(?:zeit|luft|gelegenheit|dazu|passt)|kann\ (?:ruhig\ )?warten
        |(?:im|bis\ zum|bis)\ nächsten?\ (?:monat|quartal|jahr|schuljahr)|nicht\ eilig|gemütlich
        """,
    "fr": r"""
        (?:pas|rien|sans)\ (?:\w+\ )?(?:d['’]urgen\w+|urgen\w+|press\w+)|quand\ (?:vous|quelqu['’]un
          |tu)\ (?:\w+\ )?(?:aur\w+|pourr\w+|avez|pouvez|voul\w+)
        |à\ l['’]occasion|prenez\ votre\ temps|peut\ attendre|(?:mois|trimestre|an(?:née)?)\ prochaine?
          |ça\ ne\ presse\ pas|tranquillement
        """,
    "es": r"""
        sin\ (?:ninguna\ )?prisas?|no\ (?:corre|hay|tengo|tenemos|tiene)\ (?:ninguna\ )?(?:prisa|urgencia)
          |no\ es\ (?:nada\ )?urgente|nada\ urgente
        |cuando\ (?:pod\w+|pued\w+|teng\w+|os\ venga)|puede\ esperar|con\ (?:calma|paciencia)|(?:mes|año
          |trimestre)\ (?:que\ viene|próximo)
        """,
    "it": r"""
        senza\ fretta|(?:nessuna|non\ c['’]è|non\ ho)\ (?:fretta|urgenza)|non\ (?:è\ )?urgente|quando\ (?:pot\w+|avete
          |riusc\w+|volete)|con\ calma
        |può\ aspettare|(?:mese|anno)\ prossimo
        """,
    "pt": r"""
        sem\ pressa|não\ (?:é|há|tem)\ (?:urgente|pressa|urgência)|quando\ (?:pud\w+|tiver\w+|der\b)|com\ calma
          |pode\ esperar
        """,
    "nl": r"""
        geen\ (?:haast|spoed)|niet\ (?:dringend|urgent)|(?:als|wanneer)\ (?:het\ uitkomt|jullie\ tijd|je\ tijd
          |iemand\ tijd)|kan\ wachten
        """,
    "pl": r"""
        nie\ (?:ma|jest\ to|jest)\ (?:pośpiechu|pilne)|bez\ pośpiechu|nie\ pilne|w\ wolnej\ chwili|(?:kiedy|gdy
          |jak)\ będzie(?:cie)?\ (?:czas|mieli)
        |może\ poczekać
        """,
}
