-- Imports, one row each. The row of a running import is written by a connection that holds the advisory lock
-- (0x696D706F, id) for as long as the import lives; a running row without its lock was interrupted.
CREATE TABLE import_job (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text NOT NULL,  -- of file
    name         text NOT NULL,
    actor        text NOT NULL,
    state        text NOT NULL DEFAULT 'running',
    phase        text NOT NULL DEFAULT 'reading',
    done         bigint NOT NULL DEFAULT 0,  -- rows of this phase
    total        bigint,
    result       jsonb,
    error        text,
    started_at   timestamptz NOT NULL DEFAULT now(),
    ended_at     timestamptz,
    dismissed_at timestamptz,  -- when somebody has read that it was interrupted
    CONSTRAINT import_job_kind_known CHECK (kind IN ('table', 'workbook')),
    CONSTRAINT import_job_state_known CHECK (state IN ('running', 'finished', 'cancelled', 'failed', 'interrupted')),
    CONSTRAINT import_job_phase_known CHECK (phase IN ('reading', 'storing')),
    CONSTRAINT import_job_ends CHECK ((state = 'running') = (ended_at IS NULL)),
    CONSTRAINT import_job_result_of_finished CHECK (result IS NULL OR state = 'finished')
);
CREATE INDEX import_job_to_tell ON import_job (id)
    WHERE state = 'running' OR (state = 'interrupted' AND dismissed_at IS NULL);
