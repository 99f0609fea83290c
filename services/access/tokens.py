"""API tokens: make, list, revoke and check them. Kept hashed; the token itself is shown once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from db.engine import transaction
from services.access import audit
from services.access.asking import Asker, acting_name, require
from services.access.kept import Names
from services.access.roles import SCOPES
from services.errors import InvalidInput, NotFound

NAME_MAX = 60
DAYS_MAX = 3_650
TOKENS_MAX = 500  # that are neither revoked nor expired
PREFIX = "td_"  # by which secret scanners, and we, know one
FORM = re.compile(r"td_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")
KNOWN_SECONDS = 5.0  # how long the answer about a token is kept in a process: a revoked one ends within that


@dataclass(frozen=True, slots=True)
class Token:
    """An API token without its secret. ``scope`` is read, write or admin; times are UTC."""

    id: int
    name: str
    scope: str
    made_at: datetime
    made_by: str
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def state(self) -> str:
        """``revoked``, ``expired`` or ``active``."""
        if self.revoked_at is not None:
            return "revoked"
        is_over = self.expires_at is not None and self.expires_at <= datetime.now(UTC)
        return "expired" if is_over else "active"


def make_token(name: str, scope: str, *, days: int | None, actor: str = "local") -> tuple[Token, str]:
    """Make a token that ends after ``days`` (None: never); returns it with its secret, which is not kept.

    Raises NotAllowed and InvalidInput.
    """
    require("tokens")
    name = " ".join(name.split())
    wrong = _problems(name, scope, days)
    if wrong:
        raise InvalidInput(wrong)
    handle, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    written = f"{PREFIX}{handle}_{secret}"
    values: dict[str, object] = {"name": name, "scope": scope, "handle": handle, "digest": _digest(written)}
    values |= {"by": acting_name(actor), "expires": None if days is None else datetime.now(UTC) + timedelta(days=days)}
    with transaction(actor=actor) as session:
        if (session.scalar(_COUNT) or 0) >= TOKENS_MAX:
            raise InvalidInput({"name": [f"There are {TOKENS_MAX} active tokens. Revoke one first."]})
        made = Token(**session.execute(_MAKE, values).mappings().one())
        audit.note(session, "token", f"Made {name} ({scope})", actor=actor)
        return made, written


def list_tokens() -> list[Token]:
    """The tokens, active ones first, then the newest first. Raises NotAllowed."""
    require("tokens")
    with transaction() as session:
        return [Token(**row) for row in session.execute(_LIST).mappings()]


def revoke_token(token_id: int) -> None:
    """End a token for good; every process knows within five seconds. Raises NotFound."""
    require("tokens")
    with transaction() as session:
        name = session.scalar(_REVOKE, {"id": token_id})
        if name is None:
            raise NotFound("There is no such token, or it was revoked already.")
        audit.note(session, "token", f"Revoked {name}")
    _known.forget()


def known_token(written: str) -> Asker | bool | None:
    """What is remembered of a token, without waiting: who it is, None for nobody, False where it has to be read."""
    return _known.get(_digest(written))


def was_known(written: str) -> bool:
    """Whether it was a right token when this process looked last."""
    return _known.was_somebody(_digest(written))


def check_token(written: str) -> Asker | None:
    """Who calls with this token; None when it is wrong, expired or revoked."""
    digest = _digest(written)
    found = _known.get(digest)
    if found is False:
        found = _read(written, digest)
        _known.put(digest, found)
    assert not isinstance(found, bool)
    return found


def handle_of(written: str) -> str:
    """The part of a token that is no secret, for its rate limit."""
    parts = FORM.fullmatch(written)
    return parts[1] if parts else ""


def _read(written: str, digest: bytes) -> Asker | None:
    parts = FORM.fullmatch(written)
    if parts is None:
        return None
    with transaction(bookkeeping=True) as session:
        row = session.execute(_FIND, {"handle": parts[1]}).one_or_none()
        # Compared even where there is no such token, so that an answer takes as long for any.
        is_right = hmac.compare_digest(bytes(row.digest) if row else bytes(32), digest)
        if row is None or not is_right:
            return None
        session.execute(_USED, {"id": row.id})
    return Asker(f"{row.name} (token)", SCOPES[row.scope])


def _problems(name: str, scope: str, days: int | None) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if not 0 < len(name) <= NAME_MAX or not name.isprintable():
        wrong["name"] = [f"Give the token a name of 1 to {NAME_MAX} characters."]
    if scope not in SCOPES:
        wrong["scope"] = [f"Choose from: {', '.join(SCOPES)}."]
    if days is not None and not 1 <= days <= DAYS_MAX:
        wrong["days"] = [f"A token lasts from 1 to {DAYS_MAX:,} days, or has no end."]
    return wrong


def _digest(written: str) -> bytes:
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()


_known = Names(KNOWN_SECONDS)

_COLUMNS = "id, name, scope, made_at, made_by, expires_at, last_used_at, revoked_at"
_ACTIVE = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())"
_COUNT = text(f"SELECT count(*) FROM api_token WHERE {_ACTIVE}")  # noqa: S608 - our own words
_MAKE = text(
    "INSERT INTO api_token (name, scope, handle, digest, made_by, expires_at)"  # noqa: S608 - our own words
    f" VALUES (:name, :scope, :handle, :digest, :by, :expires) RETURNING {_COLUMNS}"
)
_LIST = text(f"SELECT {_COLUMNS} FROM api_token ORDER BY {_ACTIVE} DESC, id DESC LIMIT 1000")  # noqa: S608 - our own
_REVOKE = text("UPDATE api_token SET revoked_at = now() WHERE id = :id AND revoked_at IS NULL RETURNING name")
_FIND = text(f"SELECT id, name, scope, digest FROM api_token WHERE handle = :handle AND {_ACTIVE}")  # noqa: S608 - our own
_USED = text(
    "UPDATE api_token SET last_used_at = now()"
    " WHERE id = :id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')"
)
