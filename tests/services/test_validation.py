"""pydantic's errors in our words."""

from __future__ import annotations

import pytest
from pydantic import create_model

from services.errors import InvalidInput
from services.validation import Fields


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("title", "A title is missing."),
        ("external_id", "An external id is missing."),
        ("status", "A status is missing."),
        ("sources", "Sources are missing."),
    ],
)
def test_what_is_missing_is_named(field: str, sentence: str) -> None:
    model = create_model("Form", __base__=Fields, **{field: (str, ...)})  # type: ignore[call-overload]
    with pytest.raises(InvalidInput) as told:
        model()
    assert told.value.fields == {field: [sentence]}
