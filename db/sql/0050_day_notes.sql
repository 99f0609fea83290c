-- Notes on days ("release 4.2", "holiday"), which every chart over time shows. The counts of a day whose note says so do not
-- tell what is usual.
CREATE TABLE day_note (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day        date NOT NULL,
    text       text NOT NULL,
    author     text NOT NULL,
    left_out   boolean NOT NULL DEFAULT false,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT day_note_day_known CHECK (day BETWEEN date '1900-01-01' AND date '9998-12-31'),
    CONSTRAINT day_note_text_given CHECK (NOT is_blank(text)),
    CONSTRAINT day_note_text_one_line CHECK (text !~ '[\n\r]'),
    CONSTRAINT day_note_text_length CHECK (char_length(text) <= 200),
    CONSTRAINT day_note_author_form CHECK (NOT is_blank(author) AND char_length(author) <= 200)
);
CREATE INDEX day_note_by_day ON day_note (day, id);
CREATE INDEX day_note_left_out ON day_note (day) WHERE left_out;

-- One row, or none: how often notes changed. It only grows, as the ids of events do, so that both together are a version.
CREATE TABLE day_note_state (
    id      boolean NOT NULL DEFAULT true,
    changes bigint NOT NULL,
    CONSTRAINT day_note_state_pkey PRIMARY KEY (id),
    CONSTRAINT day_note_state_one_row CHECK (id)
);

CREATE FUNCTION day_note_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO day_note_state AS kept (changes) VALUES (1) ON CONFLICT (id) DO UPDATE SET changes = kept.changes + 1;
    PERFORM pg_notify('triage_changed', '');
    RETURN NULL;
END $$;
CREATE TRIGGER day_note_changed AFTER INSERT OR UPDATE OR DELETE ON day_note
    FOR EACH STATEMENT EXECUTE FUNCTION day_note_changed();
