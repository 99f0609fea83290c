"""Every setting and every limit: named, typed, with its default and its help.

Read from the environment and from ``.env`` (``ENV_FILE`` names another file); the environment wins.
README's configuration table lists them all, and a test compares the two.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

# Limits that are part of the product's rules; the database enforces the same ones.
TITLE_MAX = 200
DESCRIPTION_MAX = 20_000
NAME_MAX = 200
SEARCH_MAX = 200
PAGE_SIZES = (25, 50, 100)
TRASH_DAYS = 30


def default_data_dir() -> Path:
    """``.data`` in the project; as root a system folder, since the server then runs as another user."""
    return Path("/var/lib/triage-desk") if hasattr(os, "geteuid") and os.geteuid() == 0 else ROOT / ".data"


class Settings(BaseSettings):
    """What an installation can change without touching the code."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8501, ge=1, le=65535, description="Port to listen on.")
    data_dir: Path = Field(
        default_factory=default_data_dir,
        description="Where the embedded database lives.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="A PostgreSQL 15 or later to use instead of the embedded one, postgresql://user:password@host/name.",
    )
    database_wait: float = Field(60, ge=0, description="Seconds to wait at start-up for the database to answer.")
    database_pool_size: int = Field(10, ge=1, le=100, description="Database connections kept at most.")
    statement_timeout: float = Field(
        15, gt=0, le=600, description="Seconds after which the database ends a statement of a page."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="What is logged.")
    log_format: Literal["console", "json"] = Field("console", description="One line of text or one JSON object each.")

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()


class BadSettings(Exception):
    """A setting has a value that it cannot have; the message names it, without its value."""


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises BadSettings."""
    try:
        return Settings(_env_file=os.environ.get("ENV_FILE", ROOT / ".env"))
    except ValidationError as error:
        wrong = [
            f"{str(problem['loc'][0]).upper()}: {problem['msg']}." for problem in error.errors(include_input=False)
        ]
        raise BadSettings("A setting cannot be used. " + " ".join(wrong)) from None
