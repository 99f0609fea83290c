"""Files made on a click: in a thread without a page, on behalf of whoever looked at it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import streamlit as st

from pages.settings import audit_list
from pages.settings.data import privacy_card
from services.access import audit
from services.access.asking import Asker, acting_as
from services.errors import NotAllowed
from services.settings import settings
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")

LEA, ANN = Asker("lea@example.com", "lead", "10.0.0.7"), Asker("ann@example.com", "agent", "10.0.0.8")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the download buttons of a page would call; people sign in."""
    monkeypatch.setattr(settings(), "oidc_issuer", "https://login.example.com")
    found: list[Any] = []

    def download_button(_: str, data: Any, *__: Any, **___: Any) -> bool:
        found.append(data)
        return False

    monkeypatch.setattr(st, "download_button", download_button)
    return found


def in_a_thread(make: Any) -> bytes:
    """As Streamlit does on a click."""
    got: list[Any] = []

    def run() -> None:
        try:
            got.append(make())
        except Exception as error:  # noqa: BLE001 - raised below
            got.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if isinstance(got[0], Exception):
        raise got[0]
    return bytes(got[0])


def test_a_lead_gets_the_audit_log(made: list[Any]) -> None:
    audit.note_alone("token", "Made nightly", who=LEA)
    with acting_as(LEA):
        audit_list._buttons([], "token", "")
    assert b"Made nightly" in in_a_thread(made[0])
    with acting_as(LEA):
        assert (audit.entries()[0].actor, audit.entries()[0].address) == (LEA.name, LEA.address)


def test_a_lead_gets_what_is_known(made: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with acting_as(LEA):
        filed(requester="Ann Lee")
        monkeypatch.setattr(st, "text_input", lambda *_, **__: "Ann Lee")
        privacy_card.privacy_card()
    assert b"Ann Lee" in in_a_thread(made[0])


def test_whoever_may_not_gets_no_file_with_an_error_in_it(made: list[Any]) -> None:
    with acting_as(ANN):
        audit_list._buttons([], None, "")
    with pytest.raises(NotAllowed):
        in_a_thread(made[0])
