-- The tickets whose ids are above ``after``, up to ``upto``, counted anew in the form of stat_delta.
CREATE FUNCTION stat_recount_of(after bigint, upto bigint) RETURNS TABLE (
    fact stat_fact, day date, slot smallint, category text, priority ticket_priority, status ticket_status, n integer
) LANGUAGE sql STABLE AS $$
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    SELECT own.fact, own.day, own.slot, t.category, t.priority, t.status, count(*)::integer
    FROM zone, ticket AS t CROSS JOIN LATERAL ticket_facts(t.created_at, t.resolved_at, zone.name) AS own
    WHERE t.id > after AND t.id <= upto
    GROUP BY 1, 2, 3, 4, 5, 6
    UNION ALL
    SELECT h.fact, (h.at AT TIME ZONE zone.name)::date, h.slot, t.category, t.priority, t.status, count(*)::integer
    FROM zone, history_fact AS h JOIN ticket AS t ON t.id = h.ticket_id
    WHERE t.id > after AND t.id <= upto AND h.ticket_id > after AND h.ticket_id <= upto
    GROUP BY 1, 2, 3, 4, 5, 6
$$;

-- Everything.
CREATE OR REPLACE VIEW stat_recount AS SELECT * FROM stat_recount_of(0, 9223372036854775807);
