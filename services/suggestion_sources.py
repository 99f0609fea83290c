"""The suggestion sources: a row for each language model and each local classifier, in order of preference.

The only list of them. Filters, sentences, settings, the API's schema, pages and charts loop over it, and start-up adds
the missing ones to the table ``suggestion_source``, which gives each the number that the counts hold.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelSetup:
    """What it takes to set up a language model; ``services/classify/llm/KEY.py`` calls it.

    ``service`` names it on the settings page, ``how_to`` (Markdown) says there which settings it takes, and ``missing``
    says so of a text that it was not asked about. ``settings`` are those of ``services.settings`` of which one is
    enough, ``server`` is the one that names another server, if there is one, ``model`` the one that names the model.
    """

    service: str
    settings: tuple[str, ...]
    how_to: str
    missing: str
    server: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestionSource:
    """One source: ``key`` in the database, URLs and the API, ``label`` on cards and charts, ``phrase`` in a sentence,
    ``suggests`` at its beginning, ``name`` where it is said whose answer is not measured yet.

    ``setup`` makes it a language model; without, it answers on this machine, and ``origin`` says whose suggestion it is
    that stands in for a language model's.
    """

    key: str
    label: str
    phrase: str
    suggests: str
    name: str
    setup: ModelSetup | None = None
    origin: str = ""


SUGGESTION_SOURCES: tuple[SuggestionSource, ...] = (
    SuggestionSource(
        key="gemini",
        label="Gemini",
        phrase="Gemini",
        suggests="Gemini suggests",
        name="Gemini",
        setup=ModelSetup(
            service="Gemini",
            settings=("google_api_key", "gemini_api_key"),
            how_to="Set `GOOGLE_API_KEY` (or `GEMINI_API_KEY`); `GEMINI_MODEL` chooses the model.",
            missing="Not set up. It takes a key in GOOGLE_API_KEY or GEMINI_API_KEY, and a restart.",
            model="gemini_model",
        ),
    ),
    SuggestionSource(
        key="openai",
        label="OpenAI",
        phrase="OpenAI",
        suggests="The language model suggests",
        name="language model",
        setup=ModelSetup(
            service="OpenAI or a compatible server",
            settings=("openai_api_key", "openai_base_url"),
            how_to="Set `OPENAI_API_KEY`, or `OPENAI_BASE_URL` for Ollama, vLLM, LM Studio or Azure; "
            "`OPENAI_MODEL` chooses the model.",
            missing="Not set up. It takes a key in OPENAI_API_KEY, or in OPENAI_BASE_URL the address of a compatible"
            " server such as Ollama, and a restart.",
            server="openai_base_url",
            model="openai_model",
        ),
    ),
    SuggestionSource(
        key="learned",
        label="Learned classifier",
        phrase="the learned classifier",
        suggests="The learned classifier suggests",
        name="learned classifier",
        origin="the learned classifier",
    ),
    SuggestionSource(
        key="keywords",
        label="Keyword rules",
        phrase="the keyword rules",
        suggests="Keyword rules suggest",
        name="keyword rules",
        origin="keyword rules",
    ),
)


def source_keys() -> tuple[str, ...]:
    """The keys of all sources, in order of preference."""
    return tuple(source.key for source in SUGGESTION_SOURCES)


def source_labels() -> dict[str, str]:
    """The label of each source, by key."""
    return {source.key: source.label for source in SUGGESTION_SOURCES}


def model_setups() -> dict[str, ModelSetup]:
    """The language models among the sources and their set-up, by key, in order of preference."""
    return {source.key: source.setup for source in SUGGESTION_SOURCES if source.setup}
