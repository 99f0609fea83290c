-- Writers, readers and a fold of an older version that is still running finish first; the tickets before all else, as
-- writers do: 0013 makes indexes of them in the same transaction.
LOCK TABLE ticket, ticket_event, suggestion IN ACCESS EXCLUSIVE MODE;
LOCK TABLE rollup_state IN EXCLUSIVE MODE;

-- The data cube (Gray and others, 1996) of each day: beside the counts under a category, priority and status also those
-- under any of them, which is NULL. A series that neither filters nor counts by a field reads the rows in which it is any:
-- one a day instead of one for each of 64 kinds. level says which are any, as GROUPING (category, priority, status) does:
-- 4 the category, 2 the priority, 1 the status, added up. Who reads without a level counts everything eight times.
-- Times to resolution of a day are on levels 0 and 7 alone: two tickets of a day seldom share a bucket, so that the levels
-- between would be nearly as long as the finest.
CREATE FUNCTION rollup_level(category text, priority ticket_priority, status ticket_status) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((category IS NULL)::integer * 4 + (priority IS NULL)::integer * 2 + (status IS NULL)::integer)::smallint;

ALTER TABLE rollup_created
    DROP CONSTRAINT rollup_created_pkey,
    ALTER category DROP NOT NULL, ALTER priority DROP NOT NULL, ALTER status DROP NOT NULL,
    ADD level smallint NOT NULL GENERATED ALWAYS AS (rollup_level(category, priority, status)) STORED;
ALTER TABLE rollup_flow
    DROP CONSTRAINT rollup_flow_pkey,
    ALTER category DROP NOT NULL, ALTER priority DROP NOT NULL, ALTER status DROP NOT NULL,
    ADD level smallint NOT NULL GENERATED ALWAYS AS (rollup_level(category, priority, status)) STORED;
ALTER TABLE rollup_suggestion
    DROP CONSTRAINT rollup_suggestion_pkey,
    ALTER category DROP NOT NULL, ALTER priority DROP NOT NULL, ALTER status DROP NOT NULL,
    ADD level smallint NOT NULL GENERATED ALWAYS AS (rollup_level(category, priority, status)) STORED;
ALTER TABLE rollup_duration
    DROP CONSTRAINT rollup_duration_pkey,
    ALTER category DROP NOT NULL, ALTER priority DROP NOT NULL, ALTER status DROP NOT NULL,
    ADD level smallint NOT NULL GENERATED ALWAYS AS (rollup_level(category, priority, status)) STORED;

-- Tickets created in a month, of which the first day stands here: what needs no days reads years as a few rows.
CREATE TABLE rollup_month (
    month    date NOT NULL,
    category text,
    priority ticket_priority,
    status   ticket_status,
    n        integer NOT NULL,
    level    smallint NOT NULL GENERATED ALWAYS AS (rollup_level(category, priority, status)) STORED,
    CONSTRAINT rollup_month_key UNIQUE NULLS NOT DISTINCT (level, month, category, priority, status)
) WITH (fillfactor = 50);

INSERT INTO rollup_created
SELECT day, category, priority, status, sum(n),
       sum(h0), sum(h1), sum(h2), sum(h3), sum(h4), sum(h5), sum(h6), sum(h7), sum(h8), sum(h9), sum(h10),
       sum(h11), sum(h12), sum(h13), sum(h14), sum(h15), sum(h16), sum(h17), sum(h18), sum(h19), sum(h20),
       sum(h21), sum(h22), sum(h23)
FROM rollup_created GROUP BY day, CUBE (category, priority, status)
HAVING GROUPING (category, priority, status) > 0 ORDER BY GROUPING (category, priority, status), 1, 2, 3, 4;

INSERT INTO rollup_month
SELECT date_trunc('month', day), category, priority, status, sum(n) FROM rollup_created GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_flow
SELECT day, category, priority, status, sum(resolved), sum(reopened)
FROM rollup_flow GROUP BY day, CUBE (category, priority, status)
HAVING GROUPING (category, priority, status) > 0 ORDER BY GROUPING (category, priority, status), 1, 2, 3, 4;

INSERT INTO rollup_suggestion
SELECT day, category, priority, status, outcome, sum(n)
FROM rollup_suggestion GROUP BY day, outcome, CUBE (category, priority, status)
HAVING GROUPING (category, priority, status) > 0 ORDER BY GROUPING (category, priority, status), 1, 2, 3, 4, 5;

INSERT INTO rollup_duration
SELECT span, since, category, priority, status, bucket, sum(n)
FROM rollup_duration WHERE span <> 'day' GROUP BY span, since, bucket, CUBE (category, priority, status)
HAVING GROUPING (category, priority, status) > 0
UNION ALL
SELECT span, since, NULL, NULL, NULL, bucket, sum(n)
FROM rollup_duration WHERE span = 'day' GROUP BY span, since, bucket
ORDER BY 1, 2, 3, 4, 5, 6;

ALTER TABLE rollup_created
    ADD CONSTRAINT rollup_created_key UNIQUE NULLS NOT DISTINCT (level, day, category, priority, status);
ALTER TABLE rollup_flow
    ADD CONSTRAINT rollup_flow_key UNIQUE NULLS NOT DISTINCT (level, day, category, priority, status);
ALTER TABLE rollup_suggestion
    ADD CONSTRAINT rollup_suggestion_key UNIQUE NULLS NOT DISTINCT (level, day, category, priority, status, outcome);
ALTER TABLE rollup_duration
    ADD CONSTRAINT rollup_duration_key UNIQUE NULLS NOT DISTINCT (span, level, since, category, priority, status, bucket);
ANALYZE rollup_created, rollup_month, rollup_flow, rollup_suggestion, rollup_duration;

-- What the rollups say, on every level, in the form of stat_delta; a count of 0 may be there or not.
CREATE VIEW stat_folded AS
SELECT level, 'created'::stat_fact AS fact, day, (hour.number - 1)::smallint AS slot, category, priority, status, hour.n
FROM rollup_created CROSS JOIN LATERAL unnest(ARRAY[
    h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23
]) WITH ORDINALITY AS hour (n, number)
WHERE hour.n <> 0
UNION ALL
SELECT level, 'resolved', day, 0, category, priority, status, resolved FROM rollup_flow
UNION ALL
SELECT level, 'reopened', day, 0, category, priority, status, reopened FROM rollup_flow
UNION ALL
SELECT level, 'duration', since, bucket, category, priority, status, n FROM rollup_duration WHERE span = 'day'
UNION ALL
SELECT level, 'suggested', day, outcome, category, priority, status, n FROM rollup_suggestion;

-- As in 0004, of the finest level.
CREATE OR REPLACE VIEW stat_kept AS
SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
FROM (
    SELECT fact, day, slot, category, priority, status, n FROM stat_folded WHERE level = 0
    UNION ALL
    SELECT fact, day, slot, category, priority, status, n FROM stat_delta
) AS part
GROUP BY 1, 2, 3, 4, 5, 6;

-- As in 0004, and of the cube every row that changes; in the order of the levels, so that one that is read as a whole lies
-- together where everything is counted anew.
CREATE OR REPLACE FUNCTION fold_stats() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta RETURNING *
    ), summed AS MATERIALIZED (
        SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
        FROM taken GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0
    ), cubed AS MATERIALIZED (
        SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
        FROM summed GROUP BY fact, day, slot, CUBE (category, priority, status) HAVING sum(n) <> 0
    ), total AS (
        INSERT INTO rollup_total AS kept
        SELECT category, priority, status, sum(n) FROM summed WHERE fact = 'created'
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (category, priority, status) DO UPDATE SET n = kept.n + excluded.n
    ), by_day AS (
        INSERT INTO rollup_day AS kept
        SELECT day, coalesce(sum(n) FILTER (WHERE fact = 'created'), 0),
               coalesce(sum(n) FILTER (WHERE fact = 'duration'), 0)
        FROM summed WHERE fact IN ('created', 'duration')
        GROUP BY 1 ORDER BY 1
        ON CONFLICT (day) DO UPDATE SET created = kept.created + excluded.created,
                                        resolved = kept.resolved + excluded.resolved
    ), created AS (
        INSERT INTO rollup_created AS kept
        SELECT day, category, priority, status, sum(n),
               coalesce(sum(n) FILTER (WHERE slot = 0), 0), coalesce(sum(n) FILTER (WHERE slot = 1), 0),
               coalesce(sum(n) FILTER (WHERE slot = 2), 0), coalesce(sum(n) FILTER (WHERE slot = 3), 0),
               coalesce(sum(n) FILTER (WHERE slot = 4), 0), coalesce(sum(n) FILTER (WHERE slot = 5), 0),
               coalesce(sum(n) FILTER (WHERE slot = 6), 0), coalesce(sum(n) FILTER (WHERE slot = 7), 0),
               coalesce(sum(n) FILTER (WHERE slot = 8), 0), coalesce(sum(n) FILTER (WHERE slot = 9), 0),
               coalesce(sum(n) FILTER (WHERE slot = 10), 0), coalesce(sum(n) FILTER (WHERE slot = 11), 0),
               coalesce(sum(n) FILTER (WHERE slot = 12), 0), coalesce(sum(n) FILTER (WHERE slot = 13), 0),
               coalesce(sum(n) FILTER (WHERE slot = 14), 0), coalesce(sum(n) FILTER (WHERE slot = 15), 0),
               coalesce(sum(n) FILTER (WHERE slot = 16), 0), coalesce(sum(n) FILTER (WHERE slot = 17), 0),
               coalesce(sum(n) FILTER (WHERE slot = 18), 0), coalesce(sum(n) FILTER (WHERE slot = 19), 0),
               coalesce(sum(n) FILTER (WHERE slot = 20), 0), coalesce(sum(n) FILTER (WHERE slot = 21), 0),
               coalesce(sum(n) FILTER (WHERE slot = 22), 0), coalesce(sum(n) FILTER (WHERE slot = 23), 0)
        FROM cubed WHERE fact = 'created'
        GROUP BY 1, 2, 3, 4 ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4
        ON CONFLICT (level, day, category, priority, status) DO UPDATE SET
            n = kept.n + excluded.n,
            h0 = kept.h0 + excluded.h0, h1 = kept.h1 + excluded.h1, h2 = kept.h2 + excluded.h2,
            h3 = kept.h3 + excluded.h3, h4 = kept.h4 + excluded.h4, h5 = kept.h5 + excluded.h5,
            h6 = kept.h6 + excluded.h6, h7 = kept.h7 + excluded.h7, h8 = kept.h8 + excluded.h8,
            h9 = kept.h9 + excluded.h9, h10 = kept.h10 + excluded.h10, h11 = kept.h11 + excluded.h11,
            h12 = kept.h12 + excluded.h12, h13 = kept.h13 + excluded.h13, h14 = kept.h14 + excluded.h14,
            h15 = kept.h15 + excluded.h15, h16 = kept.h16 + excluded.h16, h17 = kept.h17 + excluded.h17,
            h18 = kept.h18 + excluded.h18, h19 = kept.h19 + excluded.h19, h20 = kept.h20 + excluded.h20,
            h21 = kept.h21 + excluded.h21, h22 = kept.h22 + excluded.h22, h23 = kept.h23 + excluded.h23
    ), by_month AS (
        INSERT INTO rollup_month AS kept
        SELECT date_trunc('month', day), category, priority, status, sum(n) FROM cubed WHERE fact = 'created'
        GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4
        ON CONFLICT (level, month, category, priority, status) DO UPDATE SET n = kept.n + excluded.n
    ), flow AS (
        INSERT INTO rollup_flow AS kept
        SELECT day, category, priority, status,
               coalesce(sum(n) FILTER (WHERE fact = 'resolved'), 0), coalesce(sum(n) FILTER (WHERE fact = 'reopened'), 0)
        FROM cubed WHERE fact IN ('resolved', 'reopened')
        GROUP BY 1, 2, 3, 4 ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4
        ON CONFLICT (level, day, category, priority, status) DO UPDATE SET
            resolved = kept.resolved + excluded.resolved, reopened = kept.reopened + excluded.reopened
    ), suggestion AS (
        INSERT INTO rollup_suggestion AS kept
        SELECT day, category, priority, status, slot, n FROM cubed WHERE fact = 'suggested'
        ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4, 5
        ON CONFLICT (level, day, category, priority, status, outcome) DO UPDATE SET n = kept.n + excluded.n
    ), duration AS (
        INSERT INTO rollup_duration AS kept
        SELECT span.name, span.since, category, priority, status, slot, sum(n)
        FROM cubed CROSS JOIN LATERAL (VALUES
            ('all'::stat_span, date '0001-01-01'), ('month', date_trunc('month', day)::date), ('day', day)
        ) AS span (name, since)
        WHERE fact = 'duration' AND (name <> 'day' OR rollup_level(category, priority, status) IN (0, 7))
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0 ORDER BY 1, rollup_level(category, priority, status), 2, 3, 4, 5, 6
        ON CONFLICT (span, level, since, category, priority, status, bucket) DO UPDATE SET n = kept.n + excluded.n
    )
    SELECT count(*) INTO folded FROM taken;
    IF folded > 0 THEN
        UPDATE rollup_state SET folds = folds + 1, days = (SELECT count(*) FROM rollup_day WHERE created > 0);
    END IF;
    RETURN folded;
END $$;

-- As in 0004, with the months.
CREATE OR REPLACE FUNCTION clear_stats() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta;
    DELETE FROM rollup_total;
    DELETE FROM rollup_day;
    DELETE FROM rollup_created;
    DELETE FROM rollup_month;
    DELETE FROM rollup_flow;
    DELETE FROM rollup_duration;
    DELETE FROM rollup_suggestion;
    UPDATE rollup_state SET zone = reporting_zone(), days = 0;
END $$;
