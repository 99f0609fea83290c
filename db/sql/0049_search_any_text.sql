-- What a search asks of a ticket becomes more: numbers and codes in whatever form they are written, symbols, scripts without
-- spaces, pieces of addresses, and the notes. Words stay as they were, so that entries made before still answer for them.

-- The codes of a text (tokens with a digit or a sign inside) without their signs, in pieces of up to eight characters from
-- every place in them: whatever part is asked for begins such a piece. '=' is before pieces of one token; '~' before those
-- of numbers written in groups, which are joined: only what is long enough is looked for across a space.
CREATE FUNCTION search_codes(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT '=' || substr(code, start, 8)
    FROM (
        SELECT DISTINCT left(regexp_replace(part[1], '[^[:alnum:]]+', '', 'g'), 200) AS code
        FROM regexp_matches(
            value,
            '([^[:space:]]*(?:[0-9]|[[:alnum:]][^[:space:][:alnum:]''’‘`´-]+[[:alnum:]])[^[:space:]]*)', 'g'
        ) AS part
    ) AS token, generate_series(1, length(code)) AS start
    UNION ALL
    SELECT '~' || substr(code, start, 8)
    FROM (
        SELECT DISTINCT left(regexp_replace(part[1], '[^[:alnum:]]+', '', 'g'), 200) AS code
        FROM regexp_matches(
            value,
            '([^[:space:]]*[0-9][^[:space:]]*(?:[[:space:]]{1,3}(?:[^[:space:][:alnum:]]{1,3}[[:space:]]{1,3})?[^[:space:]]*[0-9][^[:space:]]*)+)',
            'g'
        ) AS part
    ) AS joined, generate_series(1, length(code)) AS start
    UNION ALL
    SELECT piece[1]
    FROM regexp_matches(
        value, '([^[:space:]]*[[:alnum:]][^[:space:][:alnum:]''’‘`´-]+[[:alnum:]][^[:space:]]*)', 'g'
    ) AS part, regexp_matches(part[1], '[[:alpha:]]{2,}', 'g') AS piece
);

-- Words for finding alone, folded: contractions without their apostrophe, umlauts as two letters, numbers without signs,
-- codes, symbols, and of scripts without spaces every character, every two that follow each other, and what stands behind.
CREATE OR REPLACE FUNCTION search_extras(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT fold(translate(part[1], '''’‘`´', ''))
    FROM regexp_matches(value, '[[:alpha:]]+[''’‘`´][[:alpha:]]+', 'g') AS part
    UNION
    SELECT fold(replace(replace(replace(lower(part[1]), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'))
    FROM regexp_matches(CASE WHEN octet_length(value) > length(value) THEN value ELSE '' END, '[[:alpha:]]*[äöüÄÖÜ][[:alpha:]]*', 'g') AS part
    UNION
    SELECT part[1] FROM regexp_matches(value, '[0-9]+', 'g') AS part
    UNION
    SELECT unnest(search_codes(fold(replace(value, '(0)', ''))))
    UNION
    SELECT unnest(string_to_array(
        regexp_replace(value, '[[:alnum:][:space:].,''"\u200b-\u200f\ufe00-\ufe0f-]+', '', 'g'), NULL
    ))
    UNION
    SELECT fold(unnest(ARRAY[letter, letter || following]))
    FROM regexp_matches(
        CASE WHEN octet_length(value) > length(value) THEN value ELSE '' END,
        '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+', 'g'
    ) AS part,
    LATERAL (
        SELECT letter, coalesce(lead(letter) OVER (ORDER BY place), '') AS following
        FROM unnest(string_to_array(part[1], NULL)) WITH ORDINALITY AS letters (letter, place)
    ) AS pair
    UNION
    SELECT fold(part[1])
    FROM regexp_matches(
        CASE WHEN octet_length(value) > length(value) THEN value ELSE '' END,
        '(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff])'
        '([^[:space:][:punct:]\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+)',
        'g'
    ) AS part
);

-- Longer words are cut: the search box takes 200 characters. A star finds every ticket of the block. What a tsvector cannot
-- hold any more, 1 MB, is left out from the end.
CREATE OR REPLACE FUNCTION search_keys(ticket_id bigint, words tsvector, value text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(ARRAY(
    SELECT search_block(ticket_id) || '/' || left(word, 255)
    FROM (
        SELECT word, CASE
            WHEN octet_length(value) > 15000
            THEN sum(octet_length(left(word, 255)) + 12) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING)
            ELSE 0
        END AS size
        FROM unnest(tsvector_to_array(words) || search_extras(value)) WITH ORDINALITY AS listed (word, place)
    ) AS measured
    WHERE word NOT IN ('|', '') AND size < 1000000
) || (search_block(ticket_id) || '/*'));

-- The notes of a ticket as one text, the newest first, as far as a search looks into them.
CREATE FUNCTION search_notes(of_ticket bigint) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN left((
    SELECT string_agg(newest.text, E'\n' ORDER BY newest.id DESC)
    FROM (
        SELECT id, text FROM ticket_note WHERE ticket_id = of_ticket AND deleted_at IS NULL ORDER BY id DESC LIMIT 200
    ) AS newest
), 50000);

-- The keys of a ticket with those of its notes.
CREATE FUNCTION search_keys_of(of_ticket bigint, words tsvector, title text, description text) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
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

-- A key as it stands, or with begins every key that begins so.
CREATE FUNCTION literal_query(key text, begins boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN key = '' THEN ''::tsquery
    ELSE ('''' || replace(replace(key, '\', '\\'), '''', '''''') || '''' || CASE WHEN begins THEN ':*' ELSE '' END)::tsquery
END;

-- What a typed number or code asks for, however it is written; nothing without a letter or digit.
CREATE FUNCTION code_query(term text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
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

-- One of several queries that are asked together, each by itself: where it asks for nothing, every ticket.
CREATE FUNCTION part_query(part tsquery, whole tsquery) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN numnode(part) > 0 OR numnode(whole) = 0 THEN part ELSE '*'::tsquery END;

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
    SELECT ticket_id, t.created_at, search_keys_of(ticket_id, words, t.title, t.description)
    FROM made JOIN new_rows AS t ON id = ticket_id;
    RETURN NULL;
END $$;

-- The entry is locked first: what is read of the notes is then what others have committed.
CREATE OR REPLACE FUNCTION ticket_document_update() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- Notes that come, change or go: the entries of their tickets. A ticket without an entry gets it with its notes.
CREATE FUNCTION ticket_note_search() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
CREATE TRIGGER ticket_note_search_insert AFTER INSERT ON ticket_note
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_note_search();
CREATE TRIGGER ticket_note_search_update AFTER UPDATE ON ticket_note
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_note_search();
CREATE TRIGGER ticket_note_search_delete AFTER DELETE ON ticket_note
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ticket_note_search();

-- Every ticket gets its entry again. Where each has one already, these answer for words meanwhile (has_words).
ALTER TABLE search_backlog ADD COLUMN has_words boolean NOT NULL DEFAULT false;
WITH begun AS (DELETE FROM search_backlog RETURNING below)
INSERT INTO search_backlog
SELECT newest + 1, NOT EXISTS (SELECT FROM begun) FROM (SELECT max(ticket_id) AS newest FROM ticket_document) AS document
WHERE newest IS NOT NULL;

-- Locks are taken in the order of ids, as everybody does, and not waited for: it gives way, and the next call tries again.
CREATE OR REPLACE FUNCTION fill_search_entries(at_once integer) RETURNS boolean LANGUAGE plpgsql
    SET enable_seqscan = off SET lock_timeout = '500ms' AS $$
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
