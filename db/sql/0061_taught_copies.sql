-- What was taught has the text of a ticket as it was then: the title and description of now, of the trash, or of before
-- a change.
CREATE OR REPLACE FUNCTION forget_taught(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH own AS (
        SELECT title, description FROM ticket WHERE id = ANY (ids)
        UNION ALL
        SELECT ticket ->> 'title', ticket ->> 'description' FROM ticket_trash WHERE id = ANY (ids)
    ), changed AS (
        SELECT old_value, new_value FROM ticket_event
        WHERE ticket_id = ANY (ids) AND field IN ('title', 'description')
    ), written (text) AS (
        SELECT title FROM own UNION SELECT description FROM own
        UNION SELECT old_value FROM changed UNION SELECT new_value FROM changed
    )
    DELETE FROM taught_example
    WHERE (description = '' OR description IN (SELECT text FROM written))
        AND (title = '' OR title IN (SELECT text FROM written))
$$;
