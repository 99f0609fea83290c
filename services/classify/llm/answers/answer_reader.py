"""Find a language model's answer in what it wrote: wrapped, nested, followed by notes, spelled in its own way.

Only where the answer stands and how it is spelled is taken tolerantly; ``answer_schema`` validates the values strictly.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

FIELDS = ("category", "priority")
# An answer is some 300 characters; beyond this nobody looks for JSON in it.
MAX_ANSWER = 20_000
# How many braces to try as the beginning of an object, from either end of the text.
MAX_BEGINNINGS = 50
MAX_NESTING = 5
MAX_OBJECTS = 200

# What models say instead of a number, as the middle of what the word covers.
CONFIDENCE_WORDS: Mapping[str, float] = {
    "certain": 0.95, "very high": 0.95, "high": 0.85, "fairly high": 0.75, "medium high": 0.75,
    "medium": 0.6, "moderate": 0.6, "fair": 0.6, "medium low": 0.4, "low": 0.3, "very low": 0.1, "none": 0.0,
}  # fmt: skip
_NUMBER = re.compile(r"[~≈]?\s{0,3}(\d{0,3}(?:[.,]\d{1,20})?)\s{0,3}(%|/\s{0,3}(\d{1,3}))?(?![\d.,])")
_PERCENT_FROM = 10  # a bare 7 may be of ten or of a hundred
_VALUE_KEYS = ("key", "value", "label", "name", "id", "answer")
_PREFIXES = ("suggested", "predicted", "ticket")
_THOUGHTS_END = "</think>"

Object = dict[str, Any]


def find_answer(text: str, *, quoted_in: str = "", is_valid: Callable[[Object], bool] = bool) -> Object | None:
    """The answer in ``text`` under the fields' own names, or the last object there is, or None.

    Of several the last valid one counts, since models that think aloud draft first; one that stands word for word in
    the ticket (``quoted_in``) counts only where there is no other.
    """
    said = _after_thoughts(text)
    objects = [(_with_known_names(answer), raw) for answer, raw in _objects(said)]
    whole = [(answer, raw) for answer, raw in objects if all(field in answer for field in FIELDS)]
    own = [answer for answer, raw in whole if not raw or raw not in quoted_in] or [answer for answer, _ in whole]
    some = [answer for answer, _ in objects if any(field in answer for field in FIELDS)]
    valid = [answer for answer in own if is_valid(answer)]
    ranked = valid or own or some or [answer for answer, _ in objects]
    return ranked[-1] if ranked else None


def last_object(text: str) -> Object | None:
    """The last JSON object in ``text`` as it is, or None; for answers of other fields."""
    objects = [one for one, _ in _objects(_after_thoughts(text))]
    return objects[-1] if objects else None


def has_object(text: str) -> bool:
    """Whether a whole JSON object stands in ``text``."""
    return next(_objects(text), None) is not None


def has_answer(text: str) -> bool:
    """Whether an object with a category and a priority stands in ``text``, whole."""
    answer = find_answer(text)
    return answer is not None and all(field in answer for field in FIELDS)


def match_value(value: Any, labels: Mapping[str, str], field: str) -> Any:
    """The key of ``labels`` that ``value`` names by key or label, in any case, with or without accents; else as it is.

    A spelling that two keys share names neither.
    """
    if not isinstance(value, str):
        return value
    for spelling in (value, re.split(r"[:(]", value, maxsplit=1)[0]):
        for simplify in (_casefolded, _plain, lambda text: _without_field(text, field)):
            named = _named(simplify(spelling), labels, simplify)
            if named is not None:
                return named
    return value


def read_confidence(value: Any) -> float | None:
    """A confidence from 0 to 1 of ``0.9``, ``90``, ``"90%"``, ``"9/10"`` or ``"high"``; None where none is stated."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _share(value)
    if not isinstance(value, str) or len(value) > 100:
        return None
    words = _plain(value)
    number = _NUMBER.match(value.strip())
    if number is not None and number[1]:
        return _share_written(number)
    return CONFIDENCE_WORDS.get(words.removesuffix(" confidence"))


def _share(number: float) -> float | None:
    """NaN, negative and huge numbers say nothing, nor does what may be of ten or of a hundred."""
    if 0 <= number <= 1:
        return float(number)
    return float(number) / 100 if _PERCENT_FROM < number <= 100 else None


def _share_written(number: re.Match[str]) -> float | None:
    value = float(number[1].replace(",", "."))
    scale = 100 if number[2] == "%" else int(number[3] or 0)
    if not scale:
        return _share(value)
    share = value / scale
    return share if math.isfinite(share) and 0 <= share <= 1 else None


def _named(spelling: str, labels: Mapping[str, str], simplify: Callable[[str], str]) -> str | None:
    for names in (labels.keys(), labels.values()):
        keys = {key for key, name in zip(labels, names, strict=True) if spelling and simplify(name) == spelling}
        if len(keys) == 1:
            return keys.pop()
    return None


def _casefolded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _plain(text: str) -> str:
    """Without accents and punctuation, in lower case, words one space apart."""
    letters = (mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return " ".join(re.sub(r"[\W_]+", " ", "".join(letters)).split())


def _without_field(text: str, field: str) -> str:
    return " ".join(word for word in _plain(text).split() if word != field)


def _after_thoughts(text: str) -> str:
    said = text[-MAX_ANSWER:]
    after = said.rpartition(_THOUGHTS_END)[2]
    return after if has_object(after) else said


def _objects(text: str) -> Iterator[tuple[Object, str]]:
    """Every object in ``text``, each before those in it, and its own text where it stands by itself."""
    said = _unquoted(text.strip())
    for _, (value, raw) in zip(range(MAX_OBJECTS), _standing(said), strict=False):
        yield from ((inner, raw if inner is value else "") for inner in _nested(value, MAX_NESTING))


def _unquoted(text: str) -> str:
    """An answer that was encoded twice is a JSON string."""
    if text.startswith('"'):
        try:
            inner = json.loads(text)
        except (ValueError, RecursionError):
            return text
        return inner if isinstance(inner, str) else text
    return text


def _standing(text: str) -> Iterator[tuple[Object, str]]:
    decoder, end = json.JSONDecoder(), 0
    for place in _beginnings(text):
        if place < end:
            continue
        try:
            decoded, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            continue
        if isinstance(decoded, dict):
            yield decoded, text[place:end]


def _beginnings(text: str) -> Iterable[int]:
    places = [match.start() for match in re.finditer(r"\{", text)]
    return places if len(places) <= 2 * MAX_BEGINNINGS else [*places[:MAX_BEGINNINGS], *places[-MAX_BEGINNINGS:]]


def _nested(value: Any, depth: int) -> Iterator[Object]:
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        value = [] if {*FIELDS} <= {_name(key) for key in value} else list(value.values())  # what it adds is no answer
    if isinstance(value, list):
        for inner in value[:MAX_OBJECTS]:
            yield from _nested(inner, depth - 1)
    elif isinstance(value, str) and "{" in value:
        for one, _ in _standing(value[-MAX_ANSWER:]):
            yield from _nested(one, depth - 1)


def _with_known_names(given: Object) -> Object:
    """Names in any spelling ("Category", ``categoryConfidence``, ``suggested_category``), one confidence for both, and
    a value that carries its own (``{"category": {"key": "billing", "confidence": 0.9}}``)."""
    said = {_name(key): value for key, value in given.items()}
    answer: Object = {}
    for field in FIELDS:
        if field not in said:
            continue
        value, words = said[field], said.get(f"{field}words")
        confidence = _first(said, f"{field}confidence", f"confidence{field}", "confidence")
        if isinstance(value, dict):
            inner = {_name(key): each for key, each in value.items()}
            value = _first(inner, *_VALUE_KEYS)
            confidence = _first({**inner, "outer": confidence}, "confidence", "outer")
            words = _first({**inner, "outer": words}, "words", "outer")
        if isinstance(confidence, dict):
            confidence = {_name(key): each for key, each in confidence.items()}.get(field)
        answer |= {field: value, f"{field}_confidence": confidence, f"{field}_words": words}
    return answer


def _name(key: str) -> str:
    squeezed = re.sub(r"[\W_]+", "", key.casefold())
    for prefix in _PREFIXES:
        squeezed = squeezed.removeprefix(prefix)
    return squeezed


def _first(said: Mapping[str, Any], *names: str) -> Any:
    return next((said[name] for name in names if said.get(name) is not None), None)
