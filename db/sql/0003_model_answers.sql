-- What language models answered, so that a text is asked once, whichever process it comes to. The key is a SHA-256 over
-- the text and all else that is asked (services/classify/llm/answering.py); of the text itself nothing is kept: the words that
-- decided are places in it (services/classify/llm/answer_cache.py), so a draft that is never filed leaves none of its words.
CREATE TABLE model_answer (
    key        text PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz NOT NULL DEFAULT now(),
    source     text NOT NULL,
    model      text NOT NULL,
    latency_ms real NOT NULL,
    category   jsonb NOT NULL,
    priority   jsonb NOT NULL,
    CONSTRAINT model_answer_key_form CHECK (key ~ '^[0-9a-f]{64}$'),
    CONSTRAINT model_answer_source_known CHECK (source IN ('gemini', 'openai')),
    CONSTRAINT model_answer_latency CHECK (latency_ms >= 0)
);

-- The answers that nobody has asked for the longest go first.
CREATE INDEX model_answer_by_use ON model_answer (used_at DESC);

-- Calls to language models, by day in UTC: the daily budget of all processes together.
CREATE TABLE model_calls (
    day   date PRIMARY KEY,
    calls integer NOT NULL,
    CONSTRAINT model_calls_positive CHECK (calls > 0)
);
