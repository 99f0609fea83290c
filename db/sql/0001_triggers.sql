-- Who is at work: what the application says of the transaction, else the database's own user.
CREATE FUNCTION current_actor() RETURNS text
LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('app.actor', true), ''), session_user);

CREATE FUNCTION refuse_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the key of a category never changes; change its label' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER category_key_fixed BEFORE UPDATE OF key ON category
FOR EACH ROW WHEN (OLD.key <> NEW.key) EXECUTE FUNCTION refuse_key_change();

-- A ticket that arrives resolved has a time of resolution.
CREATE FUNCTION ticket_set_resolved_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.resolved_at := greatest(now(), NEW.created_at);
    RETURN NEW;
END $$;

CREATE TRIGGER ticket_arrives_resolved BEFORE INSERT ON ticket
FOR EACH ROW WHEN (NEW.status IN ('resolved', 'closed') AND NEW.resolved_at IS NULL)
EXECUTE FUNCTION ticket_set_resolved_at();

-- Every change raises the version and keeps the times right; identity and birth never change.
CREATE FUNCTION ticket_before_update() RETURNS trigger LANGUAGE plpgsql AS $$
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
    NEW.updated_at := now();
    RETURN NEW;
END $$;

CREATE TRIGGER ticket_before_update BEFORE UPDATE ON ticket
FOR EACH ROW EXECUTE FUNCTION ticket_before_update();

-- History. One statement of the application is one statement here, however many tickets it touches.
-- A ticket that comes back under the id of a row in the trash was restored, and leaves the trash.
CREATE FUNCTION ticket_record_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_event (ticket_id, actor, kind)
    SELECT n.id, current_actor(), CASE WHEN trash.id IS NULL THEN 'created' ELSE 'restored' END::event_kind
    FROM new_rows AS n LEFT JOIN ticket_trash AS trash USING (id);
    DELETE FROM ticket_trash USING new_rows WHERE ticket_trash.id = new_rows.id;
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_record_insert AFTER INSERT ON ticket
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_record_insert();

CREATE FUNCTION ticket_record_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_event (ticket_id, actor, kind, field, old_value, new_value, set_by)
    SELECT n.id, current_actor(), 'changed', change.field, change.old_value, change.new_value, change.set_by
    FROM old_rows AS o JOIN new_rows AS n USING (id)
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

CREATE TRIGGER ticket_record_update AFTER UPDATE ON ticket
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_record_update();

CREATE FUNCTION ticket_record_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_trash (id, deleted_by, ticket)
    SELECT o.id, current_actor(), to_jsonb(o) - 'search' FROM old_rows AS o;
    INSERT INTO ticket_event (ticket_id, actor, kind)
    SELECT o.id, current_actor(), 'deleted' FROM old_rows AS o;
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_record_delete AFTER DELETE ON ticket
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_record_delete();
