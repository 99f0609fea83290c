"""Secrets as people paste them into tickets: keys of every documented form, files, commands, logs, messages."""

from __future__ import annotations

import re
import string
from pathlib import Path
from random import Random

import pytest

from services.classify.llm.masking.masker import Masker

ALPHABETS = {
    "a": string.ascii_letters + string.digits,
    "A": string.ascii_uppercase + string.digits,
    "b": string.ascii_letters + string.digits + "+/",
    "B": string.ascii_uppercase + "234567",
    "d": string.digits,
    "h": "0123456789abcdef",
    "l": string.ascii_lowercase + string.digits,
    "L": string.ascii_lowercase,
    "w": string.ascii_letters + string.digits + "-_",
}
DRAWN = re.compile(rf"\{{([{''.join(ALPHABETS)}])(\d+)\}}")


def _texts(name: str) -> list[tuple[str, list[str]]]:
    """The texts of a file with their secrets, which stand between ⟦ and ⟧; ``{a20}`` is 20 characters drawn anew."""
    random = Random(name)
    texts = []
    for line in (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines():
        drawn = DRAWN.sub(lambda match: "".join(random.choices(ALPHABETS[match[1]], k=int(match[2]))), line)
        text = drawn.replace("\\n", "\n").replace("\\t", "\t")
        texts.append((re.sub("[⟦⟧]", "", text), re.findall("⟦(.*?)⟧", text, re.DOTALL)))
    return texts


@pytest.mark.parametrize(
    ("name", "least"), [("masking_token_forms.txt", 0.99), ("masking_pasted.txt", 0.95)], ids=["keys", "pasted"]
)
def test_nearly_all_that_is_pasted_is_masked(name: str, least: float) -> None:
    values = [(text, secret) for text, secrets in _texts(name) for secret in secrets]
    missed = [(secret, text) for text, secret in values if secret in Masker().mask(text)]
    assert len(values) >= 150
    assert len(missed) <= (1 - least) * len(values), missed


def test_every_key_has_its_whole_form_masked() -> None:
    """Nothing of a key is left beside its placeholder."""
    cut = [text for text, (secret,) in _texts("masking_token_forms.txt") if secret[-4:] in Masker().mask(text)]
    assert cut == []
