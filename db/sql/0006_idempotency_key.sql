-- Answers of the API kept under the Idempotency-Key of their request, to be given again to a repetition. The row is
-- written in the transaction that does the work: whoever comes second with the same key waits for the first.
CREATE TABLE idempotency_key (
    key        text PRIMARY KEY,
    request    text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    status     integer,
    headers    jsonb,
    body       text,
    CONSTRAINT idempotency_key_form CHECK (key ~ '^[!-~]{1,255}$'),
    CONSTRAINT idempotency_key_request_form CHECK (request ~ '^[0-9a-f]{64}$')
);
CREATE INDEX idempotency_key_by_time ON idempotency_key (created_at);
