-- What happened in the days of a dashboard, from the index alone: its rows lie as far apart as the moments they tell of.

SET LOCAL maintenance_work_mem = '256MB';

DROP INDEX ticket_event_moved;
CREATE INDEX ticket_event_moved ON ticket_event (coalesce(resolved_at, at))
    INCLUDE (ticket_id, at, field, old_value, new_value, resolved_at)
    WHERE field = 'status' OR resolved_at IS NOT NULL;
