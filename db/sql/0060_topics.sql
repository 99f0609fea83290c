-- Topics: what tickets are about, found by a job among recent tickets of all categories. ``words`` mark a topic, the heaviest
-- first; ``terms`` with ``least`` are the rule by which a text belongs to it (services/topics/rule.py); ``read`` is how many
-- texts were read for that rule, ``round`` the version of the rules before it. ``name`` is NULL as long as its words name it.
CREATE TABLE topic (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    words    text[] NOT NULL,
    terms    jsonb NOT NULL,
    least    double precision NOT NULL,
    read     integer NOT NULL,
    round    bigint NOT NULL,
    name     text,
    named_by text,
    found_at timestamptz NOT NULL DEFAULT now(),
    seen_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT topic_words_given CHECK (cardinality(words) > 0),
    CONSTRAINT topic_terms_mapped CHECK (jsonb_typeof(terms) = 'object'),
    CONSTRAINT topic_least_positive CHECK (least > 0),
    CONSTRAINT topic_name_form CHECK (NOT is_blank(name) AND char_length(name) <= 60 AND name !~ '[\n\r]'),
    CONSTRAINT topic_name_has_author CHECK ((name IS NULL) = (named_by IS NULL)),
    CONSTRAINT topic_named_by_known CHECK (named_by IN ('person', 'model'))
);

-- One row, or none before the first run: the version of the rules, how often topics or tickets of them changed (it only grows),
-- when topics were last looked for and among how many texts, and up to where new and changed tickets have their topic.
CREATE TABLE topic_state (
    id         boolean NOT NULL DEFAULT true,
    rules      bigint NOT NULL DEFAULT 0,
    changes    bigint NOT NULL DEFAULT 0,
    looked_at  timestamptz NOT NULL DEFAULT now(),
    read       integer NOT NULL,
    upto       bigint NOT NULL DEFAULT 0,
    upto_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT topic_state_pkey PRIMARY KEY (id),
    CONSTRAINT topic_state_one_row CHECK (id)
);

-- The topic of a ticket, NULL for none, by the rules of that version. A ticket without a row is still to be looked at.
CREATE TABLE ticket_topic (
    ticket_id  bigint PRIMARY KEY,
    topic_id   bigint REFERENCES topic ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    rules      bigint NOT NULL
);
CREATE INDEX ticket_topic_by_topic ON ticket_topic (topic_id, created_at DESC, ticket_id DESC) WHERE topic_id IS NOT NULL;
CREATE INDEX ticket_topic_created ON ticket_topic (created_at) INCLUDE (topic_id, ticket_id);

CREATE FUNCTION ticket_topic_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM ticket_topic WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_topic_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ticket_topic;
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_topic_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ticket_topic WHERE ticket_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER ticket_topic_delete AFTER DELETE ON ticket
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_topic_delete();
CREATE TRIGGER ticket_topic_truncate AFTER TRUNCATE ON ticket
    FOR EACH STATEMENT EXECUTE FUNCTION ticket_topic_truncate();
CREATE TRIGGER ticket_topic_update AFTER UPDATE ON ticket
    FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.description IS DISTINCT FROM NEW.description)
    EXECUTE FUNCTION ticket_topic_update();
