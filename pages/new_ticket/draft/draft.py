"""Draft of a new ticket as the server knows it: reported input, suggestion, errors.

What a person types and chooses belongs to the browser (draft_fields.js) and is only heard here; Python replaces it
through a revision. Neither Streamlit nor a service is called.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid4

from services.classify.guess_line import DEFAULT, is_guess
from services.listing.ticket_pages import Similar
from services.suggestion import Suggestion, Verdict
from services.taxonomy import USUAL_PRIORITY
from services.tickets.fields import BY_NAME, names, ordered

FORM_FIELDS = ordered(("title", "description", "category", "priority"), names(lambda field: field.in_new_ticket))
TEXTS = tuple(name for name in FORM_FIELDS if BY_NAME[name].kind != "choice")
CHOICES = tuple(name for name in FORM_FIELDS if BY_NAME[name].kind == "choice")
DOUBLE_CLICK_SECONDS = 2.0
# Less says too little to look for tickets like it, or for a call that takes time and may cost.
ENOUGH_WORDS = 3
ENOUGH_CHARACTERS = 20  # of a script without spaces, or of long words


@dataclass(frozen=True, slots=True)
class DraftInput:
    """What a person wrote: the texts by field, and the choices they made themselves (a choice left alone is absent)."""

    texts: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(TEXTS, ""))
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True when there is nothing worth keeping."""
        return not self.choices and not any(text.strip() for text in self.texts.values())

    @property
    def read_text(self) -> tuple[str, str]:
        """Title and description, what a suggestion reads."""
        return self.texts["title"], self.texts["description"]

    @property
    def model_text(self) -> tuple[str, str]:
        """What the browser has a language model read: a title alone stands in the description, which the API wants."""
        title, description = self.read_text
        return (title, description) if description.strip() else ("", title)

    @property
    def has_text(self) -> bool:
        """True when there is something to read."""
        return any(text.strip() for text in self.read_text)

    @property
    def says_enough(self) -> bool:
        """True when the text is worth a question or a search."""
        words = " ".join(self.read_text).split()
        return len(words) >= ENOUGH_WORDS or sum(map(len, words)) >= ENOUGH_CHARACTERS


@dataclass(frozen=True, slots=True)
class Revision:
    """Replaces the browser's draft ``of``, whose texts were ``seen`` here; what was typed since goes on in ``next``."""

    of: str
    next: str
    seen: Mapping[str, str]
    texts: Mapping[str, str]
    choices: Mapping[str, str]

    def as_data(self) -> dict[str, Any]:
        """The form the component reads."""
        return asdict(self)


@dataclass(slots=True)
class Draft:
    """The draft of one browser session.

    ``line`` is the confidence below which a suggestion fills nothing in and is only offered.
    ``session`` names this object to the browser, ``key`` is the submission key. ``model`` says how a language model
    stands with the text, ``answered`` that the browser waits for nothing more; ``alike`` holds a text and the tickets
    that read like it. ``errors`` and ``trouble`` say why the last submit failed, ``attempt`` counts those. ``filed``
    counts confirmed submits, ``confirmation`` tells of the last one.
    """

    session: str = field(default_factory=lambda: str(uuid4()))
    key: str = field(default_factory=lambda: str(uuid4()))
    written: DraftInput = field(default_factory=DraftInput)
    suggestion: Suggestion | None = None
    line: float = DEFAULT
    model: Literal["none", "waiting", "ready", "failed"] = "none"
    answered: bool = False
    alike: tuple[str, tuple[Similar, ...]] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None
    attempt: int = 0
    revision: Revision | None = None
    cleared: DraftInput | None = None
    filed: int = 0
    confirmation: str | None = None
    _replaced: set[str] = field(default_factory=set)
    _suggested_for: tuple[str, str] | None = None
    _filed_at: float = float("-inf")

    def apply_report(self, value: object) -> None:
        """Apply what the browser reports. A report to another session, or of a submitted draft, is ignored."""
        report = _Report.of(value)
        if report is None or report.session != self.session or report.key in self._replaced:
            return
        if report.key != self.key:
            self._change_to(report.key)
        self._drop_answered_errors(report.written)
        self.written, self.answered = report.written, report.answered
        if not self.written.is_empty:
            self.cleared = None

    def _change_to(self, key: str) -> None:
        """The browser brought a draft of its own: from before a reload or a restart, or as a copy."""
        self.key, self.revision = key, None
        self.forget_suggestion()

    def _drop_answered_errors(self, now: DraftInput) -> None:
        before = {**self.written.texts, **self.written.choices}
        after = {**now.texts, **now.choices}
        self.errors = {name: said for name, said in self.errors.items() if before.get(name) == after.get(name)}

    @property
    def needs_suggestion(self) -> bool:
        """True while there is text and the suggestion is of another."""
        return self.written.has_text and self._suggested_for != self.written.read_text

    def take_suggestion(self, suggestion: Suggestion) -> None:
        """Take the suggestion for the text as it stands."""
        self.suggestion, self._suggested_for = suggestion, self.written.read_text
        self.errors = {name: said for name, said in self.errors.items() if name not in self.fill()}

    def forget_suggestion(self) -> None:
        """There is no text any more, so nothing speaks for anything."""
        self.suggestion = self._suggested_for = None
        self.model = "none"

    def suggested(self) -> dict[str, str]:
        """What the suggestion says, by choice; absent where nothing speaks."""
        if self.suggestion is None:
            return {}
        return {name: key for name in CHOICES if (key := getattr(self.suggestion, name).key) is not None}

    def fill(self) -> dict[str, str]:
        """The values that fill untouched choices; a guess fills nothing."""
        if self.suggestion is None:
            return {}
        sure = {name: key for name, key in self.suggested().items() if not is_guess(self.verdict(name), self.line)}
        return {"priority": USUAL_PRIORITY, **sure}

    def verdict(self, name: str) -> Verdict:
        """What the suggestion says of one choice."""
        suggested: Verdict = getattr(self.suggestion, name) if self.suggestion else Verdict()
        return suggested

    def chosen(self) -> dict[str, str]:
        """What stands in the choices: a person's, else the filling; absent where neither."""
        return {**self.fill(), **self.written.choices}

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """A submit failed because of these fields."""
        self.errors, self.trouble = dict(errors), None
        self.attempt += 1

    def set_failure(self, trouble: str) -> None:
        """A submit failed for a reason that is not in the fields; everything stays."""
        self.errors, self.trouble = {}, trouble

    def is_second_click(self) -> bool:
        """True for the second half of a double click on Submit: it meets the next, still empty draft."""
        return self.written.is_empty and time.monotonic() - self._filed_at < DOUBLE_CLICK_SECONDS

    def confirm(self, confirmation: str) -> None:
        """The ticket is filed; the next draft starts under a new key."""
        self._replace(DraftInput())
        self.cleared = None
        self.confirmation = confirmation
        self._filed_at = time.monotonic()
        self.filed += 1

    def clear(self) -> None:
        """Empty the form, keeping what was there for ``undo_clear``."""
        cleared = self.written
        self.errors, self.trouble = {}, None
        if not cleared.is_empty:
            self._replace(DraftInput())
            self.cleared = cleared

    def undo_clear(self) -> None:
        """Undo ``clear``."""
        if self.cleared is not None:
            self._replace(self.cleared)
            self.cleared = None

    def _replace(self, written: DraftInput) -> None:
        next_key = str(uuid4())
        self.revision = Revision(self.key, next_key, self.written.texts, written.texts, written.choices)
        self._replaced.add(self.key)
        self.key, self.written, self.answered = next_key, written, False
        self.errors, self.trouble = {}, None
        self.forget_suggestion()


@dataclass(frozen=True, slots=True)
class _Report:
    """What the component sent, checked: it comes from outside."""

    session: str
    key: str
    written: DraftInput
    answered: bool

    @classmethod
    def of(cls, value: object) -> _Report | None:
        if not isinstance(value, Mapping):
            return None
        session, key = value.get("session"), value.get("key")
        texts = _strings(value, TEXTS)
        if not isinstance(session, str) or not isinstance(key, str) or not _is_uuid(key) or len(texts) < len(TEXTS):
            return None
        written = DraftInput(texts, _strings(value.get("choices"), CHOICES))
        return cls(session, key, written, value.get("answered") is True)


def _strings(value: object, names: tuple[str, ...]) -> dict[str, str]:
    texts = {name: value.get(name) for name in names} if isinstance(value, Mapping) else {}
    return {name: text for name, text in texts.items() if isinstance(text, str)}


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
