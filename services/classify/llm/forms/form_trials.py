"""Ask a server in the fullest form that it takes: what it refuses is made simpler, step by step, within one call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog

from services.classify.llm.errors import ProviderError
from services.classify.llm.forms.form import Form
from services.classify.llm.forms.form_rules import FormRule, guessed_forms, simpler_form
from services.classify.llm.forms.refusal import Refusal
from services.classify.llm.forms.server_memory import ServerMemory

MAX_FORMS = 12

log = structlog.get_logger(__name__)


class Refused(Exception):
    """A server refused a request; ``error`` is what that means where nothing can be made simpler."""

    def __init__(self, refusal: Refusal, error: ProviderError) -> None:
        self.refusal, self.error = refusal, error
        super().__init__(error.reason)


async def ask_in_a_form_it_takes(
    memory: ServerMemory, rules: tuple[FormRule, ...], send: Callable[[Form], Awaitable[str]]
) -> str:
    """What ``send`` returns for the first form that is not refused. Raises ProviderError, or what ``send`` raises."""
    form = memory.form()
    guesses: list[Form] | None = None  # None while the server said of each refusal what it is about
    for _ in range(MAX_FORMS):
        try:
            text = await send(form)
        except Refused as refused:
            next_rule = simpler_form(form, refused.refusal, rules)
            if next_rule is not None:
                rule, form = next_rule
                log.info("language_model_form", simpler=rule, server=memory.server, model=memory.model)
                if guesses is None:
                    memory.refused(form)
                continue
            guesses = guessed_forms(form, refused.refusal) if guesses is None else guesses
            if not guesses:
                raise refused.error from None
            form = guesses.pop(0)
        else:
            memory.accepted(form, weak=guesses is not None)
            return text
    raise refused_too_often(memory)


def refused_too_often(memory: ServerMemory) -> ProviderError:
    """The end of a server that finds something else wrong with every form."""
    return ProviderError(f"{memory.model} refuses the request in every form.", blame="request")
