-- That a language model was sent a text from which there is no ticket yet, so that each process of the desk knows what to
-- note with the ticket (sent_text). By a hash of the text: a draft that is never filed leaves none of its words. It goes
-- after some days (SENT_DRAFT_DAYS in services/limits.py).
CREATE TABLE sent_draft (
    key      text PRIMARY KEY,
    sent_at  timestamptz NOT NULL,
    source   text NOT NULL REFERENCES suggestion_source (key),
    model    text NOT NULL,
    examples smallint NOT NULL,
    masked   text[] NOT NULL,
    CONSTRAINT sent_draft_key_form CHECK (key ~ '^[0-9a-f]{64}$'),
    CONSTRAINT sent_draft_examples CHECK (examples BETWEEN 0 AND 100)
);

CREATE INDEX sent_draft_by_age ON sent_draft (sent_at);
