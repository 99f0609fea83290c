-- What the last comparison of the counts with a recount found, for a monitoring system: it never counts by itself.
CREATE TABLE stat_check (
    id boolean NOT NULL DEFAULT true,
    at timestamptz NOT NULL,
    differing bigint NOT NULL,
    CONSTRAINT stat_check_pkey PRIMARY KEY (id),
    CONSTRAINT stat_check_one_row CHECK (id),
    CONSTRAINT stat_check_counts CHECK (differing >= 0)
);
