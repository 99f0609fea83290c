"""The switches of masking on the Settings page, through AppTest, on a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.classify.llm.masking import switches
from services.classify.llm.masking.kinds import DEFAULT_KINDS, KINDS, SWITCHES
from tests.pages.desk import run, texts
from tests.pages.settings.support import away, section

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    switches.forget()
    yield
    switches.forget()


def test_each_kind_is_named_and_each_switch_holds() -> None:
    at = section("models")
    said = texts(at).lower() + " ".join(toggle.label for toggle in at.toggle).lower()
    assert all(kind.label.lower() in said for kind in KINDS)
    assert [(toggle.label, toggle.value) for toggle in at.toggle] == [(kind.label, kind.default) for kind in SWITCHES]
    at.toggle(key="mask_name").set_value(True)
    run(at)
    assert switches.masked_kinds() == DEFAULT_KINDS | {"name"}
    assert [toggle.value for toggle in section("models").toggle if toggle.key == "mask_name"] == [True]


def test_a_switch_that_could_not_be_stored_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    at = section("models")
    monkeypatch.setattr("pages.settings.masking_setting.set_switch", away)
    at.toggle(key="mask_name").set_value(True)
    run(at)
    assert "database" in texts(at).lower() + " ".join(toast.value for toast in at.toast).lower()
    assert switches.masked_kinds() == DEFAULT_KINDS
