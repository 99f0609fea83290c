CREATE FUNCTION reporting_zone() RETURNS text
LANGUAGE sql STABLE
RETURN coalesce((SELECT value FROM setting WHERE key = 'reporting_time_zone'), 'UTC');

-- Logarithmic buckets (the idea of DDSketch, Masson, Rim and Lee, 2019): bucket i holds the times above 1.04^(i-1) and up
-- to 1.04^i seconds, 0 all up to a second. duration_value is less than 2 % off any of them.
CREATE FUNCTION duration_bucket(duration interval) RETURNS smallint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ceil(ln(greatest(extract(epoch FROM duration)::double precision, 1)) / ln(1.04::double precision))::smallint;

CREATE FUNCTION duration_value(bucket smallint) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE bucket WHEN 0 THEN 1 ELSE 2 * 1.04::double precision ^ bucket / 2.04 END;

-- What a ticket adds to the counts: its creation, and its time to resolution while it is resolved.
CREATE FUNCTION ticket_facts(created_at timestamptz, resolved_at timestamptz, zone text)
RETURNS TABLE (fact stat_fact, day date, slot smallint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 'created'::stat_fact, (created_at AT TIME ZONE zone)::date,
           extract(hour FROM created_at AT TIME ZONE zone)::smallint
    UNION ALL
    SELECT 'duration'::stat_fact, (resolved_at AT TIME ZONE zone)::date, duration_bucket(resolved_at - created_at)
    WHERE resolved_at IS NOT NULL
$$;

-- What an event says: the ticket was resolved, or reopened, or nothing that is counted (NULL).
CREATE FUNCTION event_fact(field text, old_value text, new_value text, resolved_at timestamptz) RETURNS stat_fact
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN resolved_at IS NOT NULL THEN 'resolved'
    WHEN field = 'status' AND old_value IN ('open', 'in_progress') AND new_value IN ('resolved', 'closed') THEN 'resolved'
    WHEN field = 'status' AND old_value IN ('resolved', 'closed') AND new_value IN ('open', 'in_progress') THEN 'reopened'
END::stat_fact;

-- Which source, and whether its category and its priority were chosen: source * 9 + category * 3 + priority, the source as
-- a place in suggestion_sources from 0, the others 0 not suggested, 1 chosen, 2 another chosen.
CREATE FUNCTION suggestion_sources() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['gemini', 'openai', 'learned', 'keywords'];

CREATE FUNCTION suggestion_outcome(
    source text, category text, category_chosen text, priority ticket_priority, priority_chosen ticket_priority
) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    (array_position(suggestion_sources(), source) - 1) * 9
    + CASE category = category_chosen WHEN true THEN 1 WHEN false THEN 2 ELSE 0 END * 3
    + CASE priority = priority_chosen WHEN true THEN 1 WHEN false THEN 2 ELSE 0 END
)::smallint;

-- What the history of a ticket adds to the counts, each at its time.
CREATE VIEW history_fact AS
SELECT ticket_id, event_fact(field, old_value, new_value, resolved_at) AS fact, coalesce(resolved_at, at) AS at,
       0::smallint AS slot
FROM ticket_event WHERE event_fact(field, old_value, new_value, resolved_at) IS NOT NULL
UNION ALL
SELECT ticket_id, 'suggested', created_at,
       suggestion_outcome(source, category, category_chosen, priority, priority_chosen)
FROM suggestion;

-- Everything counted anew from the tables, in the form of stat_delta.
CREATE VIEW stat_recount AS
WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
SELECT fact.fact, fact.day, fact.slot, t.category, t.priority, t.status, count(*)::integer AS n
FROM zone, ticket AS t CROSS JOIN LATERAL ticket_facts(t.created_at, t.resolved_at, zone.name) AS fact
GROUP BY 1, 2, 3, 4, 5, 6
UNION ALL
SELECT h.fact, (h.at AT TIME ZONE zone.name)::date, h.slot, t.category, t.priority, t.status, count(*)::integer
FROM zone, history_fact AS h JOIN ticket AS t ON t.id = h.ticket_id
GROUP BY 1, 2, 3, 4, 5, 6;

-- What the rollups say together with what is not folded yet, in the same form; a count of 0 may be there or not.
CREATE VIEW stat_kept AS
SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
FROM (
    SELECT 'created'::stat_fact AS fact, day, (hour.number - 1)::smallint AS slot, category, priority, status, hour.n
    FROM rollup_created CROSS JOIN LATERAL unnest(ARRAY[
        h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23
    ]) WITH ORDINALITY AS hour (n, number)
    WHERE hour.n <> 0
    UNION ALL
    SELECT 'resolved', day, 0, category, priority, status, resolved FROM rollup_flow
    UNION ALL
    SELECT 'reopened', day, 0, category, priority, status, reopened FROM rollup_flow
    UNION ALL
    SELECT 'duration', since, bucket, category, priority, status, n FROM rollup_duration WHERE span = 'day'
    UNION ALL
    SELECT 'suggested', day, outcome, category, priority, status, n FROM rollup_suggestion
    UNION ALL
    SELECT fact, day, slot, category, priority, status, n FROM stat_delta
) AS part
GROUP BY 1, 2, 3, 4, 5, 6;

-- Moves what was appended into the rollups, row by row in the order of their keys; returns how many rows of it there were.
-- The lock makes it one at a time; it also comes before the snapshot, so that nothing is folded twice.
CREATE FUNCTION fold_stats() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta RETURNING *
    ), summed AS MATERIALIZED (
        SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
        FROM taken GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0
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
        FROM summed WHERE fact = 'created'
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (day, category, priority, status) DO UPDATE SET
            n = kept.n + excluded.n,
            h0 = kept.h0 + excluded.h0, h1 = kept.h1 + excluded.h1, h2 = kept.h2 + excluded.h2,
            h3 = kept.h3 + excluded.h3, h4 = kept.h4 + excluded.h4, h5 = kept.h5 + excluded.h5,
            h6 = kept.h6 + excluded.h6, h7 = kept.h7 + excluded.h7, h8 = kept.h8 + excluded.h8,
            h9 = kept.h9 + excluded.h9, h10 = kept.h10 + excluded.h10, h11 = kept.h11 + excluded.h11,
            h12 = kept.h12 + excluded.h12, h13 = kept.h13 + excluded.h13, h14 = kept.h14 + excluded.h14,
            h15 = kept.h15 + excluded.h15, h16 = kept.h16 + excluded.h16, h17 = kept.h17 + excluded.h17,
            h18 = kept.h18 + excluded.h18, h19 = kept.h19 + excluded.h19, h20 = kept.h20 + excluded.h20,
            h21 = kept.h21 + excluded.h21, h22 = kept.h22 + excluded.h22, h23 = kept.h23 + excluded.h23
    ), flow AS (
        INSERT INTO rollup_flow AS kept
        SELECT day, category, priority, status,
               coalesce(sum(n) FILTER (WHERE fact = 'resolved'), 0), coalesce(sum(n) FILTER (WHERE fact = 'reopened'), 0)
        FROM summed WHERE fact IN ('resolved', 'reopened')
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (day, category, priority, status) DO UPDATE SET resolved = kept.resolved + excluded.resolved,
                                                                    reopened = kept.reopened + excluded.reopened
    ), suggestion AS (
        INSERT INTO rollup_suggestion AS kept
        SELECT day, category, priority, status, slot, n FROM summed WHERE fact = 'suggested' ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT (day, category, priority, status, outcome) DO UPDATE SET n = kept.n + excluded.n
    ), duration AS (
        INSERT INTO rollup_duration AS kept
        SELECT span.name, span.since, category, priority, status, slot, sum(n)
        FROM summed CROSS JOIN LATERAL (VALUES
            ('all'::stat_span, date '0001-01-01'), ('month', date_trunc('month', day)::date), ('day', day)
        ) AS span (name, since)
        WHERE fact = 'duration'
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (span, since, category, priority, status, bucket) DO UPDATE SET n = kept.n + excluded.n
    )
    SELECT count(*) INTO folded FROM taken;
    IF folded > 0 THEN
        UPDATE rollup_state SET folds = folds + 1, days = (SELECT count(*) FROM rollup_day WHERE created > 0);
    END IF;
    RETURN folded;
END $$;

-- Rows are deleted, not truncated: who reads meanwhile goes on seeing what was there.
CREATE FUNCTION clear_stats() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta;
    DELETE FROM rollup_total;
    DELETE FROM rollup_day;
    DELETE FROM rollup_created;
    DELETE FROM rollup_flow;
    DELETE FROM rollup_duration;
    DELETE FROM rollup_suggestion;
    UPDATE rollup_state SET zone = reporting_zone(), days = 0;
END $$;

-- Counts everything anew. What the snapshot of the caller's transaction shows of the tickets it shows of stat_delta as
-- well, so writers go on: the caller takes REPEATABLE READ and locks ticket, ticket_event and suggestion in ACCESS SHARE MODE first.
CREATE FUNCTION rebuild_stats() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM clear_stats();
    INSERT INTO stat_delta SELECT * FROM stat_recount;
    PERFORM fold_stats();
END $$;
