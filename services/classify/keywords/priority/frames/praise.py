"""How people praise and thank, a pattern a language."""

from __future__ import annotations

from collections.abc import Mapping

PRAISE: Mapping[str, str] = {
    "en": r"""
        best\ (?:support|service|team|help\ ?desk|thing|app|staff|update|shop)\ (?:ever|i|in|yet|of)
        |(?:very|so|really|extremely|absolutely|more\ than|completely|most|genuinely)\ (?:satisfied|happy|pleased
          |impressed|grateful
          |helpful|friendly|polite|kind|patient|professional|thankful|good\ service)
        |(?:great|nice|fantastic|excellent|brilliant|superb|wonderful|amazing|awesome|top|cracking|stellar|outstanding
          |lovely|good)[ ]
          (?:job|work|service|support|team|help|effort|experience|people|bunch|staff|customer\ service)
        |well\ done|hats\ off|kudos|shout-?\ ?out|chapeau|life-?\ ?savers?|saved\ (?:my|our|the|us|me)\b
        |you\ (?:guys\ |lot\ |people\ )?(?:rock|saved|rescued|are\ (?:the\ best|stars?|legends?|great|brilliant
          |amazing|wonderful))
        |(?:what\ an?|total|absolute|real|proper)\ (?:legend|star|hero|gem|treat|joy|delight|pro)|(?:10/10|5/5|(?:five
          |5)[-\ ]stars?)
        |take\ notes|please\ pass\ (?:this|it|that|my|our|on)|pass\ on\b|my\ compliments|compliments\ to|credit\ to
          |keep\ (?:it|this)\ up
        |(?:couldn['’]t|could\ not|can['’]t)\ (?:be\ happier|fault|thank|praise)|faultless|flawless
        |(?:works?|worked|runs?|ran|went)\ (?:like\ a\ (?:charm|dream)|beautifully|a\ treat|perfectly|brilliantly)
          |delighted
        |(?:so|way)\ much\ (?:faster|better|easier|nicer|quicker)|much\ (?:faster|better|quicker|nicer)\ (?:than|now)
        |made\ my\ (?:day|week|month)|(?:really\ )?appreciate(?:d)?\ (?:it|you|how|that)|(?:i|we)\ owe\ you
        |(?:cake|biscuits|cookies|chocolates?|beers?)\ (?:for|on|is|are|coming)|(?:just|only)\ (?:want|wanted)\ to\ say
        |thank\ (?:the|her|him|them|whoever|everyone|your)\b|thank\ you\ (?:so\ much|to|all)|thanks\ (?:so\ much
          |a\ (?:lot|million)|to)\b
        |(?:she|he|they)\ (?:was|were)\ (?:so|very|really)?\ ?(?:calm|kind|lovely|patient|helpful|great|brilliant
          |friendly|polite)
        """,
    "de": r"""
        (?:großes|dickes|riesiges|riesen|ganz\ großes|ein)\ (?:lob|dankeschön|danke)|lob\ (?:an|für)
        |(?:super|toll|tolle[rs]?|klasse|spitzen?|gute|prima|erstklassige[rs]?|hervorragende[rs]?|beste[rs]?)[ ]
          (?:arbeit|service|support|team|hilfe|job|leistung|betreuung)
        |weiter\ so|hut\ ab|chapeau|(?:sehr|super|wirklich|rundum|total|hoch)[-\ ]?(?:zufrieden|freundlich|nett
          |hilfsbereit|begeistert
          |dankbar|kompetent)
        |begeistert|(?:hat|haben|habt)\ (?:\w+\ ){0,2}?(?:super|toll|prima|wunderbar|bestens|tadellos)\ (?:geklappt
          |funktioniert|geholfen)
        |gerettet|(?:vielen|herzlichen|tausend|besten|lieben|riesigen)\ dank\ (?:an|nochmal|euch|ihnen)|danke\ (?:an
          |euch|nochmal)\b
        |läuft\ ?!|läuft\ (?:wie|super|prima|rund|bestens|einwandfrei|tadellos)|kein\ einzige[rs]\ (?:absturz|fehler
          |problem|ausfall)
        |kuchen\ (?:steht|für)|richtig\ gut|endlich\ (?:läuft|geht|funktioniert)
        """,
    "fr": r"""
        bravo|chapeau|grand\ merci|mille\ mercis|merci\ ?!|merci\ (?:infiniment|encore|beaucoup\ (?:pour|à)|à\ (?:vous
          |toute|l)|mille)
        |(?:excellent|super|très\ bon|beau|bon)\ (?:travail|service|accueil|boulot|support)
        |(?:très|vraiment|hyper|super|ultra)\ (?:satisfaite?s?|contente?s?|efficaces?|aimables?|gentil\w*|sympa\w*
          |rapides?|pro\b)
        |au\ top\b|impeccable|félicitations|vous\ êtes\ (?:les\ meilleurs|géniaux|super|formidables)|sauvé\ (?:la|ma
          |notre|mon|mes)
        |je\ vous\ dois|plus\ (?:un\ seul|aucun)\ (?:plantage|souci|problème|bug)|marche\ (?:super|très)\ bien|nickel
        """,
    "es": r"""
        (?:muchas|mil|muchísimas)\ gracias\ (?:a|de\ verdad|por\ (?:todo|resolver|arreglar|solucionar|la\ rapidez))
        |(?:excelente|buen|gran|estupendo|magnífico)\ (?:trabajo|servicio|equipo|soporte)
        |(?:muy|super|súper)\ (?:content\w+|satisfech\w+|agradecid\w+|amables?|profesional\w*)|enhorabuena|felicidades
          |felicit\w+
        |da\ gusto|sois\ (?:los\ mejores|unos\ cracks|geniales)|me\ (?:salvasteis|salvó|habéis\ salvado|ha\ salvado)
          |chapó|de\ maravilla
        |os\ debo|un\ diez
        """,
    "it": r"""
        grazie\ (?:mille|di\ cuore|a\ tutt\w|davvero)|complimenti|(?:ottimo|bel|gran|eccellente)\ (?:lavoro|servizio)
          |bravi(?:ssim[oi])?
        |(?:molto|davvero)\ (?:content\w|soddisfatt\w|gentil\w)|siete\ (?:i\ migliori|stati\ (?:bravi|gentili))
          |salvat[oi]\ la
        """,
    "pt": r"""
        parabéns|(?:excelente|ótimo|bom)\ (?:trabalho|serviço|atendimento)|muito\ (?:satisfeit\w|content\w|simpátic\w)
        |impecável|nota\ (?:10|dez)|salvaram|obrigad[oa]\ (?:a\ tod\w+|mesmo|de\ coração)
        """,
    "nl": r"""
        complimenten?|(?:goed|top|super|geweldig|prima)\ (?:werk|service|geholpen|gedaan)|(?:heel|erg|zeer
          |dik)\ (?:tevreden|blij)
        |petje\ af|toppers?|(?:heel\ erg|super|hartstikke)\ bedankt
        """,
    "pl": r"""
        (?:świetna|dobra|super|kawał\ dobrej)\ (?:robota|praca|obsługa)|brawo|gratulacje|bardzo\ (?:zadowolon\w|mił\w)
          |polecam
        |uratowa\w+|serdeczne\ podziękowania
        """,
}
