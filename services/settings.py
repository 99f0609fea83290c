"""Every setting: named, typed, with its default and its help; what an installation cannot change is in limits.py.

Read from the environment and from ``.env`` (``ENV_FILE`` names another file); the environment wins.
``make snapshots`` writes README's configuration table and ``.env.example`` from the rows below: ``description`` is
markdown, ``shown`` the default in the table where it is not the value, ``example`` a value for ``.env.example``.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import SettingsConfigDict

from services.sign_in_settings import (
    Network,
    SignInSettings,
    checked_host_names,
    checked_networks,
    checked_origins,
    networks_of,
    parts_of,
)
from services.suggestion_sources import model_setups

ROOT = Path(__file__).resolve().parent.parent

PROVIDER_CHOICES = ("auto", *model_setups(), "none")

_PRICE = re.compile(r"([a-z0-9_]+)\s*=\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*/\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)")


def default_data_dir() -> Path:
    """``.data`` in the project; as root a system folder, since the server then runs as another user."""
    return Path("/var/lib/triage-desk") if hasattr(os, "geteuid") and os.geteuid() == 0 else ROOT / ".data"


class Settings(SignInSettings):
    """What an installation can change without touching the code."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8501, ge=1, le=65535, description="port to listen on")
    data_dir: Path = Field(
        default_factory=default_data_dir,
        description="where the embedded database lives",
        json_schema_extra={"shown": "`.data` in the project; as root `/var/lib/triage-desk`"},
    )
    database_url: SecretStr | None = Field(
        None,
        description="a PostgreSQL 15 or later to use instead, `postgresql://user:password@host:5432/name`",
        json_schema_extra={"shown": "none: embedded", "example": "postgresql://user:password@host:5432/triage"},
    )
    database_direct_url: SecretStr | None = Field(
        None,
        description="the server itself where `DATABASE_URL` is a pooler in transaction mode, for what listens or locks",
        json_schema_extra={"example": "postgresql://user:password@host:5432/triage"},
    )
    database_read_url: SecretStr | None = Field(
        None,
        description="a streaming replica for the dashboard, lists and search, used while it is there and recent enough",
        json_schema_extra={"example": "postgresql://user:password@replica:5432/triage"},
    )
    database_read_lag: float = Field(
        1,
        ge=0.5,
        le=60,
        description="seconds that the replica may be behind; nobody is shown less than what they wrote",
    )
    database_wait: float = Field(60, ge=0, description="seconds to wait at start-up for the database to answer")
    database_pool_size: int = Field(10, ge=1, le=100, description="database connections kept at most")
    statement_timeout: float = Field(
        15, gt=0, le=600, description="seconds after which the database ends a statement of a page"
    )
    workers: int = Field(
        1, ge=0, le=32, description="processes that do long work beside the server; 0 leaves it to a worker service"
    )
    worker_lost_after: float = Field(
        15, ge=1, le=600, description="seconds without a sign of life after which long work is begun again elsewhere"
    )
    backup_dir: Path | None = Field(
        None,
        description="the folder of backups; on another disk than the database they outlive it",
        json_schema_extra={"shown": "`backups` in `DATA_DIR`", "example": "/mnt/backups/triage-desk"},
    )
    backup_every: float = Field(
        0,
        ge=0,
        le=24 * 366,
        description="hours between two backups by themselves, counted from 02:00; 24 is one a night, 0 none",
    )
    backup_keep: int = Field(
        7, ge=1, le=10_000, description="of these backups, how many are kept; those made by hand all are"
    )
    llm_provider: str = Field(
        "auto",
        description=(
            "language models that suggest: `auto` (each that has a key, Gemini first), `gemini`, `openai` or `none`"
        ),
    )
    google_api_key: SecretStr | None = Field(None, description="a key for Gemini")
    gemini_api_key: SecretStr | None = Field(None, description="the same by its other name; `GOOGLE_API_KEY` wins")
    gemini_model: str = Field("gemini-3.5-flash-lite", description="the Gemini model that is asked")
    gemini_base_url: str = Field(
        "https://generativelanguage.googleapis.com",
        description="where Gemini is reached, a gateway for example",
        json_schema_extra={"shown": "Google's"},
    )
    openai_api_key: SecretStr | None = Field(
        None, description="a key for OpenAI, or for the server of `OPENAI_BASE_URL` (which may need none)"
    )
    openai_model: str = Field("gpt-6-luna", description="the model that OpenAI or that server is asked for")
    openai_base_url: str | None = Field(
        None,
        description=("a compatible server instead: Ollama, vLLM, LM Studio, Azure, as `http://localhost:11434/v1`"),
        json_schema_extra={"shown": "OpenAI's", "example": "http://localhost:11434/v1"},
    )
    llm_deadline: float = Field(8, gt=0, le=60, description="seconds for a language model's answer, retries included")
    llm_concurrency: int = Field(4, ge=1, le=20, description="calls to each language model at the same time")
    llm_daily_calls: int = Field(5000, ge=0, description="calls to language models a day (UTC); 0 is no limit")
    llm_calls_per_minute: int = Field(
        0,
        ge=0,
        le=1_000_000,
        description="calls to each language model a minute, of all processes together; 0 is no limit",
    )
    llm_prices: str = Field(
        "",
        description=(
            "what a million tokens cost with a language model, in and out, as `gemini=0.10/0.40, openai=0.25/2`; for "
            "the cost of measuring"
        ),
        json_schema_extra={"shown": "none: tokens are told", "example": "gemini=0.10/0.40, openai=0.25/2"},
    )
    cors_origins: str = Field(
        "",
        description=(
            "origins whose pages may call the API, comma separated, as `https://desk.example.com`; also the "
            "address of the desk itself behind a proxy, whose pages may do everything"
        ),
        json_schema_extra={"shown": "none: only its own"},
    )
    allowed_hosts: str = Field(
        "",
        description=(
            "more host names that the desk answers to, comma separated, as `desk.corp`; localhost, IP "
            "addresses, `HOST` and, with their own port, the names in `CORS_ORIGINS` need not be listed"
        ),
    )
    trusted_proxies: str = Field(
        "",
        description=(
            "addresses or networks of proxies whose `X-Forwarded-Proto` is believed, comma separated, as "
            "`10.0.0.5,172.16.0.0/12`"
        ),
    )
    api_rate: int = Field(
        600,
        ge=0,
        description=(
            "calls of the API a minute for each token, and where people sign in for each person or address; more have "
            "to wait; 0 is no limit"
        ),
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`"
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="`console` (lines of text) or `json` (an object a line)"
    )

    @field_validator("llm_provider")
    @classmethod
    def _known_provider(cls, name: str) -> str:
        if name not in PROVIDER_CHOICES:
            *rest, last = (repr(choice) for choice in PROVIDER_CHOICES)
            expected = f"{', '.join(rest)} or {last}"
            raise PydanticCustomError("literal_error", "Input should be {expected}", {"expected": expected})
        return name

    @field_validator("llm_prices")
    @classmethod
    def _known_prices(cls, prices: str) -> str:
        for part in parts_of(prices):
            match = _PRICE.fullmatch(part)
            if match is None or match[1] not in model_setups():
                raise ValueError("Write prices as gemini=0.10/0.40, separated by commas")
        return prices

    @property
    def prices(self) -> dict[str, tuple[float, float]]:
        """What a million tokens in, and out, cost by language model."""
        matches = (_PRICE.fullmatch(part) for part in parts_of(self.llm_prices))
        return {one[1]: (float(one[2]), float(one[3])) for one in matches if one}

    @field_validator("gemini_base_url", "openai_base_url")
    @classmethod
    def _web_address(cls, address: str | None) -> str | None:
        if address is not None and not address.startswith(("http://", "https://")):
            raise ValueError("An address begins with http:// or https://.")
        return address

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: str) -> str:
        return checked_origins(origins)

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """The origins of CORS_ORIGINS, as browsers write them."""
        return tuple(parts_of(self.cors_origins))

    @field_validator("allowed_hosts")
    @classmethod
    def _host_names(cls, names: str) -> str:
        return checked_host_names(names)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, networks: str) -> str:
        return checked_networks(networks)

    @property
    def extra_hosts(self) -> tuple[str, ...]:
        """The host names of ALLOWED_HOSTS, in lower case."""
        return tuple(parts_of(self.allowed_hosts))

    @property
    def proxy_networks(self) -> tuple[Network, ...]:
        """The networks of TRUSTED_PROXIES; an address is a network of one."""
        return networks_of(self.trusted_proxies)

    @property
    def gemini_key(self) -> str | None:
        """The key for Gemini under either of its names."""
        key = self.google_api_key or self.gemini_api_key
        return key.get_secret_value() if key else None

    @field_validator("data_dir", "backup_dir")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder and folder.expanduser().absolute()

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.backup_dir or self.data_dir / "backups"


class BadSettings(Exception):
    """A setting has a value that it cannot have; the message names it, without its value."""


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises BadSettings."""
    file = os.environ.get("ENV_FILE", ROOT / ".env")
    try:
        return Settings(_env_file=file)
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise BadSettings(f"{file} cannot be read: {reason}.") from None
    except ValidationError as error:
        wrong = [
            f"{str(problem['loc'][0]).upper()}: {problem['msg']}." for problem in error.errors(include_input=False)
        ]
        raise BadSettings("A setting cannot be used. " + " ".join(wrong)) from None
