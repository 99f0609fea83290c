-- What a language model's server was found to take and to do, by server and model: the form of a request that it
-- accepts, its quirks by key (services/classify/llm/quirks.py) and how long its first answer took. Of a ticket nothing
-- is kept, and of an address neither a name, a password nor what follows "?".
CREATE TABLE model_server (
    server     text NOT NULL,
    model      text NOT NULL,
    form       jsonb NOT NULL,
    quirks     text[] NOT NULL,
    first_ms   real,
    learned_at timestamptz NOT NULL,
    PRIMARY KEY (server, model),
    CONSTRAINT model_server_first CHECK (first_ms >= 0)
);

-- A language model may name a value without saying how sure it is.
ALTER TABLE suggestion ALTER COLUMN category_confidence DROP NOT NULL, ALTER COLUMN priority_confidence DROP NOT NULL;
