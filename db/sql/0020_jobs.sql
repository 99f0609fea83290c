-- Work that runs long, one row each. The queue (procrastinate_jobs) says who works on what; this says what it is, how
-- far it is and what came of it. Whoever runs a job does so under its ``attempt``: an older run can write nothing more.
CREATE TABLE job (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text NOT NULL,
    format           integer NOT NULL DEFAULT 1,   -- of the parameters
    actor            text NOT NULL,
    title            text NOT NULL DEFAULT '',     -- what a person knows it by: the name of a file, what is changed
    parameters       jsonb NOT NULL DEFAULT '{}',
    state            text NOT NULL DEFAULT 'waiting',
    queue_id         bigint,                       -- procrastinate_jobs.id; none when the one who asks runs it
    attempt          integer NOT NULL DEFAULT 0,   -- raised whenever a run begins
    lost             integer NOT NULL DEFAULT 0,   -- runs in a row that ended without a word and without a step forward
    position         bigint NOT NULL DEFAULT 0,    -- committed with each batch: where the next run goes on
    so_far           jsonb NOT NULL DEFAULT '{}',  -- what these batches brought
    done             bigint NOT NULL DEFAULT 0,
    total            bigint,
    rate             real,                         -- a second, in this run
    cancel_requested boolean NOT NULL DEFAULT false,
    result           jsonb,
    error            text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz,
    beat_at          timestamptz,                  -- last sign of life of a run
    ended_at         timestamptz,
    dismissed_at     timestamptz,                  -- when somebody has read its result
    CONSTRAINT job_state_known
        CHECK (state IN ('waiting', 'running', 'finished', 'failed', 'cancelled', 'interrupted')),
    CONSTRAINT job_ends CHECK ((state IN ('waiting', 'running')) = (ended_at IS NULL)),
    CONSTRAINT job_result_of_finished CHECK (result IS NULL OR state = 'finished'),
    CONSTRAINT job_progress_counts CHECK (done >= 0 AND total >= 0 AND position >= 0),
    CONSTRAINT job_title_bounded CHECK (length(title) <= 255),
    CONSTRAINT job_parameters_bounded CHECK (length(parameters::text) <= 1000000)
);
CREATE INDEX job_open ON job (actor, id) WHERE state IN ('waiting', 'running');
CREATE INDEX job_to_tell ON job (actor, id) WHERE ended_at IS NOT NULL AND dismissed_at IS NULL;
CREATE INDEX job_by_queue ON job (queue_id) WHERE state IN ('waiting', 'running');

-- What a job reads or has made, in parts of a megabyte, each compressed by zlib: so every process and every container
-- reaches it, it comes and goes with its transaction, and no killed process leaves one on a disk.
CREATE TABLE job_file (
    job_id bigint NOT NULL REFERENCES job ON DELETE CASCADE,
    role   text NOT NULL,
    number integer NOT NULL,
    part   bytea NOT NULL,
    PRIMARY KEY (job_id, role, number),
    CONSTRAINT job_file_role_known CHECK (role IN ('input', 'output'))
);
ALTER TABLE job_file ALTER COLUMN part SET STORAGE EXTERNAL;
