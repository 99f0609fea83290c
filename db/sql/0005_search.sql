-- Reads that people wait for, however many tickets there are.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- What a substring is looked for in.
CREATE FUNCTION ticket_text(title text, description text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN public.fold(title || E'\n' || description);

CREATE INDEX ticket_substring ON ticket USING gin (ticket_text(title, description) gin_trgm_ops);

-- Newest first under any two or three of the fields: one stream per combination, merged.
CREATE INDEX ticket_by_fields ON ticket (category, priority, status, created_at DESC, id DESC);

-- How rare a word is decides what is alike and what a misspelt word may have meant: up to 3,000 words instead of 1,000.
ALTER TABLE ticket ALTER COLUMN search SET STATISTICS 300;
