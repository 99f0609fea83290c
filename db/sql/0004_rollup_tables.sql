-- Writers of an older version that is still running finish first.
LOCK TABLE ticket, ticket_event, suggestion IN ACCESS EXCLUSIVE MODE;

-- Counts that reads add up instead of the tickets. Writers only append to stat_delta, so that they never wait for each
-- other; one process folds it into the rollups. A read is rollup + stat_delta in one statement, exact at every moment.

-- Of a ticket that arrived resolved: since when. Its history is then complete, whatever happens to it later.
ALTER TABLE ticket_event ADD COLUMN resolved_at timestamptz;
ALTER TABLE ticket_event ADD CONSTRAINT ticket_event_resolved_on_arrival CHECK (resolved_at IS NULL OR kind = 'created');

-- created: a ticket, on the day it was created. resolved, reopened: what its history says, on the day it happened.
-- duration: a ticket that is resolved now, on the day of its resolution. suggested: a suggestion, on the day it was shown.
-- All under what the ticket is now.
CREATE TYPE stat_fact AS ENUM ('created', 'resolved', 'reopened', 'duration', 'suggested');
CREATE TYPE stat_span AS ENUM ('all', 'month', 'day');

-- slot is the hour of a creation, the bucket of a duration, the outcome of a suggestion, else 0.
-- No index: it is read whole, and kept short.
CREATE TABLE stat_delta (
    fact     stat_fact NOT NULL,
    day      date NOT NULL,
    slot     smallint NOT NULL,
    category text NOT NULL,
    priority ticket_priority NOT NULL,
    status   ticket_status NOT NULL,
    n        integer NOT NULL
);

-- One row. days: calendar days with at least one ticket, in the zone that the rollups were made in.
CREATE TABLE rollup_state (
    id    boolean PRIMARY KEY DEFAULT true,
    zone  text NOT NULL,
    days  integer NOT NULL DEFAULT 0,
    folds bigint NOT NULL DEFAULT 0,
    CONSTRAINT rollup_state_one_row CHECK (id)
);
INSERT INTO rollup_state (zone) SELECT coalesce((SELECT value FROM setting WHERE key = 'reporting_time_zone'), 'UTC');

CREATE TABLE rollup_total (
    category text,
    priority ticket_priority,
    status   ticket_status,
    n        integer NOT NULL,
    PRIMARY KEY (category, priority, status)
) WITH (fillfactor = 50);

CREATE TABLE rollup_day (
    day      date PRIMARY KEY,
    created  integer NOT NULL,
    resolved integer NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE rollup_created (
    day      date,
    category text,
    priority ticket_priority,
    status   ticket_status,
    n        integer NOT NULL,
    h0  integer NOT NULL, h1  integer NOT NULL, h2  integer NOT NULL, h3  integer NOT NULL,
    h4  integer NOT NULL, h5  integer NOT NULL, h6  integer NOT NULL, h7  integer NOT NULL,
    h8  integer NOT NULL, h9  integer NOT NULL, h10 integer NOT NULL, h11 integer NOT NULL,
    h12 integer NOT NULL, h13 integer NOT NULL, h14 integer NOT NULL, h15 integer NOT NULL,
    h16 integer NOT NULL, h17 integer NOT NULL, h18 integer NOT NULL, h19 integer NOT NULL,
    h20 integer NOT NULL, h21 integer NOT NULL, h22 integer NOT NULL, h23 integer NOT NULL,
    PRIMARY KEY (day, category, priority, status)
) WITH (fillfactor = 80);

CREATE TABLE rollup_flow (
    day      date,
    category text,
    priority ticket_priority,
    status   ticket_status,
    resolved integer NOT NULL,
    reopened integer NOT NULL,
    PRIMARY KEY (day, category, priority, status)
) WITH (fillfactor = 80);

-- Times to resolution of the tickets resolved on one day, in one month (since: its first day), ever. So a period of years
-- is read as a few months and days.
CREATE TABLE rollup_duration (
    span     stat_span,
    since    date,
    category text,
    priority ticket_priority,
    status   ticket_status,
    bucket   smallint,
    n        integer NOT NULL,
    PRIMARY KEY (span, since, category, priority, status, bucket)
) WITH (fillfactor = 90);

-- Suggestions by the day they were shown; outcome is what suggestion_outcome says.
CREATE TABLE rollup_suggestion (
    day      date,
    category text,
    priority ticket_priority,
    status   ticket_status,
    outcome  smallint,
    n        integer NOT NULL,
    PRIMARY KEY (day, category, priority, status, outcome)
) WITH (fillfactor = 80);
