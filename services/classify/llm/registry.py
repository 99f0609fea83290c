"""The language models that this installation is set up for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from services.classify.llm.daily_budget import DailyBudget
from services.classify.llm.provider import Provider
from services.classify.llm.shared_rate import paced
from services.settings import Settings
from services.suggestion_sources import ModelSetup, model_setups


def configured(settings: Settings, *, may_call: Callable[[], bool] | None = None) -> list[Provider]:
    """The providers in order of preference; empty when there is no key, or ``LLM_PROVIDER`` is none.

    Make them once a process: they hold connections and figures. ``may_call`` counts a call against the daily budget
    and says whether it may be made; it is called in the caller's thread and has to be quick. Without it each process
    counts for itself.
    """
    budget = may_call or DailyBudget(settings.llm_daily_calls)
    return [
        _provider(key, settings, budget) for key, setup in model_setups().items() if _is_set_up(key, setup, settings)
    ]


def setup_hint(name: str, settings: Settings) -> str:
    """Say what it takes to have a language model among the configured providers, in sentences for an admin."""
    if settings.llm_provider not in {"auto", name}:
        return f"Not asked: LLM_PROVIDER is {settings.llm_provider}. With auto, every model that is set up is asked."
    return model_setups()[name].missing


def _is_set_up(key: str, setup: ModelSetup, settings: Settings) -> bool:
    return settings.llm_provider in {"auto", key} and any(getattr(settings, name) for name in setup.settings)


def _provider(key: str, settings: Settings, budget: Callable[[], bool]) -> Provider:
    """``connected_model`` of the module that is called like the source.

    Imported only where it is used: the SDKs together cost a second and 80 MB.
    """
    module = import_module(f"services.classify.llm.{key}")
    provider: Provider = module.connected_model(settings, paced(key, settings.llm_calls_per_minute, budget))
    return provider
