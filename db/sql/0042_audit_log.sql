-- Who did what from where: sign-ins, sessions, tokens, settings, exports, deletions, backups. Entries are only ever added.
-- No entry has a word of a ticket or the name of a requester.
CREATE TABLE audit_entry (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text NOT NULL,
    address text,
    action  text NOT NULL,
    what    text NOT NULL,
    CONSTRAINT audit_entry_what_length CHECK (char_length(what) <= 500)
);
CREATE INDEX audit_entry_of_action ON audit_entry (action, id DESC);
CREATE INDEX audit_entry_of_actor ON audit_entry (fold(actor), id DESC);

CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries of the audit log are neither changed nor deleted';
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays();
