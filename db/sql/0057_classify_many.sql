-- Classify many. A run says by what tickets were classified; the events of its changes name it, so that the history can say so
-- for as long as the ticket is there. ``version`` and ``made_at`` are those of the learned classifier, ``change_id`` is the
-- bulk change that the values of before are kept under.
CREATE TABLE classify_run (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id    bigint NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    actor     text NOT NULL,
    source    text NOT NULL REFERENCES suggestion_source,
    model     text NOT NULL,
    version   bigint,
    made_at   timestamptz,
    change_id bigint NOT NULL,
    CONSTRAINT classify_run_once UNIQUE (job_id)
);

-- What a run works off, part by part, in as many workers as there are. Who took a part is a job in one of its attempts: once
-- that is lost or has ended another may take the part, and whoever lost it can bring nothing more.
CREATE TABLE classify_part (
    job_id        bigint NOT NULL REFERENCES job ON DELETE CASCADE,
    number        integer NOT NULL,
    tickets       bigint[] NOT NULL,
    taken_by      bigint,
    taken_attempt integer,
    done_at       timestamptz,
    counts        jsonb,
    PRIMARY KEY (job_id, number),
    CONSTRAINT classify_part_counted CHECK ((done_at IS NULL) = (counts IS NULL))
);
CREATE INDEX classify_part_open ON classify_part (job_id, number) WHERE done_at IS NULL;

-- When the next call to a language model may be made, for all processes together (LLM_CALLS_PER_MINUTE, Retry-After).
CREATE TABLE model_rate (
    source  text PRIMARY KEY REFERENCES suggestion_source,
    free_at timestamptz NOT NULL
);

-- Two statements: with a default in the first, every event of before would be written anew.
ALTER TABLE ticket_event ADD run_id bigint;
ALTER TABLE ticket_event ALTER run_id SET DEFAULT nullif(current_setting('app.classify_run', true), '')::bigint;
