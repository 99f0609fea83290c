-- The suggestion sources are rows: start-up adds those of services/suggestion_sources.py that are missing. A number is
-- given once and never changed (an identity cannot be), since the counts hold it; those of the first four are their
-- places in the list that was here before.
CREATE TABLE suggestion_source (
    key    text PRIMARY KEY,
    number smallint GENERATED ALWAYS AS IDENTITY (MINVALUE 0 START WITH 0) UNIQUE,
    CONSTRAINT suggestion_source_number CHECK (number BETWEEN 0 AND 3000)
);
INSERT INTO suggestion_source (key) VALUES ('gemini'), ('openai'), ('learned'), ('keywords');

ALTER TABLE suggestion DROP CONSTRAINT suggestion_source_known,
    ADD CONSTRAINT suggestion_source_known FOREIGN KEY (source) REFERENCES suggestion_source (key);
ALTER TABLE model_answer DROP CONSTRAINT model_answer_source_known,
    ADD CONSTRAINT model_answer_source_known FOREIGN KEY (source) REFERENCES suggestion_source (key);

-- Which source, and whether its category and its priority were chosen: number * 9 + category * 3 + priority, the others
-- 0 not suggested, 1 chosen, 2 another chosen.
CREATE FUNCTION suggestion_outcome(
    number smallint, category text, category_chosen text, priority ticket_priority, priority_chosen ticket_priority
) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    number * 9
    + CASE category = category_chosen WHEN true THEN 1 WHEN false THEN 2 ELSE 0 END * 3
    + CASE priority = priority_chosen WHEN true THEN 1 WHEN false THEN 2 ELSE 0 END
)::smallint;

CREATE OR REPLACE VIEW history_fact AS
SELECT ticket_id, event_fact(field, old_value, new_value, resolved_at) AS fact, coalesce(resolved_at, at) AS at,
       0::smallint AS slot
FROM ticket_event WHERE event_fact(field, old_value, new_value, resolved_at) IS NOT NULL
UNION ALL
SELECT ticket_id, 'suggested', created_at,
       suggestion_outcome(number, category, category_chosen, priority, priority_chosen)
FROM suggestion JOIN suggestion_source ON key = source;

CREATE OR REPLACE FUNCTION suggestion_count_insert() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    PERFORM hold_tickets(ARRAY(SELECT DISTINCT ticket_id FROM new_rows ORDER BY 1));
    INSERT INTO stat_delta
    SELECT 'suggested'::stat_fact, (e.created_at AT TIME ZONE zone)::date,
           suggestion_outcome(s.number, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, count(*)
    FROM new_rows AS e JOIN suggestion_source AS s ON s.key = e.source
    CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
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
           suggestion_outcome(s.number, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, sum(e.sign)
    FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS e
    JOIN suggestion_source AS s ON s.key = e.source
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
           suggestion_outcome(s.number, e.category, e.category_chosen, e.priority, e.priority_chosen),
           t.category, t.priority, t.status, -count(*)
    FROM old_rows AS e JOIN suggestion_source AS s ON s.key = e.source
    CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = e.ticket_id OFFSET 0) AS t
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

DROP FUNCTION suggestion_outcome(text, text, text, ticket_priority, ticket_priority);
DROP FUNCTION suggestion_sources();
