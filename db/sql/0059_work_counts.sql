SET LOCAL maintenance_work_mem = '256MB';

-- In the order of those who write, who then wait here and go on with what is written below; readers go on.
LOCK TABLE ticket, ticket_event IN SHARE ROW EXCLUSIVE MODE;

-- When this person was given this ticket the last time before: in a period each ticket counts once for a person, by the first
-- time there, so whoever counts need not tell pairs apart.
ALTER TABLE ticket_event ADD COLUMN taken_before timestamptz;

CREATE FUNCTION chain_takings(ids bigint[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    UPDATE ticket_event AS event SET taken_before = chain.before
    FROM (
        SELECT id, lag(at) OVER (PARTITION BY ticket_id, new_value ORDER BY at, id) AS before FROM ticket_event
        WHERE ticket_id = ANY (ids) AND field = 'assignee' AND new_value IS NOT NULL
    ) AS chain
    WHERE event.id = chain.id AND event.taken_before IS DISTINCT FROM chain.before;
END $$;

-- A change of its own comes here again, finds nothing left to change and ends.
CREATE FUNCTION event_taken_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[] := ARRAY(
        SELECT DISTINCT ticket_id FROM changed_rows WHERE field = 'assignee' AND new_value IS NOT NULL ORDER BY 1
    );
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM chain_takings(ids);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER event_taken_insert AFTER INSERT ON ticket_event
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION event_taken_change();
CREATE TRIGGER event_taken_update AFTER UPDATE ON ticket_event
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION event_taken_change();
CREATE TRIGGER event_taken_delete AFTER DELETE ON ticket_event
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION event_taken_change();

SELECT chain_takings(ARRAY(
    SELECT DISTINCT ticket_id FROM ticket_event WHERE field = 'assignee' AND new_value IS NOT NULL
    GROUP BY ticket_id, new_value HAVING count(*) > 1
));
DROP INDEX ticket_event_taken;
CREATE INDEX ticket_event_taken ON ticket_event (at) INCLUDE (ticket_id, new_value, taken_before)
    WHERE field = 'assignee' AND new_value IS NOT NULL;

-- Resolved tickets by the month of their resolution, whose they are ('' is nobody's) and how long they took, in the buckets of
-- duration_bucket(): of a year that is a tenth of its tickets and less. As in the other rollups triggers append,
-- fold_work_counts() folds, and a read adds both; days beside whole months are read from the tickets.
CREATE TABLE stat_delta_work (
    month    date NOT NULL,
    assignee text NOT NULL,
    bucket   smallint NOT NULL,
    n        integer NOT NULL
);
CREATE TABLE rollup_work (
    month    date NOT NULL,
    assignee text NOT NULL,
    bucket   smallint NOT NULL,
    n        integer NOT NULL,
    CONSTRAINT rollup_work_pkey PRIMARY KEY (month, assignee, bucket)
) WITH (fillfactor = 80);

CREATE FUNCTION work_month(resolved_at timestamptz, zone text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN date_trunc('month', resolved_at AT TIME ZONE zone)::date;

CREATE FUNCTION work_recount_of(after bigint, upto bigint) RETURNS SETOF stat_delta_work LANGUAGE sql STABLE AS $$
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at),
           count(*)::integer
    FROM zone, ticket WHERE id > after AND id <= upto AND resolved_at IS NOT NULL
    GROUP BY 1, 2, 3
$$;

CREATE FUNCTION ticket_work_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_work
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at), count(*)
    FROM zone, new_rows WHERE resolved_at IS NOT NULL GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_work_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name), side AS (
        SELECT -1 AS n, resolved_at, created_at, assignee FROM old_rows
        UNION ALL
        SELECT 1, resolved_at, created_at, assignee FROM new_rows
    )
    INSERT INTO stat_delta_work
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at), sum(n)
    FROM zone, side WHERE resolved_at IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_work_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_work
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at), -count(*)
    FROM zone, old_rows WHERE resolved_at IS NOT NULL GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;

CREATE FUNCTION clear_work_counts() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta_work;
    DELETE FROM rollup_work;
END $$;

CREATE FUNCTION fold_work_counts() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta_work RETURNING *
    ), summed AS (
        INSERT INTO rollup_work AS known
        SELECT month, assignee, bucket, sum(n) FROM taken
        GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (month, assignee, bucket) DO UPDATE SET n = known.n + excluded.n
    )
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
END $$;

CREATE FUNCTION ticket_work_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_work_counts();
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_work_insert AFTER INSERT ON ticket
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_work_insert();
CREATE TRIGGER ticket_work_update AFTER UPDATE ON ticket
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_work_update();
CREATE TRIGGER ticket_work_delete AFTER DELETE ON ticket
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_work_delete();
CREATE TRIGGER ticket_work_truncate AFTER TRUNCATE ON ticket
    FOR EACH STATEMENT EXECUTE FUNCTION ticket_work_truncate();

-- As in 0053, and months of another reporting time zone are other months here too.
CREATE OR REPLACE FUNCTION setting_count_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF reporting_zone() <> (SELECT zone FROM rollup_state) THEN
        PERFORM refuse_older_snapshot();
        LOCK TABLE ticket, ticket_event, suggestion, ticket_target IN SHARE MODE;
        PERFORM rebuild_stats();
        PERFORM clear_target_counts();
        INSERT INTO stat_delta_target SELECT * FROM target_recount_of(0, 9223372036854775807);
        PERFORM fold_target_counts();
        PERFORM clear_work_counts();
        INSERT INTO stat_delta_work SELECT * FROM work_recount_of(0, 9223372036854775807);
        PERFORM fold_work_counts();
    END IF;
    RETURN NULL;
END $$;

INSERT INTO stat_delta_work SELECT * FROM work_recount_of(0, 9223372036854775807);
SELECT fold_work_counts();
