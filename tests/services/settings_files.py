"""The settings as README's table and ``.env.example`` list them, from ``Settings``.

``python -m tests.services.settings_files`` writes both.
"""

from __future__ import annotations

import re
import textwrap
from typing import Any

from pydantic import SecretStr

from services.settings import ROOT, Settings
from services.sign_in_settings import SignInSettings

README, EXAMPLE = ROOT / "README.md", ROOT / ".env.example"
_TABLE = re.compile(r"(?<=\| setting \| default \| what it is \|\n\|---\|---\|---\|\n)(?:\|.*\n)*")
_HEAD = (
    "# Every setting with its default. Copy to .env and change what you need; the environment wins over this file.\n"
)
_DOCKER = (
    "\n# Docker Compose only: the password of its database, set before its first start."
    " Only the app's container reaches it.\n#POSTGRES_PASSWORD=triage\n"
)


def readme(text: str) -> str:
    """README with its configuration table as the settings are now."""
    rows = (f"| `{name.upper()}` | {_shown(field)} | {field.description} |\n" for name, field in _fields())
    return _TABLE.sub(lambda _: "".join(rows), text, count=1)


def env_example() -> str:
    """An ``.env`` with every setting commented out, its description above it."""
    parts = [_HEAD]
    for name, field in _fields():
        default = f" Default: {_extra(field)['shown']}." if field.default_factory else ""
        about = f"{str(field.description)[0].upper()}{str(field.description)[1:]}.{default}".replace("`", "")
        about = textwrap.fill(about, 120, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
        parts.append(f"{about}\n#{name.upper()}={_extra(field).get('example', _plain(field))}\n")
    return "\n".join(parts) + _DOCKER


def main() -> None:
    """Write both."""
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    EXAMPLE.write_text(env_example(), encoding="utf-8")


def _fields() -> list[tuple[str, Any]]:
    """All of them, those of signing in last."""
    return sorted(Settings.model_fields.items(), key=lambda item: item[0] in SignInSettings.model_fields)


def _shown(field: Any) -> str:
    return str(_extra(field).get("shown") or (f"`{_plain(field)}`" if _plain(field) else "none"))


def _plain(field: Any) -> str:
    default = None if field.default_factory else field.default
    return "" if default is None or isinstance(default, SecretStr) else str(default)


def _extra(field: Any) -> dict[str, str]:
    return dict(field.json_schema_extra or {})


if __name__ == "__main__":
    main()
