-- What a dashboard reads of the days asked for where the rollups do not know its filter, each part through one index.

-- The names of the facts as values of their type: a name that is still to be read as one kept the function from being
-- put into the statement, and it was called for each event.
CREATE OR REPLACE FUNCTION event_fact(field text, old_value text, new_value text, resolved_at timestamptz)
RETURNS stat_fact
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN resolved_at IS NOT NULL THEN 'resolved'::stat_fact
    WHEN field = 'status' AND old_value IN ('open', 'in_progress') AND new_value IN ('resolved', 'closed')
        THEN 'resolved'::stat_fact
    WHEN field = 'status' AND old_value IN ('resolved', 'closed') AND new_value IN ('open', 'in_progress')
        THEN 'reopened'::stat_fact
END;

SET LOCAL maintenance_work_mem = '256MB';

-- When a ticket was resolved or reopened. The planner has no use for the statistics of a partial index, hence the others.
-- Triggers look for the events and suggestions of a ticket, with a plan made while there are no statistics: no key of these
-- indexes but the first of suggestion_of_ticket is the ticket, so that no other looks as cheap.
CREATE INDEX ticket_event_moved ON ticket_event (coalesce(resolved_at, at))
    WHERE field = 'status' OR resolved_at IS NOT NULL;
CREATE STATISTICS ticket_event_moment ON (coalesce(resolved_at, at)) FROM ticket_event;
ANALYZE ticket_event;

-- Suggestions of some days; and which ones a ticket was shown, without their rows.
CREATE INDEX suggestion_by_time ON suggestion (created_at);
DROP INDEX suggestion_of_ticket;
CREATE INDEX suggestion_of_ticket ON suggestion (ticket_id, id)
    INCLUDE (source, category, category_chosen, priority, priority_chosen);

-- Times to resolution without the tickets, which lie in the order of their creation.
DROP INDEX ticket_resolved;
CREATE INDEX ticket_resolved ON ticket (resolved_at) INCLUDE (id, created_at, category, priority, status)
    WHERE resolved_at IS NOT NULL;
