"""Score how plausible a decoded text is, by the letters of languages and what stands beside them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

# The letters beyond ASCII of a language, the most frequent first.
_LETTERS = {
    "German": "äüößé", "French": "éèàêçôîûùâëïœ", "Spanish": "óíáéñúü", "Portuguese": "ãçéáíóêõúâàô",
    "Italian": "èàùòìé", "Swedish": "äöåé", "Danish": "øæåé", "Dutch": "ëéïèöüê", "Icelandic": "íáðéóöúþýæ",
    "Catalan": "àéèíòóçúïü", "Estonian": "äõüöšž", "Polish": "ąęłóśżćńź", "Czech": "íáéěřčýžšůúňďťó",
    "Slovak": "áíéýčžšúťľôňďóäŕĺ", "Hungarian": "áéöóőüíúű", "Romanian": "ăâîșțşţ", "Croatian": "čšžćđ",
    "Turkish": "ışğçöüi̇", "Lithuanian": "ėšųžįūčąę", "Latvian": "āīēūšķļņģčž",
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "Ukrainian": "оаинівертскмдлпузягьчбйхїжшюєцщфґ",
    "Serbian": "аоиенртсјвукдмлпзгбшчжцхњћљђфџ", "Greek": "αοιετσνηυρπκμλςωάίόέήύώδγχθφβξζψ",
    "Hebrew": "יוהלאתרבמשנדקעחפסטגצםזןכךףץ", "Arabic": "اليمونتربةعدسفهكقحجشطصخءضذثزغظأإئؤى",
    "Thai": "านรกอเงยมลวดทสตะปบคหแจพชขใไโผถซศณธภฟษญฉ่้ิี์ัุู็ึื๊๋ํ",
}  # fmt: skip
_FREQUENT, _RARE, _STRANGE = 3.0, 1.5, -1.0  # of a letter: the first of a language, its last, one of no use there
_WEIGHTS = {
    language: {letter: _FREQUENT - (_FREQUENT - _RARE) * at / len(letters) for at, letter in enumerate(letters)}
    for language, letters in _LETTERS.items()
}
_TYPOGRAPHIC = frozenset("’‘“”„‚«»‹›–—…•·€£§°©®™¿¡\xa0²³º№")
# The characters of Chinese and Korean that are frequent in texts of support.
_FREQUENT_WIDE = frozenset(
    "的一是不了在人有我他这中大来上个到说们为子和你地出道也时年得就那要下以生会自着去过家学对可里后小么心多天而能好都"
    "然没日于起还发成事只作当想看文无开用主行方如前所本见经头面公同三从动两长知样现分将外但些与高意进把法此实回二理点"
    "月明其种全工话者向情部正名定问力机给等几很业最间新什打便位因重被电第门次使再平真信少关并内加化由代产入先体别处总"
    "才场书比员性通目报立数件安表原应路期常提更反合放做系计或司利受果及务制解各任至清物记边接特服题建度统色字请交让认"
    "算结功指流每管连资快条变联言权往传近决周保达办运候必完即求品转量空技程告录登密码忘印户账单票错误障이다는에의을가"
    "고하지로기사리나도한자시어서대은인정일를부수전보라해스원상제구주아장우여만그들과소동비조있안관국오치성유무연경학"
    "공계트합니용습요없까세내거문신방회되면입력류호밀번결청프린터작목확데메설변처금화"
)
_IMPOSSIBLE = -10.0  # a control character, a private one, or one that could not be decoded
_WIDE = 0x2E80  # here begin the characters of East Asia


def plausibility(text: str, encoding: str) -> float:
    """The mean score of the characters beyond ASCII, from -10 (not this encoding) to 3 (words of a language)."""
    letters, score, count, last = Counter[str](), 0.0, 0, " "
    for character, following in zip(text, text[1:] + " ", strict=True):
        if character > "\x7f":
            count += 1
            if ord(character) >= _WIDE:
                score += _wide_score(character, encoding) + _wide_beside(last, following)
            elif _is_letter(character):
                letters[character.lower()] += 1
                score += _letter_beside(character, last, following)
            else:
                score += _sign_score(character, last, following)
        last = character
    return (score + _best_language(letters)) / count if count else 0.0


def _best_language(letters: Mapping[str, int]) -> float:
    return max(
        sum(number * weights.get(letter, _STRANGE) for letter, number in letters.items())
        for weights in _WEIGHTS.values()
    )


@lru_cache(maxsize=1024)
def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


@lru_cache(maxsize=1024)
def _is_latin(character: str) -> bool:
    return character.isascii() or ord(character) < 0x250


def _letter_beside(character: str, last: str, following: str) -> float:
    """What speaks against a letter: capitals within a word, and two alphabets in one."""
    score = 0.0
    if character.isupper() and last.islower():
        score -= 3
    for other in (last, following):
        if other.isalpha() and _is_latin(other) != _is_latin(character):
            score -= 3
    if last > "\x7f" and last.isalpha() and _is_latin(character):
        score -= 0.5
    return score


def _sign_score(character: str, last: str, following: str) -> float:
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn"):
        return _IMPOSSIBLE
    letters_beside = last.isalpha() + following.isalpha()
    if character in _TYPOGRAPHIC:
        if character in "¿¡" and not last.isalnum() and following.isalpha():
            return 2.0
        return -3.0 if letters_beside == 2 and character not in "’–—·" else 0.5
    if "\u2500" <= character <= "\u25ff":
        return -4.0
    return (-0.5, -3.0, -4.5)[letters_beside]


@lru_cache(maxsize=8192)
def _wide_score(character: str, encoding: str) -> float:
    """By the rooms of the national standards: what is frequent stands in the first."""
    code = ord(character)
    if 0xE000 <= code < 0xF900 or character == "\ufffd" or unicodedata.category(character) == "Cn":
        return _IMPOSSIBLE
    if 0x3040 <= code < 0x3100:
        return 3.0 if encoding in ("cp932", "euc_jp") else -1.0  # kana
    if 0x3000 <= code < 0x3040 or 0xFF00 <= code < 0xFFA0:
        return 1.0 if code < 0xFF61 else -0.5  # punctuation, narrow kana
    lead, trail = (character.encode(encoding, "replace") + b"\0")[:2]
    if 0xAC00 <= code < 0xD7A4:
        return (3.0 if character in _FREQUENT_WIDE else 1.0) if trail >= 0xA1 else -2.0
    first, last, plain = _ROOMS.get(encoding, (1, 0, False))
    if first <= lead <= last and (plain or trail >= 0xA1):
        return 3.0 if encoding == "gb18030" and character in _FREQUENT_WIDE else 2.0
    return -1.5


# The lead bytes of the frequent ideographs, and whether any trail byte belongs to them. Korean is written without.
_ROOMS = {
    "cp932": (0x88, 0x98, True), "euc_jp": (0xB0, 0xCF, False), "gb18030": (0xB0, 0xD7, False),
    "cp950": (0xA4, 0xC6, True),
}  # fmt: skip


def _wide_beside(last: str, following: str) -> float:
    """An ideograph between two Latin letters is one of those letters misread."""
    return (0.0, -1.0, -4.0)[(last.isascii() and last.isalpha()) + (following.isascii() and following.isalpha())]
