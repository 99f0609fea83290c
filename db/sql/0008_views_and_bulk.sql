-- Filters that people keep under a name; the parameters are those of the page's address.
CREATE TABLE saved_view (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text NOT NULL,
    params     text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saved_view_name_form CHECK (NOT is_blank(name) AND char_length(name) <= 60),
    CONSTRAINT saved_view_params_length CHECK (char_length(params) <= 4000)
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (fold(name));

-- What the tickets of a bulk change were before it, and the version it left them at: an undo touches only tickets that
-- are still at that version. Of a deletion only the version is kept, the trash has the rest.
CREATE TABLE bulk_change (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text NOT NULL DEFAULT current_actor(),
    deletes boolean NOT NULL
);
CREATE INDEX bulk_change_by_time ON bulk_change (at);

CREATE TABLE bulk_change_ticket (
    change_id       bigint NOT NULL REFERENCES bulk_change (id) ON DELETE CASCADE,
    ticket_id       bigint NOT NULL,
    version         integer NOT NULL,
    status          ticket_status NOT NULL,
    priority        ticket_priority NOT NULL,
    priority_set_by decided_by NOT NULL,
    category        text NOT NULL,
    category_set_by decided_by NOT NULL,
    assignee        text,
    resolved_at     timestamptz,
    PRIMARY KEY (change_id, ticket_id)
);

-- Last changed first.
CREATE INDEX ticket_by_update ON ticket (updated_at DESC, id DESC);
