"""Settings: where they come from, what is refused, and that README names them all."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.process.version import VERSION
from services.settings import ROOT, BadSettings, Settings, settings
from tests.services import settings_files


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "env"
    file.write_text("PORT=9001\nHOST=0.0.0.0\nUNKNOWN=1\n")
    monkeypatch.setenv("PORT", "9002")
    monkeypatch.delenv("HOST", raising=False)
    read = Settings(_env_file=file)
    assert (read.port, read.host) == (9002, "0.0.0.0")


@pytest.mark.parametrize("name", ["PORT", "DATABASE_URL", "DATA_DIR", "LOG_LEVEL"])
def test_an_empty_variable_is_no_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    field = name.lower()
    assert getattr(Settings(_env_file=None), field) == Settings.model_fields[field].get_default(
        call_default_factory=True
    )


@pytest.mark.parametrize(("name", "value"), [("PORT", "99999"), ("PORT", "x"), ("LOG_LEVEL", "LOUD")])
def test_a_bad_value_is_refused_by_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings(_env_file=None)


def test_a_bad_value_is_one_sentence_without_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "s3cret")
    settings.cache_clear()
    try:
        with pytest.raises(BadSettings, match="PORT: ") as caught:
            settings()
    finally:
        settings.cache_clear()
    assert "s3cret" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "env"
    file.write_bytes("# Schlüssel\nOPENAI_API_KEY=s3cret\n".encode("cp1252"))
    monkeypatch.setenv("ENV_FILE", str(file))
    settings.cache_clear()
    try:
        with pytest.raises(BadSettings, match=f"^{file} cannot be read: it is not UTF-8.$"):
            settings()
    finally:
        settings.cache_clear()


def test_the_password_is_not_shown() -> None:
    shown = repr(Settings(_env_file=None, database_url="postgresql://u:p4ss@h/d"))
    assert "p4ss" not in shown


def test_a_home_folder_can_be_named_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert Settings(_env_file=None, data_dir=Path("~/triage")).data_dir == Path("/home/ann/triage")


OF_COMPOSE = {"ENV_FILE", "POSTGRES_PASSWORD", "DESK_NAME", "DESK_TLS", "STREAMLIT_SERVER_COOKIE_SECRET"}


@pytest.mark.parametrize("file", ["README.md", ".env.example"])
def test_every_setting_is_documented(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    pattern = r"^\| `([A-Z_]+)` \|" if file == "README.md" else r"^#? ?([A-Z_]+)="
    documented = set(re.findall(pattern, text, re.MULTILINE))
    assert documented - OF_COMPOSE == {name.upper() for name in Settings.model_fields}


def test_the_lists_of_settings_are_as_make_snapshots_writes_them() -> None:
    assert settings_files.README.read_text(encoding="utf-8") == settings_files.readme(
        settings_files.README.read_text(encoding="utf-8")
    )
    assert settings_files.EXAMPLE.read_text(encoding="utf-8") == settings_files.env_example()


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
