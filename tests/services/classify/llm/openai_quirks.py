"""What servers that speak OpenAI's protocol refuse, and in which words, one row a quirk."""

from __future__ import annotations

import json

from tests.services.classify.llm.server_quirks import (
    Quirk,
    asks_more_than,
    has,
    has_bounds,
    has_format,
    has_schema,
    has_system,
    json_mode,
    openai_error,
)


def _type_of(model: str) -> str:
    return f"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model {model}."


_422 = {"type": "extra_forbidden", "msg": "Extra inputs are not permitted"}

OPENAI_QUIRKS = (
    Quirk("llama.cpp: grammar", has_bounds, 400, openai_error("Failed to parse grammar", code=400), keeps=has_schema),
    Quirk("llama.cpp: any grammar", has_schema, 400, openai_error("failed to parse grammar"), takes=3, keeps=json_mode),
    Quirk("llama.cpp: samplers", has_bounds, 500, openai_error("Failed to initialize samplers: x"), keeps=has_schema),
    Quirk(
        "vLLM: xgrammar",
        has_bounds,
        400,
        {
            "object": "error",
            "message": "The provided JSON schema contains features not supported by xgrammar.",
            "type": "BadRequestError",
            "param": None,
            "code": 400,
        },
        keeps=has_schema,
    ),
    Quirk(
        "OpenAI: minimum",
        has_bounds,
        400,
        openai_error(
            "Invalid schema for response_format 'suggestion': In context=('properties', 'category_confidence'), "
            "'minimum' "
            "is not permitted.",
            param="response_format",
        ),
        keeps=has_schema,
    ),
    Quirk("Azure: old model", has_schema, 400, openai_error(_type_of(""), param="response_format"), keeps=json_mode),
    Quirk(
        "Azure: old version",
        has_schema,
        400,
        openai_error(
            "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later"
        ),
        keeps=json_mode,
    ),
    Quirk("DeepSeek", has_schema, 400, openai_error("This response_format type is unavailable now"), keeps=json_mode),
    Quirk(
        "Groq",
        has_schema,
        400,
        openai_error(
            "This model does not support response format `json_schema`. See supported models at https://x",
            param="response_format",
        ),
        keeps=json_mode,
    ),
    Quirk(
        "LM Studio: JSON mode",
        has_format,
        400,
        {"error": "'response_format.type' must be 'json_schema' or 'text'"},
        takes=3,
    ),
    Quirk(
        "a server that has no such route for it",
        has_format,
        404,
        openai_error("response_format: not supported here"),
        takes=3,
    ),
    Quirk("500 that names it", has_schema, 500, openai_error("json_schema is not supported"), keeps=json_mode),
    Quirk("501 that names it", has_format, 501, openai_error("response_format is not implemented"), takes=3),
    Quirk(
        "OpenRouter: no endpoint",
        has_format,
        404,
        {"error": {"message": "No endpoints found that can handle the requested parameters.", "code": 404}},
        takes=3,
    ),
    Quirk(
        "OpenRouter: the server behind",
        has_schema,
        400,
        {
            "error": {
                "message": "Provider returned error",
                "code": 400,
                "metadata": {"raw": json.dumps(openai_error("response_format json_schema is not supported"))},
            }
        },
        keeps=json_mode,
    ),
    Quirk(
        "LiteLLM",
        has_format,
        400,
        openai_error(
            "litellm.UnsupportedParamsError: gemma does not support parameters: ['response_format'], for model=gemma"
        ),
        takes=3,
    ),
    Quirk(
        "TGI: grammar",
        has_format,
        422,
        {"error": "Input validation error: grammar is not supported", "error_type": "validation"},
        takes=4,
    ),
    Quirk(
        "TGI: another type",
        has_schema,
        422,
        (
            b"Failed to deserialize the JSON body into the target type: response_format.type: unknown variant "
            b"`json_schema`,"
            b" expected `json_object` or `regex` at line 1 column 200"
        ),
        keeps=json_mode,
    ),
    Quirk(
        "Mistral: reasoning effort",
        has("reasoning_effort"),
        422,
        {"object": "error", "message": {"detail": [{**_422, "loc": ["body", "reasoning_effort"], "input": "none"}]}},
        keeps=has_bounds,
    ),
    Quirk(
        "FastAPI: max_completion_tokens",
        has("max_completion_tokens"),
        422,
        {"detail": [{**_422, "loc": ["body", "max_completion_tokens"], "input": 4096}]},
        keeps=has("max_tokens", 4096),
    ),
    Quirk(
        "OpenAI-like: max_completion_tokens",
        has("max_completion_tokens"),
        400,
        openai_error("Unsupported parameter: 'max_completion_tokens'"),
        keeps=has("max_tokens", 4096),
    ),
    Quirk(
        "no limit at all",
        lambda body: has("max_tokens")(body) or has("max_completion_tokens")(body),
        400,
        openai_error("Unrecognized request arguments: max_tokens, max_completion_tokens"),
        takes=3,
    ),
    Quirk(
        "OpenAI: temperature",
        has("temperature"),
        400,
        openai_error(
            "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is "
            "supported.",
            param="temperature",
            code="unsupported_value",
        ),
        keeps=has("reasoning_effort", "none"),
    ),
    Quirk(
        "vLLM: context",
        asks_more_than(1_444),
        400,
        openai_error(
            "This model's maximum context length is 2048 tokens. However, you requested 4700 tokens (604 in the "
            "messages, "
            "4096 in the completion). Please reduce the length of the messages or completion."
        ),
        keeps=has_bounds,
    ),
    Quirk(
        "vLLM: newer",
        asks_more_than(900),
        400,
        openai_error(
            "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is "
            "1504 tokens "
            "and your request has 604 input tokens (4096 > 1504 - 604)."
        ),
        keeps=has("max_completion_tokens", 900),
    ),
    Quirk(
        "OpenAI: completion tokens",
        asks_more_than(2_048),
        400,
        openai_error(
            "max_tokens is too large: 4096. This model supports at most 2048 completion tokens, whereas you "
            "provided 4096.",
            param="max_tokens",
            code="invalid_value",
        ),
        keeps=has("max_completion_tokens", 2_048),
    ),
    Quirk(
        "Groq: completion tokens",
        asks_more_than(1_024),
        400,
        openai_error(
            "`max_completion_tokens` must be less than or equal to `1024`, the maximum value for "
            "`max_completion_tokens` is "
            "less than the `context_window` for this model"
        ),
        keeps=has("max_completion_tokens", 1_024),
    ),
    Quirk(
        "TGI: context",
        asks_more_than(700),
        422,
        {
            "error": "Input validation error: `inputs` tokens + `max_new_tokens`"
            " must be <= 1304. Given: 604 `inputs` tokens and 4096 `max_new_tokens`",
            "error_type": "validation",
        },
        keeps=has("max_completion_tokens", 700),
    ),
    Quirk(
        "OpenRouter: credit",
        asks_more_than(1_200),
        402,
        {
            "error": {
                "code": 402,
                "message": "This request requires more credits, or fewer max_tokens. You requested up to 4096 "
                "tokens, but can only afford 1200.",
            }
        },
        keeps=has("max_completion_tokens", 1_200),
    ),
    Quirk(
        "a limit that is not named",
        asks_more_than(1_024),
        400,
        openai_error("max_tokens is too large"),
        keeps=has("max_completion_tokens", 1_024),
    ),
    Quirk(
        "OpenAI: efforts named",
        has("reasoning_effort", "none"),
        400,
        openai_error(
            "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values "
            "are: 'high', "
            "'low', and 'medium'.",
            param="reasoning_effort",
            code="unsupported_value",
        ),
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "OpenAI: minimal",
        has("reasoning_effort", "none"),
        400,
        openai_error(
            "Unsupported value: 'none' is not supported with this model. Supported values are: 'minimal', 'low', "
            "'medium', "
            "and 'high'.",
            param="reasoning_effort",
            code="unsupported_value",
        ),
        keeps=has("reasoning_effort", "minimal"),
    ),
    Quirk(
        "Groq: efforts",
        has("reasoning_effort", "none"),
        400,
        openai_error("`reasoning_effort` must be one of `low`, `medium`, or `high`"),
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "vLLM: efforts",
        has("reasoning_effort", "none"),
        422,
        {
            "detail": [
                {
                    "type": "literal_error",
                    "loc": ["body", "reasoning_effort"],
                    "msg": "Input should be 'low', 'medium' or 'high'",
                    "input": "none",
                    "ctx": {"expected": "'low', 'medium' or 'high'"},
                }
            ]
        },
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "no effort is named",
        has("reasoning_effort", "none"),
        400,
        openai_error("Unsupported value", param="reasoning_effort", code="unsupported_value"),
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "OpenAI: no effort",
        has("reasoning_effort"),
        400,
        openai_error("Unrecognized request argument supplied: reasoning_effort"),
        keeps=has("temperature"),
    ),
    Quirk(
        "Ollama: thinking",
        has("reasoning_effort"),
        400,
        openai_error('"llama3.2" does not support thinking'),
        keeps=has_bounds,
    ),
    Quirk("Gemma: system role", has_system, 400, openai_error("System role not supported"), keeps=has_bounds),
    Quirk(
        "llama.cpp: template",
        has_system,
        500,
        openai_error("Conversation roles must alternate user/assistant/user"),
        keeps=has_bounds,
    ),
    Quirk(
        "o1-mini: system role",
        has_system,
        400,
        openai_error(
            "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
            param="messages[0].role",
            code="unsupported_value",
        ),
        keeps=has_bounds,
    ),
    Quirk(
        "OpenRouter: Gemma",
        has_system,
        400,
        openai_error("Developer instruction is not enabled for models/gemma-3"),
        keeps=has_bounds,
    ),
    Quirk(
        "a value for a name",
        has("reasoning_effort", "none"),
        400,
        openai_error("Invalid value for 'reasoning_effort': 'none'. Must be one of: low, medium, high"),
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "always thinks",
        has("reasoning_effort", "none"),
        400,
        openai_error("Thinking cannot be disabled for this model"),
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk("llama.cpp: parser", has_bounds, 400, openai_error("Unable to generate parser for this template")),
    Quirk("vLLM: Mistral template", has_system, 400, openai_error("Only user and assistant roles are supported!")),
    Quirk(
        "Cerebras: schema fields",
        has_bounds,
        400,
        {
            "message": "Unsupported JSON schema fields: {'minimum', 'maximum'}",
            "type": "invalid_request_error",
            "param": "response_format",
            "code": "wrong_api_format",
        },
        keeps=has_schema,
    ),
    Quirk(
        "vLLM: llguidance",
        has_bounds,
        400,
        openai_error('Grammar error: Unimplemented keys: ["minimum", "maximum"]', code=400),
        keeps=has_schema,
    ),
    Quirk(
        "Groq: unknown property",
        has("chat_template_kwargs"),
        400,
        openai_error("property 'chat_template_kwargs' is unsupported, did you mean 'temperature'?"),
        keeps=has("reasoning_effort", "none"),
    ),
    Quirk(
        "Mistral: chat template",
        has("chat_template_kwargs"),
        422,
        {
            "object": "error",
            "message": {"detail": [{**_422, "loc": ["body", "chat_template_kwargs"], "input": {"thinking": False}}]},
        },
        keeps=has_bounds,
    ),
    Quirk(
        "vLLM: Mistral's tokenizer",
        has("chat_template_kwargs"),
        400,
        openai_error("chat_template is not supported for Mistral tokenizers.", code=400),
        keeps=has_bounds,
    ),
    Quirk(
        "a server that does not say what it refuses",
        has("chat_template_kwargs"),
        400,
        b"Bad Request",
        keeps=has("reasoning_effort", "none"),
        is_said=False,
    ),
    Quirk(
        "a server that fails on what it does not know",
        has("chat_template_kwargs"),
        500,
        b"Internal Server Error",
        takes=3,
        keeps=has_bounds,
        is_said=False,
    ),
    Quirk(
        "a server that fails on all but the plainest",
        lambda body: "chat_template_kwargs" in body or has_format(body),
        500,
        b"Internal Server Error",
        takes=4,
        keeps=has("reasoning_effort", "none"),
        is_said=False,
    ),
    Quirk(
        "xAI: reasoning effort",
        has("reasoning_effort"),
        400,
        {
            "code": "Client specified an invalid argument",
            "error": "Model grok-4-latest does not support parameter reasoningEffort.",
        },
        keeps=has_bounds,
    ),
    Quirk(
        "Ollama: no such thinking",
        has("reasoning_effort", "none"),
        400,
        openai_error('think value "none" is not supported for this model', type="api_error"),
        keeps=has_bounds,
    ),
    Quirk(
        "Gemini by OpenAI's protocol",
        has("reasoning_effort"),
        400,
        [
            {
                "error": {
                    "code": 400,
                    "message": 'Invalid JSON payload received. Unknown name "reasoning_effort": Cannot find field.',
                    "status": "INVALID_ARGUMENT",
                }
            }
        ],
        keeps=has_bounds,
    ),
    Quirk(
        "Gemini Pro by OpenAI's protocol",
        has("reasoning_effort", "none"),
        400,
        [
            {
                "error": {
                    "code": 400,
                    "message": "Budget 0 is invalid. This model only works in thinking mode.",
                    "status": "INVALID_ARGUMENT",
                }
            }
        ],
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "OpenRouter: thinks always",
        has("reasoning_effort", "none"),
        400,
        {"error": {"message": "Reasoning is mandatory for this endpoint and cannot be disabled.", "code": 400}},
        keeps=has("reasoning_effort", "low"),
    ),
    Quirk(
        "SGLang: context",
        asks_more_than(900),
        400,
        {
            "object": "error",
            "message": "Requested token count exceeds the model's maximum context length of 1504 tokens. You"
            " requested a "
            "total of 4700 tokens: 604 tokens from the input messages and 4096 tokens for the completion. Please"
            " reduce "
            "the number of tokens in the input messages or the completion to fit within the limit.",
            "type": "BadRequest",
            "code": 400,
        },
        keeps=has("max_completion_tokens", 900),
    ),
    Quirk(
        "Together: context",
        asks_more_than(700),
        400,
        openai_error(
            "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 1304. Given: 604 `inputs` tokens and"
            " 4096 `max_new_tokens`",
            param="max_tokens",
        ),
        keeps=has("max_completion_tokens", 700),
    ),
    Quirk(
        "Fireworks: max_completion_tokens",
        has("max_completion_tokens"),
        400,
        openai_error("Extra inputs are not permitted, field: 'max_completion_tokens', value: 4096"),
        keeps=has("max_tokens", 4096),
    ),
    Quirk(
        "Bedrock: reasoning effort",
        has("reasoning_effort"),
        400,
        {
            "message": "Malformed input request: #: extraneous key [reasoning_effort] is not permitted, please reformat"
            " your input and try again."
        },
        keeps=has_bounds,
    ),
    Quirk(
        "LocalAI: 500 on any schema",
        has_format,
        500,
        openai_error("rpc error: code = Unknown desc = unexpected"),
        keeps=has("chat_template_kwargs"),
        is_said=False,
    ),
)
