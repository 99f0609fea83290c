-- What the API and imports filled in is "decided" where a promise is kept, else it is "to review", as long as nobody
-- confirmed it (_set_by is 'classifier'). Empty columns of a ticket take no room, and none is written twice: both stand in
-- the row as it is inserted. Tickets that a person created have neither.
CREATE TYPE review_state AS ENUM ('decided', 'to_review');

ALTER TABLE ticket ADD COLUMN category_review review_state, ADD COLUMN priority_review review_state;

CREATE INDEX ticket_reviewable ON ticket (created_at DESC, id DESC)
    WHERE (category_review IS NOT NULL AND category_set_by = 'classifier')
       OR (priority_review IS NOT NULL AND priority_set_by = 'classifier');

-- "At most so many per cent wrong", as a lead said it; one is in force at a time. ``notice`` is what people are told about
-- its end, until somebody has read it.
CREATE TABLE promise (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wrong_percent smallint NOT NULL,
    started_at    timestamptz NOT NULL DEFAULT now(),
    started_by    text NOT NULL,
    ended_at      timestamptz,
    ended_by      text,
    ended_because text,
    notice        jsonb,
    notice_read   boolean NOT NULL DEFAULT false,
    CONSTRAINT promise_percent CHECK (wrong_percent BETWEEN 1 AND 30),
    CONSTRAINT promise_end_known CHECK (ended_because IN ('person', 'replaced', 'alarm', 'unreviewed')),
    CONSTRAINT promise_ends_whole CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE UNIQUE INDEX promise_one_in_force ON promise ((true)) WHERE ended_at IS NULL;

-- The threshold of a field after each training that found a promise in force, and of each promise as it began. The error
-- that looks spend is counted by field and percentage: to begin again does not give it back.
CREATE TABLE promise_look (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    field         text NOT NULL,
    wrong_percent smallint NOT NULL,
    version       bigint NOT NULL,      -- of the classifier whose confidences the threshold speaks of
    at            timestamptz NOT NULL DEFAULT now(),
    answers       integer NOT NULL,     -- random ones there were
    looked_at     integer NOT NULL,     -- how many there were at the last look that could loosen the threshold
    threshold     double precision,     -- null: nothing keeps the promise
    decided       integer NOT NULL,     -- of the answers, those at or above the threshold
    decided_right integer NOT NULL,
    CONSTRAINT promise_look_field_known CHECK (field IN ('category', 'priority')),
    CONSTRAINT promise_look_counts CHECK (answers >= decided AND decided >= decided_right AND decided_right >= 0)
);
CREATE INDEX promise_look_newest ON promise_look (wrong_percent, field, id);

-- What was decided: a row a field. ``sampled_at`` is when it was drawn for Review, ``undone_at`` when it was given back.
CREATE TABLE promise_decision (
    ticket_id  bigint NOT NULL,
    field      text NOT NULL,
    promise_id bigint NOT NULL REFERENCES promise (id),
    at         timestamptz NOT NULL DEFAULT now(),
    value      text NOT NULL,
    confidence real NOT NULL,
    version    bigint NOT NULL,
    sampled_at timestamptz,
    undone_at  timestamptz,
    PRIMARY KEY (ticket_id, field),
    CONSTRAINT promise_decision_field_known CHECK (field IN ('category', 'priority'))
);
CREATE INDEX promise_decision_by_time ON promise_decision (promise_id, at);
CREATE INDEX promise_decision_sampled ON promise_decision (promise_id, sampled_at) WHERE sampled_at IS NOT NULL;
