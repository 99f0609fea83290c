-- The schema as it stands after every migration. `make snapshots` writes it; no program reads it.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

COMMENT ON EXTENSION unaccent IS 'text search dictionary that removes accents';

CREATE TYPE public.decided_by AS ENUM (
    'person',
    'import',
    'api',
    'classifier'
);

CREATE TYPE public.event_kind AS ENUM (
    'created',
    'changed',
    'deleted',
    'restored'
);

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE TYPE public.review_state AS ENUM (
    'decided',
    'to_review'
);

CREATE TYPE public.stat_fact AS ENUM (
    'created',
    'resolved',
    'reopened',
    'duration',
    'suggested'
);

CREATE TYPE public.stat_span AS ENUM (
    'all',
    'month',
    'day'
);

CREATE TYPE public.ticket_priority AS ENUM (
    'low',
    'medium',
    'high',
    'critical'
);

CREATE TYPE public.ticket_status AS ENUM (
    'open',
    'in_progress',
    'resolved',
    'closed'
);

CREATE FUNCTION public.audit_entry_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'entries of the audit log are neither changed nor deleted';
END $$;

CREATE FUNCTION public.block_query(template text, block integer) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (replace(template, chr(57344), (block || '/'::text)))::tsquery;

CREATE FUNCTION public.chain_takings(ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    UPDATE ticket_event AS event SET taken_before = chain.before
    FROM (
        SELECT id, lag(at) OVER (PARTITION BY ticket_id, new_value ORDER BY at, id) AS before FROM ticket_event
        WHERE ticket_id = ANY (ids) AND field = 'assignee' AND new_value IS NOT NULL
    ) AS chain
    WHERE event.id = chain.id AND event.taken_before IS DISTINCT FROM chain.before;
END $$;

CREATE FUNCTION public.clear_stats() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta;
    DELETE FROM rollup_total;
    DELETE FROM rollup_day;
    DELETE FROM rollup_created;
    DELETE FROM rollup_month;
    DELETE FROM rollup_flow;
    DELETE FROM rollup_duration;
    DELETE FROM rollup_suggestion;
    UPDATE rollup_state SET zone = reporting_zone(), days = 0;
END $$;

CREATE FUNCTION public.clear_target_counts() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta_target;
    DELETE FROM rollup_target;
END $$;

CREATE FUNCTION public.clear_work_counts() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta_work;
    DELETE FROM rollup_work;
END $$;

CREATE FUNCTION public.code_query(term text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    code  text := left(regexp_replace(fold(replace(term, '(0)', '')), '[^[:alnum:]]+', '', 'g'), 200);
    start integer := 1;
    piece text;
    anywhere tsquery;
    asked tsquery;
BEGIN
    IF length(code) < 6 THEN
        RETURN CASE WHEN code = '' THEN ''::tsquery ELSE literal_query('=' || code, true) END;
    END IF;
    LOOP
        start := least(start, greatest(length(code) - 7, 1));
        piece := substr(code, start, 8);
        anywhere := literal_query('=' || piece, length(piece) < 8) || literal_query('~' || piece, length(piece) < 8);
        asked := coalesce(asked && anywhere, anywhere);
        EXIT WHEN start + 8 > length(code);
        start := start + 8;
    END LOOP;
    RETURN asked;
END $$;

CREATE FUNCTION public.current_actor() RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE(NULLIF(current_setting('app.actor'::text, true), ''::text), (SESSION_USER)::text);

CREATE FUNCTION public.day_note_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO day_note_state AS kept (changes) VALUES (1) ON CONFLICT (id) DO UPDATE SET changes = kept.changes + 1;
    PERFORM pg_notify('triage_changed', '');
    RETURN NULL;
END $$;

CREATE FUNCTION public.document_words(title text, description text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((((((setweight(to_tsvector('simple'::regconfig, title), 'A'::"char") || '''|'':1'::tsvector) || setweight(to_tsvector('english'::regconfig, title), 'A'::"char")) || '''|'':1'::tsvector) || setweight(to_tsvector('simple'::regconfig, description), 'B'::"char")) || '''|'':1'::tsvector) || setweight(to_tsvector('english'::regconfig, description), 'B'::"char"));

CREATE FUNCTION public.duration_bucket(duration interval) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (ceil((ln(GREATEST((EXTRACT(epoch FROM duration))::double precision, (1)::double precision)) / ln((1.04)::double precision))))::smallint;

CREATE FUNCTION public.duration_value(bucket smallint) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE bucket WHEN 0 THEN (1)::double precision ELSE (((2)::double precision * ((1.04)::double precision ^ (bucket)::double precision)) / (2.04)::double precision) END;

CREATE FUNCTION public.event_count_delete() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.event_count_insert() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.event_count_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta WHERE fact IN ('resolved', 'reopened');
    DELETE FROM rollup_flow;
    INSERT INTO stat_delta SELECT * FROM stat_retained WHERE fact IN ('resolved', 'reopened');
    RETURN NULL;
END $$;

CREATE FUNCTION public.event_count_update() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.event_fact(field text, old_value text, new_value text, resolved_at timestamp with time zone) RETURNS public.stat_fact
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (resolved_at IS NOT NULL) THEN 'resolved'::public.stat_fact WHEN ((field = 'status'::text) AND (old_value = ANY (ARRAY['open'::text, 'in_progress'::text])) AND (new_value = ANY (ARRAY['resolved'::text, 'closed'::text]))) THEN 'resolved'::public.stat_fact WHEN ((field = 'status'::text) AND (old_value = ANY (ARRAY['resolved'::text, 'closed'::text])) AND (new_value = ANY (ARRAY['open'::text, 'in_progress'::text]))) THEN 'reopened'::public.stat_fact ELSE NULL::public.stat_fact END;

CREATE FUNCTION public.event_taken_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    ids bigint[] := ARRAY(
        SELECT DISTINCT ticket_id FROM changed_rows WHERE field = 'assignee' AND new_value IS NOT NULL ORDER BY 1
    );
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM chain_takings(ids);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.event_target_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        PERFORM set_targets(ARRAY(SELECT DISTINCT ticket_id FROM changed_rows WHERE field = 'status'));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fill_search_entries(at_once integer) RETURNS boolean
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET lock_timeout TO '500ms'
    AS $$
DECLARE
    bound bigint;
    ids   bigint[];
BEGIN
    SELECT below INTO bound FROM search_backlog FOR UPDATE SKIP LOCKED;
    IF bound IS NULL THEN
        RETURN false;
    END IF;
    ids := ARRAY(SELECT ticket_id FROM ticket_document WHERE ticket_id < bound ORDER BY ticket_id DESC LIMIT at_once);
    IF ids = '{}' THEN
        DELETE FROM search_backlog;
        RETURN false;
    END IF;
    -- First the locks: what is read then is what others have committed.
    PERFORM FROM ticket_document WHERE ticket_id = ANY (ids) ORDER BY ticket_id FOR SHARE;
    PERFORM FROM search_entry WHERE ticket_id = ANY (ids) ORDER BY ticket_id FOR UPDATE;
    INSERT INTO search_entry
    SELECT ticket_id, document.created_at, search_keys_of(ticket_id, words, title, description)
    FROM ticket_document AS document JOIN ticket ON id = ticket_id
    WHERE ticket_id = ANY (ids) ORDER BY ticket_id
    ON CONFLICT ON CONSTRAINT search_entry_pkey DO UPDATE SET keys = excluded.keys;
    UPDATE search_backlog SET below = (SELECT min(id) FROM unnest(ids) AS id);
    RETURN true;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    RETURN true;
END $$;

CREATE FUNCTION public.fill_working_days(policy bigint) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO working_day (policy_id, starts_at, ends_at, worked)
    SELECT policy, starts_at, ends_at,
           coalesce(sum(extract(epoch FROM ends_at - starts_at)::bigint) OVER (
               ORDER BY starts_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ), 0)
    FROM (
        SELECT day::date, zone,
               (day + make_interval(mins => opens)) AT TIME ZONE zone AS starts_at,
               (day + make_interval(mins => closes)) AT TIME ZONE zone AS ends_at
        FROM target_policy AS p CROSS JOIN LATERAL generate_series(
            greatest((p.since AT TIME ZONE p.zone)::date - 1, date '1970-01-01')::timestamp,
            make_date(extract(year FROM p.made_at)::integer + 30, 12, 31)::timestamp,
            interval '1 day'
        ) AS day
        WHERE p.id = policy AND extract(isodow FROM day)::smallint = ANY (p.weekdays) AND day::date <> ALL (p.holidays)
    ) AS hours
    WHERE starts_at < ends_at AND (starts_at AT TIME ZONE zone)::date = day
$$;

CREATE FUNCTION public.fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN public.unaccent('public.unaccent'::regdictionary, lower(value));

CREATE FUNCTION public.fold_stats() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta RETURNING *
    ), summed AS MATERIALIZED (
        SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
        FROM taken GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0
    ), cubed AS MATERIALIZED (
        SELECT fact, day, slot, category, priority, status, sum(n)::integer AS n
        FROM summed GROUP BY fact, day, slot, CUBE (category, priority, status) HAVING sum(n) <> 0
    ), total AS (
        INSERT INTO rollup_total AS kept
        SELECT category, priority, status, sum(n) FROM summed WHERE fact = 'created'
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (category, priority, status) DO UPDATE SET n = kept.n + excluded.n
    ), by_day AS (
        INSERT INTO rollup_day AS kept
        SELECT day, coalesce(sum(n) FILTER (WHERE fact = 'created'), 0),
               coalesce(sum(n) FILTER (WHERE fact = 'duration'), 0)
        FROM summed WHERE fact IN ('created', 'duration')
        GROUP BY 1 ORDER BY 1
        ON CONFLICT (day) DO UPDATE SET created = kept.created + excluded.created,
                                        resolved = kept.resolved + excluded.resolved
    ), created AS (
        INSERT INTO rollup_created AS kept
        SELECT day, category, priority, status, sum(n),
               coalesce(sum(n) FILTER (WHERE slot = 0), 0), coalesce(sum(n) FILTER (WHERE slot = 1), 0),
               coalesce(sum(n) FILTER (WHERE slot = 2), 0), coalesce(sum(n) FILTER (WHERE slot = 3), 0),
               coalesce(sum(n) FILTER (WHERE slot = 4), 0), coalesce(sum(n) FILTER (WHERE slot = 5), 0),
               coalesce(sum(n) FILTER (WHERE slot = 6), 0), coalesce(sum(n) FILTER (WHERE slot = 7), 0),
               coalesce(sum(n) FILTER (WHERE slot = 8), 0), coalesce(sum(n) FILTER (WHERE slot = 9), 0),
               coalesce(sum(n) FILTER (WHERE slot = 10), 0), coalesce(sum(n) FILTER (WHERE slot = 11), 0),
               coalesce(sum(n) FILTER (WHERE slot = 12), 0), coalesce(sum(n) FILTER (WHERE slot = 13), 0),
               coalesce(sum(n) FILTER (WHERE slot = 14), 0), coalesce(sum(n) FILTER (WHERE slot = 15), 0),
               coalesce(sum(n) FILTER (WHERE slot = 16), 0), coalesce(sum(n) FILTER (WHERE slot = 17), 0),
               coalesce(sum(n) FILTER (WHERE slot = 18), 0), coalesce(sum(n) FILTER (WHERE slot = 19), 0),
               coalesce(sum(n) FILTER (WHERE slot = 20), 0), coalesce(sum(n) FILTER (WHERE slot = 21), 0),
               coalesce(sum(n) FILTER (WHERE slot = 22), 0), coalesce(sum(n) FILTER (WHERE slot = 23), 0)
        FROM cubed WHERE fact = 'created'
        GROUP BY 1, 2, 3, 4 ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4
        ON CONFLICT (level, day, category, priority, status) DO UPDATE SET
            n = kept.n + excluded.n,
            h0 = kept.h0 + excluded.h0, h1 = kept.h1 + excluded.h1, h2 = kept.h2 + excluded.h2,
            h3 = kept.h3 + excluded.h3, h4 = kept.h4 + excluded.h4, h5 = kept.h5 + excluded.h5,
            h6 = kept.h6 + excluded.h6, h7 = kept.h7 + excluded.h7, h8 = kept.h8 + excluded.h8,
            h9 = kept.h9 + excluded.h9, h10 = kept.h10 + excluded.h10, h11 = kept.h11 + excluded.h11,
            h12 = kept.h12 + excluded.h12, h13 = kept.h13 + excluded.h13, h14 = kept.h14 + excluded.h14,
            h15 = kept.h15 + excluded.h15, h16 = kept.h16 + excluded.h16, h17 = kept.h17 + excluded.h17,
            h18 = kept.h18 + excluded.h18, h19 = kept.h19 + excluded.h19, h20 = kept.h20 + excluded.h20,
            h21 = kept.h21 + excluded.h21, h22 = kept.h22 + excluded.h22, h23 = kept.h23 + excluded.h23
    ), by_month AS (
        INSERT INTO rollup_month AS kept
        SELECT date_trunc('month', day), category, priority, status, sum(n) FROM cubed WHERE fact = 'created'
        GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4
        ON CONFLICT (level, month, category, priority, status) DO UPDATE SET n = kept.n + excluded.n
    ), flow AS (
        INSERT INTO rollup_flow AS kept
        SELECT day, category, priority, status,
               coalesce(sum(n) FILTER (WHERE fact = 'resolved'), 0), coalesce(sum(n) FILTER (WHERE fact = 'reopened'), 0)
        FROM cubed WHERE fact IN ('resolved', 'reopened')
        GROUP BY 1, 2, 3, 4 ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4
        ON CONFLICT (level, day, category, priority, status) DO UPDATE SET
            resolved = kept.resolved + excluded.resolved, reopened = kept.reopened + excluded.reopened
    ), suggestion AS (
        INSERT INTO rollup_suggestion AS kept
        SELECT day, category, priority, status, slot, n FROM cubed WHERE fact = 'suggested'
        ORDER BY rollup_level(category, priority, status), 1, 2, 3, 4, 5
        ON CONFLICT (level, day, category, priority, status, outcome) DO UPDATE SET n = kept.n + excluded.n
    ), duration AS (
        INSERT INTO rollup_duration AS kept
        SELECT span.name, span.since, category, priority, status, slot, sum(n)
        FROM cubed CROSS JOIN LATERAL (VALUES
            ('all'::stat_span, date '0001-01-01'), ('month', date_trunc('month', day)::date), ('day', day)
        ) AS span (name, since)
        WHERE fact = 'duration' AND (name <> 'day' OR rollup_level(category, priority, status) IN (0, 7))
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0 ORDER BY 1, rollup_level(category, priority, status), 2, 3, 4, 5, 6
        ON CONFLICT (span, level, since, category, priority, status, bucket) DO UPDATE SET n = kept.n + excluded.n
    )
    SELECT count(*) INTO folded FROM taken;
    IF folded > 0 THEN
        UPDATE rollup_state SET folds = folds + 1, days = (SELECT count(*) FROM rollup_day WHERE created > 0);
    END IF;
    RETURN folded;
END $$;

CREATE FUNCTION public.fold_target_counts() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta_target RETURNING *
    ), summed AS (
        INSERT INTO rollup_target AS known
        SELECT day, category, priority, status, sum(kept), sum(breached) FROM taken
        GROUP BY 1, 2, 3, 4 HAVING sum(kept) <> 0 OR sum(breached) <> 0 ORDER BY 1, 2, 3, 4
        ON CONFLICT (day, category, priority, status) DO UPDATE
            SET kept = known.kept + excluded.kept, breached = known.breached + excluded.breached
    )
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
END $$;

CREATE FUNCTION public.fold_work_counts() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    folded bigint;
BEGIN
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    WITH taken AS (
        DELETE FROM stat_delta_work RETURNING *
    ), summed AS (
        INSERT INTO rollup_work AS known
        SELECT month, assignee, bucket, sum(n) FROM taken
        GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (month, assignee, bucket) DO UPDATE SET n = known.n + excluded.n
    )
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
END $$;

CREATE FUNCTION public.forget_taught(ids bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
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

CREATE FUNCTION public.forget_tickets(ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.hold_tickets(ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    held bigint;
BEGIN
    PERFORM FROM unnest(ids) AS touched (id)
    CROSS JOIN LATERAL (SELECT FROM ticket WHERE ticket.id = touched.id FOR NO KEY UPDATE) AS locked;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held < cardinality(ids) THEN
        PERFORM FROM unnest(ids) AS touched (id)
        CROSS JOIN LATERAL (SELECT FROM ticket_trash WHERE ticket_trash.id = touched.id FOR KEY SHARE) AS locked;
        -- Those that have come back meanwhile.
        PERFORM FROM unnest(ids) AS touched (id)
        CROSS JOIN LATERAL (SELECT FROM ticket WHERE ticket.id = touched.id FOR NO KEY UPDATE) AS locked;
    END IF;
END $$;

CREATE FUNCTION public.is_blank(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (value ~ '^[\s\u001c-\u001f\u0085\u00a0\u1680\u180e\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]*$'::text);

CREATE FUNCTION public.is_time_zone(value text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
BEGIN
    -- Also not the forms that only PostgreSQL reads, such as CET+1.
    IF value !~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$' THEN
        RETURN false;
    END IF;
    PERFORM timestamptz '2000-01-01' AT TIME ZONE value;
    RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN false;
END $_$;

CREATE FUNCTION public.term_query(term text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (to_tsquery('simple'::regconfig, COALESCE((NULLIF((plainto_tsquery('simple'::regconfig, public.fold(term)))::text, ''::text) || ':*'::text), ''::text)) || plainto_tsquery('english'::regconfig, public.fold(term)));

CREATE FUNCTION public.key_query(term text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN ((numnode(plainto_tsquery('simple'::regconfig, public.fold(term))) > 0) AND (plainto_tsquery('simple'::regconfig, public.fold(term)) = plainto_tsquery('english'::regconfig, public.fold(term)))) THEN to_tsquery('simple'::regconfig, ((plainto_tsquery('simple'::regconfig, public.fold(term)))::text || ':*'::text)) ELSE public.term_query(term) END;

CREATE FUNCTION public.literal_query(key text, begins boolean) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN (key = ''::text) THEN ''::tsquery ELSE ((((''''::text || replace(replace(key, '\'::text, '\\'::text), ''''::text, ''''''::text)) || ''''::text) || CASE WHEN begins THEN ':*'::text ELSE ''::text END))::tsquery END;

CREATE FUNCTION public.notify_classifier_model() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_notify('classifier_model', '');
    RETURN NULL;
END $$;

CREATE FUNCTION public.part_query(part tsquery, whole tsquery) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN ((numnode(part) > 0) OR (numnode(whole) = 0)) THEN part ELSE '''*'''::tsquery END;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    lock text,
    queueing_lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.rebuild_stats() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM clear_stats();
    INSERT INTO stat_delta SELECT * FROM stat_recount;
    PERFORM fold_stats();
END $$;

CREATE FUNCTION public.refuse_key_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the key of a category never changes; change its label' USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION public.refuse_older_snapshot() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'truncate tickets, and change the reporting time zone, in a READ COMMITTED transaction'
            USING ERRCODE = 'feature_not_supported';
    END IF;
END $$;

CREATE FUNCTION public.remove_tickets(ids bigint[], before timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.removed_text() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'The text of this ticket was removed, as it was resolved long ago.'::text;

CREATE FUNCTION public.removed_title() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'Text removed'::text;

CREATE TABLE public.setting (
    key text NOT NULL,
    value text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT setting_known_time_zone CHECK (((key <> 'reporting_time_zone'::text) OR public.is_time_zone(value)))
);

CREATE FUNCTION public.reporting_zone() RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT setting.value FROM public.setting WHERE (setting.key = 'reporting_time_zone'::text)), 'UTC'::text);

CREATE FUNCTION public.resolved_before(ids bigint[], before timestamp with time zone) RETURNS bigint[]
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    LOCK TABLE ticket IN ROW EXCLUSIVE MODE;
    RETURN ARRAY(SELECT id FROM ticket WHERE id = ANY (ids) AND resolved_at < before ORDER BY id FOR UPDATE);
END $$;

CREATE FUNCTION public.retained_count_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.retained_count_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.retained_count_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    DELETE FROM retained_state;
    LOCK TABLE ticket, ticket_event, suggestion IN SHARE MODE;
    PERFORM rebuild_stats();
    RETURN NULL;
END $$;

CREATE FUNCTION public.retained_count_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.retained_slot(fact public.stat_fact, at timestamp with time zone, slot smallint, zone text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE fact WHEN 'created'::public.stat_fact THEN (EXTRACT(hour FROM (at AT TIME ZONE zone)))::smallint ELSE slot END;

CREATE FUNCTION public.rollup_level(category text, priority public.ticket_priority, status public.ticket_status) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((((((category IS NULL))::integer * 4) + (((priority IS NULL))::integer * 2)) + ((status IS NULL))::integer))::smallint;

CREATE FUNCTION public.search_block(ticket_id bigint) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((ticket_id >> 13))::integer;

CREATE FUNCTION public.search_blocks() RETURNS TABLE(block integer, newest timestamp with time zone, oldest timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
    WITH RECURSIVE found AS (
        (SELECT search_block(ticket_id) AS block, created_at AS newest FROM search_entry
         ORDER BY search_block(ticket_id) DESC, created_at DESC LIMIT 1)
        UNION ALL
        SELECT following.* FROM found CROSS JOIN LATERAL (
            SELECT search_block(ticket_id), created_at FROM search_entry WHERE search_block(ticket_id) < found.block
            ORDER BY search_block(ticket_id) DESC, created_at DESC LIMIT 1
        ) AS following
    )
    SELECT block, newest, (
        SELECT created_at FROM search_entry WHERE search_block(ticket_id) = found.block ORDER BY created_at LIMIT 1
    )
    FROM found
$$;

CREATE FUNCTION public.search_codes(value text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT ('='::text || substr(token.code, start.start, 8)) FROM (SELECT DISTINCT "left"(regexp_replace(part.part[1], '[^[:alnum:]]+'::text, ''::text, 'g'::text), 200) AS code FROM regexp_matches(search_codes.value, '([^[:space:]]*(?:[0-9]|[[:alnum:]][^[:space:][:alnum:]''’‘`´-]+[[:alnum:]])[^[:space:]]*)'::text, 'g'::text) part(part)) token, LATERAL generate_series(1, length(token.code)) start(start) UNION ALL SELECT ('~'::text || substr(joined.code, start.start, 8)) FROM (SELECT DISTINCT "left"(regexp_replace(part.part[1], '[^[:alnum:]]+'::text, ''::text, 'g'::text), 200) AS code FROM regexp_matches(search_codes.value, '([^[:space:]]*[0-9][^[:space:]]*(?:[[:space:]]{1,3}(?:[^[:space:][:alnum:]]{1,3}[[:space:]]{1,3})?[^[:space:]]*[0-9][^[:space:]]*)+)'::text, 'g'::text) part(part)) joined, LATERAL generate_series(1, length(joined.code)) start(start) UNION ALL SELECT piece.piece[1] AS piece FROM regexp_matches(search_codes.value, '([^[:space:]]*[[:alnum:]][^[:space:][:alnum:]''’‘`´-]+[[:alnum:]][^[:space:]]*)'::text, 'g'::text) part(part), LATERAL regexp_matches(part.part[1], '[[:alpha:]]{2,}'::text, 'g'::text) piece(piece));

CREATE FUNCTION public.search_extras(value text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT public.fold(translate(part.part[1], '''’‘`´'::text, ''::text)) AS fold FROM regexp_matches(search_extras.value, '[[:alpha:]]+[''’‘`´][[:alpha:]]+'::text, 'g'::text) part(part) UNION SELECT public.fold(replace(replace(replace(lower(part.part[1]), 'ä'::text, 'ae'::text), 'ö'::text, 'oe'::text), 'ü'::text, 'ue'::text)) AS fold FROM regexp_matches(CASE WHEN (octet_length(search_extras.value) > length(search_extras.value)) THEN search_extras.value ELSE ''::text END, '[[:alpha:]]*[äöüÄÖÜ][[:alpha:]]*'::text, 'g'::text) part(part) UNION SELECT part.part[1] AS part FROM regexp_matches(search_extras.value, '[0-9]+'::text, 'g'::text) part(part) UNION SELECT unnest(public.search_codes(public.fold(replace(search_extras.value, '(0)'::text, ''::text)))) AS unnest UNION SELECT unnest(string_to_array(regexp_replace(search_extras.value, '[[:alnum:][:space:].,''"\u200b-\u200f\ufe00-\ufe0f-]+'::text, ''::text, 'g'::text), NULL::text)) AS unnest UNION SELECT public.fold(unnest(ARRAY[pair.letter, (pair.letter || pair.following)])) AS fold FROM regexp_matches(CASE WHEN (octet_length(search_extras.value) > length(search_extras.value)) THEN search_extras.value ELSE ''::text END, '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+'::text, 'g'::text) part(part), LATERAL (SELECT letters.letter, COALESCE(lead(letters.letter) OVER (ORDER BY letters.place), ''::text) AS following FROM unnest(string_to_array(part.part[1], NULL::text)) WITH ORDINALITY letters(letter, place)) pair UNION SELECT public.fold(part.part[1]) AS fold FROM regexp_matches(CASE WHEN (octet_length(search_extras.value) > length(search_extras.value)) THEN search_extras.value ELSE ''::text END, '(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff])([^[:space:][:punct:]\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+)'::text, 'g'::text) part(part));

CREATE FUNCTION public.search_keys(ticket_id bigint, words tsvector, value text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_to_tsvector((ARRAY(SELECT ((public.search_block(search_keys.ticket_id) || '/'::text) || "left"(measured.word, 255)) FROM (SELECT listed.word, CASE WHEN (octet_length(search_keys.value) > 15000) THEN sum((octet_length("left"(listed.word, 255)) + 12)) OVER (ORDER BY listed.place ROWS UNBOUNDED PRECEDING) ELSE (0)::bigint END AS size FROM unnest((tsvector_to_array(search_keys.words) || public.search_extras(search_keys.value))) WITH ORDINALITY listed(word, place)) measured WHERE ((measured.word <> ALL (ARRAY['|'::text, ''::text])) AND (measured.size < 1000000))) || (public.search_block(ticket_id) || '/*'::text)));

CREATE FUNCTION public.search_keys_of(of_ticket bigint, words tsvector, title text, description text) RETURNS tsvector
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    notes text := search_notes(of_ticket);
BEGIN
    IF notes IS NULL THEN
        RETURN search_keys(of_ticket, words, title || E'\n' || description);
    END IF;
    RETURN search_keys(
        of_ticket, words || document_words('', fold(notes)), title || E'\n' || description || E'\n' || notes
    );
END $$;

CREATE TABLE public.ticket_note (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    author text NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    CONSTRAINT ticket_note_author_form CHECK (((NOT public.is_blank(author)) AND (char_length(author) <= 200))),
    CONSTRAINT ticket_note_text_given CHECK ((NOT public.is_blank(text))),
    CONSTRAINT ticket_note_text_length CHECK ((char_length(text) <= 20000))
);

CREATE FUNCTION public.search_notes(of_ticket bigint) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN "left"((SELECT string_agg(newest.text, '
'::text ORDER BY newest.id DESC) AS string_agg FROM (SELECT ticket_note.id, ticket_note.text FROM public.ticket_note WHERE ((ticket_note.ticket_id = search_notes.of_ticket) AND (ticket_note.deleted_at IS NULL)) ORDER BY ticket_note.id DESC LIMIT 200) newest), 50000);

CREATE FUNCTION public.search_template(query tsquery) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace((query)::text, '''((?:[^''\\]|''''|\\\\)*)'''::text, ((''''::text || chr(57344)) || '\1'''::text), 'g'::text);

CREATE FUNCTION public.set_targets(ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM target_policy) THEN
        RETURN;
    END IF;
    WITH promised AS MATERIALIZED (
        SELECT t.id, t.created_at, t.category, t.priority, t.status, t.resolved_at, policy.id AS policy_id,
               history.changed_at, worked_seconds(policy.id, t.created_at) AS begun,
               CASE WHEN coalesce(history.first, t.status::text) = 'open' THEN 60 * own.respond END AS respond,
               60 * own.resolve AS resolve
        FROM unnest(ids) AS touched (id)
        CROSS JOIN LATERAL (SELECT * FROM ticket WHERE ticket.id = touched.id OFFSET 0) AS t
        CROSS JOIN LATERAL (
            SELECT id FROM target_policy WHERE since <= t.created_at ORDER BY since DESC LIMIT 1
        ) AS policy
        CROSS JOIN LATERAL (
            SELECT coalesce(max(respond_minutes) FILTER (WHERE category IS NOT NULL), max(respond_minutes)) AS respond,
                   coalesce(max(resolve_minutes) FILTER (WHERE category IS NOT NULL), max(resolve_minutes)) AS resolve
            FROM target
            WHERE policy_id = policy.id AND priority = t.priority AND (category IS NULL OR category = t.category)
        ) AS own
        CROSS JOIN LATERAL (
            SELECT min(at) FILTER (WHERE NOT undone) AS changed_at, (array_agg(old_value ORDER BY at, id))[1] AS first
            FROM ticket_event WHERE ticket_id = t.id AND field = 'status'
        ) AS history
    ), due AS MATERIALIZED (
        SELECT *, working_moment(policy_id, begun + respond) AS respond_by,
               working_moment(policy_id, begun + respond * 0.75) AS respond_risk_at,
               working_moment(policy_id, begun + resolve) AS resolve_by,
               working_moment(policy_id, begun + resolve * 0.75) AS resolve_risk_at
        FROM promised
    ), gone AS (
        DELETE FROM ticket_target WHERE ticket_id = ANY (ids)
            AND ticket_id NOT IN (SELECT id FROM due WHERE coalesce(respond_by, resolve_by) IS NOT NULL)
    )
    INSERT INTO ticket_target AS kept (
        ticket_id, policy_id, created_at, category, priority, status, respond_risk_at, respond_by, responded_at,
        resolve_risk_at, resolve_by, resolved_at
    )
    SELECT id, policy_id, created_at, category, priority, status, respond_risk_at, respond_by, changed_at,
           resolve_risk_at, resolve_by, resolved_at
    FROM due WHERE coalesce(respond_by, resolve_by) IS NOT NULL ORDER BY id
    ON CONFLICT (ticket_id) DO UPDATE SET
        policy_id = EXCLUDED.policy_id, category = EXCLUDED.category, priority = EXCLUDED.priority,
        status = EXCLUDED.status,
        respond_risk_at = EXCLUDED.respond_risk_at, respond_by = EXCLUDED.respond_by,
        responded_at = EXCLUDED.responded_at, resolve_risk_at = EXCLUDED.resolve_risk_at,
        resolve_by = EXCLUDED.resolve_by, resolved_at = EXCLUDED.resolved_at
    WHERE (kept.policy_id, kept.category, kept.priority, kept.status, kept.respond_risk_at, kept.respond_by,
           kept.responded_at, kept.resolve_risk_at, kept.resolve_by, kept.resolved_at)
        IS DISTINCT FROM
          (EXCLUDED.policy_id, EXCLUDED.category, EXCLUDED.priority, EXCLUDED.status, EXCLUDED.respond_risk_at,
           EXCLUDED.respond_by, EXCLUDED.responded_at, EXCLUDED.resolve_risk_at, EXCLUDED.resolve_by,
           EXCLUDED.resolved_at);
END $$;

CREATE FUNCTION public.setting_count_again() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF reporting_zone() <> (SELECT zone FROM rollup_state) THEN
        PERFORM refuse_older_snapshot();
        LOCK TABLE ticket, ticket_event, suggestion, ticket_target IN SHARE MODE;
        PERFORM rebuild_stats();
        PERFORM clear_target_counts();
        INSERT INTO stat_delta_target SELECT * FROM target_recount_of(0, 9223372036854775807);
        PERFORM fold_target_counts();
        PERFORM clear_work_counts();
        INSERT INTO stat_delta_work SELECT * FROM work_recount_of(0, 9223372036854775807);
        PERFORM fold_work_counts();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.stat_recount_of(after bigint, upto bigint) RETURNS TABLE(fact public.stat_fact, day date, slot smallint, category text, priority public.ticket_priority, status public.ticket_status, n integer)
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION public.strip_tickets(ids bigint[], before timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.suggestion_count_delete() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.suggestion_count_insert() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.suggestion_count_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    LOCK TABLE rollup_state IN EXCLUSIVE MODE;
    DELETE FROM stat_delta WHERE fact = 'suggested';
    DELETE FROM rollup_suggestion;
    INSERT INTO stat_delta SELECT * FROM stat_retained WHERE fact = 'suggested';
    RETURN NULL;
END $$;

CREATE FUNCTION public.suggestion_count_update() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.suggestion_outcome(number smallint, category text, category_chosen text, priority public.ticket_priority, priority_chosen public.ticket_priority) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((((number * 9) + (CASE (category = category_chosen) WHEN true THEN 1 WHEN false THEN 2 ELSE 0 END * 3)) + CASE (priority = priority_chosen) WHEN true THEN 1 WHEN false THEN 2 ELSE 0 END))::smallint;

CREATE FUNCTION public.target_is_decided(breach_at timestamp with time zone, risk_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((breach_at IS NULL) OR (risk_at IS NULL));

CREATE TABLE public.stat_delta_target (
    day date NOT NULL,
    category text NOT NULL,
    priority public.ticket_priority NOT NULL,
    status public.ticket_status NOT NULL,
    kept integer NOT NULL,
    breached integer NOT NULL
);

CREATE FUNCTION public.target_recount_of(after bigint, upto bigint) RETURNS SETOF public.stat_delta_target
    LANGUAGE sql STABLE
    AS $$
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    SELECT (created_at AT TIME ZONE zone.name)::date, category, priority, status,
           (count(*) FILTER (WHERE breach_at IS NULL))::integer, count(breach_at)::integer
    FROM zone, ticket_target
    WHERE ticket_id > after AND ticket_id <= upto AND target_is_decided(breach_at, risk_at)
    GROUP BY 1, 2, 3, 4
$$;

CREATE FUNCTION public.ticket_before_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ticket_count_delete() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta
    SELECT f.fact, f.day, f.slot, t.category, t.priority, t.status, -count(*)
    FROM zone CROSS JOIN old_rows AS t CROSS JOIN LATERAL (
        SELECT * FROM ticket_facts(t.created_at, t.resolved_at, zone.name)
        UNION ALL
        SELECT fact, (at AT TIME ZONE zone.name)::date, slot FROM history_fact WHERE ticket_id = t.id
    ) AS f
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_count_insert() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    PERFORM FROM (SELECT id FROM new_rows ORDER BY 1) AS come
    CROSS JOIN LATERAL (SELECT FROM ticket_trash WHERE id = come.id FOR UPDATE) AS locked;
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta
    SELECT f.fact, f.day, f.slot, t.category, t.priority, t.status, count(*)
    FROM zone CROSS JOIN new_rows AS t CROSS JOIN LATERAL (
        SELECT * FROM ticket_facts(t.created_at, t.resolved_at, zone.name)
        UNION ALL
        SELECT fact, (at AT TIME ZONE zone.name)::date, slot FROM history_fact WHERE ticket_id = t.id
    ) AS f
    GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_count_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_stats();
    INSERT INTO stat_delta SELECT * FROM stat_retained;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_count_update() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.ticket_document_delete() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    DELETE FROM ticket_document WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    DELETE FROM search_entry WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_document_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH made AS (
        INSERT INTO ticket_document
        SELECT id, created_at, f.title || E'\n' || f.description, document_words(f.title, f.description)
        FROM new_rows AS t
        CROSS JOIN LATERAL (SELECT fold(t.title) AS title, fold(t.description) AS description OFFSET 0) AS f
        RETURNING ticket_id, created_at, words
    )
    INSERT INTO search_entry
    SELECT ticket_id, t.created_at, search_keys_of(ticket_id, words, t.title, t.description)
    FROM made JOIN new_rows AS t ON id = ticket_id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_document_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM ticket_document;
    DELETE FROM search_entry;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_document_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    title       text := fold(NEW.title);
    description text := fold(NEW.description);
    new_words   tsvector := document_words(title, description);
BEGIN
    -- One whose text was removed (0044) has no document until it gets a text again.
    INSERT INTO ticket_document VALUES (NEW.id, NEW.created_at, title || E'\n' || description, new_words)
    ON CONFLICT (ticket_id) DO UPDATE SET folded = excluded.folded, words = excluded.words;
    PERFORM FROM search_entry WHERE ticket_id = NEW.id FOR UPDATE;
    INSERT INTO search_entry VALUES (NEW.id, NEW.created_at, search_keys_of(NEW.id, new_words, NEW.title, NEW.description))
    ON CONFLICT ON CONSTRAINT search_entry_pkey DO UPDATE SET keys = excluded.keys;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_facts(created_at timestamp with time zone, resolved_at timestamp with time zone, zone text) RETURNS TABLE(fact public.stat_fact, day date, slot smallint)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT 'created'::stat_fact, (created_at AT TIME ZONE zone)::date,
           extract(hour FROM created_at AT TIME ZONE zone)::smallint
    UNION ALL
    SELECT 'duration'::stat_fact, (resolved_at AT TIME ZONE zone)::date, duration_bucket(resolved_at - created_at)
    WHERE resolved_at IS NOT NULL
$$;

CREATE FUNCTION public.ticket_note_record() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO ticket_event (ticket_id, actor, kind, field, new_value)
    VALUES (NEW.ticket_id, current_actor(), 'changed', 'note', CASE
        WHEN TG_OP = 'INSERT' THEN 'added'
        WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN 'deleted'
        WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN 'restored'
        ELSE 'edited'
    END);
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_note_search() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    ids bigint[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        ids := ARRAY(SELECT DISTINCT ticket_id FROM old_rows);
    ELSE
        ids := ARRAY(SELECT DISTINCT ticket_id FROM new_rows);
    END IF;
    PERFORM FROM search_entry WHERE ticket_id = ANY (ids) ORDER BY ticket_id FOR UPDATE;
    UPDATE search_entry AS entry SET keys = search_keys_of(id, words, title, description)
    FROM ticket JOIN ticket_document ON ticket_document.ticket_id = id
    WHERE id = ANY (ids) AND entry.ticket_id = id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_record_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO ticket_trash (id, deleted_by, ticket)
    SELECT o.id, current_actor(), to_jsonb(o) - 'search' FROM old_rows AS o;
    INSERT INTO ticket_event (ticket_id, actor, kind)
    SELECT o.id, current_actor(), 'deleted' FROM old_rows AS o;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_record_insert() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    restored bigint[] := ARRAY(
        SELECT trash.id FROM new_rows AS n
        CROSS JOIN LATERAL (SELECT id FROM ticket_trash WHERE id = n.id OFFSET 0) AS trash
    );
BEGIN
    INSERT INTO ticket_event (ticket_id, actor, kind, resolved_at)
    SELECT id, current_actor(), 'created', resolved_at FROM new_rows WHERE restored = '{}' OR id <> ALL (restored);
    INSERT INTO stat_delta
    SELECT 'resolved', (resolved_at AT TIME ZONE (SELECT reporting_zone()))::date, 0, category, priority, status, count(*)
    FROM new_rows WHERE resolved_at IS NOT NULL AND (restored = '{}' OR id <> ALL (restored))
    GROUP BY 2, 4, 5, 6;
    IF restored <> '{}' THEN
        INSERT INTO ticket_event (ticket_id, actor, kind) SELECT id, current_actor(), 'restored' FROM unnest(restored) AS id;
        DELETE FROM ticket_trash WHERE id = ANY (restored);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_record_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ticket_set_resolved_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.resolved_at := greatest(now(), NEW.created_at);
    RETURN NEW;
END $$;

CREATE FUNCTION public.ticket_target_count_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_target
    SELECT (created_at AT TIME ZONE zone.name)::date, category, priority, status,
           -count(*) FILTER (WHERE breach_at IS NULL), -count(breach_at)
    FROM zone, old_rows WHERE target_is_decided(breach_at, risk_at) GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_count_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_target
    SELECT (created_at AT TIME ZONE zone.name)::date, category, priority, status,
           count(*) FILTER (WHERE breach_at IS NULL), count(breach_at)
    FROM zone, new_rows WHERE target_is_decided(breach_at, risk_at) GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_count_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_target_counts();
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_count_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name), side AS (
        SELECT -1 AS n, created_at, category, priority, status, breach_at, risk_at FROM old_rows
        UNION ALL
        SELECT 1, created_at, category, priority, status, breach_at, risk_at FROM new_rows
    ), change AS (
        SELECT (created_at AT TIME ZONE zone.name)::date AS day, category, priority, status,
               coalesce(sum(n) FILTER (WHERE breach_at IS NULL), 0) AS kept,
               coalesce(sum(n) FILTER (WHERE breach_at IS NOT NULL), 0) AS breached
        FROM zone, side WHERE target_is_decided(breach_at, risk_at) GROUP BY 1, 2, 3, 4
    )
    INSERT INTO stat_delta_target SELECT * FROM change WHERE kept <> 0 OR breached <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_delete() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    DELETE FROM ticket_target WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM set_targets(ARRAY(SELECT id FROM new_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM ticket_target;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_target_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM set_targets(ARRAY(
        SELECT n.id FROM old_rows AS o JOIN new_rows AS n USING (id)
        WHERE (o.category, o.priority, o.status) IS DISTINCT FROM (n.category, n.priority, n.status)
           OR o.resolved_at IS DISTINCT FROM n.resolved_at
    ));
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_topic_delete() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
    DELETE FROM ticket_topic WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_topic_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM ticket_topic;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_topic_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM ticket_topic WHERE ticket_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_work_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_work
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at), -count(*)
    FROM zone, old_rows WHERE resolved_at IS NOT NULL GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_work_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    INSERT INTO stat_delta_work
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at), count(*)
    FROM zone, new_rows WHERE resolved_at IS NOT NULL GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_work_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM refuse_older_snapshot();
    PERFORM clear_work_counts();
    RETURN NULL;
END $$;

CREATE FUNCTION public.ticket_work_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name), side AS (
        SELECT -1 AS n, resolved_at, created_at, assignee FROM old_rows
        UNION ALL
        SELECT 1, resolved_at, created_at, assignee FROM new_rows
    )
    INSERT INTO stat_delta_work
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at), sum(n)
    FROM zone, side WHERE resolved_at IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION public.work_month(resolved_at timestamp with time zone, zone text) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (date_trunc('month'::text, (resolved_at AT TIME ZONE zone)))::date;

CREATE TABLE public.stat_delta_work (
    month date NOT NULL,
    assignee text NOT NULL,
    bucket smallint NOT NULL,
    n integer NOT NULL
);

CREATE FUNCTION public.work_recount_of(after bigint, upto bigint) RETURNS SETOF public.stat_delta_work
    LANGUAGE sql STABLE
    AS $$
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name)
    SELECT work_month(resolved_at, zone.name), coalesce(assignee, ''), duration_bucket(resolved_at - created_at),
           count(*)::integer
    FROM zone, ticket WHERE id > after AND id <= upto AND resolved_at IS NOT NULL
    GROUP BY 1, 2, 3
$$;

CREATE FUNCTION public.worked_seconds(policy bigint, moment timestamp with time zone) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT coalesce((
        SELECT worked + extract(epoch FROM least(moment, ends_at) - starts_at)
        FROM working_day WHERE policy_id = policy AND starts_at <= moment ORDER BY starts_at DESC LIMIT 1
    ), 0)
$$;

CREATE FUNCTION public.working_moment(policy bigint, seconds numeric) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT CASE WHEN moment <= ends_at THEN moment END
    FROM (
        SELECT starts_at + (seconds - worked)::double precision * interval '1 second' AS moment, ends_at
        FROM working_day WHERE policy_id = policy AND worked < ceil(seconds)::bigint ORDER BY worked DESC LIMIT 1
    ) AS day
$$;

CREATE TABLE public.api_token (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    scope text NOT NULL,
    handle text NOT NULL,
    digest bytea NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    made_by text NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_token_digest_whole CHECK ((octet_length(digest) = 32)),
    CONSTRAINT api_token_name_given CHECK (((name)::text ~ '\S'::text)),
    CONSTRAINT api_token_scope_known CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text, 'admin'::text])))
);

ALTER TABLE public.api_token ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    address text,
    action text NOT NULL,
    what text NOT NULL,
    CONSTRAINT audit_entry_what_length CHECK ((char_length(what) <= 500))
);

ALTER TABLE public.audit_entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bulk_change (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text DEFAULT public.current_actor() NOT NULL,
    deletes boolean NOT NULL
);

ALTER TABLE public.bulk_change ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.bulk_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bulk_change_ticket (
    change_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    version integer NOT NULL,
    status public.ticket_status NOT NULL,
    priority public.ticket_priority NOT NULL,
    priority_set_by public.decided_by NOT NULL,
    category text NOT NULL,
    category_set_by public.decided_by NOT NULL,
    assignee text,
    resolved_at timestamp with time zone
);

CREATE UNLOGGED TABLE public.call_rate (
    name bytea NOT NULL,
    full_at timestamp with time zone NOT NULL
);

CREATE TABLE public.category (
    key text NOT NULL,
    label text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    keywords text[] DEFAULT '{}'::text[] NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT category_description_length CHECK ((char_length(description) <= 1000)),
    CONSTRAINT category_key_form CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT category_keywords_bounded CHECK (((cardinality(keywords) <= 1000) AND (array_position(keywords, NULL::text) IS NULL))),
    CONSTRAINT category_label_given CHECK (((NOT public.is_blank(label)) AND (char_length(label) <= 60)))
);

CREATE TABLE public.classifier_model (
    version bigint NOT NULL,
    trained_at timestamp with time zone DEFAULT now() NOT NULL,
    last_event bigint NOT NULL,
    seconds real NOT NULL,
    report jsonb NOT NULL,
    header text NOT NULL,
    arrays bytea NOT NULL,
    checksum text NOT NULL,
    CONSTRAINT classifier_model_checksum_form CHECK ((checksum ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE ONLY public.classifier_model ALTER COLUMN arrays SET STORAGE EXTERNAL;

ALTER TABLE public.classifier_model ALTER COLUMN version ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.classifier_model_version_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.classifier_training (
    version bigint NOT NULL,
    trained_at timestamp with time zone NOT NULL,
    seconds real NOT NULL,
    figures jsonb NOT NULL
);

CREATE TABLE public.classify_part (
    job_id bigint NOT NULL,
    number integer NOT NULL,
    tickets bigint[] NOT NULL,
    taken_by bigint,
    taken_attempt integer,
    done_at timestamp with time zone,
    counts jsonb,
    CONSTRAINT classify_part_counted CHECK (((done_at IS NULL) = (counts IS NULL)))
);

CREATE TABLE public.classify_run (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    source text NOT NULL,
    model text NOT NULL,
    version bigint,
    made_at timestamp with time zone,
    change_id bigint NOT NULL
);

ALTER TABLE public.classify_run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.classify_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.day_note (
    id bigint NOT NULL,
    day date NOT NULL,
    text text NOT NULL,
    author text NOT NULL,
    left_out boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT day_note_author_form CHECK (((NOT public.is_blank(author)) AND (char_length(author) <= 200))),
    CONSTRAINT day_note_day_known CHECK (((day >= '1900-01-01'::date) AND (day <= '9998-12-31'::date))),
    CONSTRAINT day_note_text_given CHECK ((NOT public.is_blank(text))),
    CONSTRAINT day_note_text_length CHECK ((char_length(text) <= 200)),
    CONSTRAINT day_note_text_one_line CHECK ((text !~ '[\n\r]'::text))
);

ALTER TABLE public.day_note ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.day_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.day_note_state (
    id boolean DEFAULT true NOT NULL,
    changes bigint NOT NULL,
    CONSTRAINT day_note_state_one_row CHECK (id)
);

CREATE TABLE public.evaluation_answer (
    run_id bigint NOT NULL,
    source text NOT NULL,
    field text NOT NULL,
    first integer NOT NULL,
    predicted text[] NOT NULL,
    confidence real[] NOT NULL,
    trouble text DEFAULT ''::text NOT NULL,
    CONSTRAINT evaluation_answer_side_by_side CHECK ((cardinality(predicted) = cardinality(confidence)))
);

CREATE TABLE public.evaluation_latency (
    run_id bigint NOT NULL,
    source text NOT NULL,
    first integer NOT NULL,
    latency_ms real[] NOT NULL
);

CREATE TABLE public.evaluation_run (
    id bigint NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    job_id bigint,
    sample text NOT NULL,
    sources text[] NOT NULL,
    version bigint NOT NULL,
    tickets bigint[] NOT NULL,
    category_labels text[] NOT NULL,
    priority_labels text[] NOT NULL,
    parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    result jsonb,
    ended_at timestamp with time zone,
    CONSTRAINT evaluation_run_ends CHECK (((result IS NULL) = (ended_at IS NULL))),
    CONSTRAINT evaluation_run_name_given CHECK (((NOT public.is_blank(name)) AND (char_length(name) <= 120))),
    CONSTRAINT evaluation_run_sample_known CHECK ((sample = ANY (ARRAY['random'::text, 'import'::text, 'api'::text, 'filing'::text]))),
    CONSTRAINT evaluation_run_side_by_side CHECK ((((cardinality(tickets) >= 1) AND (cardinality(tickets) <= 20000)) AND (cardinality(category_labels) = cardinality(tickets)) AND (cardinality(priority_labels) = cardinality(tickets))))
);

ALTER TABLE public.evaluation_run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.evaluation_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.first_dashboard (
    owner text NOT NULL,
    dashboard_id bigint,
    CONSTRAINT first_dashboard_owner_length CHECK ((char_length(owner) <= 250))
);

CREATE TABLE public.suggestion (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    source text NOT NULL,
    model text NOT NULL,
    latency_ms real NOT NULL,
    rationale text[] DEFAULT '{}'::text[] NOT NULL,
    category text,
    category_confidence real,
    category_chosen text NOT NULL,
    category_touched boolean NOT NULL,
    priority public.ticket_priority,
    priority_confidence real,
    priority_chosen public.ticket_priority NOT NULL,
    priority_touched boolean NOT NULL,
    CONSTRAINT suggestion_category_confidence CHECK (((category_confidence >= (0)::double precision) AND (category_confidence <= (1)::double precision))),
    CONSTRAINT suggestion_latency CHECK ((latency_ms >= (0)::double precision)),
    CONSTRAINT suggestion_priority_confidence CHECK (((priority_confidence >= (0)::double precision) AND (priority_confidence <= (1)::double precision)))
);

CREATE TABLE public.suggestion_source (
    key text NOT NULL,
    number smallint NOT NULL,
    CONSTRAINT suggestion_source_number CHECK (((number >= 0) AND (number <= 3000)))
);

CREATE TABLE public.ticket_event (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    kind public.event_kind NOT NULL,
    field text,
    old_value text,
    new_value text,
    set_by public.decided_by,
    resolved_at timestamp with time zone,
    undone boolean DEFAULT false NOT NULL,
    run_id bigint DEFAULT (NULLIF(current_setting('app.classify_run'::text, true), ''::text))::bigint,
    taken_before timestamp with time zone,
    CONSTRAINT ticket_event_field_of_change CHECK (((field IS NOT NULL) = (kind = 'changed'::public.event_kind))),
    CONSTRAINT ticket_event_resolved_on_arrival CHECK (((resolved_at IS NULL) OR (kind = 'created'::public.event_kind))),
    CONSTRAINT ticket_event_undone_is_of_a_status CHECK (((NOT undone) OR (NOT (field IS DISTINCT FROM 'status'::text))))
);

CREATE VIEW public.history_fact AS
 SELECT ticket_event.ticket_id,
    public.event_fact(ticket_event.field, ticket_event.old_value, ticket_event.new_value, ticket_event.resolved_at) AS fact,
    COALESCE(ticket_event.resolved_at, ticket_event.at) AS at,
    (0)::smallint AS slot
   FROM public.ticket_event
  WHERE ((public.event_fact(ticket_event.field, ticket_event.old_value, ticket_event.new_value, ticket_event.resolved_at) IS NOT NULL) AND (NOT ticket_event.undone))
UNION ALL
 SELECT suggestion.ticket_id,
    'suggested'::public.stat_fact AS fact,
    suggestion.created_at AS at,
    public.suggestion_outcome(suggestion_source.number, suggestion.category, suggestion.category_chosen, suggestion.priority, suggestion.priority_chosen) AS slot
   FROM (public.suggestion
     JOIN public.suggestion_source ON ((suggestion_source.key = suggestion.source)));

CREATE TABLE public.idempotency_key (
    key text NOT NULL,
    request text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    status integer,
    headers jsonb,
    body text,
    CONSTRAINT idempotency_key_form CHECK ((key ~ '^[!-~]{1,255}$'::text)),
    CONSTRAINT idempotency_key_request_form CHECK ((request ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.import_mapping (
    columns text NOT NULL,
    plan jsonb NOT NULL,
    used_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT import_mapping_columns_form CHECK ((columns ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.job (
    id bigint NOT NULL,
    kind text NOT NULL,
    format integer DEFAULT 1 NOT NULL,
    actor text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    queue_id bigint,
    attempt integer DEFAULT 0 NOT NULL,
    lost integer DEFAULT 0 NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    so_far jsonb DEFAULT '{}'::jsonb NOT NULL,
    done bigint DEFAULT 0 NOT NULL,
    total bigint,
    rate real,
    cancel_requested boolean DEFAULT false NOT NULL,
    result jsonb,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    beat_at timestamp with time zone,
    ended_at timestamp with time zone,
    dismissed_at timestamp with time zone,
    CONSTRAINT job_ends CHECK (((state = ANY (ARRAY['waiting'::text, 'running'::text])) = (ended_at IS NULL))),
    CONSTRAINT job_parameters_bounded CHECK ((length((parameters)::text) <= 1000000)),
    CONSTRAINT job_progress_counts CHECK (((done >= 0) AND (total >= 0) AND ("position" >= 0))),
    CONSTRAINT job_result_of_finished CHECK (((result IS NULL) OR (state = 'finished'::text))),
    CONSTRAINT job_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'finished'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text]))),
    CONSTRAINT job_title_bounded CHECK ((length(title) <= 255))
);

CREATE TABLE public.job_file (
    job_id bigint NOT NULL,
    role text NOT NULL,
    number integer NOT NULL,
    part bytea NOT NULL,
    CONSTRAINT job_file_role_known CHECK ((role = ANY (ARRAY['input'::text, 'output'::text])))
);
ALTER TABLE ONLY public.job_file ALTER COLUMN part SET STORAGE EXTERNAL;

ALTER TABLE public.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.left_out_prediction (
    field text NOT NULL,
    ticket_id bigint NOT NULL,
    sample text NOT NULL,
    label text NOT NULL,
    predicted text NOT NULL,
    confidence real NOT NULL,
    label_chance real NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT left_out_prediction_chances CHECK ((((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)) AND ((label_chance >= (0)::double precision) AND (label_chance <= (1)::double precision)))),
    CONSTRAINT left_out_prediction_field_known CHECK ((field = ANY (ARRAY['category'::text, 'priority'::text]))),
    CONSTRAINT left_out_prediction_sample_known CHECK ((sample = ANY (ARRAY['random'::text, 'import'::text, 'api'::text, 'filing'::text, 'picked'::text])))
);

CREATE TABLE public.model_answer (
    key text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone DEFAULT now() NOT NULL,
    source text NOT NULL,
    model text NOT NULL,
    latency_ms real NOT NULL,
    category jsonb NOT NULL,
    priority jsonb NOT NULL,
    CONSTRAINT model_answer_key_form CHECK ((key ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT model_answer_latency CHECK ((latency_ms >= (0)::double precision))
);

CREATE TABLE public.model_calls (
    day date NOT NULL,
    calls integer NOT NULL,
    CONSTRAINT model_calls_positive CHECK ((calls > 0))
);

CREATE TABLE public.model_rate (
    source text NOT NULL,
    free_at timestamp with time zone NOT NULL
);

CREATE TABLE public.model_server (
    server text NOT NULL,
    model text NOT NULL,
    form jsonb NOT NULL,
    quirks text[] NOT NULL,
    first_ms real,
    learned_at timestamp with time zone NOT NULL,
    CONSTRAINT model_server_first CHECK ((first_ms >= (0)::double precision))
);

CREATE TABLE public.person (
    name character varying(200) NOT NULL,
    role text NOT NULL,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    told_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT person_name_given CHECK (((name)::text ~ '\S'::text)),
    CONSTRAINT person_role_known CHECK ((role = ANY (ARRAY['viewer'::text, 'agent'::text, 'lead'::text])))
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.promise (
    id bigint NOT NULL,
    wrong_percent smallint NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    started_by text NOT NULL,
    ended_at timestamp with time zone,
    ended_by text,
    ended_because text,
    notice jsonb,
    notice_read boolean DEFAULT false NOT NULL,
    CONSTRAINT promise_end_known CHECK ((ended_because = ANY (ARRAY['person'::text, 'replaced'::text, 'alarm'::text, 'unreviewed'::text]))),
    CONSTRAINT promise_ends_whole CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
    CONSTRAINT promise_percent CHECK (((wrong_percent >= 1) AND (wrong_percent <= 30)))
);

CREATE TABLE public.promise_decision (
    ticket_id bigint NOT NULL,
    field text NOT NULL,
    promise_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    value text NOT NULL,
    confidence real NOT NULL,
    version bigint NOT NULL,
    sampled_at timestamp with time zone,
    undone_at timestamp with time zone,
    CONSTRAINT promise_decision_field_known CHECK ((field = ANY (ARRAY['category'::text, 'priority'::text])))
);

ALTER TABLE public.promise ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.promise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.promise_look (
    id bigint NOT NULL,
    field text NOT NULL,
    wrong_percent smallint NOT NULL,
    version bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    answers integer NOT NULL,
    looked_at integer NOT NULL,
    threshold double precision,
    decided integer NOT NULL,
    decided_right integer NOT NULL,
    CONSTRAINT promise_look_counts CHECK (((answers >= decided) AND (decided >= decided_right) AND (decided_right >= 0))),
    CONSTRAINT promise_look_field_known CHECK ((field = ANY (ARRAY['category'::text, 'priority'::text])))
);

ALTER TABLE public.promise_look ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.promise_look_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.retained_count (
    fact public.stat_fact NOT NULL,
    at timestamp with time zone NOT NULL,
    slot smallint NOT NULL,
    category text NOT NULL,
    priority public.ticket_priority NOT NULL,
    status public.ticket_status NOT NULL,
    n integer NOT NULL,
    CONSTRAINT retained_count_positive CHECK ((n > 0))
);

CREATE TABLE public.retained_state (
    id boolean DEFAULT true NOT NULL,
    tickets bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT retained_state_one_row CHECK (id)
);

CREATE TABLE public.review_answer (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    reviewer text NOT NULL,
    drawn text NOT NULL,
    blind boolean NOT NULL,
    skipped boolean DEFAULT false NOT NULL,
    source text,
    category_suggested text,
    category_confidence real,
    priority_suggested text,
    priority_confidence real,
    category text,
    priority public.ticket_priority,
    version integer,
    category_before text,
    category_set_by_before public.decided_by,
    priority_before public.ticket_priority,
    priority_set_by_before public.decided_by,
    CONSTRAINT review_answer_drawn_known CHECK ((drawn = ANY (ARRAY['random'::text, 'margin'::text, 'suspect'::text, 'filter'::text, 'sampled'::text]))),
    CONSTRAINT review_answer_or_skipped CHECK (((skipped = (category IS NULL)) AND (skipped = (priority IS NULL)) AND (skipped = (version IS NULL)))),
    CONSTRAINT review_answer_reviewer_length CHECK (((length(reviewer) >= 1) AND (length(reviewer) <= 100)))
);

ALTER TABLE public.review_answer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.review_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.review_lease (
    ticket_id bigint NOT NULL,
    reviewer text NOT NULL,
    until timestamp with time zone NOT NULL,
    drawn text NOT NULL,
    blind boolean NOT NULL,
    source text,
    category_suggested text,
    category_confidence real,
    priority_suggested text,
    priority_confidence real,
    CONSTRAINT review_lease_drawn_known CHECK ((drawn = ANY (ARRAY['random'::text, 'margin'::text, 'suspect'::text, 'filter'::text, 'sampled'::text]))),
    CONSTRAINT review_lease_reviewer_length CHECK (((length(reviewer) >= 1) AND (length(reviewer) <= 100)))
);

CREATE TABLE public.review_margin (
    ticket_id bigint NOT NULL,
    margin real NOT NULL,
    computed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT review_margin_share CHECK (((margin >= (0)::double precision) AND (margin <= (1)::double precision)))
);

CREATE TABLE public.rollup_created (
    day date NOT NULL,
    category text,
    priority public.ticket_priority,
    status public.ticket_status,
    n integer NOT NULL,
    h0 integer NOT NULL,
    h1 integer NOT NULL,
    h2 integer NOT NULL,
    h3 integer NOT NULL,
    h4 integer NOT NULL,
    h5 integer NOT NULL,
    h6 integer NOT NULL,
    h7 integer NOT NULL,
    h8 integer NOT NULL,
    h9 integer NOT NULL,
    h10 integer NOT NULL,
    h11 integer NOT NULL,
    h12 integer NOT NULL,
    h13 integer NOT NULL,
    h14 integer NOT NULL,
    h15 integer NOT NULL,
    h16 integer NOT NULL,
    h17 integer NOT NULL,
    h18 integer NOT NULL,
    h19 integer NOT NULL,
    h20 integer NOT NULL,
    h21 integer NOT NULL,
    h22 integer NOT NULL,
    h23 integer NOT NULL,
    level smallint GENERATED ALWAYS AS (public.rollup_level(category, priority, status)) STORED NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.rollup_day (
    day date NOT NULL,
    created integer NOT NULL,
    resolved integer NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.rollup_duration (
    span public.stat_span NOT NULL,
    since date NOT NULL,
    category text,
    priority public.ticket_priority,
    status public.ticket_status,
    bucket smallint NOT NULL,
    n integer NOT NULL,
    level smallint GENERATED ALWAYS AS (public.rollup_level(category, priority, status)) STORED NOT NULL
)
WITH (fillfactor='90');

CREATE TABLE public.rollup_flow (
    day date NOT NULL,
    category text,
    priority public.ticket_priority,
    status public.ticket_status,
    resolved integer NOT NULL,
    reopened integer NOT NULL,
    level smallint GENERATED ALWAYS AS (public.rollup_level(category, priority, status)) STORED NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.rollup_month (
    month date NOT NULL,
    category text,
    priority public.ticket_priority,
    status public.ticket_status,
    n integer NOT NULL,
    level smallint GENERATED ALWAYS AS (public.rollup_level(category, priority, status)) STORED NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE public.rollup_state (
    id boolean DEFAULT true NOT NULL,
    zone text NOT NULL,
    days integer DEFAULT 0 NOT NULL,
    folds bigint DEFAULT 0 NOT NULL,
    CONSTRAINT rollup_state_one_row CHECK (id)
);

CREATE TABLE public.rollup_suggestion (
    day date NOT NULL,
    category text,
    priority public.ticket_priority,
    status public.ticket_status,
    outcome smallint NOT NULL,
    n integer NOT NULL,
    level smallint GENERATED ALWAYS AS (public.rollup_level(category, priority, status)) STORED NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.rollup_target (
    day date NOT NULL,
    category text NOT NULL,
    priority public.ticket_priority NOT NULL,
    status public.ticket_status NOT NULL,
    kept integer NOT NULL,
    breached integer NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.rollup_total (
    category text NOT NULL,
    priority public.ticket_priority NOT NULL,
    status public.ticket_status NOT NULL,
    n integer NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE public.rollup_work (
    month date NOT NULL,
    assignee text NOT NULL,
    bucket smallint NOT NULL,
    n integer NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.saved_dashboard (
    id bigint NOT NULL,
    owner text NOT NULL,
    name text NOT NULL,
    params text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT saved_dashboard_name_form CHECK (((NOT public.is_blank(name)) AND (char_length(name) <= 60))),
    CONSTRAINT saved_dashboard_owner_length CHECK ((char_length(owner) <= 250)),
    CONSTRAINT saved_dashboard_params_length CHECK ((char_length(params) <= 4000))
);

ALTER TABLE public.saved_dashboard ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.saved_dashboard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.saved_view (
    id bigint NOT NULL,
    name text NOT NULL,
    params text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    CONSTRAINT saved_view_name_form CHECK (((NOT public.is_blank(name)) AND (char_length(name) <= 60))),
    CONSTRAINT saved_view_params_length CHECK ((char_length(params) <= 4000))
);

ALTER TABLE public.saved_view ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.saved_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_backlog (
    below bigint NOT NULL,
    has_words boolean DEFAULT false NOT NULL
);

CREATE TABLE public.search_entry (
    ticket_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    keys tsvector NOT NULL
);
ALTER TABLE ONLY public.search_entry ALTER COLUMN keys SET STATISTICS 0;

CREATE TABLE public.sent_draft (
    key text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    source text NOT NULL,
    model text NOT NULL,
    examples smallint NOT NULL,
    masked text[] NOT NULL,
    CONSTRAINT sent_draft_examples CHECK (((examples >= 0) AND (examples <= 100))),
    CONSTRAINT sent_draft_key_form CHECK ((key ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.sent_text (
    ticket_id bigint NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    source text NOT NULL,
    model text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    examples smallint,
    CONSTRAINT sent_text_examples CHECK (((examples >= 0) AND (examples <= 100))),
    CONSTRAINT sent_text_length CHECK (((length(title) + length(description)) <= 20000))
);

CREATE TABLE public.sign_in_session (
    id bigint NOT NULL,
    digest bytea NOT NULL,
    begun bytea NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    person character varying(200) NOT NULL,
    groups text[] DEFAULT '{}'::text[] NOT NULL,
    role text NOT NULL,
    address text NOT NULL,
    began_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    ended_by text,
    id_token text,
    CONSTRAINT sign_in_session_begun_whole CHECK ((octet_length(begun) = 32)),
    CONSTRAINT sign_in_session_digest_whole CHECK ((octet_length(digest) = 32)),
    CONSTRAINT sign_in_session_role_known CHECK ((role = ANY (ARRAY['viewer'::text, 'agent'::text, 'lead'::text])))
);

ALTER TABLE public.sign_in_session ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sign_in_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.stat_check (
    id boolean DEFAULT true NOT NULL,
    at timestamp with time zone NOT NULL,
    differing bigint NOT NULL,
    CONSTRAINT stat_check_counts CHECK ((differing >= 0)),
    CONSTRAINT stat_check_one_row CHECK (id)
);

CREATE TABLE public.stat_delta (
    fact public.stat_fact NOT NULL,
    day date NOT NULL,
    slot smallint NOT NULL,
    category text NOT NULL,
    priority public.ticket_priority NOT NULL,
    status public.ticket_status NOT NULL,
    n integer NOT NULL
);

CREATE VIEW public.stat_folded AS
 SELECT rollup_created.level,
    'created'::public.stat_fact AS fact,
    rollup_created.day,
    ((hour.number - 1))::smallint AS slot,
    rollup_created.category,
    rollup_created.priority,
    rollup_created.status,
    hour.n
   FROM (public.rollup_created
     CROSS JOIN LATERAL unnest(ARRAY[rollup_created.h0, rollup_created.h1, rollup_created.h2, rollup_created.h3, rollup_created.h4, rollup_created.h5, rollup_created.h6, rollup_created.h7, rollup_created.h8, rollup_created.h9, rollup_created.h10, rollup_created.h11, rollup_created.h12, rollup_created.h13, rollup_created.h14, rollup_created.h15, rollup_created.h16, rollup_created.h17, rollup_created.h18, rollup_created.h19, rollup_created.h20, rollup_created.h21, rollup_created.h22, rollup_created.h23]) WITH ORDINALITY hour(n, number))
  WHERE (hour.n <> 0)
UNION ALL
 SELECT rollup_flow.level,
    'resolved'::public.stat_fact AS fact,
    rollup_flow.day,
    0 AS slot,
    rollup_flow.category,
    rollup_flow.priority,
    rollup_flow.status,
    rollup_flow.resolved AS n
   FROM public.rollup_flow
UNION ALL
 SELECT rollup_flow.level,
    'reopened'::public.stat_fact AS fact,
    rollup_flow.day,
    0 AS slot,
    rollup_flow.category,
    rollup_flow.priority,
    rollup_flow.status,
    rollup_flow.reopened AS n
   FROM public.rollup_flow
UNION ALL
 SELECT rollup_duration.level,
    'duration'::public.stat_fact AS fact,
    rollup_duration.since AS day,
    rollup_duration.bucket AS slot,
    rollup_duration.category,
    rollup_duration.priority,
    rollup_duration.status,
    rollup_duration.n
   FROM public.rollup_duration
  WHERE (rollup_duration.span = 'day'::public.stat_span)
UNION ALL
 SELECT rollup_suggestion.level,
    'suggested'::public.stat_fact AS fact,
    rollup_suggestion.day,
    rollup_suggestion.outcome AS slot,
    rollup_suggestion.category,
    rollup_suggestion.priority,
    rollup_suggestion.status,
    rollup_suggestion.n
   FROM public.rollup_suggestion;

CREATE VIEW public.stat_kept AS
 SELECT fact,
    day,
    slot,
    category,
    priority,
    status,
    (sum(n))::integer AS n
   FROM ( SELECT stat_folded.fact,
            stat_folded.day,
            stat_folded.slot,
            stat_folded.category,
            stat_folded.priority,
            stat_folded.status,
            stat_folded.n
           FROM public.stat_folded
          WHERE (stat_folded.level = 0)
        UNION ALL
         SELECT stat_delta.fact,
            stat_delta.day,
            stat_delta.slot,
            stat_delta.category,
            stat_delta.priority,
            stat_delta.status,
            stat_delta.n
           FROM public.stat_delta) part
  GROUP BY fact, day, slot, category, priority, status;

CREATE VIEW public.stat_retained AS
 WITH zone AS MATERIALIZED (
         SELECT public.reporting_zone() AS name
        )
 SELECT retained_count.fact,
    ((retained_count.at AT TIME ZONE zone.name))::date AS day,
    public.retained_slot(retained_count.fact, retained_count.at, retained_count.slot, zone.name) AS slot,
    retained_count.category,
    retained_count.priority,
    retained_count.status,
    (sum(retained_count.n))::integer AS n
   FROM zone,
    public.retained_count
  GROUP BY retained_count.fact, (((retained_count.at AT TIME ZONE zone.name))::date), (public.retained_slot(retained_count.fact, retained_count.at, retained_count.slot, zone.name)), retained_count.category, retained_count.priority, retained_count.status;

CREATE VIEW public.stat_recount AS
 SELECT stat_recount_of.fact,
    stat_recount_of.day,
    stat_recount_of.slot,
    stat_recount_of.category,
    stat_recount_of.priority,
    stat_recount_of.status,
    stat_recount_of.n
   FROM public.stat_recount_of((0)::bigint, '9223372036854775807'::bigint) stat_recount_of(fact, day, slot, category, priority, status, n)
UNION ALL
 SELECT stat_retained.fact,
    stat_retained.day,
    stat_retained.slot,
    stat_retained.category,
    stat_retained.priority,
    stat_retained.status,
    stat_retained.n
   FROM public.stat_retained;

ALTER TABLE public.suggestion ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.suggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.suggestion_source ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.suggestion_source_number_seq
    START WITH 0
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.target (
    id bigint NOT NULL,
    policy_id bigint CONSTRAINT target_policy_id_not_null1 NOT NULL,
    priority public.ticket_priority NOT NULL,
    category text,
    respond_minutes integer,
    resolve_minutes integer,
    CONSTRAINT target_given CHECK (((respond_minutes IS NOT NULL) OR (resolve_minutes IS NOT NULL))),
    CONSTRAINT target_times_positive CHECK (((respond_minutes > 0) AND (resolve_minutes > 0)))
);

ALTER TABLE public.target ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.target_policy (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    made_by text NOT NULL,
    zone text NOT NULL,
    weekdays smallint[] NOT NULL,
    opens smallint NOT NULL,
    closes smallint NOT NULL,
    holidays date[] DEFAULT '{}'::date[] NOT NULL,
    CONSTRAINT target_policy_hours_in_order CHECK (((0 <= opens) AND (opens < closes) AND (closes <= 1440))),
    CONSTRAINT target_policy_weekdays_known CHECK ((((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]))),
    CONSTRAINT target_policy_zone_known CHECK (public.is_time_zone(zone))
);

ALTER TABLE public.target_policy ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.target_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.taught_example (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category text,
    priority public.ticket_priority,
    CONSTRAINT taught_example_teaches CHECK (((category IS NOT NULL) OR (priority IS NOT NULL))),
    CONSTRAINT taught_example_text_given CHECK ((NOT public.is_blank((title || description)))),
    CONSTRAINT taught_example_text_length CHECK (((char_length(title) <= 200) AND (char_length(description) <= 20000)))
);

ALTER TABLE public.taught_example ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.taught_example_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ticket (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    description text NOT NULL,
    category text NOT NULL,
    category_set_by public.decided_by DEFAULT 'person'::public.decided_by NOT NULL,
    priority public.ticket_priority NOT NULL,
    priority_set_by public.decided_by DEFAULT 'person'::public.decided_by NOT NULL,
    status public.ticket_status DEFAULT 'open'::public.ticket_status NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    requester text,
    assignee text,
    external_id text,
    submission_key uuid,
    version integer DEFAULT 1 NOT NULL,
    category_review public.review_state,
    priority_review public.review_state,
    CONSTRAINT ticket_assignee_form CHECK (((NOT public.is_blank(assignee)) AND (char_length(assignee) <= 200))),
    CONSTRAINT ticket_description_given CHECK ((NOT public.is_blank(description))),
    CONSTRAINT ticket_description_length CHECK ((char_length(description) <= 20000)),
    CONSTRAINT ticket_external_id_form CHECK (((NOT public.is_blank(external_id)) AND (char_length(external_id) <= 200))),
    CONSTRAINT ticket_requester_form CHECK (((NOT public.is_blank(requester)) AND (char_length(requester) <= 200))),
    CONSTRAINT ticket_resolved_after_created CHECK ((resolved_at >= created_at)),
    CONSTRAINT ticket_resolved_with_status CHECK (((resolved_at IS NOT NULL) = (status = ANY (ARRAY['resolved'::public.ticket_status, 'closed'::public.ticket_status])))),
    CONSTRAINT ticket_times_finite CHECK ((isfinite(created_at) AND isfinite(resolved_at))),
    CONSTRAINT ticket_title_given CHECK ((NOT public.is_blank((title)::text))),
    CONSTRAINT ticket_title_one_line CHECK (((title)::text !~ '[\n\r]'::text)),
    CONSTRAINT ticket_version_positive CHECK ((version >= 1))
);

CREATE TABLE public.ticket_document (
    ticket_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    folded text NOT NULL,
    words tsvector NOT NULL
);
ALTER TABLE ONLY public.ticket_document ALTER COLUMN words SET STATISTICS 300;

ALTER TABLE public.ticket_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ticket_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.ticket ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ticket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ticket_import (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text DEFAULT public.current_actor() NOT NULL,
    name text NOT NULL,
    undone_at timestamp with time zone,
    CONSTRAINT ticket_import_name_bounded CHECK ((length(name) <= 255))
);

CREATE TABLE public.ticket_import_batch (
    id bigint NOT NULL,
    import_id bigint NOT NULL,
    tickets int8multirange NOT NULL,
    undated int8multirange DEFAULT '{}'::int8multirange NOT NULL,
    CONSTRAINT ticket_import_batch_not_empty CHECK ((NOT isempty(tickets))),
    CONSTRAINT ticket_import_batch_undated_of_it CHECK ((tickets @> undated))
);

ALTER TABLE public.ticket_import_batch ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ticket_import_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.ticket_import ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ticket_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.ticket_note ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ticket_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ticket_target (
    ticket_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    category text NOT NULL,
    priority public.ticket_priority NOT NULL,
    respond_risk_at timestamp with time zone,
    respond_by timestamp with time zone,
    responded_at timestamp with time zone,
    resolve_risk_at timestamp with time zone,
    resolve_by timestamp with time zone,
    resolved_at timestamp with time zone,
    breach_at timestamp with time zone GENERATED ALWAYS AS (LEAST(
CASE
    WHEN ((responded_at IS NULL) OR (responded_at > respond_by)) THEN respond_by
    ELSE NULL::timestamp with time zone
END,
CASE
    WHEN ((resolved_at IS NULL) OR (resolved_at > resolve_by)) THEN resolve_by
    ELSE NULL::timestamp with time zone
END)) STORED,
    risk_at timestamp with time zone GENERATED ALWAYS AS (LEAST(
CASE
    WHEN (responded_at IS NULL) THEN respond_risk_at
    ELSE NULL::timestamp with time zone
END,
CASE
    WHEN (resolved_at IS NULL) THEN resolve_risk_at
    ELSE NULL::timestamp with time zone
END)) STORED,
    status public.ticket_status NOT NULL,
    CONSTRAINT ticket_target_given CHECK (((respond_by IS NOT NULL) OR (resolve_by IS NOT NULL)))
);

CREATE TABLE public.ticket_topic (
    ticket_id bigint NOT NULL,
    topic_id bigint,
    created_at timestamp with time zone NOT NULL,
    rules bigint NOT NULL
);

CREATE TABLE public.ticket_trash (
    id bigint NOT NULL,
    deleted_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_by text NOT NULL,
    ticket jsonb NOT NULL,
    merged_into bigint,
    CONSTRAINT ticket_trash_not_into_itself CHECK ((merged_into <> id))
);

CREATE TABLE public.topic (
    id bigint NOT NULL,
    words text[] NOT NULL,
    terms jsonb NOT NULL,
    "least" double precision NOT NULL,
    read integer NOT NULL,
    round bigint NOT NULL,
    name text,
    named_by text,
    found_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT topic_least_positive CHECK (("least" > (0)::double precision)),
    CONSTRAINT topic_name_form CHECK (((NOT public.is_blank(name)) AND (char_length(name) <= 60) AND (name !~ '[\n\r]'::text))),
    CONSTRAINT topic_name_has_author CHECK (((name IS NULL) = (named_by IS NULL))),
    CONSTRAINT topic_named_by_known CHECK ((named_by = ANY (ARRAY['person'::text, 'model'::text]))),
    CONSTRAINT topic_terms_mapped CHECK ((jsonb_typeof(terms) = 'object'::text)),
    CONSTRAINT topic_words_given CHECK ((cardinality(words) > 0))
);

ALTER TABLE public.topic ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.topic_state (
    id boolean DEFAULT true NOT NULL,
    rules bigint DEFAULT 0 NOT NULL,
    changes bigint DEFAULT 0 NOT NULL,
    looked_at timestamp with time zone DEFAULT now() NOT NULL,
    read integer NOT NULL,
    upto bigint DEFAULT 0 NOT NULL,
    upto_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT topic_state_one_row CHECK (id)
);

CREATE TABLE public.working_day (
    policy_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    worked bigint NOT NULL,
    CONSTRAINT working_day_in_order CHECK ((starts_at < ends_at))
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_handle_once UNIQUE (handle);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bulk_change
    ADD CONSTRAINT bulk_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bulk_change_ticket
    ADD CONSTRAINT bulk_change_ticket_pkey PRIMARY KEY (change_id, ticket_id);

ALTER TABLE ONLY public.call_rate
    ADD CONSTRAINT call_rate_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.classifier_model
    ADD CONSTRAINT classifier_model_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.classifier_training
    ADD CONSTRAINT classifier_training_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.classify_part
    ADD CONSTRAINT classify_part_pkey PRIMARY KEY (job_id, number);

ALTER TABLE ONLY public.classify_run
    ADD CONSTRAINT classify_run_once UNIQUE (job_id);

ALTER TABLE ONLY public.classify_run
    ADD CONSTRAINT classify_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.day_note
    ADD CONSTRAINT day_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.day_note_state
    ADD CONSTRAINT day_note_state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.evaluation_answer
    ADD CONSTRAINT evaluation_answer_pkey PRIMARY KEY (run_id, source, field, first);

ALTER TABLE ONLY public.evaluation_latency
    ADD CONSTRAINT evaluation_latency_pkey PRIMARY KEY (run_id, source, first);

ALTER TABLE ONLY public.evaluation_run
    ADD CONSTRAINT evaluation_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.first_dashboard
    ADD CONSTRAINT first_dashboard_pkey PRIMARY KEY (owner);

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.import_mapping
    ADD CONSTRAINT import_mapping_pkey PRIMARY KEY (columns);

ALTER TABLE ONLY public.job_file
    ADD CONSTRAINT job_file_pkey PRIMARY KEY (job_id, role, number);

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.left_out_prediction
    ADD CONSTRAINT left_out_prediction_pkey PRIMARY KEY (field, ticket_id);

ALTER TABLE ONLY public.model_answer
    ADD CONSTRAINT model_answer_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.model_calls
    ADD CONSTRAINT model_calls_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.model_rate
    ADD CONSTRAINT model_rate_pkey PRIMARY KEY (source);

ALTER TABLE ONLY public.model_server
    ADD CONSTRAINT model_server_pkey PRIMARY KEY (server, model);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.promise_decision
    ADD CONSTRAINT promise_decision_pkey PRIMARY KEY (ticket_id, field);

ALTER TABLE ONLY public.promise_look
    ADD CONSTRAINT promise_look_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.promise
    ADD CONSTRAINT promise_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.retained_count
    ADD CONSTRAINT retained_count_pkey PRIMARY KEY (fact, at, slot, category, priority, status);

ALTER TABLE ONLY public.retained_state
    ADD CONSTRAINT retained_state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.review_answer
    ADD CONSTRAINT review_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.review_lease
    ADD CONSTRAINT review_lease_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.review_margin
    ADD CONSTRAINT review_margin_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.rollup_created
    ADD CONSTRAINT rollup_created_key UNIQUE NULLS NOT DISTINCT (level, day, category, priority, status);

ALTER TABLE ONLY public.rollup_day
    ADD CONSTRAINT rollup_day_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.rollup_duration
    ADD CONSTRAINT rollup_duration_key UNIQUE NULLS NOT DISTINCT (span, level, since, category, priority, status, bucket);

ALTER TABLE ONLY public.rollup_flow
    ADD CONSTRAINT rollup_flow_key UNIQUE NULLS NOT DISTINCT (level, day, category, priority, status);

ALTER TABLE ONLY public.rollup_month
    ADD CONSTRAINT rollup_month_key UNIQUE NULLS NOT DISTINCT (level, month, category, priority, status);

ALTER TABLE ONLY public.rollup_state
    ADD CONSTRAINT rollup_state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rollup_suggestion
    ADD CONSTRAINT rollup_suggestion_key UNIQUE NULLS NOT DISTINCT (level, day, category, priority, status, outcome);

ALTER TABLE ONLY public.rollup_target
    ADD CONSTRAINT rollup_target_pkey PRIMARY KEY (day, category, priority, status);

ALTER TABLE ONLY public.rollup_total
    ADD CONSTRAINT rollup_total_pkey PRIMARY KEY (category, priority, status);

ALTER TABLE ONLY public.rollup_work
    ADD CONSTRAINT rollup_work_pkey PRIMARY KEY (month, assignee, bucket);

ALTER TABLE ONLY public.saved_dashboard
    ADD CONSTRAINT saved_dashboard_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.sent_draft
    ADD CONSTRAINT sent_draft_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.sent_text
    ADD CONSTRAINT sent_text_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT sign_in_session_begun_once UNIQUE (begun);

ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT sign_in_session_digest_once UNIQUE (digest);

ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT sign_in_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.stat_check
    ADD CONSTRAINT stat_check_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.suggestion
    ADD CONSTRAINT suggestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.suggestion_source
    ADD CONSTRAINT suggestion_source_number_key UNIQUE (number);

ALTER TABLE ONLY public.suggestion_source
    ADD CONSTRAINT suggestion_source_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.target
    ADD CONSTRAINT target_once UNIQUE NULLS NOT DISTINCT (policy_id, priority, category);

ALTER TABLE ONLY public.target
    ADD CONSTRAINT target_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.target_policy
    ADD CONSTRAINT target_policy_once UNIQUE (since);

ALTER TABLE ONLY public.target_policy
    ADD CONSTRAINT target_policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.taught_example
    ADD CONSTRAINT taught_example_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_document
    ADD CONSTRAINT ticket_document_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.ticket_event
    ADD CONSTRAINT ticket_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT ticket_external_id_unique UNIQUE (external_id);

ALTER TABLE ONLY public.ticket_import_batch
    ADD CONSTRAINT ticket_import_batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_import
    ADD CONSTRAINT ticket_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_note
    ADD CONSTRAINT ticket_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT ticket_submission_key_unique UNIQUE (submission_key);

ALTER TABLE ONLY public.ticket_target
    ADD CONSTRAINT ticket_target_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.ticket_topic
    ADD CONSTRAINT ticket_topic_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.ticket_trash
    ADD CONSTRAINT ticket_trash_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.topic_state
    ADD CONSTRAINT topic_state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.working_day
    ADD CONSTRAINT working_day_pkey PRIMARY KEY (policy_id, starts_at);

CREATE INDEX audit_entry_of_action ON public.audit_entry USING btree (action, id DESC);

CREATE INDEX audit_entry_of_actor ON public.audit_entry USING btree (public.fold(actor), id DESC);

CREATE INDEX bulk_change_by_time ON public.bulk_change USING btree (at);

CREATE INDEX classify_part_open ON public.classify_part USING btree (job_id, number) WHERE (done_at IS NULL);

CREATE INDEX day_note_by_day ON public.day_note USING btree (day, id);

CREATE INDEX day_note_left_out ON public.day_note USING btree (day) WHERE left_out;

CREATE INDEX evaluation_run_by_job ON public.evaluation_run USING btree (job_id);

CREATE INDEX first_dashboard_shown ON public.first_dashboard USING btree (dashboard_id);

CREATE INDEX idempotency_key_by_time ON public.idempotency_key USING btree (created_at);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX import_mapping_by_time ON public.import_mapping USING btree (used_at);

CREATE INDEX job_by_queue ON public.job USING btree (queue_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX job_open ON public.job USING btree (actor, id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX job_to_tell ON public.job USING btree (actor, id) WHERE ((ended_at IS NOT NULL) AND (dismissed_at IS NULL));

CREATE INDEX model_answer_by_use ON public.model_answer USING btree (used_at DESC);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX promise_decision_by_time ON public.promise_decision USING btree (promise_id, at);

CREATE INDEX promise_decision_sampled ON public.promise_decision USING btree (promise_id, sampled_at) WHERE (sampled_at IS NOT NULL);

CREATE INDEX promise_look_newest ON public.promise_look USING btree (wrong_percent, field, id);

CREATE UNIQUE INDEX promise_one_in_force ON public.promise USING btree ((true)) WHERE (ended_at IS NULL);

CREATE INDEX review_answer_by_time ON public.review_answer USING btree (at);

CREATE INDEX review_answer_of_reviewer ON public.review_answer USING btree (reviewer, id);

CREATE INDEX review_answer_of_ticket ON public.review_answer USING btree (ticket_id, id);

CREATE INDEX review_answer_random ON public.review_answer USING btree (id) WHERE (drawn = 'random'::text);

CREATE INDEX review_answer_skipped ON public.review_answer USING btree (id) WHERE skipped;

CREATE INDEX review_lease_of_reviewer ON public.review_lease USING btree (reviewer);

CREATE INDEX review_margin_smallest ON public.review_margin USING btree (margin, ticket_id);

CREATE UNIQUE INDEX saved_dashboard_name ON public.saved_dashboard USING btree (owner, public.fold(name));

CREATE UNIQUE INDEX saved_view_name ON public.saved_view USING btree (public.fold(name));

CREATE INDEX search_entry_block ON public.search_entry USING btree (public.search_block(ticket_id), created_at, ticket_id);

CREATE INDEX search_entry_keys ON public.search_entry USING gin (keys) WITH (gin_pending_list_limit='64');

CREATE INDEX sent_draft_by_age ON public.sent_draft USING btree (sent_at);

CREATE INDEX sent_text_by_age ON public.sent_text USING btree (sent_at);

CREATE INDEX sign_in_session_of_person ON public.sign_in_session USING btree (public.fold((person)::text)) WHERE (ended_at IS NULL);

CREATE INDEX sign_in_session_of_subject ON public.sign_in_session USING btree (issuer, subject) WHERE (ended_at IS NULL);

CREATE INDEX suggestion_by_time ON public.suggestion USING btree (created_at);

CREATE INDEX suggestion_of_ticket ON public.suggestion USING btree (ticket_id, id) INCLUDE (source, category, category_chosen, priority, priority_chosen);

CREATE UNIQUE INDEX taught_example_once ON public.taught_example USING btree (md5(((title || '
'::text) || description)));

CREATE INDEX ticket_by_assignee ON public.ticket USING btree (assignee, created_at DESC, id DESC);

CREATE INDEX ticket_by_category ON public.ticket USING btree (category, created_at DESC, id DESC);

CREATE INDEX ticket_by_fields ON public.ticket USING btree (category, priority, status, created_at DESC, id DESC);

CREATE INDEX ticket_by_priority ON public.ticket USING btree (priority, created_at DESC, id DESC);

CREATE INDEX ticket_by_requester ON public.ticket USING btree (requester, created_at DESC, id DESC) WHERE (requester IS NOT NULL);

CREATE INDEX ticket_by_status ON public.ticket USING btree (status, created_at DESC, id DESC);

CREATE INDEX ticket_by_update ON public.ticket USING btree (updated_at DESC, id DESC);

CREATE INDEX ticket_confirmed ON public.ticket USING btree (created_at DESC, id DESC) WHERE ((category_set_by <> 'classifier'::public.decided_by) OR (priority_set_by <> 'classifier'::public.decided_by));

CREATE INDEX ticket_document_newest ON public.ticket_document USING btree (created_at DESC, ticket_id DESC);

CREATE INDEX ticket_document_substring ON public.ticket_document USING gin (folded public.gin_trgm_ops);

CREATE INDEX ticket_document_words ON public.ticket_document USING gin (words);

CREATE INDEX ticket_event_moved ON public.ticket_event USING btree (COALESCE(resolved_at, at)) INCLUDE (ticket_id, at, field, old_value, new_value, resolved_at) WHERE (((field = 'status'::text) OR (resolved_at IS NOT NULL)) AND (NOT undone));

CREATE INDEX ticket_event_of_ticket ON public.ticket_event USING btree (ticket_id, id);

CREATE INDEX ticket_event_taken ON public.ticket_event USING btree (at) INCLUDE (ticket_id, new_value, taken_before) WHERE ((field = 'assignee'::text) AND (new_value IS NOT NULL));

CREATE INDEX ticket_import_batch_by_ticket ON public.ticket_import_batch USING gist (tickets);

CREATE INDEX ticket_import_batch_of_import ON public.ticket_import_batch USING btree (import_id, id);

CREATE INDEX ticket_import_batch_undated ON public.ticket_import_batch USING btree (id) WHERE (NOT isempty(undated));

CREATE INDEX ticket_import_by_time ON public.ticket_import USING btree (at);

CREATE INDEX ticket_newest ON public.ticket USING btree (created_at DESC, id DESC);

CREATE INDEX ticket_note_deleted ON public.ticket_note USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE INDEX ticket_note_of_ticket ON public.ticket_note USING btree (ticket_id, id);

CREATE INDEX ticket_resolved ON public.ticket USING btree (resolved_at) INCLUDE (id, created_at, category, priority, status, assignee) WHERE (resolved_at IS NOT NULL);

CREATE INDEX ticket_reviewable ON public.ticket USING btree (created_at DESC, id DESC) WHERE (((category_review IS NOT NULL) AND (category_set_by = 'classifier'::public.decided_by)) OR ((priority_review IS NOT NULL) AND (priority_set_by = 'classifier'::public.decided_by)));

CREATE INDEX ticket_target_breach ON public.ticket_target USING btree (breach_at) INCLUDE (ticket_id, risk_at) WHERE (breach_at IS NOT NULL);

CREATE INDEX ticket_target_created ON public.ticket_target USING btree (created_at) INCLUDE (ticket_id, priority, category, status, breach_at, risk_at);

CREATE INDEX ticket_target_undecided ON public.ticket_target USING btree (created_at) INCLUDE (priority, category, status, breach_at, risk_at) WHERE ((breach_at IS NOT NULL) AND (risk_at IS NOT NULL));

CREATE INDEX ticket_topic_by_topic ON public.ticket_topic USING btree (topic_id, created_at DESC, ticket_id DESC) WHERE (topic_id IS NOT NULL);

CREATE INDEX ticket_topic_created ON public.ticket_topic USING btree (created_at) INCLUDE (topic_id, ticket_id);

CREATE INDEX ticket_trash_by_time ON public.ticket_trash USING btree (deleted_at);

CREATE INDEX ticket_trash_merged ON public.ticket_trash USING btree (merged_into, id) WHERE (merged_into IS NOT NULL);

CREATE INDEX ticket_trash_merged_external_id ON public.ticket_trash USING btree (((ticket ->> 'external_id'::text))) WHERE (merged_into IS NOT NULL);

CREATE INDEX ticket_unconfirmed ON public.ticket USING btree (id) WHERE ((category_set_by = 'classifier'::public.decided_by) OR (priority_set_by = 'classifier'::public.decided_by));

CREATE INDEX working_day_by_worked ON public.working_day USING btree (policy_id, worked);

CREATE STATISTICS public.ticket_event_moment ON COALESCE(resolved_at, at) FROM public.ticket_event;

CREATE TRIGGER audit_entry_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_entry_stays();

CREATE TRIGGER category_key_fixed BEFORE UPDATE OF key ON public.category FOR EACH ROW WHEN ((old.key <> new.key)) EXECUTE FUNCTION public.refuse_key_change();

CREATE TRIGGER classifier_model_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.classifier_model FOR EACH STATEMENT EXECUTE FUNCTION public.notify_classifier_model();

CREATE TRIGGER day_note_changed AFTER INSERT OR DELETE OR UPDATE ON public.day_note FOR EACH STATEMENT EXECUTE FUNCTION public.day_note_changed();

CREATE TRIGGER event_count_delete AFTER DELETE ON public.ticket_event REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_count_delete();

CREATE TRIGGER event_count_insert AFTER INSERT ON public.ticket_event REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_count_insert();

CREATE TRIGGER event_count_truncate AFTER TRUNCATE ON public.ticket_event FOR EACH STATEMENT EXECUTE FUNCTION public.event_count_truncate();

CREATE TRIGGER event_count_update AFTER UPDATE ON public.ticket_event REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_count_update();

CREATE TRIGGER event_taken_delete AFTER DELETE ON public.ticket_event REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_taken_change();

CREATE TRIGGER event_taken_insert AFTER INSERT ON public.ticket_event REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_taken_change();

CREATE TRIGGER event_taken_update AFTER UPDATE ON public.ticket_event REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_taken_change();

CREATE TRIGGER event_target_delete AFTER DELETE ON public.ticket_event REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_target_change();

CREATE TRIGGER event_target_insert AFTER INSERT ON public.ticket_event REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_target_change();

CREATE TRIGGER event_target_update AFTER UPDATE ON public.ticket_event REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.event_target_change();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER retained_count_delete AFTER DELETE ON public.retained_count REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.retained_count_delete();

CREATE TRIGGER retained_count_insert AFTER INSERT ON public.retained_count REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.retained_count_insert();

CREATE TRIGGER retained_count_truncate AFTER TRUNCATE ON public.retained_count FOR EACH STATEMENT EXECUTE FUNCTION public.retained_count_truncate();

CREATE TRIGGER retained_count_update AFTER UPDATE ON public.retained_count REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.retained_count_update();

CREATE TRIGGER setting_count_again AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.setting FOR EACH STATEMENT EXECUTE FUNCTION public.setting_count_again();

CREATE TRIGGER suggestion_count_delete AFTER DELETE ON public.suggestion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.suggestion_count_delete();

CREATE TRIGGER suggestion_count_insert AFTER INSERT ON public.suggestion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.suggestion_count_insert();

CREATE TRIGGER suggestion_count_truncate AFTER TRUNCATE ON public.suggestion FOR EACH STATEMENT EXECUTE FUNCTION public.suggestion_count_truncate();

CREATE TRIGGER suggestion_count_update AFTER UPDATE ON public.suggestion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.suggestion_count_update();

CREATE TRIGGER ticket_arrives_resolved BEFORE INSERT ON public.ticket FOR EACH ROW WHEN (((new.status = ANY (ARRAY['resolved'::public.ticket_status, 'closed'::public.ticket_status])) AND (new.resolved_at IS NULL))) EXECUTE FUNCTION public.ticket_set_resolved_at();

CREATE TRIGGER ticket_before_update BEFORE UPDATE ON public.ticket FOR EACH ROW EXECUTE FUNCTION public.ticket_before_update();

CREATE TRIGGER ticket_count_delete AFTER DELETE ON public.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_count_delete();

CREATE TRIGGER ticket_count_insert AFTER INSERT ON public.ticket REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_count_insert();

CREATE TRIGGER ticket_count_truncate AFTER TRUNCATE ON public.ticket FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_count_truncate();

CREATE TRIGGER ticket_count_update AFTER UPDATE ON public.ticket REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_count_update();

CREATE TRIGGER ticket_document_delete AFTER DELETE ON public.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_document_delete();

CREATE TRIGGER ticket_document_insert AFTER INSERT ON public.ticket REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_document_insert();

CREATE TRIGGER ticket_document_truncate AFTER TRUNCATE ON public.ticket FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_document_truncate();

CREATE TRIGGER ticket_document_update AFTER UPDATE ON public.ticket FOR EACH ROW WHEN ((((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.description IS DISTINCT FROM new.description))) EXECUTE FUNCTION public.ticket_document_update();

CREATE TRIGGER ticket_note_record AFTER INSERT OR UPDATE ON public.ticket_note FOR EACH ROW EXECUTE FUNCTION public.ticket_note_record();

CREATE TRIGGER ticket_note_search_delete AFTER DELETE ON public.ticket_note REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_note_search();

CREATE TRIGGER ticket_note_search_insert AFTER INSERT ON public.ticket_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_note_search();

CREATE TRIGGER ticket_note_search_update AFTER UPDATE ON public.ticket_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_note_search();

CREATE TRIGGER ticket_record_delete AFTER DELETE ON public.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_record_delete();

CREATE TRIGGER ticket_record_insert AFTER INSERT ON public.ticket REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_record_insert();

CREATE TRIGGER ticket_record_update AFTER UPDATE ON public.ticket REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_record_update();

CREATE TRIGGER ticket_target_count_delete AFTER DELETE ON public.ticket_target REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_count_delete();

CREATE TRIGGER ticket_target_count_insert AFTER INSERT ON public.ticket_target REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_count_insert();

CREATE TRIGGER ticket_target_count_truncate AFTER TRUNCATE ON public.ticket_target FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_count_truncate();

CREATE TRIGGER ticket_target_count_update AFTER UPDATE ON public.ticket_target REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_count_update();

CREATE TRIGGER ticket_target_delete AFTER DELETE ON public.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_delete();

CREATE TRIGGER ticket_target_insert AFTER INSERT ON public.ticket REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_insert();

CREATE TRIGGER ticket_target_truncate AFTER TRUNCATE ON public.ticket FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_truncate();

CREATE TRIGGER ticket_target_update AFTER UPDATE ON public.ticket REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_target_update();

CREATE TRIGGER ticket_topic_delete AFTER DELETE ON public.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_topic_delete();

CREATE TRIGGER ticket_topic_truncate AFTER TRUNCATE ON public.ticket FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_topic_truncate();

CREATE TRIGGER ticket_topic_update AFTER UPDATE ON public.ticket FOR EACH ROW WHEN ((((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.description IS DISTINCT FROM new.description))) EXECUTE FUNCTION public.ticket_topic_update();

CREATE TRIGGER ticket_work_delete AFTER DELETE ON public.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_work_delete();

CREATE TRIGGER ticket_work_insert AFTER INSERT ON public.ticket REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_work_insert();

CREATE TRIGGER ticket_work_truncate AFTER TRUNCATE ON public.ticket FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_work_truncate();

CREATE TRIGGER ticket_work_update AFTER UPDATE ON public.ticket REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ticket_work_update();

ALTER TABLE ONLY public.bulk_change_ticket
    ADD CONSTRAINT bulk_change_ticket_change_id_fkey FOREIGN KEY (change_id) REFERENCES public.bulk_change(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.classify_part
    ADD CONSTRAINT classify_part_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.job(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.classify_run
    ADD CONSTRAINT classify_run_source_fkey FOREIGN KEY (source) REFERENCES public.suggestion_source(key);

ALTER TABLE ONLY public.evaluation_answer
    ADD CONSTRAINT evaluation_answer_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.evaluation_run(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.evaluation_latency
    ADD CONSTRAINT evaluation_latency_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.evaluation_run(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.first_dashboard
    ADD CONSTRAINT first_dashboard_dashboard_id_fkey FOREIGN KEY (dashboard_id) REFERENCES public.saved_dashboard(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.job_file
    ADD CONSTRAINT job_file_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.job(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.model_answer
    ADD CONSTRAINT model_answer_source_known FOREIGN KEY (source) REFERENCES public.suggestion_source(key);

ALTER TABLE ONLY public.model_rate
    ADD CONSTRAINT model_rate_source_fkey FOREIGN KEY (source) REFERENCES public.suggestion_source(key);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.promise_decision
    ADD CONSTRAINT promise_decision_promise_id_fkey FOREIGN KEY (promise_id) REFERENCES public.promise(id);

ALTER TABLE ONLY public.sent_draft
    ADD CONSTRAINT sent_draft_source_fkey FOREIGN KEY (source) REFERENCES public.suggestion_source(key);

ALTER TABLE ONLY public.sent_text
    ADD CONSTRAINT sent_text_source_fkey FOREIGN KEY (source) REFERENCES public.suggestion_source(key);

ALTER TABLE ONLY public.suggestion
    ADD CONSTRAINT suggestion_category_chosen_fkey FOREIGN KEY (category_chosen) REFERENCES public.category(key);

ALTER TABLE ONLY public.suggestion
    ADD CONSTRAINT suggestion_category_fkey FOREIGN KEY (category) REFERENCES public.category(key);

ALTER TABLE ONLY public.suggestion
    ADD CONSTRAINT suggestion_source_known FOREIGN KEY (source) REFERENCES public.suggestion_source(key);

ALTER TABLE ONLY public.target
    ADD CONSTRAINT target_category_fkey FOREIGN KEY (category) REFERENCES public.category(key);

ALTER TABLE ONLY public.target
    ADD CONSTRAINT target_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.target_policy(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.taught_example
    ADD CONSTRAINT taught_example_category_fkey FOREIGN KEY (category) REFERENCES public.category(key);

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT ticket_category_fkey FOREIGN KEY (category) REFERENCES public.category(key);

ALTER TABLE ONLY public.ticket_import_batch
    ADD CONSTRAINT ticket_import_batch_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.ticket_import(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_topic
    ADD CONSTRAINT ticket_topic_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topic(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.working_day
    ADD CONSTRAINT working_day_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.target_policy(id) ON DELETE CASCADE;
