SET LOCAL maintenance_work_mem = '256MB';

-- Who was given a ticket, and when.
CREATE INDEX ticket_event_taken ON ticket_event (at) INCLUDE (ticket_id, new_value)
    WHERE field = 'assignee' AND new_value IS NOT NULL;

-- As in 0013, with the assignee: resolutions by person are read from the index alone.
DROP INDEX ticket_resolved;
CREATE INDEX ticket_resolved ON ticket (resolved_at) INCLUDE (id, created_at, category, priority, status, assignee)
    WHERE resolved_at IS NOT NULL;
