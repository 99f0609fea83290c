-- What a search asks: the words of each ticket, each with the number of its block before it. A block is 8,192 ids in a
-- row, so that a word is looked up in one block after the other, the newest first, until there is enough: what that costs
-- is known whichever words there are, and nothing has to be estimated.
CREATE FUNCTION search_block(ticket_id bigint) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (ticket_id >> 13)::integer;

-- Words for finding alone, folded: contractions without their apostrophe, umlauts as two letters, numbers without signs, and
-- of Chinese, Japanese and Korean every character and every two that follow each other.
CREATE FUNCTION search_extras(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT fold(translate(part[1], '''’‘`´', ''))
    FROM regexp_matches(value, '[[:alpha:]]+[''’‘`´][[:alpha:]]+', 'g') AS part
    UNION
    SELECT fold(replace(replace(replace(lower(part[1]), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'))
    FROM regexp_matches(value, '[[:alpha:]]*[äöüÄÖÜ][[:alpha:]]*', 'g') AS part
    UNION
    SELECT part[1] FROM regexp_matches(value, '[0-9]+', 'g') AS part
    UNION
    SELECT fold(unnest(ARRAY[letter, letter || following]))
    FROM regexp_matches(value, '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+', 'g') AS part,
    LATERAL (
        SELECT letter, coalesce(lead(letter) OVER (ORDER BY place), '') AS following
        FROM unnest(string_to_array(part[1], NULL)) WITH ORDINALITY AS letters (letter, place)
    ) AS pair
);

-- Longer words are cut: the search box takes 200 characters. A star finds every ticket of the block.
CREATE FUNCTION search_keys(ticket_id bigint, words tsvector, value text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(ARRAY(
    SELECT search_block(ticket_id) || '/' || left(word, 255)
    FROM unnest(tsvector_to_array(words) || search_extras(value)) AS word
    WHERE word NOT IN ('|', '')
) || (search_block(ticket_id) || '/*'));

-- What a typed word asks for: words that begin like it, and its English stem where that does not begin so anyway.
CREATE FUNCTION key_query(term text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN numnode(plainto_tsquery('pg_catalog.simple', fold(term))) > 0
        AND plainto_tsquery('pg_catalog.simple', fold(term)) = plainto_tsquery('pg_catalog.english', fold(term))
    THEN to_tsquery('pg_catalog.simple', plainto_tsquery('pg_catalog.simple', fold(term))::text || ':*')
    ELSE term_query(term)
END;

-- A query as a text with U+E000 before each word; block_query puts the number of a block there.
CREATE FUNCTION search_template(query tsquery) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(query::text, $$'((?:[^'\\]|''|\\\\)*)'$$, '''' || chr(57344) || '\1''', 'g');

CREATE FUNCTION block_query(template text, block integer) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(template, chr(57344), block || '/')::tsquery;

-- Beside ticket_document, so that words for finding alone are seen by nothing else, and a match is read with little else.
CREATE TABLE search_entry (
    ticket_id  bigint PRIMARY KEY,
    created_at timestamptz NOT NULL,
    keys       tsvector NOT NULL
);
-- Nothing is estimated from the keys, and to sample them takes long.
ALTER TABLE search_entry ALTER COLUMN keys SET STATISTICS 0;

-- The list of pending entries is kept short: a look into each block reads it from the beginning to the end.
CREATE INDEX search_entry_keys ON search_entry USING gin (keys) WITH (gin_pending_list_limit = 64);
CREATE INDEX search_entry_block ON search_entry (search_block(ticket_id), created_at, ticket_id);

-- The blocks there are, with the creation of their newest and their oldest ticket.
CREATE FUNCTION search_blocks() RETURNS TABLE (block integer, newest timestamptz, oldest timestamptz)
LANGUAGE sql STABLE AS $$
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

CREATE OR REPLACE FUNCTION ticket_document_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH made AS (
        INSERT INTO ticket_document
        SELECT id, created_at, f.title || E'\n' || f.description, document_words(f.title, f.description)
        FROM new_rows AS t
        CROSS JOIN LATERAL (SELECT fold(t.title) AS title, fold(t.description) AS description OFFSET 0) AS f
        RETURNING ticket_id, created_at, words
    )
    INSERT INTO search_entry
    SELECT ticket_id, t.created_at, search_keys(ticket_id, words, t.title || E'\n' || t.description)
    FROM made JOIN new_rows AS t ON id = ticket_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ticket_document_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    title       text := fold(NEW.title);
    description text := fold(NEW.description);
    new_words   tsvector := document_words(title, description);
BEGIN
    UPDATE ticket_document SET folded = title || E'\n' || description, words = new_words WHERE ticket_id = NEW.id;
    INSERT INTO search_entry VALUES (NEW.id, NEW.created_at, search_keys(NEW.id, new_words, NEW.title || E'\n' || NEW.description))
    ON CONFLICT ON CONSTRAINT search_entry_pkey DO UPDATE SET keys = excluded.keys;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ticket_document_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM ticket_document WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    DELETE FROM search_entry WHERE ticket_id = ANY (ARRAY(SELECT id FROM old_rows));
    RETURN NULL;
END $$;

-- Tickets below this id, of those that were there before, have no entry yet. They get theirs in the background, from the
-- newest on; a search asks ticket_document until then. No row: all have one.
CREATE TABLE search_backlog (
    below bigint NOT NULL
);
INSERT INTO search_backlog SELECT max(ticket_id) + 1 FROM ticket_document HAVING count(*) > 0;

CREATE OR REPLACE FUNCTION ticket_document_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ticket_document;
    DELETE FROM search_entry;
    RETURN NULL;
END $$;

-- Make the entries of the next tickets; false when none are left. A ticket that is changed or deleted meanwhile waits.
CREATE FUNCTION fill_search_entries(at_once integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    bound  bigint;
    lowest bigint;
BEGIN
    SELECT below INTO bound FROM search_backlog FOR UPDATE SKIP LOCKED;
    IF bound IS NULL THEN
        RETURN false;
    END IF;
    WITH part AS MATERIALIZED (
        SELECT ticket_id, created_at, words FROM ticket_document
        WHERE ticket_id < bound ORDER BY ticket_id DESC LIMIT at_once FOR SHARE
    ), made AS (
        INSERT INTO search_entry
        SELECT ticket_id, part.created_at, search_keys(ticket_id, words, ticket.title || E'\n' || ticket.description)
        FROM part JOIN ticket ON id = ticket_id
        ON CONFLICT ON CONSTRAINT search_entry_pkey DO UPDATE SET keys = excluded.keys
    )
    SELECT min(ticket_id) INTO lowest FROM part;
    IF lowest IS NULL THEN
        DELETE FROM search_backlog;
        RETURN false;
    END IF;
    UPDATE search_backlog SET below = lowest;
    RETURN true;
END $$;
