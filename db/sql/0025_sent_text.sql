-- The text of a ticket as a language model was last sent it, masked and cut: what left this machine can be seen. It goes
-- with the ticket, and after some weeks (SENT_TEXT_DAYS in services/settings.py).
CREATE TABLE sent_text (
    ticket_id   bigint PRIMARY KEY,
    sent_at     timestamptz NOT NULL DEFAULT now(),
    source      text NOT NULL REFERENCES suggestion_source (key),
    model       text NOT NULL,
    title       text NOT NULL,
    description text NOT NULL,
    examples    smallint,
    CONSTRAINT sent_text_length CHECK (length(title) + length(description) <= 20000),
    CONSTRAINT sent_text_examples CHECK (examples BETWEEN 0 AND 100)
);

CREATE INDEX sent_text_by_age ON sent_text (sent_at);
