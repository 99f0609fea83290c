"""What stands between the name of a secret and the secret, in the languages of the keyword rules and others."""

from __future__ import annotations

import re

# Ways to say "is".
IS = (
    r"is|was|are|be|lautet|lautete|ist|war|est|était|es|era|é|è|sono|jest|to|brzmi|этo|это|такой|är|var|er|je"
    r"|fue|foi|byl|olarak|"
    r"(?<=salasana )on|(?<=koodi )on|"
    r"este|هي|هو|היא|הוא|should be|will be|has been|bisher|zuletzt|vorher|previously|"
    r"heißt|heisst|hieß|hiess|c['’]est|se llama|si chiama|wynosi|estaba|était|would be|must be|used to be|sei|wäre|"
    r"set to|changed to|reset to|reads|equals|says?|said|now|still|always|just|simply|literally|basically"
    r"|actually|really|probably|"
    r"immer|einfach|toujours"
    r"|siempre|sempre|zawsze|jetzt|noch|nun|ora|ahora|agora|maintenant|nu|teraz|"
    r"是|为|為|は|が|：|also|currently|aktuell"
)
# What a name is of or for: "code for the door".
FOR_SOMETHING = re.compile(
    r"[ '](?:de|d|di|del|della|do|da|para|per|pour|voor|for|to|à|am|fürs|dell|all|nell|im|an|at|on|of|in|au|en"
    r"|al|op|aan|na|w|zur"
    r"|zum|für|для|от|po|by|via|par)[ '][^\n.:\d]{3,24}"
    r"|\s[^\W\d_]{3,20}",
    re.IGNORECASE,
)
# Where a clause may end behind a value.
CLAUSE_END = re.compile(
    r" {0,3}(?:[\n,;.)<|/\"'\\]|$| (?:and|but|und|aber|doch|mais|et|y|pero|e|ma|mas|en|maar|i|ale|и|но|until|till|since"
    r"|before|bis|seit|jusqu|depuis|hasta|desde|fino|até|tot|sinds|od)\b)"
)
