-- Retention: old resolved tickets are deleted and leave counts behind, or lose their text.
--
-- retained_count keeps what the rollups counted of deleted tickets. Triggers append its changes to stat_delta, so that
-- totals, series and checks add it without knowing of it. Its moments are quarters of an hour and not days: a change of
-- the reporting time zone counts them anew, and no zone in use lies apart from another by less.

CREATE TABLE retained_count (
    fact stat_fact NOT NULL,
    at timestamptz NOT NULL,
    slot smallint NOT NULL,
    category text NOT NULL,
    priority ticket_priority NOT NULL,
    status ticket_status NOT NULL,
    n integer NOT NULL,
    CONSTRAINT retained_count_pkey PRIMARY KEY (fact, at, slot, category, priority, status),
    CONSTRAINT retained_count_positive CHECK (n > 0)
);

-- One row, or none: how many tickets retained_count stands for, and when it changed last.
CREATE TABLE retained_state (
    id boolean NOT NULL DEFAULT true,
    tickets bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT retained_state_pkey PRIMARY KEY (id),
    CONSTRAINT retained_state_one_row CHECK (id)
);

CREATE FUNCTION removed_title() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'Text removed';
CREATE FUNCTION removed_text() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'The text of this ticket was removed, as it was resolved long ago.';

-- What of them is counted, as the rollups have it: by day, and of what was created by hour.
CREATE FUNCTION retained_slot(fact stat_fact, at timestamptz, slot smallint, zone text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE fact WHEN 'created' THEN extract(hour FROM at AT TIME ZONE zone)::smallint ELSE slot END;

CREATE VIEW stat_retained AS
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    SELECT fact, (at AT TIME ZONE zone.name)::date AS day, retained_slot(fact, at, slot, zone.name) AS slot,
           category, priority, status, sum(n)::integer AS n
    FROM zone, retained_count GROUP BY 1, 2, 3, 4, 5, 6;

CREATE OR REPLACE VIEW stat_recount AS
    SELECT * FROM stat_recount_of(0, 9223372036854775807)
    UNION ALL
    SELECT * FROM stat_retained;

CREATE FUNCTION retained_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    INSERT INTO stat_delta
    SELECT fact, (at AT TIME ZONE zone)::date, retained_slot(fact, at, slot, zone), category, priority, status, sum(n)
    FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6;
    INSERT INTO retained_state AS kept (tickets, changed_at)
    SELECT coalesce(sum(n) FILTER (WHERE fact = 'created'), 0), clock_timestamp() FROM new_rows
    ON CONFLICT (id) DO UPDATE SET tickets = kept.tickets + excluded.tickets, changed_at = excluded.changed_at;
    RETURN NULL;
END $$;
CREATE FUNCTION retained_count_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    INSERT INTO stat_delta
    SELECT fact, (at AT TIME ZONE zone)::date, retained_slot(fact, at, slot, zone), category, priority, status,
           sum(sign * n)
    FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS side
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(sign * n) <> 0;
    UPDATE retained_state SET changed_at = clock_timestamp(), tickets = tickets + (
        SELECT coalesce(sum(sign * n) FILTER (WHERE fact = 'created'), 0)
        FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) AS side
    );
    RETURN NULL;
END $$;
CREATE FUNCTION retained_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    zone text := reporting_zone();
BEGIN
    INSERT INTO stat_delta
    SELECT fact, (at AT TIME ZONE zone)::date, retained_slot(fact, at, slot, zone), category, priority, status, -sum(n)
    FROM old_rows GROUP BY 1, 2, 3, 4, 5, 6;
    UPDATE retained_state SET changed_at = clock_timestamp(), tickets = tickets - (
        SELECT coalesce(sum(n) FILTER (WHERE fact = 'created'), 0) FROM old_rows
    );
    RETURN NULL;
END $$;
CREATE FUNCTION retained_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    DELETE FROM retained_state;
    LOCK TABLE ticket, ticket_event, suggestion IN SHARE MODE;
    PERFORM rebuild_stats();
    RETURN NULL;
END $$;

CREATE TRIGGER retained_count_insert AFTER INSERT ON retained_count
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION retained_count_insert();
CREATE TRIGGER retained_count_update AFTER UPDATE ON retained_count
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION retained_count_update();
CREATE TRIGGER retained_count_delete AFTER DELETE ON retained_count
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION retained_count_delete();
CREATE TRIGGER retained_count_truncate AFTER TRUNCATE ON retained_count
    FOR EACH STATEMENT EXECUTE FUNCTION retained_count_truncate();

-- As before, and what deleted tickets left is counted again.
CREATE OR REPLACE FUNCTION ticket_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_stats();
    INSERT INTO stat_delta SELECT * FROM stat_retained;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION event_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta WHERE fact IN ('resolved', 'reopened');
    DELETE FROM rollup_flow;
    INSERT INTO stat_delta SELECT * FROM stat_retained WHERE fact IN ('resolved', 'reopened');
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION suggestion_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta WHERE fact = 'suggested';
    DELETE FROM rollup_suggestion;
    INSERT INTO stat_delta SELECT * FROM stat_retained WHERE fact = 'suggested';
    RETURN NULL;
END $$;

-- Those of the given tickets that were resolved before, locked. ROW EXCLUSIVE first: a change of the reporting time
-- zone, which counts everything anew, comes before all of it or after.
CREATE FUNCTION resolved_before(ids bigint[], before timestamptz) RETURNS bigint[] LANGUAGE plpgsql
    SET enable_seqscan TO 'off' AS $$
BEGIN
    LOCK TABLE ticket IN ROW EXCLUSIVE MODE;
    RETURN ARRAY(SELECT id FROM ticket WHERE id = ANY (ids) AND resolved_at < before ORDER BY id FOR UPDATE);
END $$;

-- Whatever else belongs to tickets that are no more, the trash included, and what was merged into them.
CREATE FUNCTION forget_tickets(ids bigint[]) RETURNS void LANGUAGE plpgsql
    SET enable_seqscan TO 'off' AS $$
DECLARE
    gone bigint[];
BEGIN
    WITH RECURSIVE merged AS (
        SELECT unnest(ids) AS id
        UNION
        SELECT trash.id FROM merged JOIN ticket_trash AS trash ON merged_into = merged.id
    )
    SELECT array_agg(id ORDER BY id) INTO gone FROM merged;
    DELETE FROM ticket_event WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_note WHERE ticket_id = ANY (gone);
    DELETE FROM suggestion WHERE ticket_id = ANY (gone);
    DELETE FROM sent_text WHERE ticket_id = ANY (gone);
    DELETE FROM review_answer WHERE ticket_id = ANY (gone);
    DELETE FROM review_lease WHERE ticket_id = ANY (gone);
    DELETE FROM review_margin WHERE ticket_id = ANY (gone);
    DELETE FROM promise_decision WHERE ticket_id = ANY (gone);
    DELETE FROM left_out_prediction WHERE ticket_id = ANY (gone);
    DELETE FROM bulk_change_ticket WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_trash WHERE id = ANY (gone);
END $$;

CREATE FUNCTION forget_taught(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM taught_example AS example USING ticket
    WHERE ticket.id = ANY (ids) AND example.title = ticket.title AND example.description = ticket.description
$$;

-- Deletes those of the given tickets that were resolved before; their counts stay. Returns how many.
CREATE FUNCTION remove_tickets(ids bigint[], before timestamptz) RETURNS integer LANGUAGE plpgsql
    SET enable_seqscan TO 'off' AS $$
DECLARE
    gone bigint[] := resolved_before(ids, before);
BEGIN
    IF gone = '{}' THEN
        RETURN 0;
    END IF;
    INSERT INTO retained_count AS kept
    SELECT f.fact, date_bin('15 minutes', f.at, timestamptz '2000-01-01 00:00Z'), f.slot, t.category, t.priority, t.status,
           count(*)
    FROM ticket AS t CROSS JOIN LATERAL (
        SELECT 'created'::stat_fact AS fact, t.created_at AS at, 0::smallint AS slot
        UNION ALL
        SELECT 'duration', t.resolved_at, duration_bucket(t.resolved_at - t.created_at)
        UNION ALL
        SELECT fact, at, slot FROM history_fact WHERE ticket_id = t.id
    ) AS f
    WHERE t.id = ANY (gone)
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ON CONSTRAINT retained_count_pkey DO UPDATE SET n = kept.n + excluded.n;
    PERFORM forget_taught(gone);
    DELETE FROM ticket WHERE id = ANY (gone);
    PERFORM forget_tickets(gone);
    RETURN cardinality(gone);
END $$;

-- Takes the text away from those of the given tickets that were resolved before: title, description, their history,
-- notes, what language models were sent, deciding words, and tickets that were merged into them. Returns how many.
CREATE FUNCTION strip_tickets(ids bigint[], before timestamptz) RETURNS integer LANGUAGE plpgsql
    SET enable_seqscan TO 'off' AS $$
DECLARE
    stripped bigint[] := resolved_before(ids, before);
BEGIN
    PERFORM forget_taught(stripped);
    PERFORM forget_tickets(ARRAY(SELECT id FROM ticket_trash WHERE merged_into = ANY (stripped)));
    UPDATE ticket SET title = removed_title(), description = removed_text(), category_review = NULL, priority_review = NULL
    WHERE id = ANY (stripped);
    DELETE FROM ticket_event WHERE ticket_id = ANY (stripped) AND field IN ('title', 'description');
    DELETE FROM ticket_note WHERE ticket_id = ANY (stripped);
    DELETE FROM sent_text WHERE ticket_id = ANY (stripped);
    DELETE FROM review_lease WHERE ticket_id = ANY (stripped);
    DELETE FROM review_margin WHERE ticket_id = ANY (stripped);
    DELETE FROM left_out_prediction WHERE ticket_id = ANY (stripped);
    UPDATE suggestion SET rationale = '{}' WHERE ticket_id = ANY (stripped) AND rationale <> '{}';
    -- Nothing to search, and nothing that reads alike.
    DELETE FROM ticket_document WHERE ticket_id = ANY (stripped);
    DELETE FROM search_entry WHERE ticket_id = ANY (stripped);
    RETURN cardinality(stripped);
END $$;

-- As before; a ticket that loses its text was not worked on, so its place in the order of last updates stays.
CREATE OR REPLACE FUNCTION ticket_before_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was_done boolean := OLD.status IN ('resolved', 'closed');
    is_done  boolean := NEW.status IN ('resolved', 'closed');
BEGIN
    IF NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at THEN
        RAISE EXCEPTION 'the id and created_at of a ticket never change' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT is_done THEN
        NEW.resolved_at := NULL;
    ELSIF NOT was_done THEN
        NEW.resolved_at := coalesce(NEW.resolved_at, greatest(now(), NEW.created_at));
    ELSE
        NEW.resolved_at := coalesce(NEW.resolved_at, OLD.resolved_at);
    END IF;
    NEW.version := OLD.version + 1;
    NEW.updated_at := CASE WHEN NEW.description = removed_text() AND NEW.title = removed_title()
                                AND (OLD.title, OLD.description) IS DISTINCT FROM (NEW.title, NEW.description)
                           THEN OLD.updated_at ELSE now() END;
    RETURN NEW;
END $$;
