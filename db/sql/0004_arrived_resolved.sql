-- The tickets that are there already and arrived resolved: their time of resolution, or their creation where a later change
-- of status has taken it away. The same for those in the trash.
WITH every_ticket AS (
    SELECT id, status IN ('resolved', 'closed') AS is_done, created_at, resolved_at FROM ticket
    UNION ALL
    SELECT trash.id, kept.status IN ('resolved', 'closed'), kept.created_at, kept.resolved_at
    FROM ticket_trash AS trash, jsonb_populate_record(NULL::ticket, trash.ticket) AS kept
), first_move AS (
    SELECT DISTINCT ON (ticket_id) ticket_id AS id, old_value IN ('resolved', 'closed') AS was_done
    FROM ticket_event WHERE field = 'status' ORDER BY ticket_id, id
), arrival AS (
    SELECT id, CASE WHEN first_move.id IS NULL THEN resolved_at ELSE created_at END AS resolved_at
    FROM every_ticket LEFT JOIN first_move USING (id)
    WHERE coalesce(was_done, is_done)
), first_event AS (
    SELECT DISTINCT ON (ticket_id) ticket_id, id FROM ticket_event WHERE kind = 'created' ORDER BY ticket_id, id
)
UPDATE ticket_event SET resolved_at = arrival.resolved_at
FROM arrival JOIN first_event ON first_event.ticket_id = arrival.id
WHERE ticket_event.id = first_event.id;
