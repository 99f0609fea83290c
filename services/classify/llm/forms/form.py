"""The form of a request to a language model: everything about it that servers take differently."""

from __future__ import annotations

import copy
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

# The answer has some 150 tokens; models that think first count their thoughts too.
MAX_OUTPUT_TOKENS = 4_096
BOUNDS = ("minimum", "maximum")

Answer = Literal["json_schema", "open_api_schema", "json_object", "text"]


class Form(BaseModel):
    """One form, as it is kept for a server. The defaults are the full form of OpenAI's protocol.

    ``effort`` is a reasoning effort or, for Gemini, a thinking budget or level; empty: none is sent. ``limit_name`` is
    empty where no limit is sent, ``prefix`` what the address lacks. ``template``: the model's chat template is told not
    to let it think, which is how vLLM, SGLang and llama.cpp take it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    answer: Answer = "json_schema"
    bounds: bool = True
    effort: str = Field("none", max_length=40)
    limit: int = Field(MAX_OUTPUT_TOKENS, ge=1, le=MAX_OUTPUT_TOKENS)
    limit_name: Literal["max_completion_tokens", "max_tokens", ""] = "max_completion_tokens"
    prefix: Literal["", "/v1"] = ""
    system: bool = True
    template: bool = False
    temperature: bool = True

    def but(self, **changes: Any) -> Form:
        """A copy of the form with ``changes``."""
        return self.model_copy(update=changes)

    @property
    def has_schema(self) -> bool:
        """Whether a schema goes along."""
        return self.answer in {"json_schema", "open_api_schema"}

    def fitted(self, full: dict[str, Any]) -> dict[str, Any]:
        """The schema of the answer as this form has it: without bounds, or in OpenAPI's subset."""
        schema = copy.deepcopy(full)
        if self.answer == "open_api_schema":
            schema.pop("additionalProperties", None)
        if not self.bounds:
            for described in schema["properties"].values():
                for bound in BOUNDS:
                    described.pop(bound, None)
        return schema


OPENAI_FORM = Form()
# For a server of one's own, where the effort alone leaves many a model thinking beyond every deadline.
OWN_FORM = Form(template=True)
GEMINI_FORM = Form(effort="0")
