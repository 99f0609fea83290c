-- A change of a status that was undone on the day on which it was made, and the change that undid it: both are marked. They
-- stay in the history; what is counted as resolved or reopened, in the rollups, by a recount and from the tickets, leaves
-- them out. Their sum on that day is nothing, so the backlog at its end is the same.

SET LOCAL maintenance_work_mem = '256MB';

ALTER TABLE ticket_event
    ADD undone boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT ticket_event_undone_is_of_a_status CHECK (NOT undone OR field IS NOT DISTINCT FROM 'status');

-- As in 0015, of those that are counted: so that they are still read from the index alone.
DROP INDEX ticket_event_moved;
CREATE INDEX ticket_event_moved ON ticket_event (coalesce(resolved_at, at))
    INCLUDE (ticket_id, at, field, old_value, new_value, resolved_at)
    WHERE (field = 'status' OR resolved_at IS NOT NULL) AND NOT undone;

-- As in 0004 and 0019.
CREATE OR REPLACE VIEW history_fact AS
SELECT ticket_id, event_fact(field, old_value, new_value, resolved_at) AS fact, coalesce(resolved_at, at) AS at,
       0::smallint AS slot
FROM ticket_event WHERE event_fact(field, old_value, new_value, resolved_at) IS NOT NULL AND NOT undone
UNION ALL
SELECT ticket_id, 'suggested', suggestion.created_at,
       suggestion_outcome(number, category, category_chosen, priority, priority_chosen)
FROM suggestion JOIN suggestion_source ON suggestion_source.key = source;

-- As in 0014.
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
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL AND NOT e.undone
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
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL AND NOT e.undone
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
    WHERE event_fact(e.field, e.old_value, e.new_value, e.resolved_at) IS NOT NULL AND NOT e.undone
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;
