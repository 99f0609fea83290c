"""Which source answers: at once the learned classifier or the keyword rules, then, if one is set up, a language model.

What a language model answered is kept by text, for every process, so the same text is asked once. Nothing in here
raises to a caller.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

import structlog

from db.shared_read import end_shared_read
from services import access
from services.classify import best_effort, learned
from services.classify.keywords.classifier import KeywordClassifier
from services.classify.llm import answering, sent_texts
from services.classify.llm.answering import Question, State
from services.classify.llm.errors import ProviderError
from services.classify.llm.masking import switches
from services.classify.llm.network.model_names import is_among
from services.classify.llm.prompt import Ask, masked_text, sent_text
from services.classify.llm.provider import Provider, ProviderState
from services.classify.llm.registry import configured, setup_hint
from services.classify.llm.shared_budget import SharedBudget
from services.classify.rules import Rules, as_measured, rules_of
from services.errors import TriageError
from services.settings import settings
from services.suggestion import BOTH, Sent, Suggestion, Verdict
from services.suggestion_sources import model_setups, source_keys
from services.taxonomy import Category, categories

MOST_CALLERS = 20
LIST_SECONDS = 3.0
GRACE_SECONDS = 0.25  # for what stands around the call: the answer is kept before it is handed on

LANGUAGE_MODELS = tuple(model_setups())
LOCAL = tuple(key for key in source_keys() if key not in LANGUAGE_MODELS)
NOTHING_LEARNED = (
    "Not in use yet. It learns from confirmed tickets and is used once it is right at least as often as the keyword"
    " rules and the most common value."
)

log = structlog.get_logger(__name__)

_callers = threading.BoundedSemaphore(MOST_CALLERS)


@dataclass(frozen=True, slots=True)
class Better:
    """How the language model stands with one text; ``model`` names the one that is asked first."""

    state: State = "none"
    model: str = ""
    suggestion: Suggestion | None = None


def instant(title: str, description: str, fields: Collection[str] = BOTH) -> Suggestion:
    """What is known at once: each field from the learned classifier where it answers, else from the keyword rules.

    Of ``fields`` alone where not both are needed: what is said of the other one is then not to be used.
    """
    said = rules().suggest(title, description, fields)
    return _combined(_from_learned(title, description, said), as_measured(said, learned.rule_figures()))


def instant_many(texts: Sequence[tuple[str, str]]) -> list[Suggestion]:
    """The answers of ``instant`` for many (title, description), those of the learned classifier without their words."""
    said = [rules().suggest(title, description) for title, description in texts]
    figures, taught = learned.rule_figures(), learned.current()
    from_rules = [as_measured(one, figures) for one in said]
    if taught is None:
        return from_rules
    active = [category.key for category in _active()]
    return list(map(_combined, taught.suggest_many(texts, active=active, rules=said), from_rules))


def known(title: str, description: str) -> Better:
    """The language model's answer if it is kept, in any process; asks nobody. ``none`` also when nobody asked yet.

    ``failed``: a call of this process has failed within the last seconds.
    """
    question = _question(title, description)
    if question is None:
        return Better()
    state, answer = answering.cached_answer(question)
    return Better() if state == "none" else Better(state, question.providers[0].model, answer)


def classify(title: str, description: str) -> Suggestion:
    """A language model's suggestion if one comes within the deadline, else the instant one. Blocks, never raises.

    Whoever may only read gets the instant one: answers of a model cost. Callers with the same text share one call. No
    more than MOST_CALLERS wait: they hold threads that others need.
    """
    question = _question(title, description) if access.allows("ask") else None
    answer = _waited_for(question) if question else None
    return answer or instant(title, description)


@dataclass(frozen=True, slots=True)
class Trial:
    """What one source says of one text; without an answer, ``reason`` says why, in a sentence for an admin.

    ``sent`` is exactly what a language model was asked, after masking; None where nothing was to leave the machine.
    """

    source: str
    model: str
    suggestion: Suggestion | None = None
    reason: str | None = None
    sent: str | None = None


def sources() -> tuple[str, ...]:
    """The sources there are, in order of preference: the language models that are set up, learned, keywords."""
    return (*(provider.name for provider in _providers()), *LOCAL)


def trial(source: str, title: str, description: str, *, examples: bool = True, unseen: bool = False) -> Trial:
    """Ask one of LANGUAGE_MODELS and LOCAL, whatever is kept already. Blocks at most for the deadline; never raises.

    Without ``examples`` a language model gets no ticket of this desk, only the text; with ``unseen`` none that has the
    same text.
    """
    if source == "keywords":
        answer = as_measured(rules().suggest(title, description), learned.rule_figures())
        return Trial(source, answer.model, answer)
    if source == "learned":
        taught = _from_learned(title, description, rules().suggest(title, description))
        return Trial(source, taught.model, taught) if taught else Trial(source, "", reason=NOTHING_LEARNED)
    asked = provider(source)
    if asked is None:
        return Trial(source, "", reason=setup_hint(source, settings()))
    question = Question(title, description, _active(), (asked,))
    ask = answering.with_examples(question, unseen=unseen) if examples else question.bare
    return _tried(asked, ask)


def provider(source: str) -> Provider | None:
    """The language model of that name; None while it is not set up."""
    return next((one for one in _providers() if one.name == source), None)


def offered(source: str) -> tuple[str, ...]:
    """The models that a server of one's own has, while it is asked for none of them or for one that nobody chose.

    None for everybody's server, and where it does not say. Blocks at most LIST_SECONDS; never raises.
    """
    setup, configuration = model_setups()[source], settings()
    asked = provider(source)
    if asked is None or setup.server is None or not getattr(configuration, setup.server):
        return ()
    try:
        names = asked.offered(deadline=LIST_SECONDS)
    except ProviderError as error:
        log.info("language_model_not_listed", provider=source, reason=error.reason)
        return ()
    is_chosen = setup.model is None or setup.model in configuration.model_fields_set
    return () if is_chosen and is_among(asked.model, names) else names


def sent(title: str, description: str) -> Sent | None:
    """What a language model was sent of a text by any process, masked; None where nothing of it left the machine."""
    if not _providers():
        return None
    question = Question(title, description, _active(), ())
    sending = sent_texts.find(question.text)
    if sending is None:
        return None
    masked = masked_text(replace(question.bare, masked=sending.masked))
    return Sent(sending.source, sending.model, *masked, examples=sending.examples, at=sending.at)


def would_send(title: str, description: str) -> str:
    """What a language model would get of this text, after masking; sends nothing."""
    return sent_text(answering.with_examples(Question(title, description, _active(), ())))


def states() -> tuple[ProviderState, ...]:
    """How each language model that is set up is doing, in order of preference."""
    return tuple(provider.state() for provider in _providers())


def is_loading() -> bool:
    """Whether a server is loading its language model, so that an answer may come in a minute."""
    return any(state.loading for state in states())


def rules() -> Rules:
    """The keyword rules of the active categories, and the guess by them; of none while the database never answered."""
    return rules_of(_active())


def keyword_classifier() -> KeywordClassifier:
    """The keyword rules alone."""
    return rules().keywords


def forget() -> None:
    """Forget the answers and switches that this process remembers, and that the database did not answer."""
    answering.forget()
    switches.forget()
    best_effort.forget()


def close() -> None:
    """Close the connections to language models; a later call opens new ones."""
    if _providers.cache_info().currsize:  # else nobody was asked, and the SDKs need not be loaded for it
        for provider in _providers():
            provider.close()


def _tried(provider: Provider, ask: Ask) -> Trial:
    end_shared_read()  # it may wait for other calls first
    try:
        answer = provider.suggest(ask, deadline=settings().llm_deadline)
    except ProviderError as error:
        sent = None if error.blame == "us" else sent_text(ask)
        return Trial(provider.name, provider.model, reason=error.reason, sent=sent)
    return Trial(provider.name, provider.model, answer, sent=sent_text(ask))


def _combined(answer: Suggestion | None, from_rules: Suggestion) -> Suggestion:
    """Each field from the learned classifier where it answers, else from the rules."""
    if answer is None or (answer.category.key is None and answer.priority.key is None):
        return from_rules
    category, priority = _first(answer.category, from_rules.category), _first(answer.priority, from_rules.priority)
    from_both = (category, priority) != (answer.category, answer.priority)
    model = f"{answer.model} and {from_rules.model}" if from_both else answer.model
    latency_ms = from_rules.latency_ms + answer.latency_ms
    return replace(answer, category=category, priority=priority, model=model, latency_ms=latency_ms)


def _first(preferred: Verdict, otherwise: Verdict) -> Verdict:
    return otherwise if preferred.key is None else preferred


def _active() -> tuple[Category, ...]:
    try:
        return categories()
    except TriageError:
        return ()


def _from_learned(title: str, description: str, said: Suggestion) -> Suggestion | None:
    """What the learned classifier answers, None while it answers no field."""
    taught = learned.current()
    if taught is None:
        return None
    return taught.suggest(title, description, active=[category.key for category in _active()], rules=said)


@cache
def _providers() -> tuple[Provider, ...]:
    return tuple(configured(settings(), may_call=SharedBudget(settings().llm_daily_calls)))


def _question(title: str, description: str) -> Question | None:
    """None while no language model is set up."""
    providers = _providers()
    return Question(title, description, _active(), providers) if providers else None


def _waited_for(question: Question) -> Suggestion | None:
    if not _callers.acquire(blocking=False):
        log.warning("too_many_wait_for_a_language_model")
        return answering.mark_failed(question)
    end_shared_read()  # or those who wait here would have all connections
    try:
        return answering.answer(question).result(timeout=settings().llm_deadline + GRACE_SECONDS)
    except TimeoutError:
        return None
    finally:
        _callers.release()
