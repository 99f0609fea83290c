-- Where imported tickets came from: an import with the name of its file, and batch by batch the ids of its tickets as
-- ranges, mostly one a batch. Of a ticket nothing has to be written for it, and an import of a million has 1,000 rows.
CREATE TABLE ticket_import (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    actor     text NOT NULL DEFAULT current_actor(),
    name      text NOT NULL,
    undone_at timestamptz,
    CONSTRAINT ticket_import_name_bounded CHECK (length(name) <= 255)
);

CREATE TABLE ticket_import_batch (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id bigint NOT NULL REFERENCES ticket_import ON DELETE CASCADE,
    tickets   int8multirange NOT NULL,
    undated   int8multirange NOT NULL DEFAULT '{}', -- those that have their date from the import, not from the file
    CONSTRAINT ticket_import_batch_not_empty CHECK (NOT isempty(tickets)),
    CONSTRAINT ticket_import_batch_undated_of_it CHECK (tickets @> undated)
);
CREATE INDEX ticket_import_batch_of_import ON ticket_import_batch (import_id, id);
CREATE INDEX ticket_import_batch_by_ticket ON ticket_import_batch USING gist (tickets);
CREATE INDEX ticket_import_batch_undated ON ticket_import_batch (id) WHERE NOT isempty(undated);
CREATE INDEX ticket_import_by_time ON ticket_import (at);
