-- What a statement changed is appended to stat_delta, summed up. The triggers on ticket come before ticket_record_* in the
-- alphabet and so before the history of the same statement: a ticket's earlier history moves with it here, and what is
-- added to the history is counted as it is written.
--
-- A plan is made once a session, perhaps for one row, and used for a million: hence LATERAL with OFFSET 0 and no sequential
-- scans, which leaves one way, row by row through an index, and never every row against every other. Only indexes that
-- begin with what is looked for serve: statistics of a table that is being filled make all others look as cheap.

CREATE FUNCTION ticket_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta
    SELECT f.fact, f.day, f.slot, t.category, t.priority, t.status, count(*)
    FROM zone CROSS JOIN new_rows AS t CROSS JOIN LATERAL (
        SELECT * FROM ticket_facts(t.created_at, t.resolved_at, zone.name)
        UNION ALL
        SELECT fact, (at AT TIME ZONE zone.name)::date, slot FROM history_fact WHERE ticket_id = t.id
    ) AS f
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE FUNCTION ticket_count_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta
    SELECT f.fact, f.day, f.slot, t.category, t.priority, t.status, -count(*)
    FROM zone CROSS JOIN old_rows AS t CROSS JOIN LATERAL (
        SELECT * FROM ticket_facts(t.created_at, t.resolved_at, zone.name)
        UNION ALL
        SELECT fact, (at AT TIME ZONE zone.name)::date, slot FROM history_fact WHERE ticket_id = t.id
    ) AS f
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

-- The old rows are taken away and the new ones added; what did not change cancels out. Then what happened just now.
CREATE FUNCTION ticket_count_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta
    SELECT f.fact, f.day, f.slot, t.category, t.priority, t.status, sum(t.n)
    FROM zone CROSS JOIN (
        SELECT id, category, priority, status, created_at, resolved_at, sum(n) AS n
        FROM (SELECT -1 AS n, id, category, priority, status, created_at, resolved_at FROM old_rows
              UNION ALL SELECT 1, id, category, priority, status, created_at, resolved_at FROM new_rows) AS either
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0
    ) AS t CROSS JOIN LATERAL (
        SELECT * FROM ticket_facts(t.created_at, t.resolved_at, zone.name)
        UNION ALL
        SELECT fact, (at AT TIME ZONE zone.name)::date, slot FROM history_fact WHERE ticket_id = t.id
    ) AS f
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(t.n) <> 0;
    INSERT INTO stat_delta
    SELECT CASE WHEN is_done THEN 'resolved' ELSE 'reopened' END::stat_fact,
           (now() AT TIME ZONE (SELECT reporting_zone()))::date, 0, category, priority, status, count(*)
    FROM (
        SELECT max(category) FILTER (WHERE is_new) AS category, max(priority) FILTER (WHERE is_new) AS priority,
               max(status) FILTER (WHERE is_new) AS status,
               bool_or(status IN ('resolved', 'closed')) FILTER (WHERE is_new) AS is_done,
               bool_or(status IN ('resolved', 'closed')) FILTER (WHERE NOT is_new) AS was_done
        FROM (SELECT false AS is_new, id, category, priority, status FROM old_rows
              UNION ALL SELECT true, id, category, priority, status FROM new_rows) AS either
        GROUP BY id
    ) AS moved
    WHERE is_done <> was_done GROUP BY 1, 2, 4, 5, 6;
    RETURN NULL;
END $$;

-- History that is written by hand counts under what its ticket is now, and first keeps others from changing the ticket.
-- What the triggers of ticket write they also count, without looking for the ticket.
CREATE FUNCTION event_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text;
BEGIN
    IF pg_trigger_depth() > 1 THEN
        RETURN NULL;
    END IF;
    zone := reporting_zone();
    PERFORM FROM (SELECT DISTINCT ticket_id AS id FROM new_rows ORDER BY 1) AS touched
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE id = touched.id FOR NO KEY UPDATE) AS locked;
    INSERT INTO stat_delta
    SELECT event_fact(e.field, e.old_value, e.new_value, e.resolved_at),
           (coalesce(e.resolved_at, e.at) AT TIME ZONE zone)::date, 0, t.category, t.priority, t.status, count(*)
    FROM new_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE FUNCTION event_count_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM FROM (SELECT ticket_id AS id FROM old_rows UNION SELECT ticket_id FROM new_rows ORDER BY 1) AS touched
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE id = touched.id FOR NO KEY UPDATE) AS locked;
    INSERT INTO stat_delta
    SELECT event_fact(e.field, e.old_value, e.new_value, e.resolved_at),
           (coalesce(e.resolved_at, e.at) AT TIME ZONE zone)::date, 0, t.category, t.priority, t.status, sum(e.n)
    FROM (SELECT -1 AS n, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS e
    CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(e.n) <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION event_count_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM FROM (SELECT DISTINCT ticket_id AS id FROM old_rows ORDER BY 1) AS touched
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE id = touched.id FOR NO KEY UPDATE) AS locked;
    INSERT INTO stat_delta
    SELECT event_fact(e.field, e.old_value, e.new_value, e.resolved_at),
           (coalesce(e.resolved_at, e.at) AT TIME ZONE zone)::date, 0, t.category, t.priority, t.status, -count(*)
    FROM old_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE FUNCTION suggestion_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM FROM (SELECT DISTINCT ticket_id AS id FROM new_rows ORDER BY 1) AS touched
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE id = touched.id FOR NO KEY UPDATE) AS locked;
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(e.source, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, count(*)
    FROM new_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE FUNCTION suggestion_count_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM FROM (SELECT ticket_id AS id FROM old_rows UNION SELECT ticket_id FROM new_rows ORDER BY 1) AS touched
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE id = touched.id FOR NO KEY UPDATE) AS locked;
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(e.source, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, sum(e.sign)
    FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS e
    CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(e.sign) <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION suggestion_count_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM FROM (SELECT DISTINCT ticket_id AS id FROM old_rows ORDER BY 1) AS touched
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE id = touched.id FOR NO KEY UPDATE) AS locked;
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(e.source, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, -count(*)
    FROM old_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_count_insert AFTER INSERT ON ticket
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_count_insert();
CREATE TRIGGER ticket_count_update AFTER UPDATE ON ticket
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_count_update();
CREATE TRIGGER ticket_count_delete AFTER DELETE ON ticket
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_count_delete();

CREATE TRIGGER event_count_insert AFTER INSERT ON ticket_event
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION event_count_insert();
CREATE TRIGGER event_count_update AFTER UPDATE ON ticket_event
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION event_count_update();
CREATE TRIGGER event_count_delete AFTER DELETE ON ticket_event
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION event_count_delete();

CREATE TRIGGER suggestion_count_insert AFTER INSERT ON suggestion
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION suggestion_count_insert();
CREATE TRIGGER suggestion_count_update AFTER UPDATE ON suggestion
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION suggestion_count_update();
CREATE TRIGGER suggestion_count_delete AFTER DELETE ON suggestion
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION suggestion_count_delete();

-- A snapshot older than the lock would hide counts that were appended meanwhile.
CREATE FUNCTION refuse_older_snapshot() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'truncate tickets, and change the reporting time zone, in a READ COMMITTED transaction'
            USING ERRCODE = 'feature_not_supported';
    END IF;
END $$;

CREATE FUNCTION ticket_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_stats();
    RETURN NULL;
END $$;

CREATE FUNCTION event_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta WHERE fact IN ('resolved', 'reopened');
    DELETE FROM rollup_flow;
    RETURN NULL;
END $$;

CREATE FUNCTION suggestion_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta WHERE fact = 'suggested';
    DELETE FROM rollup_suggestion;
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_count_truncate AFTER TRUNCATE ON ticket
FOR EACH STATEMENT EXECUTE FUNCTION ticket_count_truncate();
CREATE TRIGGER event_count_truncate AFTER TRUNCATE ON ticket_event
FOR EACH STATEMENT EXECUTE FUNCTION event_count_truncate();
CREATE TRIGGER suggestion_count_truncate AFTER TRUNCATE ON suggestion
FOR EACH STATEMENT EXECUTE FUNCTION suggestion_count_truncate();

-- Days begin elsewhere: everything is counted anew, and writers wait so long.
CREATE FUNCTION setting_count_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF reporting_zone() <> (SELECT zone FROM rollup_state) THEN
        PERFORM refuse_older_snapshot();
        LOCK TABLE ticket, ticket_event, suggestion IN SHARE MODE;
        PERFORM rebuild_stats();
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER setting_count_again AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON setting
FOR EACH STATEMENT EXECUTE FUNCTION setting_count_again();

-- As in 0001, and with the time at which a ticket that arrives resolved was. One that is restored has its history.
CREATE OR REPLACE FUNCTION ticket_record_insert() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $$
DECLARE
    restored bigint[] := ARRAY(
        SELECT trash.id FROM new_rows AS n
        CROSS JOIN LATERAL (SELECT id FROM ticket_trash WHERE id = n.id OFFSET 0) AS trash
    );
BEGIN
    INSERT INTO ticket_event (ticket_id, actor, kind, resolved_at)
    SELECT id, current_actor(), 'created', resolved_at FROM new_rows WHERE restored = '{}' OR id <> ALL (restored);
    INSERT INTO stat_delta
    SELECT 'resolved', (resolved_at AT TIME ZONE (SELECT reporting_zone()))::date, 0, category, priority, status, count(*)
    FROM new_rows WHERE resolved_at IS NOT NULL AND (restored = '{}' OR id <> ALL (restored))
    GROUP BY 2, 4, 5, 6;
    IF restored <> '{}' THEN
        INSERT INTO ticket_event (ticket_id, actor, kind) SELECT id, current_actor(), 'restored' FROM unnest(restored) AS id;
        DELETE FROM ticket_trash WHERE id = ANY (restored);
    END IF;
    RETURN NULL;
END $$;
