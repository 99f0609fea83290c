"""Answers to security questions, and phrases of several words that open something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, phrases, words
from services.classify.llm.masking.secrets.judging.ordinary_words import has_small_words, is_remark
from services.classify.llm.masking.secrets.telling_words import HANDING
from services.classify.stemming import casefold

_ANSWERS = phrases(
    """
    security question answer
    security phrase
    security word
    memorable word
    memorable phrase
    Sicherheitswort
    mot de sécurité
    palabra de seguridad
    parola di sicurezza
    secret question answer
    security answer
    secret answer
    answer to the security question
    answer to my security question
    answer to the secret question
    security question
    secret question
    maiden name
    Antwort auf die Sicherheitsfrage
    Antwort auf meine Sicherheitsfrage
    Antwort auf die geheime Frage
    Sicherheitsantwort
    Sicherheitsfrage
    réponse secrète
    réponse à la question secrète
    réponse à la question de sécurité
    question secrète
    question de sécurité
    respuesta secreta
    respuesta de seguridad
    respuesta a la pregunta de seguridad
    pregunta de seguridad
    pregunta secreta
    risposta segreta
    domanda di sicurezza
    resposta secreta
    pergunta de segurança
    beveiligingsvraag
    pytanie pomocnicze
    first pet
    first car
    first school
    favourite teacher
    favorite teacher
    erstes haustier
    name des haustiers
    geburtsname der mutter
    premier animal
    primera mascota
    primo animale
    """
)
_PHRASES = phrases(
    """
    passphrase
    pass phrase
    seed phrase
    recovery phrase
    key phrase
    encryption phrase
    backup phrase
    secret phrase
    mnemonic
    Passsatz
    phrase secrète
    phrase de passe
    phrase de récupération
    frase de contraseña
    frase de recuperación
    frase secreta
    frase segreta
    wachtzin
    """
)
_SAYS = r"(?:\s{0,2}(?:[:=]|->|→)|\s(?:is|was|ist|war|lautet|est|es|era|è|é|jest)\b:?)\s{0,3}"
_QUOTE = "\"'`„“«"
_ANSWER = re.compile(
    rf"(?:\s\(?[^\W\d_]{{3,14}}\)?|\s(?:for|für|pour|para|per|voor|do)\s[^\n.:=;?!]{{1,24}}?)?{_SAYS}[{_QUOTE}]?"
    r"(?P<value>[^\W\d_][\w'’-]{2,24}(?: [\w'’-]{2,20}){0,2})[\"'`“”»]?\s?(?:[.,;)\n]|$)"
)
_WORDS = re.compile(
    rf"(?P<said>(?:(?:\s[^\W\d_]{{1,10}}){{1,3}}(?=:)|\s(?:for|on|of|to|für|von|vom|zum|des|de|du|pour|del|para"
    rf"|per|do)\b[^\n.:=;?!]{{1,30}})?{_SAYS}"
    rf"|\s)\n?(?:[{_QUOTE}]\s?(?P<quoted>[^\n{_QUOTE}”»]{{6,160}})[\"'`“”»]"
    r"|(?P<value>[^\W\d_]{2,14}(?:[ _.-][^\W_]{1,14}){2,24}))",
)
_WORD = re.compile(r"[^\W_]+")
# Where the words of a wallet or of an account's recovery may stand further on.
_RECOVERY = words(
    "seed seeds mnemonic recovery wallet wallets passphrase semilla recuperación récupération wiederherstellung"
    " wiederherstellungswörter wiederherstellungsphrase seedphrase recupero recuperação herstelzin herstelwoorden"
    " ziarno"
    " odzyskiwania фраза"
)
_LISTED_WORD = re.compile(r"[^\W\d_]{2,14}")
_BETWEEN = re.compile(r"[\s,;.()/\d-]{1,6}")
_QUESTION = 80
_LEAST_LISTED, _FURTHEST = 10, 300
_LEAST_UNSAID, _LEAST_DASHED = 4, 3


# What somebody answered to a question that was cited before.
_REPLIES = words("answer antwort réponse respuesta risposta resposta antwoord odpowiedź")
_ASKED = re.compile(
    r"(?:security|secret|sicherheits|geheime|secrète|sécurité|seguridad|secreta|sicurezza|segreta|segurança"
    r"|beveiligings"
    r"|pomocnicz)[^\n]{0,60}\Z",
    re.IGNORECASE,
)


def secret_phrases(reading: Reading) -> Iterator[Span]:
    """Find the answer to a security question and the words of a passphrase behind their names."""
    yield from looked_at(reading, sorted(reading.phrases(_ANSWERS)), _answer)
    yield from looked_at(reading, reading.places(_REPLIES), _reply)
    yield from looked_at(reading, sorted(reading.phrases(_PHRASES)), _phrase)
    yield from looked_at(reading, reading.places(_RECOVERY), _recited, otherwise=_phrase)


def _answer(text: str, place: Span) -> Iterator[Span]:
    match = _ANSWER.match(text, place[1])
    if match is not None and not is_remark(match["value"]):
        yield match.span("value")


def _reply(text: str, place: Span) -> Iterator[Span]:
    if _ASKED.search(text, max(0, place[0] - _QUESTION), place[0]):
        yield from _answer(text, place)


def _phrase(text: str, place: Span) -> Iterator[Span]:
    match = _WORDS.match(text, place[1])
    if match is None:
        return
    if match["quoted"] is not None:
        yield match.span("quoted")
    elif match["said"].strip() and not is_remark(match["value"]):
        yield match.span("value")
    else:
        yield from _drawn_words(text, *match.span("value"))


def _recited(text: str, place: Span) -> Iterator[Span]:
    """Ten words and more one after the other, none of a sentence, as wallets have them."""
    run: list[Span] = []
    for word in _LISTED_WORD.finditer(text, place[1], place[1] + _FURTHEST):
        follows = not run or _BETWEEN.fullmatch(text, run[-1][1], word.start()) is not None
        of_sentence = has_small_words(word.group()) or casefold(word.group()) in HANDING
        if not follows or of_sentence:
            if len(run) >= _LEAST_LISTED:
                break
            run = []
        if not of_sentence:
            run.append(word.span())
    if len(run) >= _LEAST_LISTED:
        yield run[0][0], run[-1][1]


def _drawn_words(text: str, start: int, end: int) -> Iterator[Span]:
    """Words that nothing links to their name, up to one that sentences are made of."""
    last, count = start, 0
    for word in _WORD.finditer(text, start, end):
        if has_small_words(word.group()):
            break
        last, count = word.end(), count + 1
    dashed = " " not in text[start:last]
    if count >= (_LEAST_DASHED if dashed else _LEAST_UNSAID) and not is_remark(text[start:last]):
        yield start, last
