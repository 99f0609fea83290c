-- What is searched stands in a table of its own. A change of a row makes new entries in every index of its table, and those
-- of words and substrings cost more than all others together; so a change of the status leaves them alone.
LOCK TABLE ticket IN ACCESS EXCLUSIVE MODE;

-- Words as they stand, for exact words and beginnings, and their English stems, the title above the text; of text that is
-- folded already. The bars keep a phrase from going on from the end of one into the beginning of the next.
CREATE FUNCTION document_words(title text, description text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN setweight(to_tsvector('pg_catalog.simple', title), 'A')
    || '|:1'::tsvector || setweight(to_tsvector('pg_catalog.english', title), 'A')
    || '|:1'::tsvector || setweight(to_tsvector('pg_catalog.simple', description), 'B')
    || '|:1'::tsvector || setweight(to_tsvector('pg_catalog.english', description), 'B');

-- No foreign key: the triggers below keep one row for each ticket. The creation, which never changes, stands here as well,
-- so that the newest that have a word are found without the tickets.
CREATE TABLE ticket_document (
    ticket_id  bigint NOT NULL,
    created_at timestamptz NOT NULL,
    folded     text NOT NULL,
    words      tsvector NOT NULL
);
INSERT INTO ticket_document SELECT id, created_at, ticket_text(title, description), search FROM ticket ORDER BY id;

ALTER TABLE ticket DROP COLUMN search;
DROP INDEX ticket_substring;
DROP FUNCTION ticket_words, ticket_text;

SET LOCAL maintenance_work_mem = '256MB';
ALTER TABLE ticket_document ADD CONSTRAINT ticket_document_pkey PRIMARY KEY (ticket_id);
CREATE INDEX ticket_document_newest ON ticket_document (created_at DESC, ticket_id DESC);
CREATE INDEX ticket_document_words ON ticket_document USING gin (words);
CREATE INDEX ticket_document_substring ON ticket_document USING gin (folded gin_trgm_ops);

-- How rare a word is decides what is alike and what a misspelt word may have meant: up to 3,000 words instead of 1,000.
ALTER TABLE ticket_document ALTER COLUMN words SET STATISTICS 300;

CREATE FUNCTION ticket_document_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_document
    SELECT id, created_at, f.title || E'\n' || f.description, document_words(f.title, f.description)
    FROM new_rows AS t
    CROSS JOIN LATERAL (SELECT fold(t.title) AS title, fold(t.description) AS description OFFSET 0) AS f;
    RETURN NULL;
END $$;

CREATE FUNCTION ticket_document_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    title       text := fold(NEW.title);
    description text := fold(NEW.description);
BEGIN
    UPDATE ticket_document
    SET folded = title || E'\n' || description, words = document_words(title, description)
    WHERE ticket_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION ticket_document_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM ticket_document WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;

-- Deleted, not truncated: a search reads this table before it reads the tickets, and would wait crosswise.
CREATE FUNCTION ticket_document_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ticket_document;
    RETURN NULL;
END $$;

CREATE TRIGGER ticket_document_insert AFTER INSERT ON ticket
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_document_insert();
CREATE TRIGGER ticket_document_update AFTER UPDATE ON ticket FOR EACH ROW
WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.description IS DISTINCT FROM NEW.description)
EXECUTE FUNCTION ticket_document_update();
CREATE TRIGGER ticket_document_delete AFTER DELETE ON ticket
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_document_delete();
CREATE TRIGGER ticket_document_truncate AFTER TRUNCATE ON ticket
FOR EACH STATEMENT EXECUTE FUNCTION ticket_document_truncate();
