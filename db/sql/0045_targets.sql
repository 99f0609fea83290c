-- Targets. A policy holds the working hours and the times of every priority, for tickets created from ``since`` on; the newest
-- one that is older than a ticket is the ticket's. ``opens`` and ``closes`` are minutes after midnight, weekdays 1 (Monday) to 7.
CREATE TABLE target_policy (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    since     timestamptz NOT NULL,
    made_at   timestamptz NOT NULL DEFAULT now(),
    made_by   text NOT NULL,
    zone      text NOT NULL,
    weekdays  smallint[] NOT NULL,
    opens     smallint NOT NULL,
    closes    smallint NOT NULL,
    holidays  date[] NOT NULL DEFAULT '{}',
    CONSTRAINT target_policy_once UNIQUE (since),
    CONSTRAINT target_policy_zone_known CHECK (is_time_zone(zone)),
    CONSTRAINT target_policy_weekdays_known CHECK (
        cardinality(weekdays) BETWEEN 1 AND 7 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]
    ),
    CONSTRAINT target_policy_hours_in_order CHECK (0 <= opens AND opens < closes AND closes <= 1440)
);

-- Minutes of working time to the first change of the status and to the resolution. One without a category is of all
-- categories; of a category that has its own, its times take the place of those.
CREATE TABLE target (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    policy_id       bigint NOT NULL REFERENCES target_policy ON DELETE CASCADE,
    priority        ticket_priority NOT NULL,
    category        text REFERENCES category,
    respond_minutes integer,
    resolve_minutes integer,
    CONSTRAINT target_once UNIQUE NULLS NOT DISTINCT (policy_id, priority, category),
    CONSTRAINT target_given CHECK (respond_minutes IS NOT NULL OR resolve_minutes IS NOT NULL),
    CONSTRAINT target_times_positive CHECK (respond_minutes > 0 AND resolve_minutes > 0)
);

-- The working time of each day of a policy; ``worked`` is how many seconds of it came before the day.
CREATE TABLE working_day (
    policy_id bigint NOT NULL REFERENCES target_policy ON DELETE CASCADE,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    worked    bigint NOT NULL,
    PRIMARY KEY (policy_id, starts_at),
    CONSTRAINT working_day_in_order CHECK (starts_at < ends_at)
);
CREATE INDEX working_day_by_worked ON working_day (policy_id, worked);

-- Of each ticket that has a target: until when what was to be done, when three quarters of that time are over, and when it was
-- done. ``breach_at``: when it breached its targets, or will if nothing is done; NULL if every one is kept. ``risk_at``: from when
-- on a target that is not yet met is at risk. So what a ticket is at a moment needs no more than to compare these with it.
CREATE TABLE ticket_target (
    ticket_id       bigint PRIMARY KEY,
    policy_id       bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    category        text NOT NULL,
    priority        ticket_priority NOT NULL,
    respond_risk_at timestamptz,
    respond_by      timestamptz,
    responded_at    timestamptz,
    resolve_risk_at timestamptz,
    resolve_by      timestamptz,
    resolved_at     timestamptz,
    breach_at       timestamptz GENERATED ALWAYS AS (least(
        CASE WHEN responded_at IS NULL OR responded_at > respond_by THEN respond_by END,
        CASE WHEN resolved_at IS NULL OR resolved_at > resolve_by THEN resolve_by END
    )) STORED,
    risk_at         timestamptz GENERATED ALWAYS AS (least(
        CASE WHEN responded_at IS NULL THEN respond_risk_at END,
        CASE WHEN resolved_at IS NULL THEN resolve_risk_at END
    )) STORED,
    CONSTRAINT ticket_target_given CHECK (respond_by IS NOT NULL OR resolve_by IS NOT NULL)
);
CREATE INDEX ticket_target_created ON ticket_target (created_at) INCLUDE (priority, category, breach_at, risk_at);
CREATE INDEX ticket_target_breach ON ticket_target (breach_at) INCLUDE (ticket_id, risk_at) WHERE breach_at IS NOT NULL;

-- Where clocks change, a working day is shorter or longer; a day that a zone skipped is none.
CREATE FUNCTION fill_working_days(policy bigint) RETURNS void LANGUAGE sql AS $$
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

-- Seconds of working time from the first day of a policy to a moment, and back.
CREATE FUNCTION worked_seconds(policy bigint, moment timestamptz) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce((
        SELECT worked + extract(epoch FROM least(moment, ends_at) - starts_at)
        FROM working_day WHERE policy_id = policy AND starts_at <= moment ORDER BY starts_at DESC LIMIT 1
    ), 0)
$$;

CREATE FUNCTION working_moment(policy bigint, seconds numeric) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN moment <= ends_at THEN moment END
    FROM (
        SELECT starts_at + (seconds - worked)::double precision * interval '1 second' AS moment, ends_at
        FROM working_day WHERE policy_id = policy AND worked < ceil(seconds)::bigint ORDER BY worked DESC LIMIT 1
    ) AS day
$$;

-- What these tickets have promised, from what they are now. A ticket that did not begin as open, as many of an import, has no
-- target for the first change of its status: nobody knows when that was. A change that was undone is none.
CREATE FUNCTION set_targets(ids bigint[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM target_policy) THEN
        RETURN;
    END IF;
    WITH promised AS MATERIALIZED (
        SELECT t.id, t.created_at, t.category, t.priority, t.resolved_at, policy.id AS policy_id, status.changed_at,
               worked_seconds(policy.id, t.created_at) AS begun,
               CASE WHEN coalesce(status.first, t.status::text) = 'open' THEN 60 * own.respond END AS respond,
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
        ) AS status
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
        ticket_id, policy_id, created_at, category, priority, respond_risk_at, respond_by, responded_at, resolve_risk_at,
        resolve_by, resolved_at
    )
    SELECT id, policy_id, created_at, category, priority, respond_risk_at, respond_by, changed_at, resolve_risk_at,
           resolve_by, resolved_at
    FROM due WHERE coalesce(respond_by, resolve_by) IS NOT NULL ORDER BY id
    ON CONFLICT (ticket_id) DO UPDATE SET
        policy_id = EXCLUDED.policy_id, category = EXCLUDED.category, priority = EXCLUDED.priority,
        respond_risk_at = EXCLUDED.respond_risk_at, respond_by = EXCLUDED.respond_by,
        responded_at = EXCLUDED.responded_at, resolve_risk_at = EXCLUDED.resolve_risk_at,
        resolve_by = EXCLUDED.resolve_by, resolved_at = EXCLUDED.resolved_at
    WHERE (kept.policy_id, kept.category, kept.priority, kept.respond_risk_at, kept.respond_by, kept.responded_at,
           kept.resolve_risk_at, kept.resolve_by, kept.resolved_at)
        IS DISTINCT FROM
          (EXCLUDED.policy_id, EXCLUDED.category, EXCLUDED.priority, EXCLUDED.respond_risk_at, EXCLUDED.respond_by,
           EXCLUDED.responded_at, EXCLUDED.resolve_risk_at, EXCLUDED.resolve_by, EXCLUDED.resolved_at);
END $$;

CREATE FUNCTION ticket_target_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_targets(ARRAY(SELECT id FROM new_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_target_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_targets(ARRAY(
        SELECT n.id FROM old_rows AS o JOIN new_rows AS n USING (id)
        WHERE (o.category, o.priority, o.status) IS DISTINCT FROM (n.category, n.priority, n.status)
           OR o.resolved_at IS DISTINCT FROM n.resolved_at
    ));
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_target_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM ticket_target WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_target_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ticket_target;
    RETURN NULL;
END $$;
-- After those named ticket_record_..., which write the history that is read here.
CREATE TRIGGER ticket_target_insert AFTER INSERT ON ticket
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_insert();
CREATE TRIGGER ticket_target_update AFTER UPDATE ON ticket
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_update();
CREATE TRIGGER ticket_target_delete AFTER DELETE ON ticket
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_delete();
CREATE TRIGGER ticket_target_truncate AFTER TRUNCATE ON ticket
    FOR EACH STATEMENT EXECUTE FUNCTION ticket_target_truncate();

-- History that is written, marked as undone or deleted by itself; what a change of a ticket writes is seen there.
CREATE FUNCTION event_target_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        PERFORM set_targets(ARRAY(SELECT DISTINCT ticket_id FROM changed_rows WHERE field = 'status'));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER event_target_insert AFTER INSERT ON ticket_event
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION event_target_change();
CREATE TRIGGER event_target_update AFTER UPDATE ON ticket_event
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION event_target_change();
CREATE TRIGGER event_target_delete AFTER DELETE ON ticket_event
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION event_target_change();
