-- Who writes to what is told of a ticket in the trash, and who brings it back, wait for each other by its row in the trash:
-- else neither would see what the other does, and what was told would be counted by none of them.

-- Keeps the tickets from being changed, deleted or brought back until the transaction ends; ids in their order.
CREATE FUNCTION hold_tickets(ids bigint[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    held bigint;
BEGIN
    PERFORM FROM unnest(ids) AS touched (id)
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE ticket.id = touched.id FOR NO KEY UPDATE) AS locked;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held < cardinality(ids) THEN
        PERFORM FROM unnest(ids) AS touched (id)
        CROSS JOIN LATERAL (SELECT FROM ticket_trash WHERE ticket_trash.id = touched.id FOR KEY SHARE) AS locked;
        -- Those that have come back meanwhile.
        PERFORM FROM unnest(ids) AS touched (id)
        CROSS JOIN LATERAL (SELECT FROM ticket WHERE ticket.id = touched.id FOR NO KEY UPDATE) AS locked;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ticket_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM FROM (SELECT id FROM new_rows ORDER BY 1) AS come
    CROSS JOIN LATERAL (SELECT FROM ticket_trash WHERE id = come.id FOR UPDATE) AS locked;
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

CREATE OR REPLACE FUNCTION event_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text;
BEGIN
    IF pg_trigger_depth() > 1 THEN
        RETURN NULL;
    END IF;
    zone := reporting_zone();
    PERFORM hold_tickets(ARRAY(SELECT DISTINCT ticket_id FROM new_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT event_fact(e.field, e.old_value, e.new_value, e.resolved_at),
           (coalesce(e.resolved_at, e.at) AT TIME ZONE zone)::date, 0, t.category, t.priority, t.status, count(*)
    FROM new_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION event_count_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM hold_tickets(ARRAY(SELECT ticket_id FROM old_rows UNION SELECT ticket_id FROM new_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT event_fact(e.field, e.old_value, e.new_value, e.resolved_at),
           (coalesce(e.resolved_at, e.at) AT TIME ZONE zone)::date, 0, t.category, t.priority, t.status, sum(e.n)
    FROM (SELECT -1 AS n, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS e
    CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(e.n) <> 0;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION event_count_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM hold_tickets(ARRAY(SELECT DISTINCT ticket_id FROM old_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT event_fact(e.field, e.old_value, e.new_value, e.resolved_at),
           (coalesce(e.resolved_at, e.at) AT TIME ZONE zone)::date, 0, t.category, t.priority, t.status, -count(*)
    FROM old_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION suggestion_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM hold_tickets(ARRAY(SELECT DISTINCT ticket_id FROM new_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(e.source, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, count(*)
    FROM new_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION suggestion_count_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM hold_tickets(ARRAY(SELECT ticket_id FROM old_rows UNION SELECT ticket_id FROM new_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(e.source, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, sum(e.sign)
    FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS e
    CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(e.sign) <> 0;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION suggestion_count_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM hold_tickets(ARRAY(SELECT DISTINCT ticket_id FROM old_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(e.source, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, -count(*)
    FROM old_rows AS e CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;
