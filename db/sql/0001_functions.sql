-- Text rules that constraints, generated columns and queries share.

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- Lower case, accents folded: "ÜBER" and "uber" become the same. The two-argument form of unaccent names its dictionary,
-- so the answer depends on the argument alone and may stand in an index.
CREATE FUNCTION fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN public.unaccent('public.unaccent'::regdictionary, lower(value));

-- Nothing but white space, in every script: also the spaces that \s leaves out under some locales, and the zero-width ones.
CREATE FUNCTION is_blank(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN value ~ '^[\s\u001c-\u001f\u0085\u00a0\u1680\u180e\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]*$';

-- What is searched: each word as it stands (for exact words and beginnings) and its English stem, the title above the text.
-- The bars between them keep a phrase from going on from the end of one into the beginning of the next.
CREATE FUNCTION ticket_words(title text, description text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN setweight(to_tsvector('pg_catalog.simple', public.fold(title)), 'A')
    || '|:1'::tsvector || setweight(to_tsvector('pg_catalog.english', public.fold(title)), 'A')
    || '|:1'::tsvector || setweight(to_tsvector('pg_catalog.simple', public.fold(description)), 'B')
    || '|:1'::tsvector || setweight(to_tsvector('pg_catalog.english', public.fold(description)), 'B');

-- One search term: the word, a word that begins with it, or its stem. Empty for a term without letters or digits.
CREATE FUNCTION term_query(term text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsquery('pg_catalog.simple',
                  coalesce(nullif(plainto_tsquery('pg_catalog.simple', public.fold(term))::text, '') || ':*', ''))
    || plainto_tsquery('pg_catalog.english', public.fold(term));

CREATE FUNCTION is_time_zone(value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    -- Also not the forms that only PostgreSQL reads, such as CET+1.
    IF value !~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$' THEN
        RETURN false;
    END IF;
    PERFORM timestamptz '2000-01-01' AT TIME ZONE value;
    RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN false;
END $$;
