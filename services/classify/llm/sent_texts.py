"""What language models were sent of each text, masked, as this process remembers it until a ticket is created from it.

Only in memory, so that a draft that is never submitted leaves none of its words.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from datetime import UTC, datetime

from services.classify.llm.prompt import Ask, masked_text, usable_examples
from services.classify.llm.provider import Provider
from services.suggestion import Sent

REMEMBERED = 256

_lock = threading.Lock()
_sent: OrderedDict[str, Sent] = OrderedDict()


def keep(text: str, provider: Provider, ask: Ask) -> None:
    """Remember that a provider was sent ``ask``, under the text that it is about."""
    title, description = masked_text(ask)
    sent = Sent(provider.name, provider.model, title, description, len(usable_examples(ask)), datetime.now(UTC))
    with _lock:
        _sent[_key(text)] = sent
        _sent.move_to_end(_key(text))
        while len(_sent) > REMEMBERED:
            _sent.popitem(last=False)


def find(text: str) -> Sent | None:
    """What was last sent of a text; None where this process sent nothing of it."""
    with _lock:
        return _sent.get(_key(text))


def forget() -> None:
    """Forget what was sent."""
    with _lock:
        _sent.clear()


def _key(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
