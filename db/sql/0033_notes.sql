-- Notes on tickets. Like the history they stay when their ticket is deleted and are there again when it is restored;
-- they go for good with it. A deleted note can be restored as long as a ticket can. The history says who did what to a
-- note and when, not what it says: what its author takes back is not to be read there.
CREATE TABLE ticket_note (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id  bigint NOT NULL,
    author     text NOT NULL,
    text       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at  timestamptz,
    deleted_at timestamptz,
    CONSTRAINT ticket_note_author_form CHECK (NOT is_blank(author) AND char_length(author) <= 200),
    CONSTRAINT ticket_note_text_given CHECK (NOT is_blank(text)),
    CONSTRAINT ticket_note_text_length CHECK (char_length(text) <= 20000)
);
CREATE INDEX ticket_note_of_ticket ON ticket_note (ticket_id, id);
CREATE INDEX ticket_note_deleted ON ticket_note (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE FUNCTION ticket_note_record() RETURNS trigger
LANGUAGE plpgsql AS $$
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
CREATE TRIGGER ticket_note_record AFTER INSERT OR UPDATE ON ticket_note
    FOR EACH ROW EXECUTE FUNCTION ticket_note_record();

-- Other tickets of a requester, newest first.
SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX ticket_by_requester ON ticket (requester, created_at DESC, id DESC) WHERE requester IS NOT NULL;
