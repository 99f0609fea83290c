-- As in 0001 and 0004, and faster for many rows. A FULL JOIN is hashed or merged, whatever the plan was made for: a plan is
-- made once a session, perhaps for one row, and would else compare every row with every other.

CREATE OR REPLACE FUNCTION ticket_record_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor text := current_actor();
BEGIN
    INSERT INTO ticket_event (ticket_id, actor, kind, field, old_value, new_value, set_by)
    SELECT n.id, actor, 'changed', change.field, change.old_value, change.new_value, change.set_by
    FROM old_rows AS o FULL JOIN new_rows AS n USING (id)
    CROSS JOIN LATERAL (VALUES
        ('title', o.title::text, n.title::text, NULL::decided_by),
        ('description', o.description, n.description, NULL),
        ('category', o.category, n.category, n.category_set_by),
        ('priority', o.priority::text, n.priority::text, n.priority_set_by),
        ('category_set_by', o.category_set_by::text, n.category_set_by::text, n.category_set_by),
        ('priority_set_by', o.priority_set_by::text, n.priority_set_by::text, n.priority_set_by),
        ('status', o.status::text, n.status::text, NULL),
        ('requester', o.requester, n.requester, NULL),
        ('assignee', o.assignee, n.assignee, NULL),
        ('external_id', o.external_id, n.external_id, NULL)
    ) AS change (field, old_value, new_value, set_by)
    WHERE change.old_value IS DISTINCT FROM change.new_value
    ORDER BY n.id;
    RETURN NULL;
END $$;

-- What a changed ticket added to the counts is taken away and what it adds now is added: the ticket itself, its history,
-- and what happened just now. Tickets of which nothing changed that is counted are left out at once.
CREATE OR REPLACE FUNCTION ticket_count_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    WITH zone AS MATERIALIZED (
        SELECT reporting_zone() AS name
    ), moved AS MATERIALIZED (
        SELECT n.id, n.created_at, o.resolved_at AS old_resolved_at, n.resolved_at AS new_resolved_at,
               o.category AS old_category, o.priority AS old_priority, o.status AS old_status,
               n.category AS new_category, n.priority AS new_priority, n.status AS new_status
        FROM old_rows AS o FULL JOIN new_rows AS n USING (id)
        WHERE (o.category, o.priority, o.status) IS DISTINCT FROM (n.category, n.priority, n.status)
           OR o.resolved_at IS DISTINCT FROM n.resolved_at
    ), fact AS (
        SELECT own.fact, own.day, own.slot, side.category, side.priority, side.status, side.n
        FROM zone CROSS JOIN moved AS m CROSS JOIN LATERAL (VALUES
            (m.old_category, m.old_priority, m.old_status, m.old_resolved_at, -1),
            (m.new_category, m.new_priority, m.new_status, m.new_resolved_at, 1)
        ) AS side (category, priority, status, resolved_at, n)
        CROSS JOIN LATERAL ticket_facts(m.created_at, side.resolved_at, zone.name) AS own
        UNION ALL
        SELECT past.fact, (past.at AT TIME ZONE zone.name)::date, past.slot, side.category, side.priority, side.status,
               side.n
        FROM zone CROSS JOIN moved AS m CROSS JOIN LATERAL (
            SELECT fact, at, slot FROM history_fact WHERE ticket_id = m.id OFFSET 0
        ) AS past CROSS JOIN LATERAL (VALUES
            (m.old_category, m.old_priority, m.old_status, -1), (m.new_category, m.new_priority, m.new_status, 1)
        ) AS side (category, priority, status, n)
        WHERE (m.old_category, m.old_priority, m.old_status)
              IS DISTINCT FROM (m.new_category, m.new_priority, m.new_status)
        UNION ALL
        SELECT event_fact('status', m.old_status::text, m.new_status::text, NULL), (now() AT TIME ZONE zone.name)::date, 0,
               m.new_category, m.new_priority, m.new_status, 1
        FROM zone CROSS JOIN moved AS m
        WHERE event_fact('status', m.old_status::text, m.new_status::text, NULL) IS NOT NULL
    )
    INSERT INTO stat_delta
    SELECT fact, day, slot, category, priority, status, sum(n)
    FROM fact GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0;
    RETURN NULL;
END $$;
