-- Dashboards under a name; ``params`` are those of the page's address. ``owner``: a person, or a browser where nobody signs in;
-- '' is the desk, whose dashboards everyone sees.
CREATE TABLE saved_dashboard (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner      text NOT NULL,
    name       text NOT NULL,
    params     text NOT NULL,
    position   integer NOT NULL DEFAULT 0,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saved_dashboard_owner_length CHECK (char_length(owner) <= 250),
    CONSTRAINT saved_dashboard_name_form CHECK (NOT is_blank(name) AND char_length(name) <= 60),
    CONSTRAINT saved_dashboard_params_length CHECK (char_length(params) <= 4000)
);
CREATE UNIQUE INDEX saved_dashboard_name ON saved_dashboard (owner, fold(name));

-- Which one opens first, for a person or for the desk; NULL is the one that nobody saved.
CREATE TABLE first_dashboard (
    owner        text PRIMARY KEY,
    dashboard_id bigint REFERENCES saved_dashboard (id) ON DELETE CASCADE,
    CONSTRAINT first_dashboard_owner_length CHECK (char_length(owner) <= 250)
);
CREATE INDEX first_dashboard_shown ON first_dashboard (dashboard_id);
