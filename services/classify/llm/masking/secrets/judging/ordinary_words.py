"""What is no secret, though it stands behind the name of one: ordinary words, remarks, variables, products."""

from __future__ import annotations

import re

from services.classify.function_words import FUNCTION_WORDS
from services.classify.llm.masking.reading import words
from services.classify.stemming import casefold

_NOT_SECRET = words(
    "1password keepass bitwarden lastpass gone working broken shown displayed there here public private temporary"
    " permanent encrypted plain plaintext"
    " compulsory safe secure unsafe insecure identical sensitive unreadable readable masked missing nothing everything"
    " mandatory default unset disclosed exposed duplicate similar simple complex english german being already"
    " blank old new correct right ready okay easy hard fake guessed common shared personal private initial"
    " current strange weird odd ok stale manual random simple fixed limited unique secret anders neu alt leicht"
    " schwer schwach kurz lang bekannt fertig nouveau nouvelle ancien faible court longue bon bonne correcto"
    " nueva nuevo vieja corta larga fácil difícil buena nuova vecchia corta sicher unsicher kaputt egal öffentlich"
    " verschlüsselt sichtbar gleich identisch zufällig secrète visible publique correcta segura"
    " correta sicura corretta veilig onveilig bekend prawidłowe poprawne верный известен"
    " wrong expired invalid incorrect missing required forgotten reset changed change blocked locked unknown empty"
    " null none true false yes no not weak strong short long hidden visible rejected accepted refused failed error"
    " denied disabled enabled case sensitive protected stored saved set sent lost stolen compromised leaked valid"
    " correct fine okay good bad outdated old new same different needed optional mandatory redacted removed example"
    " placeholder undefined string text abgelaufen falsch vergessen ungültig gesperrt unbekannt fehlt geändert"
    " zurückgesetzt korrekt richtig leer nötig pflichtfeld erforderlich zurücksetzen ändern nicht vergesse oublié"
    " expiré incorrect invalide bloqué perdu changé erroné requis obligatoire olvidada caducada incorrecta inválida"
    " bloqueada perdida errónea demasiado requerida obligatoria expirada esquecida expirou incorreta dimenticata"
    " scaduta errata sbagliata obbligatoria vergeten verlopen onjuist verplicht fout zapomniane wygasło błędne"
    " nieprawidłowe wymagane забыт забыл неверный истек просрочен неправильный glomt unuttum yanlış"
)
_REMARKS = _NOT_SECRET | words(
    "least minimum maximum mindestens höchstens characters zeichen caractères caracteres words wörter mots palabras"
    " something anything another whatever otherwise else instead mine hers theirs login continue enter access default"
    " please bitte merci field feld page seite reset tell how what why must should kommt kam came wird is was nimmt"
    " usual usually same stehe steht below above see hint"
)
OF_SENTENCES = frozenset().union(*FUNCTION_WORDS.values())
_SMALL_WORDS = OF_SENTENCES | _NOT_SECRET
# ${PASSWORD}, %PASSWORD%, <token>, [hidden], *****: what stands for a secret.
VARIABLE = re.compile(
    r"\$(?:[A-Z_][A-Z\d_]*|[a-z_]*)|[$%]\{\w*\}?%?|%\w*%?"
    r"|\{\{?[\w. ]*\}?\}?|<[\w ./-]*>?|\[[\w ]*\]?|\([\w ]*\)?|[*•x.X_#-]{3,}|\.\.\.|https?:.*"
)
OF_A_PRODUCT = re.compile(
    r"windows|win\d|teamviewer|libreoffice|openoffice|macbook|thinkpad|autocad|filezilla|winscp|anydesk|onenote"
    r"|photoshop|indesign|wordpress|github|gitlab|keepass|bitwarden|lastpass|powerpoint|javascript|typescript"
    r"|system|microsoft|google|apple|amazon|azure|entra|okta|linux"
    r"|vmware|citrix|sharepoint|onedrive"
    r"|office|outlook|i(?:phone|pad|os)|android|error|fehler|version|step|sap|ticket|release|level|sha"
    r"|utf|http"
    r"|route|vlan|room|user|chrome|firefox|edge|server|exchange|build|page|line|galaxy|pixel|debian|ubuntu|python|java"
)
_LEAST_WORDS_DRAWN = 4
LONGEST_WORD = 30


def is_remark(value: str) -> bool:
    """Whether words behind the name of a secret say something of it rather than are it: "is too short"."""
    said = [casefold(word) for word in re.findall(r"[^\W_]+", value)]
    drawn = len(said) >= _LEAST_WORDS_DRAWN and OF_SENTENCES.isdisjoint(said)
    return not drawn and not _REMARKS.isdisjoint(said)


def is_small_word(value: str) -> bool:
    return len(value) <= LONGEST_WORD and casefold(value) in _SMALL_WORDS


def has_small_words(value: str) -> bool:
    """Whether a phrase has a word that sentences are made of: then it is one."""
    return not OF_SENTENCES.isdisjoint(map(casefold, value.split()))
