"""What a reviewer sends and is shown: a ticket with its suggestion, the answer to it, and what is left."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from api.models.fields import Confidence, Count, Version, example
from api.models.schemas import A_TICKET, Ticket
from services.errors import InvalidInput
from services.review import queue
from services.taxonomy import HIGH
from services.tickets import schemas as tickets
from services.tickets.schemas import Priority
from services.validation import Fields


def _reviewer(value: str) -> str:
    queue.check_reviewer(value)
    return value


Reviewer = Annotated[
    str, AfterValidator(_reviewer), WithJsonSchema({"type": "string", "pattern": queue.REVIEWER_FORM}),
    Field(description="Who has the ticket, as `next` said."),
]  # fmt: skip
ANSWER: Literal["answer"] = "answer"
OTHERS = ("skip", "undo", "leave")


class ReviewAction(Fields):
    """What a reviewer does with a ticket: answer it on the version shown, skip it, undo that, or give it back."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {
                    "required": ["reviewer", "version", "category", "priority"],
                    "properties": {"action": {"const": ANSWER}},
                },
                {"required": ["reviewer", "action"], "properties": {"action": {"enum": list(OTHERS)}}},
            ]
        }
    )

    reviewer: Reviewer
    action: Annotated[Literal["answer", "skip", "undo", "leave"], Field(description="`answer` unless given.")] = ANSWER
    version: Version = None
    category: tickets.CategoryKey = None
    priority: tickets.PriorityKey = None

    def answer(self) -> tuple[int, str, str]:
        """Version, category and priority of an answer. Raises InvalidInput naming what is missing."""
        given = {"version": self.version, "category": self.category, "priority": self.priority}
        if missing := [name for name, value in given.items() if value is None]:
            raise InvalidInput({name: [f"A {name} is missing."] for name in missing})
        assert self.version is not None
        assert self.category is not None
        assert self.priority is not None
        return self.version, self.category, self.priority


class DecidingWord(BaseModel):
    """A word or phrase of the text that led to a suggestion, or spoke against it."""

    word: str
    kind: Literal["category", "priority", "against"]
    note: Annotated[str, Field(description="For or against what it spoke, and how much it weighed.")]


class Share(BaseModel):
    """How likely one value is."""

    value: str
    share: Confidence


class ReviewSuggestion(BaseModel):
    """What is suggested for a ticket in review, by field; null where nothing speaks for a value."""

    category: str | None
    priority: Priority | None
    confidence: Annotated[dict[str, Confidence | None], Field(description="By field; null where none was measured.")]
    source: str
    model: str
    ranking: Annotated[list[Share], Field(description="The categories, the likeliest first.")]
    words: list[DecidingWord]


class Agreement(BaseModel):
    """Of the answers to tickets with a suggestion, how many confirmed it."""

    asked: Count
    agreed: Count


class ReviewTally(BaseModel):
    """What was answered today, by everyone and by this reviewer, and what is left."""

    today: Count
    mine: Count
    shown: Annotated[dict[str, Agreement], Field(description="By field, with the suggestion beside the text.")]
    blind: Annotated[dict[str, Agreement], Field(description="By field, with the suggestion hidden.")]
    random_asked: Count
    random_skipped: Count
    left: Annotated[Count, Field(description="Unconfirmed tickets; 10,000 stands for more when it is not exact.")]
    left_is_exact: bool


class Review(BaseModel):
    """A ticket before a reviewer, or null where none is; after an answer, the ticket as it is now."""

    model_config = example(
        reviewer="tab-7f3a", ticket=A_TICKET, blind=False, until="2026-11-22T09:40:00Z",
        suggestion={
            "category": "billing", "priority": HIGH, "confidence": {"category": 0.91, "priority": None},
            "source": "learned", "model": "learned v7", "ranking": [{"value": "billing", "share": 0.91}],
            "words": [{"word": "charged twice", "kind": "category", "note": "For Billing, +2.10"}],
        },
        tally={
            "today": 41, "mine": 12, "left": 812, "left_is_exact": True, "random_asked": 36, "random_skipped": 2,
            "shown": {"category": {"asked": 33, "agreed": 27}, "priority": {"asked": 30, "agreed": 21}},
            "blind": {"category": {"asked": 8, "agreed": 6}, "priority": {"asked": 7, "agreed": 4}},
        },
    )  # fmt: skip

    reviewer: Annotated[str, Field(description="Who has the ticket; to be sent with the answer.")]
    ticket: Ticket | None
    blind: Annotated[bool, Field(description="Asked without the suggestion, which is null then.")]
    suggestion: ReviewSuggestion | None
    until: Annotated[datetime | None, Field(description="When the ticket may go to another reviewer.")]
    tally: ReviewTally
