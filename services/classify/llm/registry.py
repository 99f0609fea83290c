"""The language models that this installation is set up for."""

from __future__ import annotations

from collections.abc import Callable

from services.classify.llm.provider import Connection, DailyBudget, LanguageModel, Provider
from services.settings import Settings


def configured(settings: Settings, *, may_call: Callable[[], bool] | None = None) -> list[Provider]:
    """The providers in order of preference, Gemini first; empty when there is no key, or ``LLM_PROVIDER`` is none.

    Make them once a process: they hold connections and figures. ``may_call`` counts a call against the daily budget
    and says whether it may be made; it is called in the caller's thread and has to be quick. Without it each process
    counts for itself.
    """
    budget = may_call or DailyBudget(settings.llm_daily_calls)
    providers: list[Provider] = []
    if settings.llm_provider in {"auto", "gemini"} and settings.gemini_key:
        providers.append(_gemini(settings, settings.gemini_key, budget))
    if settings.llm_provider in {"auto", "openai"} and (settings.openai_api_key or settings.openai_base_url):
        providers.append(_openai(settings, budget))
    return providers


_HOW_TO_SET_UP = {
    "gemini": "Not set up. It takes a key in GOOGLE_API_KEY or GEMINI_API_KEY, and a restart.",
    "openai": "Not set up. It takes a key in OPENAI_API_KEY, or in OPENAI_BASE_URL the address of a compatible server"
    " such as Ollama, and a restart.",
}


def how_to_set_up(name: str, settings: Settings) -> str:
    """What it takes to have ``gemini`` or ``openai`` among the configured providers, in sentences for an admin."""
    if settings.llm_provider not in {"auto", name}:
        return f"Not asked: LLM_PROVIDER is {settings.llm_provider}. With auto, every model that is set up is asked."
    return _HOW_TO_SET_UP[name]


# The SDKs are imported where they are used: together they cost a second and 80 MB.


def _gemini(settings: Settings, key: str, budget: Callable[[], bool]) -> Provider:
    from services.classify.llm.gemini import LABEL, GeminiConnection  # noqa: PLC0415

    def connect() -> Connection:
        return GeminiConnection(key=key, model=settings.gemini_model, base_url=settings.gemini_base_url)

    return LanguageModel(
        "gemini", LABEL, settings.gemini_model, connect, concurrency=settings.llm_concurrency, may_call=budget
    )


def _openai(settings: Settings, budget: Callable[[], bool]) -> Provider:
    from services.classify.llm.openai import OpenAIConnection  # noqa: PLC0415

    key, base_url = settings.openai_api_key, settings.openai_base_url
    label = "OpenAI" if base_url is None else "The OpenAI-compatible server"

    def connect() -> Connection:
        return OpenAIConnection(
            key=key.get_secret_value() if key else None,
            model=settings.openai_model,
            base_url=base_url,
            label=label,
        )

    return LanguageModel(
        "openai", label, settings.openai_model, connect, concurrency=settings.llm_concurrency, may_call=budget
    )
