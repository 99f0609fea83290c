"""How people say that they get by, or that little came of it, a pattern a language."""

from __future__ import annotations

from collections.abc import Mapping

COPING: Mapping[str, str] = {
    "en": r"""
        meantime|meanwhile|for\ now\b|for\ the\ time\ being|(?:we|i|they)(?:['’]re|\ are|['’]m|\ am
          |\ can)?\ (?:still\ )?(?:manage|managing|cope
          |coping|get(?:ting)?\ by|mak(?:e|ing)\ do|work(?:ing)?\ around|borrow(?:ing)?|shar(?:e|ing)
            |walk(?:ing)?\ (?:to|over|up|down)|using\ the
          |use\ the\ other|switched\ to|ring(?:ing)?\ people\ back)
        |work-?\ ?around|(?:works?|working|fine|ok|okay)\ (?:fine\ |ok\ )?(?:elsewhere|on\ (?:my|the\ other|mobile
          |another)|in\ (?:another|the\ other|safari
          |chrome|firefox|edge)|from\ (?:home|another)|via|by\ phone)
        |(?:others?|other\ \w+|the\ rest|everyone\ else(?:['’]s)?|everybody\ else(?:['’]s)?|colleagues|second\ \w+
          |spare\ \w*|backup\ \w*|staff\ \w+)
          (?:\ \w+)?\ (?:is|are|works?|can|come|comes|fine|ok|runs?)\b
        |still\ works?\b|(?:pin|cash|card|app|website|phone|paper|usb|cable|web\ version)\ (?:still\ )?works|on\ paper
        |not\ (?:a\ )?(?:big\ deal|tragic|the\ end\ of|dramatic|dangerous|serious)|nothing\ (?:dramatic|serious|tragic
          |broken|lost|stolen)
        |no\ (?:harm|damage)\ done|(?:nobody|no\ one|noone)\ (?:was\ |is\ |got\ )?(?:hurt|affected|harmed|noticed
          |injured)|harmless
        |(?:a\ bit|slightly|somewhat|mildly|kind\ of|kinda)\ \w+|annoying|nuisance|inconvenient|irritating|cosmetic
          |tiny\b
        |(?:did\ not|didn['’]t|haven['’]t|have\ not|never)\ (?:click|clicked|open|opened|reply|replied|answer|answered
          |enter|entered|respond|fall\ for)
        |i\ misread|as\ i(?:['’]d|\ had)\ feared|intermittent|now\ and\ then|once\ in\ a\ while
        """,
    "de": r"""
        zwischenzeit|zwischenzeitlich|vorerst|einstweilen|derweil|(?:wir|ich)\ (?:\w+\ ){0,2}?(?:kommen|komme|behelfen
          |behelfe|weichen|weiche)\b
        |(?:geht|läuft|funktioniert|hält|klappt)\ (?:aber\ |auch\ |trotzdem\ )?noch|noch\ (?:geht|hält|läuft)
          |von\ hand|händisch|auf\ papier|notfalls
        |nicht\ (?:schlimm|tragisch|wild|dramatisch|gefährlich)|nervt|nervig|lästig|ärgerlich|unschön|nichts\ passiert
        |niemand\ (?:ist\ |wurde\ )?(?:verletzt|betroffen)|nicht\ (?:geklickt|geöffnet|geantwortet|angeklickt|reagiert)
        |(?:die\ )?anderen?\ (?:\w+\ )?(?:gehen|geht|läuft|laufen|funktionier\w+)|manchmal|ab\ und\ zu|gelegentlich
        """,
    "fr": r"""
        en\ attendant|entre-temps|pour\ l['’]instant\ (?:on|je|nous)|on\ (?:se\ débrouille|fait\ avec|s['’]arrange
          |passe\ par)|à\ la\ main|sur\ papier
        |pas\ (?:dramatique|grave|gênant|catastrophique|dangereux)|gênant|agaçant|pénible|embêtant
          |(?:les\ )?autres\ (?:\w+\ )?(?:marchent|fonctionnent|vont)
        |n['’](?:ai|a|avons)\ (?:pas|rien)\ (?:cliqué|ouvert|répondu|donné|saisi)|personne\ n['’](?:est
          |a\ été)\ (?:blessé\w*|touché\w*)
        |(?:tient|marche|fonctionne)\ encore|de\ temps\ en\ temps|parfois
        """,
    "es": r"""
        mientras\ tanto|por\ ahora|(?:nos|me)\ (?:apaño|apañamos|arreglo|arreglamos|las\ arreglamos)|a\ mano|en\ papel
        |no\ es\ (?:grave|para\ tanto|dramático|peligroso)|molest[oa]\b|fastidia|incómodo|(?:los
          |las)\ demás\ (?:\w+\ )?(?:funcionan|van)
        |no\ (?:he|hemos|ha)\ (?:pinchado|pulsado|abierto|contestado|respondido|hecho\ clic)|nadie\ (?:herido|resultó
          |salió)|a\ veces|de\ vez\ en\ cuando
        """,
    "it": r"""
        nel\ frattempo|intanto|per\ ora|per\ il\ momento|ci\ arrangiamo|a\ mano|su\ carta|non\ (?:ho
          |abbiamo)\ (?:cliccato|aperto|risposto)|fastidios\w
        |nessuno\ si\ è\ fatto|gli\ altri\ (?:\w+\ )?funzionano|ogni\ tanto|a\ volte
        """,
    "pt": r"""
        entretanto|por\ enquanto|por\ agora|à\ mão|não\ (?:cliquei|abri|respondi)|chato|incómodo
          |ninguém\ se\ (?:magoou|feriu)
        |os\ outros\ (?:\w+\ )?funcionam|às\ vezes
        """,
    "nl": r"""
        ondertussen|intussen|voorlopig|met\ de\ hand|op\ papier|niet\ (?:geklikt|geopend)|vervelend|irritant
          |niemand\ gewond|de\ (?:rest|andere)\ (?:\w+\ )?werkt
        |af\ en\ toe|soms
        """,
    "pl": r"""
        w\ międzyczasie|na\ razie|tymczasem|ręcznie|na\ papierze|nie\ (?:kliknąłem|kliknęłam|otwierałem)|uciążliw\w
          |irytuj\w|nikt\ nie\ ucierpiał
        |czasami|od\ czasu\ do\ czasu
        """,
}
