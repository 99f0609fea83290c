SET LOCAL maintenance_work_mem = '256MB';

-- In the order of those who write, who then wait here and go on with what is written below.
LOCK TABLE ticket, ticket_event, ticket_target IN ACCESS EXCLUSIVE MODE;

-- The ticket's status too, so that a filter of it reads no ticket.
DROP INDEX ticket_target_created;
ALTER TABLE ticket_target ADD COLUMN status ticket_status;
UPDATE ticket_target SET status = ticket.status FROM ticket WHERE ticket.id = ticket_id;
DELETE FROM ticket_target WHERE status IS NULL;
ALTER TABLE ticket_target ALTER COLUMN status SET NOT NULL;
CREATE INDEX ticket_target_created ON ticket_target (created_at)
    INCLUDE (ticket_id, priority, category, status, breach_at, risk_at);

-- As in 0045, with the status.
CREATE OR REPLACE FUNCTION set_targets(ids bigint[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM target_policy) THEN
        RETURN;
    END IF;
    WITH promised AS MATERIALIZED (
        SELECT t.id, t.created_at, t.category, t.priority, t.status, t.resolved_at, policy.id AS policy_id,
               history.changed_at, worked_seconds(policy.id, t.created_at) AS begun,
               CASE WHEN coalesce(history.first, t.status::text) = 'open' THEN 60 * own.respond END AS respond,
               60 * own.resolve AS resolve
        FROM unnest(ids) AS touched (id)
        CROSS JOIN LATERAL (SELECT * FROM ticket WHERE ticket.id = touched.id OFFSET 0) AS t
        CROSS JOIN LATERAL (
            SELECT id FROM target_policy WHERE since <= t.created_at ORDER BY since DESC LIMIT 1
        ) AS policy
        CROSS JOIN LATERAL (
            SELECT coalesce(max(respond_minutes) FILTER (WHERE category IS NOT NULL), max(respond_minutes)) AS respond,
                   coalesce(max(resolve_minutes) FILTER (WHERE category IS NOT NULL), max(resolve_minutes)) AS resolve
            FROM target
            WHERE policy_id = policy.id AND priority = t.priority AND (category IS NULL OR category = t.category)
        ) AS own
        CROSS JOIN LATERAL (
            SELECT min(at) FILTER (WHERE NOT undone) AS changed_at, (array_agg(old_value ORDER BY at, id))[1] AS first
            FROM ticket_event WHERE ticket_id = t.id AND field = 'status'
        ) AS history
    ), due AS MATERIALIZED (
        SELECT *, working_moment(policy_id, begun + respond) AS respond_by,
               working_moment(policy_id, begun + respond * 0.75) AS respond_risk_at,
               working_moment(policy_id, begun + resolve) AS resolve_by,
               working_moment(policy_id, begun + resolve * 0.75) AS resolve_risk_at
        FROM promised
    ), gone AS (
        DELETE FROM ticket_target WHERE ticket_id = ANY (ids)
            AND ticket_id NOT IN (SELECT id FROM due WHERE coalesce(respond_by, resolve_by) IS NOT NULL)
    )
    INSERT INTO ticket_target AS kept (
        ticket_id, policy_id, created_at, category, priority, status, respond_risk_at, respond_by, responded_at,
        resolve_risk_at, resolve_by, resolved_at
    )
    SELECT id, policy_id, created_at, category, priority, status, respond_risk_at, respond_by, changed_at,
           resolve_risk_at, resolve_by, resolved_at
    FROM due WHERE coalesce(respond_by, resolve_by) IS NOT NULL ORDER BY id
    ON CONFLICT (ticket_id) DO UPDATE SET
        policy_id = EXCLUDED.policy_id, category = EXCLUDED.category, priority = EXCLUDED.priority,
        status = EXCLUDED.status,
        respond_risk_at = EXCLUDED.respond_risk_at, respond_by = EXCLUDED.respond_by,
        responded_at = EXCLUDED.responded_at, resolve_risk_at = EXCLUDED.resolve_risk_at,
        resolve_by = EXCLUDED.resolve_by, resolved_at = EXCLUDED.resolved_at
    WHERE (kept.policy_id, kept.category, kept.priority, kept.status, kept.respond_risk_at, kept.respond_by,
           kept.responded_at, kept.resolve_risk_at, kept.resolve_by, kept.resolved_at)
        IS DISTINCT FROM
          (EXCLUDED.policy_id, EXCLUDED.category, EXCLUDED.priority, EXCLUDED.status, EXCLUDED.respond_risk_at,
           EXCLUDED.respond_by, EXCLUDED.responded_at, EXCLUDED.resolve_risk_at, EXCLUDED.resolve_by,
           EXCLUDED.resolved_at);
END $$;

-- What a ticket is to its targets changes by the clock while something is to be done: a read looks at each of these. All others
-- are kept or breached until somebody changes them, and are counted by the day of creation as in the other rollups: triggers
-- append, fold_target_counts() folds, and a read adds both.
CREATE INDEX ticket_target_undecided ON ticket_target (created_at) INCLUDE (priority, category, status, breach_at, risk_at)
    WHERE breach_at IS NOT NULL AND risk_at IS NOT NULL;

CREATE FUNCTION target_is_decided(breach_at timestamptz, risk_at timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN breach_at IS NULL OR risk_at IS NULL;

CREATE TABLE stat_delta_target (
    day      date NOT NULL,
    category text NOT NULL,
    priority ticket_priority NOT NULL,
    status   ticket_status NOT NULL,
    kept     integer NOT NULL,
    breached integer NOT NULL
);
CREATE TABLE rollup_target (
    day      date NOT NULL,
    category text NOT NULL,
    priority ticket_priority NOT NULL,
    status   ticket_status NOT NULL,
    kept     integer NOT NULL,
    breached integer NOT NULL,
    CONSTRAINT rollup_target_pkey PRIMARY KEY (day, category, priority, status)
) WITH (fillfactor = 80);

CREATE FUNCTION target_recount_of(after bigint, upto bigint) RETURNS SETOF stat_delta_target LANGUAGE sql STABLE AS $$
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    SELECT (created_at AT TIME ZONE zone.name)::date, category, priority, status,
           (count(*) FILTER (WHERE breach_at IS NULL))::integer, count(breach_at)::integer
    FROM zone, ticket_target
    WHERE ticket_id > after AND ticket_id <= upto AND target_is_decided(breach_at, risk_at)
    GROUP BY 1, 2, 3, 4
$$;

CREATE FUNCTION ticket_target_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_target
    SELECT (created_at AT TIME ZONE zone.name)::date, category, priority, status,
           count(*) FILTER (WHERE breach_at IS NULL), count(breach_at)
    FROM zone, new_rows WHERE target_is_decided(breach_at, risk_at) GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_target_count_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name), side AS (
        SELECT -1 AS n, created_at, category, priority, status, breach_at, risk_at FROM old_rows
        UNION ALL
        SELECT 1, created_at, category, priority, status, breach_at, risk_at FROM new_rows
    ), change AS (
        SELECT (created_at AT TIME ZONE zone.name)::date AS day, category, priority, status,
               coalesce(sum(n) FILTER (WHERE breach_at IS NULL), 0) AS kept,
               coalesce(sum(n) FILTER (WHERE breach_at IS NOT NULL), 0) AS breached
        FROM zone, side WHERE target_is_decided(breach_at, risk_at) GROUP BY 1, 2, 3, 4
    )
    INSERT INTO stat_delta_target SELECT * FROM change WHERE kept <> 0 OR breached <> 0;
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_target_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_target
    SELECT (created_at AT TIME ZONE zone.name)::date, category, priority, status,
           -count(*) FILTER (WHERE breach_at IS NULL), -count(breach_at)
    FROM zone, old_rows WHERE target_is_decided(breach_at, risk_at) GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;

CREATE FUNCTION clear_target_counts() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta_target;
    DELETE FROM rollup_target;
END $$;

CREATE FUNCTION fold_target_counts() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta_target RETURNING *
    ), summed AS (
        INSERT INTO rollup_target AS known
        SELECT day, category, priority, status, sum(kept), sum(breached) FROM taken
        GROUP BY 1, 2, 3, 4 HAVING sum(kept) <> 0 OR sum(breached) <> 0 ORDER BY 1, 2, 3, 4
        ON CONFLICT (day, category, priority, status) DO UPDATE
            SET kept = known.kept + excluded.kept, breached = known.breached + excluded.breached
    )
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
END $$;

CREATE FUNCTION ticket_target_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_target_counts();
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_target_count_insert AFTER INSERT ON ticket_target
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_count_insert();
CREATE TRIGGER ticket_target_count_update AFTER UPDATE ON ticket_target
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_count_update();
CREATE TRIGGER ticket_target_count_delete AFTER DELETE ON ticket_target
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_count_delete();
CREATE TRIGGER ticket_target_count_truncate AFTER TRUNCATE ON ticket_target
    FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_count_truncate();

-- As in 0030, and days of another reporting time zone are other days here too. Whoever recounts targets waits.
CREATE OR REPLACE FUNCTION setting_count_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF reporting_zone() <> (SELECT zone FROM rollup_state) THEN
        PERFORM refuse_older_snapshot();
        LOCK TABLE ticket, ticket_event, suggestion, ticket_target IN SHARE MODE;
        PERFORM rebuild_stats();
        PERFORM clear_target_counts();
        INSERT INTO stat_delta_target SELECT * FROM target_recount_of(0, 9223372036854775807);
        PERFORM fold_target_counts();
    END IF;
    RETURN NULL;
END $$;

INSERT INTO stat_delta_target SELECT * FROM target_recount_of(0, 9223372036854775807);
SELECT fold_target_counts();
